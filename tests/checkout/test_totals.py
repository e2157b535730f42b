"""Money adds up to the đồng: what is shown is what is charged, what is recorded and what is given back."""

from decimal import Decimal

import pytest
from django.contrib.auth.models import AnonymousUser
from hypothesis import given
from hypothesis import strategies as st
from oscar.apps.offer.applicator import Applicator
from oscar.core.loading import get_model

from ocop_shop.payments import actions, registry
from ocop_shop.test import factories
from tests.payments.paying import basket_of, place, transferred
from tests.trying import histories

pytestmark = pytest.mark.django_db

prices = st.integers(1, 9_999_999)
lines = st.lists(st.tuples(prices, st.integers(1, 7)), min_size=1, max_size=6)
percents = st.integers(1, 99)


def offer(kind, value, *, of="Count", least=1):
    """An offer over the whole basket."""
    ranges = get_model("offer", "Range").objects
    everything, _made = ranges.get_or_create(name="everything", defaults={"includes_all_products": True})
    return get_model("offer", "ConditionalOffer").objects.create(
        name=f"{kind} {value}",
        offer_type="Site",
        benefit=get_model("offer", "Benefit").objects.create(type=kind, value=value, range=everything),
        condition=get_model("offer", "Condition").objects.create(type=of, value=least, range=everything),
    )


def whole(*amounts):
    return all(amount == amount.to_integral_value() for amount in amounts)


@histories(40)
@given(lines, percents, st.booleans())
def test_shown_charged_recorded_and_given_back_are_one_sum(db, wanted, percent, with_offer):
    get_model("offer", "ConditionalOffer").objects.all().delete()
    if with_offer:
        offer("Percentage", percent)
    basket = basket_of(*[(factories.make_product(price=price, stock=99), quantity) for price, quantity in wanted])
    Applicator().apply(basket, AnonymousUser())
    shown = basket.total_incl_tax
    order = place(basket, registry.known("bank-transfer"))
    attempt = order.payment_attempts.first()
    recorded = sum(line.line_price_incl_tax for line in order.lines.all())
    discounts = sum((discount.amount for discount in order.discounts.all()), Decimal(0))
    assert whole(shown, order.total_incl_tax, recorded, discounts)
    assert shown == order.total_incl_tax == recorded == (attempt.amount if attempt else 0)
    assert sum(price * quantity for price, quantity in wanted) - discounts == shown
    if attempt:
        actions.take("bank-transfer", transferred(attempt, key=order.number))
        attempt.refresh_from_db()
        actions.carry_out(actions.ask_refund(attempt, attempt.refundable, actor=None))
        attempt.refresh_from_db()
        source = order.sources.get()
        assert attempt.received == attempt.refunded == source.amount_debited == source.amount_refunded == shown


@pytest.mark.parametrize(
    ("kind", "value", "price", "quantity", "total"),
    [
        ("Percentage", 10, 125_555, 1, 112_999),  # 12.555,5 is rounded to 12.556
        ("Percentage", 33, 100, 3, 201),
        ("Absolute", 50_000, 30_000, 3, 40_000),
        ("Absolute", 50_000, 30_000, 1, 0),
        ("Fixed price", 99_000, 60_000, 2, 99_000),
        ("Multibuy", 0, 45_000, 3, 90_000),
    ],
)
def test_every_kind_of_offer_leaves_whole_dong(kind, value, price, quantity, total):
    if kind == "Multibuy":
        offer(kind, None, least=3)
    else:
        offer(kind, value, least=quantity if kind == "Fixed price" else 1)
    basket = basket_of((factories.make_product(price=price, stock=99), quantity))
    Applicator().apply(basket, AnonymousUser())
    assert whole(basket.total_incl_tax, *(line.line_price_incl_tax_incl_discounts for line in basket.all_lines()))
    assert basket.total_incl_tax == total
