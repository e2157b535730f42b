"""Whoever asks to be erased is in the shop no longer, and the books are as they were."""

from decimal import Decimal

import pytest
from django.apps import apps
from oscar.core.loading import get_model

from ocop_shop.accounts import balances
from ocop_shop.auditing.verification import verify
from ocop_shop.core import personal
from ocop_shop.oversight import doubts
from ocop_shop.payments import actions as payments
from ocop_shop.personal import actions, people
from ocop_shop.personal.exceptions import HeldUp
from ocop_shop.personal.models import Request
from ocop_shop.producers import actions as producers
from ocop_shop.test import factories
from tests.accounts.selling import buy, goods, pay

from . import filling

pytestmark = pytest.mark.django_db


@pytest.fixture
def maker(db):
    return factories.make_producer("Hợp tác xã An", partner=factories.make_partner("An"))


@pytest.fixture
def buyer(db):
    return factories.make_user(filling.EMAIL, first_name=filling.MARK, last_name=filling.MARK)


@pytest.fixture
def filled(maker, buyer):
    return filling.fill_account(buyer, maker)


def stands_in():
    """Tables with a word of the person, but the log, which is asked elsewhere."""
    return filling.found()


def test_an_erased_account_is_found_nowhere(buyer, filled, django_capture_on_commit_callbacks, mailoutbox):
    assert len(filling.found()) >= 15
    assert filling.files() != []
    before = filling.sums(filled)
    with django_capture_on_commit_callbacks(execute=True):
        made = actions.erase_account(buyer, actor=buyer)
    assert stands_in() == {}
    assert filling.files() == []
    assert filling.sums(filled) == before
    assert (filled.user, filled.shipping_address.line4, filled.shipping_address.state) == (
        None, "Xã Tam Ngãi", "Vĩnh Long",
    )  # fmt: skip
    assert made.outcome["orders"] == {"anonymised": 1}
    assert [letter.to for letter in mailoutbox] == [[filling.EMAIL]]


def test_what_was_left_under_an_address_is_found_nowhere_either(maker, django_capture_on_commit_callbacks):
    order = filling.fill_address(maker)
    before = filling.sums(order)
    with django_capture_on_commit_callbacks(execute=True):
        actions.erase_address("Dau.Rieng@example.com ")
    assert stands_in() == {}
    assert filling.sums(order) == before
    assert apps.get_model("ocop_oversight", "DoubtReport").objects.get().text == "Tem in sai số sao."


def test_the_account_that_is_left_lets_nobody_in(client, buyer):
    client.force_login(buyer)
    actions.erase_account(buyer, actor=buyer)
    buyer.refresh_from_db()
    assert (buyer.is_active, buyer.has_usable_password(), buyer.email, buyer.username) == (
        False, False, "", f"erased-{buyer.pk}",
    )  # fmt: skip
    assert client.get("/accounts/my-data/").status_code == 302
    assert not client.login(username=filling.EMAIL, password=factories.PASSWORD)


def test_erasing_twice_changes_nothing(buyer, filled):
    first = actions.erase_account(buyer, actor=buyer)
    log = apps.get_model("ocop_audit", "Entry").objects.count()
    assert actions.erase_account(buyer, actor=buyer) == first
    assert (Request.objects.count(), apps.get_model("ocop_audit", "Entry").objects.count()) == (1, log)


def test_others_keep_what_is_theirs(maker, filled, buyer):
    other = factories.make_user("khac@example.com", first_name="Khác")
    theirs = filling.fill_account(other, maker)
    told = {held.name: list(held.of_person(people.of_user(other))) for held in personal.holders()}
    before = filling.sums(theirs)
    actions.erase_account(buyer, actor=buyer)
    assert {held.name: list(held.of_person(people.of_user(other))) for held in personal.holders()} == told
    assert filling.sums(theirs) == before


def test_what_a_producer_is_owed_stays_as_it_was(maker, filled, buyer):
    before = (balances.balance(maker), apps.get_model("ocop_accounts", "Entry").objects.count())
    actions.erase_account(buyer, actor=buyer)
    assert (balances.balance(maker), apps.get_model("ocop_accounts", "Entry").objects.count()) == before


def test_a_product_is_rated_by_those_who_are_left(maker, buyer):
    product = factories.make_product(producer=maker)
    filling.review_of(product, score=5)
    filling.review_of(product, user=buyer, score=1)
    product.refresh_from_db()
    assert product.rating == 3
    actions.erase_account(buyer, actor=buyer)
    product.refresh_from_db()
    assert product.rating == 5


@pytest.mark.django_db(transaction=True)
def test_the_log_stays_whole_and_says_the_key_alone(buyer, maker):
    filling.fill_account(buyer, maker)
    actions.erase_account(buyer, actor=buyer)
    entry = apps.get_model("ocop_audit", "Entry").objects.filter(act="personal.erased").get()
    assert (entry.subject, entry.actor, sorted(entry.before)) == (f"user:{buyer.pk}", buyer.pk, [])
    assert verify().whole


def test_an_order_on_its_way_holds_it_up(maker, buyer):
    order = buy((goods(maker), 1), user=buyer)
    for step in (lambda: order, lambda: pay(order)):
        step()
        with pytest.raises(HeldUp) as held:
            actions.erase_account(buyer, actor=buyer)
        assert order.number in str(held.value)
    buyer.refresh_from_db()
    assert (buyer.email, Request.objects.count()) == (filling.EMAIL, 0)


def test_a_refund_that_is_not_paid_holds_it_up(maker, buyer, filled):
    payments.ask_refund(filled.payment_attempts.get(), Decimal(2_000), actor=None, reason="vỡ")
    with pytest.raises(HeldUp):
        actions.erase_account(buyer, actor=buyer)
    assert get_model("address", "UserAddress").objects.filter(user=buyer).exists()


def test_the_only_owner_of_a_producer_is_not_erased(maker, buyer):
    producers.add_member(maker, buyer, "owner")
    with pytest.raises(HeldUp, match="Hợp tác xã An"):
        actions.erase_account(buyer, actor=buyer)
    producers.add_member(maker, factories.make_user(), "owner")
    actions.erase_account(buyer, actor=buyer)
    assert maker.members.count() == 1


@pytest.mark.parametrize("fields", [{"is_staff": True}, {"is_superuser": True}])
def test_staff_are_not_erased_by_themselves(fields):
    user = factories.make_user(**fields)
    with pytest.raises(HeldUp):
        actions.erase_account(user, actor=user)


def test_what_fails_midway_leaves_everything_as_it_was(buyer, filled, monkeypatch):
    last = personal.holders()[-1]
    monkeypatch.setitem(
        personal._HOLDERS, last.name, personal.Holder(last.name, last.title, last.stays, erase_person=lambda _p: 1 / 0)
    )
    before = filling.found()
    with pytest.raises(ZeroDivisionError):
        actions.erase_account(buyer, actor=buyer)
    assert filling.found() == before


def test_a_part_of_an_address_is_somebody_else(maker):
    doubts.report(factories.make_certificate(), "Sai.", f"x{filling.EMAIL}")
    actions.erase_address(filling.EMAIL)
    assert apps.get_model("ocop_oversight", "DoubtReport").objects.get().contact == f"x{filling.EMAIL}"


def test_the_invitation_that_made_somebody_a_member_goes_with_them(maker, buyer):
    other = factories.make_producer("Hợp tác xã Bình")
    producers.add_member(maker, factories.make_user("chu@example.com"), "owner")
    _invitation, secret = producers.invite(maker, filling.EMAIL, "packer")
    producers.accept(secret, buyer)
    producers.invite(other, filling.EMAIL, "packer")
    actions.erase_account(buyer, actor=buyer)
    assert not maker.invitations.exists()
    assert other.invitations.count() == 1  # nobody has shown to read that address
