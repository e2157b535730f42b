"""Cash on delivery: a promise up to a limit, and no money before the courier has it."""

from decimal import Decimal

import pytest
from django.test import override_settings
from oscar.core.loading import get_model

from ocop_shop.core.money import FractionOfDong
from ocop_shop.payments import cod

Order = get_model("order", "Order")


def order(total):
    return Order.objects.create(number=str(total), total_incl_tax=total, total_excl_tax=total, currency="VND")


@pytest.mark.parametrize(
    ("total", "refused"), [(0, False), (9_999_999, False), (10_000_000, False), (10_000_001, True)]
)
def test_the_limit_is_ten_million_unless_a_shop_says_otherwise(total, refused):
    assert bool(cod.refusal(Decimal(total))) is refused


@override_settings(OCOP_COD_LIMIT=200_000)
def test_a_refusal_names_the_limit_and_the_total():
    assert "200.000\u00a0₫" in cod.refusal(Decimal(250_000))
    assert "250.000\u00a0₫" in cod.refusal(Decimal(250_000))


@pytest.mark.django_db
def test_the_whole_total_is_promised_once_and_nothing_is_debited():
    placed = order(Decimal(280_000))
    assert cod.promise(placed) == cod.promise(placed)
    source = placed.sources.get()
    assert (source.amount_allocated, source.amount_debited, source.currency) == (Decimal(280_000), 0, "VND")
    assert [(t.txn_type, t.amount) for t in source.transactions.all()] == [("Authorise", Decimal(280_000))]


@pytest.mark.django_db
def test_a_fraction_of_a_dong_is_never_promised():
    placed = order(Decimal("280000.50"))
    with pytest.raises(FractionOfDong):
        cod.promise(placed)
    assert placed.sources.count() == 0
