"""The words of a letter, from its two templates: `mail/<name>_subject.txt` and `mail/<name>.txt`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.template.loader import render_to_string


def written(name: str, context: Mapping[str, Any]) -> tuple[str, str]:
    """Subject, in one line, and body of the letter `name`, in the language in force."""
    values = dict(context)
    subject = render_to_string(f"ocop_shop/mail/{name}_subject.txt", values)
    return " ".join(subject.split()), render_to_string(f"ocop_shop/mail/{name}.txt", values)
