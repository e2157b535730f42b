"""The map of today for reading addresses, without a database."""

from __future__ import annotations

import pytest

from ocop_shop.regions import data_files
from ocop_shop.regions.gazetteer import Gazetteer


@pytest.fixture(scope="session")
def gazetteer() -> Gazetteer:
    carried = data_files.read()
    return Gazetteer(carried.rows, carried.successions)
