"""Papers that are not for everybody lie where no web server shows them: a part of `manage.py check`."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Warning  # noqa: A004
from django.core.files.storage import FileSystemStorage

from ocop_shop import conf
from ocop_shop.core import private_storage

_SHOWN = ("MEDIA_ROOT", "STATIC_ROOT")


def check_private_root(app_configs: object = None, **_kwargs: Any) -> list[CheckMessage]:
    """The folder of papers lies in no folder that is shown, and an open shop has chosen it."""
    try:
        chosen = bool(conf.settings.private_root)
    except TypeError:
        return []  # it was said already
    storage = private_storage.private_storage()
    if isinstance(storage, FileSystemStorage):
        for name in _SHOWN:
            if _lies_in(storage.location, getattr(settings, name, None)):
                problem = f"Papers of producers are kept in {storage.location}, inside {name}: everybody can read them."
                hint = "Set OCOP_PRIVATE_ROOT to a folder that no web server shows, and move the files there."
                return [Error(problem, hint=hint, id="ocop_shop.E020")]
    if settings.DEBUG or chosen or private_storage.is_named():
        return []
    problem = "OCOP_PRIVATE_ROOT is not set: papers of producers are kept in a folder beside MEDIA_ROOT."
    hint = 'Set it to a folder that no web server shows and that is backed up, or name STORAGES["ocop_private"].'
    return [Warning(problem, hint=hint, id="ocop_shop.W007")]


def _lies_in(folder: str | os.PathLike[str], shown: Any) -> bool:
    return bool(shown) and Path(folder).resolve().is_relative_to(Path(shown).resolve())
