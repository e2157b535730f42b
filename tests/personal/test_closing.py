"""A producer that is closed sells and shows nothing, its people are gone, and books and register stay."""

import pytest
from django.apps import apps
from django.test import override_settings

from ocop_shop.accounts import balances
from ocop_shop.core import clock, personal, retention
from ocop_shop.personal import actions
from ocop_shop.personal.exceptions import Answered, HeldUp, PersonalError
from ocop_shop.personal.models import Kind, Request
from ocop_shop.producers import actions as producers
from ocop_shop.test import factories
from ocop_shop.test.clock import frozen
from tests.accounts.selling import buy, goods

from . import filling

pytestmark = pytest.mark.django_db


@pytest.fixture
def producer(db):
    return factories.make_producer("Hộ Sổ Sách", kind="household", partner=factories.make_partner("An"))


@pytest.fixture
def owner(db):
    return factories.make_user("chu@example.com")


def settle(producer):
    """Everything that is owed is paid: here, by a payout of all of it."""
    account = apps.get_model("ocop_accounts", "Account").objects.get(producer=producer)
    account.entries.create(key="payout:test", kind="payout", amount=-balances.balance(producer), at=clock.now())


@pytest.fixture
def filled(producer, owner):
    order = filling.fill_producer(producer, owner)
    settle(producer)
    return order


def kinds(outcome, fate):
    return sorted(name for name, fates in outcome.items() if fate in fates)


def test_a_closed_producer_is_found_nowhere(producer, owner, filled, django_capture_on_commit_callbacks, mailoutbox):
    assert len(filling.found()) >= 10
    before = (filling.sums(filled), list(apps.get_model("ocop_accounts", "Entry").objects.values()))
    with django_capture_on_commit_callbacks(execute=True):
        made = actions.close(producer, actor=owner)
    assert filling.found() == {}
    assert filling.files() == []
    assert (filling.sums(filled), list(apps.get_model("ocop_accounts", "Entry").objects.values())) == before
    assert kinds(made.outcome, "kept") == ["accounts", "certificates", "goods", "identity", "sold"]
    assert sorted(to for letter in mailoutbox for to in letter.to) == ["chu@example.com", filling.EMAIL]


def test_a_closed_producer_has_no_page_no_goods_and_no_desk(client, producer, owner, filled):
    assert client.get(f"/producers/{producer.slug}/").status_code == 200
    actions.close(producer, actor=owner)
    client.force_login(owner)
    assert client.get(f"/producers/{producer.slug}/").status_code == 404
    assert client.get(f"/portal/{producer.slug}/").status_code == 404
    producer.refresh_from_db()
    assert (producer.name, producer.province_id is not None, producer.is_public) == ("Hộ Sổ Sách", True, False)


def test_certificates_and_the_buyer_stay_as_they_were(producer, owner, filled):
    names = apps.get_model("ocop_certification", "Certificate").objects.values_list("producer_name", flat=True)
    before = list(names)
    actions.close(producer, actor=owner)
    assert list(names) == before
    assert filled.shipping_address.first_name == "Khách Khác"


def test_closing_twice_changes_nothing(producer, owner, filled):
    first = actions.close(producer, actor=owner)
    log = apps.get_model("ocop_audit", "Entry").objects.count()
    assert actions.close(producer, actor=owner) == first
    assert apps.get_model("ocop_audit", "Entry").objects.count() == log


def test_money_that_is_owed_holds_it_up(producer, owner):
    filling.fill_producer(producer, owner)
    before = filling.found()
    with pytest.raises(HeldUp):
        actions.close(producer, actor=owner)
    assert filling.found() == before


def test_an_order_on_its_way_holds_it_up(producer, owner):
    buy((goods(producer), 1))
    with pytest.raises(HeldUp):
        actions.ask_to_close(producer, actor=owner)
    assert Request.objects.count() == 0


def test_asking_again_is_the_same_request_and_may_be_taken_back(producer, owner):
    asked = actions.ask_to_close(producer, actor=owner)
    assert (actions.ask_to_close(producer, actor=owner), asked.days_left) == (asked, 20)
    assert actions.take_back(asked, actor=owner)
    assert not actions.take_back(asked, actor=owner)
    with pytest.raises(Answered):
        actions.carry_out(asked, actor=owner)
    assert producer.members.model.objects.filter(producer=producer).count() == 0


def test_a_refusal_says_why(producer, owner):
    asked = actions.ask_to_close(producer, actor=owner)
    with pytest.raises(PersonalError):
        actions.refuse(asked, " ", actor=owner)
    assert actions.refuse(asked, "Thiếu chữ ký", actor=owner).state == "refused"
    assert Request.objects.get(kind=Kind.CLOSE).reason == "Thiếu chữ ký"


def test_who_it_was_before_the_law_goes_when_the_books_do(producer, owner, filled):
    identities = apps.get_model("ocop_producers", "SellerIdentity").objects
    actions.close(producer, actor=owner)
    rule = next(rule for rule in retention.rules() if rule.name == "identities")
    with override_settings(OCOP_ACCOUNTING_YEARS=10):
        assert retention.carry_out(rule, clock.now()) == 0
        with frozen("2040-01-01 00:00:00"):
            assert (retention.carry_out(rule, clock.now()), retention.carry_out(rule, clock.now())) == (1, 0)
    assert not identities.exists()


def test_a_copy_holds_the_producers_own_and_no_buyer_after_the_time(producer, owner, filled):
    with frozen("2030-01-01 00:00:00"):
        told = str([list(holder.of_producer(producer)) for holder in personal.holders()])
    assert filling.MARK in told
    assert filled.number in told
    assert "Khách Khác" not in told


def test_a_producer_that_was_opened_anew_is_closed_anew(producer, owner, filled):
    first = actions.close(producer, actor=owner)
    assert actions.close(producer, actor=owner) == first
    producers.add_member(producer, owner, "owner")
    request = actions.ask_to_close(producer, actor=owner)
    actions.carry_out(request, actor=owner)
    assert not producer.members.exists()
    request.refresh_from_db()
    assert (request.state, request.outcome["desk"]) == ("done", {"erased": 1})
