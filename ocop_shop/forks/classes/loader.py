"""Oscar's class loader (`OSCAR_DYNAMIC_CLASS_LOADER`) that knows replacements of single classes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils.module_loading import import_string
from oscar.core.loading import default_class_loader

from ocop_shop.conf import settings

_OSCAR = "oscar.apps."


def load(module_label: str, classnames: Sequence[str], module_prefix: str) -> list[Any]:
    """The classes as Oscar finds them, Oscar's own exchanged for those that `OCOP_OSCAR_CLASSES` names.

    What a shop's fork of the app defines is left alone.
    """
    found = default_class_loader(module_label, classnames, module_prefix)
    return [_replaced(f"{module_label}.{name}", shipped) for name, shipped in zip(classnames, found, strict=True)]


def _replaced(label: str, found: Any) -> Any:
    path = settings.oscar_classes.get(label)
    return import_string(path) if path and found.__module__.startswith(_OSCAR) else found
