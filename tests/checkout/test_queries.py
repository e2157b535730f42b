"""Pages of the checkout ask the database as often for ten lines as for one."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from ocop_shop.test import factories

from .conftest import Buyer

pytestmark = pytest.mark.django_db

PAGES = ("basket:summary", "checkout:shipping-address", "checkout:preview")


def counted(client, pages):
    counts = {}
    for page in pages:
        client.get(reverse(page))
        with CaptureQueriesContext(connection) as queries:
            assert client.get(reverse(page)).status_code == 200
        counts[page] = len(queries)
    return counts


def test_ten_lines_cost_as_many_queries_as_one():
    found = []
    for lines in (1, 10):
        buyer, makers = Buyer(), [factories.make_producer() for _number in range(3)]
        for number in range(lines):
            product = factories.make_product(producer=makers[number % 3])
            factories.make_certificate(product)
            buyer.add(product)
        buyer.identify()
        buyer.send_to()
        buyer.review()
        counts = counted(buyer.client, PAGES)
        buyer.place()
        found.append(counts | counted(buyer.client, ["checkout:thank-you"]))
    one, ten = found
    assert one == ten
    assert max(one.values()) <= 21  # three of them for what each maker's sending costs
