"""Payouts at the shop's desk: who is owed what, closed once, paid once, open to shop staff alone."""

import uuid
from decimal import Decimal

import pytest
from django.apps import apps
from django.test import Client
from django.urls import reverse

from ocop_shop.accounts import actions
from ocop_shop.accounts.months import Month
from ocop_shop.test import factories
from tests.accounts.selling import entries, give_back, goods, sold

from .staff import client_with

DESK = "/dashboard/payouts/"

pytestmark = pytest.mark.django_db


@pytest.fixture
def clerk(db):
    return client_with("change_order")


@pytest.fixture
def maker(db, frozen):
    """A producer with a sale of October, in November."""
    made = factories.make_producer("Hợp tác xã An")
    frozen("2026-10-10 08:00:00")
    sold((goods(made), 1))
    frozen("2026-11-02 08:00:00")
    return made


def statements():
    return apps.get_model("ocop_accounts", "Statement").objects


def account_of(maker):
    return reverse("ocop:desk-payout", args=[maker.slug])


@pytest.mark.pages
@pytest.mark.parametrize("who", [{"rights": ()}, {"rights": ("change_order",), "is_staff": False}])
def test_only_staff_who_may_change_orders_get_in(maker, who):
    made = actions.close_month(maker, Month(2026, 10))
    client = client_with(*who.pop("rights"), **who)
    files = [f"{DESK}file.csv", reverse("ocop:desk-payout-file", args=[maker.slug, "2026-10", "csv"])]
    for path in (DESK, account_of(maker), *files):
        assert client.get(path).status_code == 403
    assert client.post(DESK, {"do": "paid", "statement": made.pk, "reference": "FT1"}).status_code == 403
    assert client.post(account_of(maker), {"do": "commission", "percent": "50"}).status_code == 403
    made.refresh_from_db()
    assert made.paid_at is None


@pytest.mark.pages
def test_who_is_not_signed_in_is_asked_to():
    assert Client().get(DESK).url.startswith(reverse("dashboard:login"))


def test_a_month_is_closed_and_paid_by_its_page(clerk, maker):
    for _twice in range(2):
        clerk.post(DESK, {"do": "close", "month": "2026-10"})
    made = statements().get()
    assert f'data-statement="{made.pk}"' in clerk.get(DESK).content.decode()
    for _twice in range(2):
        clerk.post(DESK, {"do": "paid", "statement": made.pk, "reference": "FT26306"})
    made.refresh_from_db()
    assert (made.reference, made.paid_by, made.closed_by) == ("FT26306", clerk.user, clerk.user)
    assert entries(maker, "payout") == [("payout", -100_000)]


@pytest.mark.parametrize("month", ["", "2026-11", "2026-13", "\x00", "x" * 300])
def test_a_month_that_cannot_be_closed_stays_open(clerk, maker, month):
    assert clerk.post(DESK, {"do": "close", "month": month}).status_code in {302, 422}
    assert statements().count() == 0


@pytest.mark.parametrize("said", [{}, {"do": "x"}, {"do": "paid", "statement": "x"}, {"do": "paid"}])
def test_nonsense_pays_nothing(clerk, maker, said):
    made = actions.close_month(maker, Month(2026, 10))
    assert clerk.post(DESK, said).status_code in {404, 422}
    made.refresh_from_db()
    assert made.paid_at is None


def test_what_is_to_be_paid_is_a_table_without_formulas(clerk, frozen):
    evil = factories.make_producer("=1+1")
    frozen("2026-10-10 08:00:00")
    sold((goods(evil), 1))
    frozen("2026-11-02 08:00:00")
    actions.close_month(evil, Month(2026, 10))
    told = b"".join(clerk.get(f"{DESK}file.csv").streaming_content).decode("utf-8-sig")
    assert "'=1+1,10/2026,100000,15/11/2026" in told


def test_the_commission_of_a_producer_is_set(clerk, maker):
    clerk.post(account_of(maker), {"do": "commission", "percent": "7.5"})
    assert apps.get_model("ocop_accounts", "Account").objects.get(producer=maker).commission == Decimal("7.5")
    clerk.post(account_of(maker), {"do": "commission", "percent": ""})
    assert apps.get_model("ocop_accounts", "Account").objects.get(producer=maker).commission is None


@pytest.mark.parametrize("percent", ["-1", "101", "1.234", "x", "NaN"])
def test_a_commission_that_is_none_is_refused(clerk, maker, percent):
    assert clerk.post(account_of(maker), {"do": "commission", "percent": percent}).status_code == 422
    assert apps.get_model("ocop_accounts", "Account").objects.get(producer=maker).commission is None


def test_a_correction_is_entered_once(clerk, maker):
    said = {"do": "correct", "amount": "-5000", "reason": "thùng vỡ", "key": str(uuid.uuid4())}
    for _twice in range(2):
        clerk.post(account_of(maker), said)
    assert entries(maker, "correction") == [("correction", -5_000)]


@pytest.mark.parametrize(
    "said", [{"amount": "", "reason": "a"}, {"amount": "1", "reason": " "}, {"amount": "9" * 30, "reason": "a"}]
)
def test_a_correction_without_amount_or_reason_is_refused(clerk, maker, said):
    said = {"do": "correct", "key": str(uuid.uuid4()), **said}
    assert clerk.post(account_of(maker), said).status_code == 422
    assert entries(maker, "correction") == []


def test_staff_say_for_whose_goods_a_refund_was(clerk, maker):
    other = factories.make_producer("Hợp tác xã Bình")
    order = sold((goods(maker), 1), (goods(other), 1))
    refund = give_back(order, 25_000)
    path = reverse("ocop:desk-payout-refund", args=[refund.pk])
    assert path in clerk.get(DESK).content.decode()
    line = order.lines.get(ocop_maker__producer=other)
    assert clerk.post(path, {f"line-{line.pk}": "25001"}).status_code == 422
    assert entries(other, "refund") == []
    clerk.post(path, {f"line-{line.pk}": "25000"})
    assert entries(other, "refund") == [("refund", -25_000)]
    assert clerk.get(path).status_code == 404


@pytest.mark.pages
def test_pages_cost_the_same_for_one_and_for_twenty(clerk, frozen, assert_queries):
    frozen("2026-10-10 08:00:00")
    makers = [factories.make_producer() for _number in range(20)]
    for each in makers:
        actions.correct(each, 5_000, "thưởng", actor=None, key="a")
    frozen("2026-11-02 08:00:00")
    actions.close_months(Month(2026, 10))
    clerk.get(DESK)
    with assert_queries(16):
        clerk.get(DESK)
    with assert_queries(16):
        clerk.get(account_of(makers[0]))
