"""What a buyer reads adds up by itself: prices, what offers take off goods and sending, and the total."""

import re
from html import unescape

import pytest
from django.core import mail
from oscar.core.loading import get_model

from ocop_shop.forks.checkout import receipt

from .test_receipt import read
from .test_totals import offer

pytestmark = [pytest.mark.django_db, pytest.mark.pages]

SUMS = ["250.000", "−25.000", "30.000", "−10.000", "245.000"]
"""Two jars at 125.000 less a tenth, sending at 30.000 less 10.000."""


@pytest.fixture
def offers(db):
    for made in (offer("Percentage", 10), offer("Shipping absolute", 10_000)):
        type(made).objects.filter(pk=made.pk).update(exclusive=False)


def last_sums(written, number=5):
    """The last amounts that stand in a text before what is to be paid, and that."""
    amounts = re.findall(r"−?[0-9][0-9.]*(?=\s*₫)", written)
    until = amounts.index("245.000") + 1
    return amounts[:until][-number:]


def words(answer):
    return unescape(re.sub(r"<[^>]+>", " ", answer.content.decode()))


def test_the_sums_of_every_page_letter_and_receipt_add_up(buyer, goods, offers):
    buyer.ready(goods, 2)
    pages = [buyer.basket(), buyer.review()]
    pages.append(buyer.client.get(buyer.place().url))
    order = get_model("order", "Order").objects.get()
    letter = mail.outbox[0]
    written = [words(page) for page in pages]
    written += [letter.body, unescape(re.sub(r"<[^>]+>", " ", letter.alternatives[0].content))]
    written.append(read(receipt.pdf(order)))
    assert [last_sums(text) for text in written] == [SUMS] * 6
    assert order.total_incl_tax == 245_000


def test_a_line_is_its_price_times_its_quantity(buyer, goods, offers):
    buyer.ready(goods, 2)
    rows = [buyer.basket().context["groups"][0].items[0], buyer.review().context["groups"][0].items[0]]
    rows.append(buyer.client.get(buyer.place().url).context["groups"][0].items[0])
    assert {(row.quantity * row.unit_price, row.total) for row in rows} == {(250_000, 250_000)}
    assert "2 × 125.000\u00a0₫ = 250.000\u00a0₫" in mail.outbox[0].body
