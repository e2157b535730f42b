"""A receipt as a PDF: every letter, whole đồng, what each line was sold as; for the buyer alone."""

import re
from io import BytesIO

import pypdf
import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from oscar.core.loading import get_model

from ocop_shop.forks.checkout import receipt
from ocop_shop.payments import actions, registry
from ocop_shop.test import factories
from tests.payments.paying import basket_of, place, transferred

from .conftest import Buyer

Order = get_model("order", "Order")

pytestmark = [pytest.mark.django_db, pytest.mark.pages]


def read(content):
    """The words of a PDF."""
    return " ".join(" ".join(page.extract_text() for page in pypdf.PdfReader(BytesIO(content)).pages).split())


def test_all_that_was_bought_is_on_it(goods):
    Buyer().ready(goods, 2).place(pay_with="bank-transfer")
    order = Order.objects.get()
    actions.take("bank-transfer", transferred(order.payment_attempts.get()))
    words = read(receipt.pdf(order))
    for said in (
        order.number,
        "HTX Dừa sáp Cầu Kè",
        "Mật hoa dừa",
        "125.000\u00a0₫",
        "250.000\u00a0₫",
        "280.000\u00a0₫",
    ):
        assert said.replace("\u00a0", " ") in words.replace("\u00a0", " ")
    assert "OCOP 4" in words
    assert "1693/QĐ-UBND" in words


def test_what_was_typed_is_no_markup(goods):
    Buyer().ready(goods).place()
    order = Order.objects.get()
    order.lines.update(title="<b>&<font size=99>Kẹo</font>")
    assert "<b>&<font size=99>Kẹo</font>" in read(receipt.pdf(order))


def test_many_lines_go_on_to_the_next_page():
    goods = [factories.make_product(f"Hàng {number}", price=1_000, stock=9) for number in range(40)]
    order = place(basket_of(*[(product, 1) for product in goods]), registry.known("cash-on-delivery"))
    content = receipt.pdf(order)
    assert len(pypdf.PdfReader(BytesIO(content)).pages) > 1
    assert "Hàng 39" in read(content)


def test_the_buyer_gets_it_and_nobody_else(goods):
    user = factories.make_user("lan@example.com")
    client = Client()
    client.force_login(user)
    Buyer(client).ready(goods).place()
    page = reverse("customer:order", args=[Order.objects.get().number])
    answer = client.get(page, {"format": "pdf"})
    assert (answer["Content-Type"], answer["Cache-Control"]) == ("application/pdf", "no-store")
    assert answer.content.startswith(b"%PDF")
    stranger = Client()
    stranger.force_login(factories.make_user("khac@example.com"))
    assert stranger.get(page, {"format": "pdf"}).status_code == 404
    assert Client().get(page, {"format": "pdf"}).status_code == 302


def test_a_guest_gets_it_by_the_signed_link(goods):
    Buyer().ready(goods).place()
    link = re.search(r"http://testserver(/\S*/order-status/\S+)", mail.outbox[0].body)[1]
    client = Client()
    page = client.get(link, follow=True)
    if page.redirect_chain:
        client.post(page.redirect_chain[-1][0], {"email": "hoa@example.com"})
    assert client.get(link, {"format": "pdf"}).content.startswith(b"%PDF")
    assert Client().get(link, {"format": "pdf"}).status_code == 302
