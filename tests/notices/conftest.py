"""Kinds of the tests' own, gone afterwards."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from ocop_shop.notices import kinds
from tests.notices.telling import named


@pytest.fixture(autouse=True)
def _own_kinds() -> Iterator[None]:
    before = dict(kinds._KINDS)
    named()
    yield
    kinds._KINDS.clear()
    kinds._KINDS.update(before)
