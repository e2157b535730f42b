"""What tests of the audit log ask for."""

from __future__ import annotations

import json
import logging
from importlib import import_module
from types import SimpleNamespace

import pytest
from django.db import connection

append_only = import_module("ocop_shop.auditing.migrations.0002_append_only")


@pytest.fixture
def lines(caplog):
    """The lines that went to the logger, as values."""
    caplog.set_level(logging.INFO, logger="ocop_shop.audit")
    return lambda: [json.loads(entry.message) for entry in caplog.records if entry.name == "ocop_shop.audit"]


@pytest.fixture
def committed(django_capture_on_commit_callbacks):
    """`with committed():` what is recorded inside is sealed at the end, as after a commit."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


@pytest.fixture
def without_guards(db):
    """A function that takes the triggers away, as somebody would who wants to forge the log."""

    def remove():
        connection.check_constraints()
        with connection.cursor() as cursor:
            append_only.remove(None, SimpleNamespace(connection=connection, execute=cursor.execute))

    return remove
