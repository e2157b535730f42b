"""A buyer who walks through the checkout as a browser does, one page after the other."""

from __future__ import annotations

import pytest
from django.apps import apps
from django.test import Client
from django.urls import reverse

from ocop_shop.test import factories

ADDRESS = {
    "first_name": "Nguyễn Thị Hoa",
    "phone_number": "0912 345 678",
    "province": "86",
    "commune": "29335",
    "line1": "Số 12, ấp Cây Hẹ",
    "notes": "Gọi trước khi giao",
}


class Buyer:
    """One browser, in a shop that sends everywhere for 30.000 ₫, free from 500.000 ₫, unless it does otherwise."""

    def __init__(self, client=None):
        self.client = client or Client()
        if not apps.get_model("ocop_delivery", "Way").objects.exists():
            factories.make_way()

    def add(self, product, quantity=1):
        return self.client.post(reverse("basket:add", args=[product.pk]), {"quantity": quantity})

    def identify(self, email="hoa@example.com"):
        return self.client.post(reverse("checkout:index"), {"options": "anonymous", "username": email})

    def send_to(self, **changes):
        return self.client.post(reverse("checkout:shipping-address"), {**ADDRESS, **changes})

    def review(self):
        return self.client.get(reverse("checkout:preview"), follow=True)

    def ready(self, product, quantity=1):
        """Everything but the last click."""
        self.add(product, quantity)
        self.identify()
        self.send_to()
        self.review()
        return self

    def place(self, **extra):
        return self.client.post(reverse("checkout:preview"), {"action": "place_order", **extra})

    def basket(self):
        return self.client.get(reverse("basket:summary"))


def said(response):
    """The messages that the response shows or leaves for the next page."""
    return [str(message) for message in response.wsgi_request._messages]


@pytest.fixture
def buyer(db):
    return Buyer()


@pytest.fixture
def goods(db):
    """A certified product with five left, at 125.000 ₫."""
    maker = factories.make_producer("HTX Dừa sáp Cầu Kè")
    product = factories.make_product("Mật hoa dừa", price=125_000, stock=5, producer=maker)
    factories.make_certificate(product, stars=4, number="1693/QĐ-UBND")
    return product
