"""The sandbox shop as it is measured: as on a server, with 20 cards a page, and Oscar's own templates beside ours."""

import os

os.environ.setdefault("DEBUG", "0")

from sandbox.settings.base import *
from sandbox.settings.base import DATABASES, TEMPLATES
from tests.benchmarks.reference.stock import TEMPLATES_OF_OSCAR

DEBUG = False
SECRET_KEY = "only-for-benchmarks"
ALLOWED_HOSTS = ["*"]
ROOT_URLCONF = "tests.benchmarks.urls"
TEMPLATES = [*TEMPLATES, TEMPLATES_OF_OSCAR]
# Both sides keep their connection, as behind a pool.
DATABASES["default"]["CONN_MAX_AGE"] = None
# Large enough that neither side's thumbnails, slugs and names push each other out.
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "OPTIONS": {"MAX_ENTRIES": 100_000}}}
OSCAR_PRODUCTS_PER_PAGE = OCOP_PAGE_SIZE = 20
LOGGING = {"version": 1, "disable_existing_loggers": False}
# Oscar's tag for cards is meant to be another one in the engine with its own templates.
SILENCED_SYSTEM_CHECKS = ["templates.W003"]
