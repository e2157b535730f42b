"""A buyer asks to send something back once it was sent; the shop reads it on the order."""

from contextlib import suppress

import pytest
from django.apps import apps
from django.core import mail
from django.db import transaction
from django.test import Client, override_settings
from django.urls import reverse
from django.utils import translation

from ocop_shop.ordering import returning
from ocop_shop.ordering.returning import CannotBeReturned
from ocop_shop.payments import registry
from ocop_shop.test import factories
from tests.payments.paying import basket_of, order_of, place

pytestmark = pytest.mark.django_db


def delivered(order=None):
    order = order or order_of(provider=registry.known("cash-on-delivery"))
    for status in ("Being processed", "Complete"):
        order.set_status(status)
    return order


def test_what_was_delivered_may_be_sent_back_once():
    order = delivered()
    assert returning.may_ask(order)
    note = returning.ask(order, "  Một hũ   bị vỡ ")
    assert (note.note_type, note.message) == ("Return", "Một hũ bị vỡ")
    assert not returning.may_ask(order)
    with pytest.raises(CannotBeReturned):
        returning.ask(order, "Một hũ nữa")
    assert order.notes.count() == 1


@pytest.mark.parametrize("words", ["", "   ", "\u200b"])
def test_without_a_word_about_what_is_wrong_nothing_is_noted(words):
    order = delivered()
    with pytest.raises(CannotBeReturned):
        returning.ask(order, words)
    assert order.notes.count() == 0


def test_what_was_not_sent_yet_is_not_returned():
    order = order_of(provider=registry.known("cash-on-delivery"))
    assert not returning.may_ask(order)
    with pytest.raises(CannotBeReturned):
        returning.ask(order, "Tôi đổi ý")
    assert order.notes.count() == 0


def test_one_line_that_was_sent_is_enough():
    order = place(basket_of((factories.make_product(stock=9), 1), (factories.make_product(stock=9), 1)), None)
    line = order.lines.first()
    line.set_status("Being processed")
    line.set_status("Shipped")
    assert returning.may_ask(order)


def test_words_of_a_buyer_do_not_get_into_the_log():
    order = delivered()
    returning.ask(order, "Gọi tôi 0912345678")
    entries = apps.get_model("ocop_audit", "Entry").objects.filter(act="order.return_asked")
    assert "0912345678" not in str(list(entries.values()))


def test_a_customer_asks_on_the_page_of_the_order_and_nobody_else_does():
    user = factories.make_user("lan@example.com")
    product = factories.make_product(stock=9)
    order = delivered(place(basket_of((product, 1), owner=user), registry.known("cash-on-delivery"), user=user))
    page = reverse("customer:order", args=[order.number])
    stranger, client = Client(), Client()
    stranger.force_login(factories.make_user("khac@example.com"))
    client.force_login(user)
    assert stranger.post(page, {"action": "return", "words": "x"}).status_code == 404
    assert order.notes.count() == 0
    assert 'value="return"' in client.get(page).content.decode()
    client.post(page, {"action": "return", "words": "Một hũ bị vỡ <b>"})
    content = client.get(page).content.decode()
    assert 'value="return"' not in content
    assert order.notes.get().message == "Một hũ bị vỡ <b>"


SHOP = "donhang@example.com"


def letters():
    return [letter for letter in mail.outbox if letter.to == [SHOP]]


@override_settings(OCOP_SHOP_EMAIL=SHOP)
def test_the_shop_gets_one_letter_and_answers_the_buyer_by_it(django_capture_on_commit_callbacks):
    order = delivered()
    with django_capture_on_commit_callbacks(execute=True):
        returning.ask(order, "Một hũ bị vỡ & chảy <ra> hết")
        with pytest.raises(CannotBeReturned):
            returning.ask(order, "Một hũ nữa")
    (letter,) = letters()
    assert order.number in letter.subject
    assert "Một hũ bị vỡ & chảy <ra> hết" in letter.body
    assert reverse("dashboard:order-detail", args=[order.number]) in letter.body
    assert letter.reply_to == ["hoa@example.com"]


@override_settings(OCOP_SHOP_EMAIL=SHOP)
def test_the_letter_is_in_the_shops_language_whatever_the_buyer_reads(django_capture_on_commit_callbacks, monkeypatch):
    order, spoken = delivered(), []
    backend = "django.core.mail.backends.locmem.EmailBackend.send_messages"
    monkeypatch.setattr(backend, lambda *_arguments: spoken.append(translation.get_language()) or 1)
    with translation.override("en"), django_capture_on_commit_callbacks(execute=True):
        returning.ask(order, "Broken")
    assert spoken == ["vi"]


def test_without_an_address_nobody_is_told_by_mail(django_capture_on_commit_callbacks):
    order = delivered()
    sent = len(mail.outbox)
    with django_capture_on_commit_callbacks(execute=True):
        returning.ask(order, "Một hũ bị vỡ")
    assert len(mail.outbox) == sent
    assert order.notes.count() == 1


@override_settings(OCOP_SHOP_EMAIL=SHOP)
def test_a_request_that_is_taken_back_is_told_to_nobody(django_capture_on_commit_callbacks):
    order = delivered()
    with django_capture_on_commit_callbacks(execute=True), suppress(ZeroDivisionError), transaction.atomic():
        returning.ask(order, "Một hũ bị vỡ")
        raise ZeroDivisionError
    assert (letters(), order.notes.count()) == ([], 0)


@pytest.mark.parametrize("address", [SHOP, f"{SHOP}\nBcc: x@example.com", 7])
def test_a_letter_that_cannot_be_sent_holds_up_no_buyer(
    address, django_capture_on_commit_callbacks, monkeypatch, caplog
):
    def away(*_arguments, **_values):
        raise ConnectionRefusedError

    order = delivered()
    monkeypatch.setattr("django.core.mail.backends.locmem.EmailBackend.send_messages", away)
    with override_settings(OCOP_SHOP_EMAIL=address), django_capture_on_commit_callbacks(execute=True):
        note = returning.ask(order, "Một hũ bị vỡ")
    assert order.notes.get() == note
    assert order.number in caplog.text
