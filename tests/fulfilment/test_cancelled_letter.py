"""The letter to the buyer when a producer cancels goods: what, why, what is given back and how; once."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.core import mail

from ocop_shop.fulfilment import actions, letters
from ocop_shop.fulfilment.giving_back import Back, Less
from ocop_shop.test.factories import make_user

from .bought import BANK, COD, EMAIL, line_of, order_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def cancelled(a, jam, rice, django_capture_on_commit_callbacks):
    """The letters to the buyer after A cancelled its line of an order."""

    def cancel(order, reason="Mất mùa & lũ"):
        with django_capture_on_commit_callbacks(execute=True):
            actions.cancel(order, a, [line_of(order, a).pk], reason=reason)
        return [letter for letter in mail.outbox if "& lũ" in letter.body and letter.to == [EMAIL]]

    return cancel


def texts(letter):
    (html, kind) = letter.alternatives[0][:2]
    assert kind == "text/html"
    return letter.body, html


def test_the_buyer_reads_what_is_cancelled_why_and_what_comes_back_and_nothing_of_others(cancelled, jam, rice):
    order = order_of((jam, 2), (rice, 3), way=BANK)
    (letter,) = cancelled(order)
    for text in texts(letter):
        # Two jars, and what sending them cost: all of A's goods are gone.
        for said in (order.number, "2 × Mứt dừa của An", "Hợp tác xã An", "252.000"):
            assert said in text
        assert "Gạo sạch" not in text
        assert "Bình" not in text
    assert "Mất mùa &amp; lũ" in texts(letter)[1]
    assert "&amp;amp;" not in texts(letter)[1]


def test_a_guest_finds_the_order_by_a_signed_link_and_a_member_by_their_own(cancelled, jam, rice, settings):
    settings.WAGTAILADMIN_BASE_URL = "https://shop.example"
    guest, member = order_of((jam, 1), (rice, 1), way=BANK), order_of((jam, 1), (rice, 1), way=BANK)
    member.user = make_user(email=EMAIL)
    member.save()
    ours, theirs = cancelled(guest)[0], cancelled(member)[-1]
    assert f"https://shop.example/accounts/order-status/{guest.number}/{guest.verification_hash()}" in ours.body
    assert f"https://shop.example/accounts/orders/{member.number}/" in theirs.body


def test_at_the_door_it_says_what_is_left_to_pay(cancelled, jam, rice):
    (letter,) = cancelled(order_of((jam, 2), (rice, 3), way=COD))
    for text in texts(letter):
        assert "252.000" in text
        assert "696.000" in text


def test_with_the_last_goods_the_order_is_over_and_all_of_it_comes_back(cancelled, jam):
    order = order_of((jam, 2), way=BANK)
    (letter,) = cancelled(order)
    order.refresh_from_db()
    assert order.status == "Cancelled"
    assert "252.000" in letter.body
    order = order_of((jam, 2), way=COD)
    assert "696.000" not in cancelled(order)[-1].body


def test_by_hand_and_by_itself_are_two_ways_to_give_back(a, jam):
    order = order_of((jam, 1), way=BANK)
    for by_itself in (False, True):
        money = Less([Back(Decimal(111_000), by_itself)], Decimal(0), Decimal(0))
        assert letters.tell_cancelled(order, a, list(order.lines.all()), "Hết hàng", money)
    by_hand, by_itself = (letter.body for letter in mail.outbox[-2:])
    assert "111.000" in by_hand
    assert "111.000" in by_itself
    assert by_hand != by_itself


def test_the_letter_is_in_the_language_of_the_order(cancelled, jam, rice):
    order = order_of((jam, 1), (rice, 1), way=BANK)
    order.agreed_parcels.update(language="en")
    (letter,) = cancelled(order)
    assert "We are sorry" in letter.body
    assert "141.000" in letter.body


def test_cancelling_again_writes_no_second_letter(cancelled, jam, rice):
    order = order_of((jam, 1), (rice, 1), way=BANK)
    assert len(cancelled(order)) == 1
    assert len(cancelled(order)) == 1


def test_a_buyer_without_an_address_gets_none_and_the_line_is_cancelled(cancelled, a, jam, rice):
    order = order_of((jam, 1), (rice, 1), way=BANK)
    order.guest_email = ""
    order.save()
    assert cancelled(order) == []
    assert line_of(order, a).status == "Cancelled"
