"""Folders of files for each test alone: what is left in them is what the test is about."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.test import override_settings


@pytest.fixture(autouse=True)
def _own_files(tmp_path: Path) -> Iterator[None]:
    with override_settings(MEDIA_ROOT=str(tmp_path / "media"), OCOP_PRIVATE_ROOT=str(tmp_path / "private")):
        yield
