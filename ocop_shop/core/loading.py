"""Finding a class that a shop may have replaced.

Oscar's own loader falls back to `oscar.apps` only, so a shop that forks one of our apps would lose every class it
does not repeat. This one looks in the installed app with the label first, then in the app as shipped.
"""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec
from typing import Any

from django.apps import apps

SHIPPED_PREFIX = "ocop_"


def get_class(module_label: str, class_name: str) -> Any:
    """The class `class_name` of `"ocop_certification.views"`-like `module_label`.

    Raises `LookupError` when neither the installed app nor the shipped one has it.
    """
    label, _, module = module_label.partition(".")
    shipped = f"ocop_shop.{label.removeprefix(SHIPPED_PREFIX)}"
    for package in dict.fromkeys((apps.get_app_config(label).name, shipped)):
        path = f"{package}.{module}"
        if find_spec(path) and hasattr(found := import_module(path), class_name):
            return getattr(found, class_name)
    raise LookupError(f"No class {class_name!r} in {module_label!r}")
