"""Asking what many boxes cost: kept once, told to the shop, answered in the asker's language, closed to robots."""

from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import translation
from oscar.core.loading import get_model

from ocop_shop.auditing.actions import history
from ocop_shop.boxes import quotes, views
from ocop_shop.boxes.exceptions import BoxError
from ocop_shop.boxes.models import QuoteRequest
from ocop_shop.boxes.quotes import Wish
from ocop_shop.core import clock
from ocop_shop.test import factories

pytestmark = pytest.mark.django_db

WISH = Wish(quantity=40, name="Công ty Hoa Sen", email="mua@example.com", words="Có thiệp.\nHai địa chỉ.")


@pytest.fixture
def box(db):
    return factories.make_box("Hộp quà Tết")


def page_of(box, language="vi"):
    with translation.override(language):
        return reverse("ocop:quote", args=[box.pk])


def said(**changes):
    values = {"quantity": "40", "name": "Công ty Hoa Sen", "phone": "0912 345 678", "email": "mua@example.com"}
    return {**values, **changes}


def test_a_request_is_kept_and_the_shop_is_told(box, settings, django_capture_on_commit_callbacks):
    settings.OCOP_SHOP_EMAIL = "cua-hang@example.com"
    with django_capture_on_commit_callbacks(execute=True):
        request = quotes.ask(box, WISH)
    assert (request.title, request.quantity, request.state, request.language) == ("Hộp quà Tết", 40, "new", "vi")
    (letter,) = mail.outbox
    assert (letter.to, letter.reply_to) == (["cua-hang@example.com"], ["mua@example.com"])
    assert "Hai địa chỉ." in letter.body
    (entry,) = history(f"quote:{request.pk}")
    assert entry.after == {"box": box.pk, "quantity": 40}


def test_without_an_address_of_the_shop_no_letter_is_written(box, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        quotes.ask(box, WISH)
    assert mail.outbox == []


def test_the_same_click_twice_is_one_request(box, frozen):
    frozen("2026-11-22 10:00:00")
    first = quotes.ask(box, WISH)
    assert quotes.ask(box, WISH) == first
    frozen("2026-11-22 10:11:00")
    assert quotes.ask(box, WISH) != first


@pytest.mark.parametrize(
    "wish",
    [
        Wish(quantity=9, name="Lan", phone="0912345678"),
        Wish(quantity=10, name=" \u200b", phone="0912345678"),
        Wish(quantity=10, name="Lan"),
        Wish(quantity=10, name="Lan", phone="09", wanted_on=clock.today() - timedelta(days=1)),
    ],
    ids=["too few", "no name", "no way to answer", "a day that is over"],
)
def test_what_cannot_be_answered_is_not_kept(box, wish):
    with pytest.raises(BoxError):
        quotes.ask(box, wish)
    assert not QuoteRequest.objects.exists()


def test_a_quote_is_for_boxes_alone():
    with pytest.raises(BoxError):
        quotes.ask(factories.make_product(), WISH)
    assert not QuoteRequest.objects.exists()


def test_the_answer_goes_out_once_in_the_language_of_the_asker(box, settings, django_capture_on_commit_callbacks):
    settings.OSCAR_SHOP_NAME = "Chợ Làng"
    with translation.override("en"):
        request = quotes.ask(box, WISH)
    clerk = factories.make_user()
    for _click in range(2):
        with django_capture_on_commit_callbacks(execute=True):
            quotes.answer(request, "40 boxes cost 11.000.000 ₫.", actor=clerk)
    (letter,) = mail.outbox
    assert letter.to == ["mua@example.com"]
    assert letter.subject == "Your quote: 40 × Hộp quà Tết"
    assert "40 boxes cost 11.000.000 ₫." in letter.body
    with pytest.raises(BoxError):
        quotes.answer(request, "Another price.")
    request.refresh_from_db()
    assert (request.state, request.answer) == ("answered", "40 boxes cost 11.000.000 ₫.")
    assert history(f"quote:{request.pk}").first().actor == clerk.pk


def test_who_left_a_telephone_number_alone_gets_no_letter(box, django_capture_on_commit_callbacks):
    request = quotes.ask(box, Wish(quantity=10, name="Lan", phone="0912 345 678"))
    with django_capture_on_commit_callbacks(execute=True):
        quotes.answer(request, "Đã gọi.")
    assert mail.outbox == []


def test_a_request_is_closed_once_and_then_not_answered(box):
    request = quotes.ask(box, WISH)
    assert quotes.close(request)
    assert not quotes.close(request)
    with pytest.raises(BoxError):
        quotes.answer(request, "Xin chào")
    request.refresh_from_db()
    assert (request.state, request.answer) == ("closed", "")


def test_a_request_outlives_the_box(box):
    request = quotes.ask(box, WISH)
    box.delete()
    request.refresh_from_db()
    assert (request.box, request.title) == (None, "Hộp quà Tết")


@pytest.mark.pages
def test_a_shopper_asks_on_the_page_of_the_box(box, client):
    address = page_of(box, "en")
    assert address in client.get(f"/en{box.get_absolute_url()}").content.decode()
    answer = client.post(address, said(wanted_on="2099-01-20", budget="12000000", words="Có thiệp."))
    assert answer.url == f"{address}?sent=1"
    assert "data-quote-sent" in client.get(answer.url).content.decode()
    request = QuoteRequest.objects.get()
    told = (request.quantity, request.budget, request.wanted_on.isoformat(), request.phone, request.language)
    assert told == (40, 12_000_000, "2099-01-20", "0912 345 678", "en")


@pytest.mark.pages
@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"quantity": "9"}, "quantity"),
        ({"quantity": "mười"}, "quantity"),
        ({"quantity": "9" * 30}, "quantity"),
        ({"name": "\u200b "}, "name"),
        ({"phone": "", "email": ""}, "phone"),
        ({"email": "mua@"}, "email"),
        ({"wanted_on": "2020-01-01"}, "wanted_on"),
        ({"budget": "-5"}, "budget"),
        ({"words": "a" * 2001}, "words"),
        ({"website": "http://example.com"}, "website"),
    ],
)
def test_a_mistake_is_told_at_its_field_and_nothing_is_kept_or_lost(box, client, wrong, field):
    answer = client.post(page_of(box), said(**wrong))
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [field]
    assert f'id="{field}-error"' in answer.content.decode()
    assert 'value="Công ty Hoa Sen"' in answer.content.decode() or field == "name"
    assert not QuoteRequest.objects.exists()


@pytest.mark.pages
def test_one_address_asks_five_times_an_hour(box):
    for number in range(views.PER_ADDRESS.most):
        assert Client().post(page_of(box), said(quantity=str(10 + number))).status_code == 302
    refused = Client().post(page_of(box), said(quantity="99"))
    assert (refused.status_code, QuoteRequest.objects.count()) == (429, 5)


@pytest.mark.pages
def test_there_is_no_form_for_what_is_hidden_or_no_box(box, client):
    plain = factories.make_product()
    get_model("catalogue", "Product").objects.filter(pk=box.pk).update(is_public=False)
    for product in (plain, box):
        assert client.get(page_of(product)).status_code == 404
        assert client.post(page_of(product), said()).status_code == 404
    assert client.get(f"/boxes/{10**30}/quote/").status_code == 404
    assert not QuoteRequest.objects.exists()
