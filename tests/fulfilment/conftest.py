"""Two makers whose goods stand in one order."""

from __future__ import annotations

import pytest

from ocop_shop.test import factories

from .bought import goods_of


@pytest.fixture
def a(db):
    return factories.make_producer("Hợp tác xã An", email="an@example.com")


@pytest.fixture
def b(db):
    return factories.make_producer("Cơ sở Bình", email="binh@example.com")


@pytest.fixture
def jam(a):
    return goods_of(a, "Mứt dừa của An", price=111_000)


@pytest.fixture
def rice(b):
    return goods_of(b, "Gạo sạch của Bình", price=222_000)
