"""Where files lie that the web server must not hand out: papers, and pictures that nobody has looked at yet."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings
from django.core.files.storage import FileSystemStorage, Storage, storages

ALIAS = "ocop_private"


def private_storage() -> Storage:
    """The storage called `ocop_private` in `STORAGES`; a folder beside MEDIA_ROOT where there is none."""
    if ALIAS in settings.STORAGES:
        return storages[ALIAS]
    return FileSystemStorage(location=Path(settings.MEDIA_ROOT).resolve().parent / "private", base_url=None)
