"""Months are closed once, one after the other; what was paid is noted once."""

import json
from datetime import date
from io import StringIO

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command

from ocop_shop.accounts import actions, balances
from ocop_shop.accounts.exceptions import (
    EarlierMonthOpen,
    MonthNotOver,
    NotToBePaid,
    PaidMeanwhile,
    ReferenceMissing,
)
from ocop_shop.accounts.months import Month
from ocop_shop.accounts.verification import differences
from ocop_shop.auditing.actions import history
from ocop_shop.test import factories
from tests import at_once

from .selling import buy, entries, goods, pay, send, sold

pytestmark = pytest.mark.django_db

OCTOBER, NOVEMBER = Month(2026, 10), Month(2026, 11)


@pytest.fixture
def maker(db):
    return factories.make_producer("Hợp tác xã An")


@pytest.fixture
def october(maker, frozen):
    """A sale on the last second of October, told in November."""
    frozen("2026-10-31 23:59:59")
    sold((goods(maker), 1))
    frozen("2026-11-02 08:00:00")
    return maker


def statements():
    return apps.get_model("ocop_accounts", "Statement").objects


def told(*arguments):
    out = StringIO()
    call_command("ocop_close_month", "--format", "json", *arguments, stdout=out)
    return json.loads(out.getvalue())


def test_a_month_is_what_was_entered_in_it(october, frozen):
    sold((goods(october, 70_000), 1))
    made = actions.close_month(october, OCTOBER)
    assert (made.total, made.period, made.due_on) == (100_000, date(2026, 10, 1), date(2026, 11, 15))
    frozen("2026-12-01 00:00:00")
    assert actions.close_month(october, NOVEMBER).total == 70_000


def test_days_until_payment_are_the_shops(october, settings):
    settings.OCOP_PAYOUT_DAYS = 5
    assert actions.close_month(october, OCTOBER).due_on == date(2026, 11, 5)


def test_closing_again_changes_nothing(october):
    first = actions.close_month(october, OCTOBER)
    assert actions.close_month(october, OCTOBER) == first
    assert statements().count() == 1
    assert history(f"producer:{october.pk}").filter(act="account.month_closed").count() == 1


def test_a_month_that_is_not_over_stays_open(october):
    with pytest.raises(MonthNotOver):
        actions.close_month(october, NOVEMBER)
    with pytest.raises(MonthNotOver):
        actions.close_months(NOVEMBER)
    assert statements().count() == 0


def test_a_month_without_entries_has_no_statement(maker):
    assert actions.close_month(maker, OCTOBER) is None
    assert statements().count() == 0


def test_months_are_closed_one_after_the_other(october, frozen):
    sold((goods(october), 1))
    frozen("2026-12-01 08:00:00")
    with pytest.raises(EarlierMonthOpen):
        actions.close_month(october, NOVEMBER)
    assert [made.month for made in actions.close_months(NOVEMBER)] == [OCTOBER, NOVEMBER]
    assert actions.close_months(NOVEMBER) == []


def test_what_was_missed_stands_in_the_month_in_which_it_is_entered(maker, frozen):
    frozen("2026-10-10 08:00:00")
    send(pay(buy((goods(maker), 1))))
    frozen("2026-11-02 08:00:00")
    assert actions.close_months(OCTOBER) == []
    assert balances.of_month(maker, NOVEMBER).total == 100_000


def test_a_debt_is_taken_over_by_the_next_statement(maker, frozen):
    frozen("2026-10-10 08:00:00")
    actions.correct(maker, -30_000, "thùng vỡ", actor=None, key="a")
    frozen("2026-11-10 08:00:00")
    debt = actions.close_month(maker, OCTOBER)
    sold((goods(maker), 1))
    frozen("2026-12-01 08:00:00")
    made = actions.close_month(maker, NOVEMBER)
    assert (debt.total, made.brought, made.total) == (-30_000, -30_000, 70_000)
    with pytest.raises(NotToBePaid):
        actions.mark_paid(debt, "FT1", actor=None)
    assert list(balances.open_statements()) == [made]
    assert list(differences()) == []


def test_a_debt_that_was_paid_is_not_taken_over(maker, frozen):
    frozen("2026-10-10 08:00:00")
    actions.correct(maker, -30_000, "thùng vỡ", actor=None, key="a")
    frozen("2026-11-10 08:00:00")
    assert actions.mark_paid(actions.close_month(maker, OCTOBER), "FT1", actor=None)
    assert balances.balance(maker) == 0
    sold((goods(maker), 1))
    frozen("2026-12-01 08:00:00")
    assert actions.close_month(maker, NOVEMBER).total == 100_000


def test_what_is_paid_is_noted_once_and_settles_the_account(october):
    made = actions.close_month(october, OCTOBER)
    assert actions.mark_paid(made, "FT26306", actor=None)
    assert not actions.mark_paid(made, " FT26306 ", actor=None)
    with pytest.raises(PaidMeanwhile):
        actions.mark_paid(made, "FT99999", actor=None)
    assert entries(october, "payout") == [("payout", -100_000)]
    assert balances.balance(october) == 0
    assert list(balances.open_statements()) == []
    assert list(differences()) == []


@pytest.mark.parametrize("reference", ["", "  ", "\x00"])
def test_nothing_is_paid_without_a_reference(october, reference):
    made = actions.close_month(october, OCTOBER)
    with pytest.raises(ReferenceMissing):
        actions.mark_paid(made, reference, actor=None)
    assert entries(october, "payout") == []


def test_a_payout_is_in_no_statement(october, frozen):
    actions.mark_paid(actions.close_month(october, OCTOBER), "FT1", actor=None)
    sold((goods(october), 1))
    frozen("2026-12-01 08:00:00")
    assert actions.close_month(october, NOVEMBER).total == 100_000


def test_what_the_account_holds_is_open_statements_and_open_months(october):
    made = actions.close_month(october, OCTOBER)
    sold((goods(october, 70_000), 1))
    assert balances.balance(october) == made.total + balances.of_month(october, NOVEMBER).total


# --- the command ------------------------------------------------------------------------------------------------------


def test_the_command_closes_the_last_month(october):
    line = {"producer": october.slug, "month": "2026-10", "total": 100_000, "due_on": "2026-11-15"}
    assert told() == {"month": "2026-10", "dry_run": False, "entered": 0, "statements": [line]}
    assert told()["statements"] == []


def test_a_dry_run_writes_nothing(october):
    line = {"producer": october.slug, "month": "2026-10", "total": 100_000}
    assert told("--dry-run") == {"month": "2026-10", "dry_run": True, "orders": 0, "statements": [line]}
    assert statements().count() == 0


def test_the_command_enters_what_is_missing_and_closes_nothing_if_asked_to(october):
    send(pay(buy((goods(october), 1))))
    assert told("--enter-only")["entered"] == 1
    assert statements().count() == 0
    assert list(differences()) == []


@pytest.mark.parametrize("month", ["2026-11", "2026-13", "26-10", "x"])
def test_the_command_refuses_a_month_that_it_cannot_close(october, month):
    with pytest.raises(CommandError):
        told("--month", month)
    assert statements().count() == 0


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_a_month_that_is_closed_twice_at_once_is_closed_once(frozen):
    maker = factories.make_producer("Hợp tác xã An")
    frozen("2026-10-10 08:00:00")
    sold((goods(maker), 1))
    frozen("2026-11-02 08:00:00")
    late = send(pay(buy((goods(maker, 70_000), 1))))
    close = lambda: actions.close_month(maker, OCTOBER)  # noqa: E731
    made = at_once.together(close, lambda: actions.record(late), close, close)
    assert len({one.pk for one in made if not isinstance(one, int)}) == statements().count() == 1
    assert statements().get().total == 100_000
    assert balances.of_month(maker, NOVEMBER).total == 70_000


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_the_same_order_is_entered_once_and_paid_once_by_many_at_once(frozen):
    maker = factories.make_producer("Hợp tác xã An")
    frozen("2026-10-10 08:00:00")
    order = send(pay(buy((goods(maker), 1))))
    assert sum(at_once.together(*[lambda: actions.record(order)] * 4)) <= 1
    frozen("2026-11-02 08:00:00")
    made = actions.close_month(maker, OCTOBER)
    done = at_once.together(*[lambda: actions.mark_paid(made, "FT1", actor=None)] * 4)
    assert sum(done) == 1
    assert balances.balance(maker) == 0
