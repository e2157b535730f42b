"""Which sellers have to be checked again, and since when."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from ocop_shop.core import clock
from ocop_shop.producers import actions, rechecks, selling
from ocop_shop.test.factories import make_producer, make_user

from .test_identities import facts

pytestmark = pytest.mark.django_db


@pytest.fixture
def identity(frozen):
    """One whose tax code and address were checked on 29 November 2026."""
    frozen("2026-11-29 23:30:00")
    identity = actions.identify(make_producer("Hợp tác xã Dừa Xanh", commune="29341"), facts())
    for fact in ("tax_code", "address"):
        actions.verify(identity, fact, actor=make_user(), source="giấy phép")
    return identity


def due():
    return {one.identity.pk: dict(one.facts) for one in rechecks.due()}


@pytest.mark.parametrize(("moment", "is_due"), [("2027-11-28 23:59:59", False), ("2027-11-29 00:00:00", True)])
def test_a_check_is_due_again_after_a_year_at_midnight_in_vietnam(identity, frozen, moment, is_due):
    frozen(moment)
    day = date(2027, 11, 29)
    assert due() == ({identity.pk: {"tax_code": day, "address": day}} if is_due else {})


def test_a_check_that_is_due_counts_on(identity, frozen):
    frozen("2028-01-01 08:00:00")
    assert sorted(selling.verified(identity)) == ["address", "tax_code"]


def test_checking_again_is_a_new_check_and_takes_it_off_the_list(identity, frozen):
    frozen("2027-12-01 08:00:00")
    actions.verify(identity, "tax_code", actor=make_user(), source="giấy phép")
    assert due() == {identity.pk: {"address": date(2027, 11, 29)}}
    assert identity.verifications.filter(fact="tax_code").count() == 2


def test_what_was_changed_or_did_not_fit_is_due_at_once(identity, frozen):
    frozen("2026-12-02 08:00:00")
    actions.verify(identity, "tax_code", actor=make_user(), outcome="refuted")
    changed = actions.identify(identity.producer, facts(street="Ấp khác"))
    assert due() == {changed.pk: {"tax_code": date(2026, 12, 2), "address": date(2026, 12, 2)}}


def test_nobody_is_due_where_the_shop_does_not_check_again(identity, frozen, settings):
    settings.OCOP_RECHECK_DAYS = 0
    frozen("2036-11-29 08:00:00")
    assert due() == {}


@pytest.mark.parametrize("days", [1, 30, 365, 1000])
def test_the_list_and_the_page_of_a_seller_agree_on_each_day(identity, frozen, settings, days):
    settings.OCOP_RECHECK_DAYS = days
    start = clock.now()
    for ahead in (days - 1, days):
        frozen((start + timedelta(days=ahead)).astimezone(clock.VIETNAM).strftime("%Y-%m-%d %H:%M:%S"))
        assert due().get(identity.pk, {}) == rechecks.due_facts(identity)


def test_the_list_costs_two_queries(identity, frozen, django_assert_num_queries):
    other = make_producer("Cơ sở Khác")
    actions.verify(actions.identify(other, facts(tax_code="2100000039")), "bank", actor=make_user())
    frozen("2030-01-01 08:00:00")
    with django_assert_num_queries(2):
        assert len(rechecks.due()) == 2
