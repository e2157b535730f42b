"""Oscar's own templates, from its package, in an engine of their own: those of our shop stand before them otherwise."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import oscar

ENGINE = "oscar_as_it_is"
TEMPLATES_OF_OSCAR: dict[str, Any] = {
    "NAME": ENGINE,
    "BACKEND": "django.template.backends.django.DjangoTemplates",
    "DIRS": [Path(oscar.__file__).parent / "templates"],
    "APP_DIRS": False,
    "OPTIONS": {
        # What Oscar's documentation asks for.
        "context_processors": [
            "django.template.context_processors.request",
            "django.template.context_processors.i18n",
            "django.contrib.auth.context_processors.auth",
            "django.contrib.messages.context_processors.messages",
            "oscar.apps.search.context_processors.search_form",
            "oscar.apps.checkout.context_processors.checkout",
            "oscar.apps.communication.notifications.context_processors.notifications",
            "oscar.core.context_processors.metadata",
        ],
        "libraries": {
            "product_tags": "tests.benchmarks.reference.product_tags",
            "purchase_info_tags": "tests.benchmarks.reference.purchase_info_tags",
        },
    },
}
