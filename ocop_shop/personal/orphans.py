"""Private files that no row names: left behind where something ended between a file and its row."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from django.apps import apps
from django.core.files.storage import Storage
from django.db.models import FileField

from ocop_shop.core.private_storage import PrivateFolder, private_storage

YOUNG = timedelta(days=1)
"""As long as a file may wait for the row that names it."""


def number(at: datetime) -> int:
    """How many there are at a moment."""
    return len(list(_orphans(at)))


def clear(at: datetime) -> int:
    """Delete them; returns how many. Files of a folder that none of our fields fills are let alone."""
    storage, gone = private_storage(), list(_orphans(at))
    for name in gone:
        storage.delete(name)
    return len(gone)


def _orphans(at: datetime) -> Iterator[str]:
    storage, fields = private_storage(), _fields()
    # Asked before the rows are: what is named meanwhile is young.
    old = [name for name in _files(storage, _folders(fields)) if storage.get_modified_time(name) < at - YOUNG]
    named = {name for field in fields for name in _named(field)} if old else set()
    yield from (name for name in old if name not in named)


def _fields() -> list[Any]:
    """Fields of all tables whose files lie in the private storage."""
    kept = private_storage()
    return [
        field
        for model in apps.get_models()
        for field in model._meta.concrete_fields
        if isinstance(field, FileField) and (field.storage == kept or isinstance(field.storage, PrivateFolder))
    ]


def _folders(fields: list[Any]) -> list[str]:
    ways = {field.upload_to for field in fields if isinstance(field.upload_to, str)}
    return sorted({way.split("/")[0] for way in ways} - {""})


def _files(storage: Storage, folders: list[str]) -> Iterator[str]:
    for folder in folders:
        try:
            inner, files = storage.listdir(folder)
        except FileNotFoundError:
            continue
        yield from (f"{folder}/{name}" for name in files)
        yield from _files(storage, [f"{folder}/{name}" for name in inner])


def _named(field: Any) -> Iterator[str]:
    rows = field.model._base_manager.exclude(**{field.name: ""}).values_list(field.name, flat=True)
    yield from (str(name) for name in rows.iterator())
