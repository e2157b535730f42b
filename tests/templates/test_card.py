"""A product on a shelf: its hooks, its form, and what it says where it cannot be bought."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from django.template.loader import render_to_string
from django.test import RequestFactory
from django.utils import translation

from ocop_shop.certification.claims import Claim
from ocop_shop.certification.life import State
from ocop_shop.discovery.cards import Card
from tests.templates.reading import read

CARD = Card(
    product_id=12,
    title="Mật hoa dừa <b>",
    url="/catalogue/mat-hoa-dua_12/",
    place="Xã Tiểu Cần, Vĩnh Long",
    producer_name="Công ty TNHH Trà Vinh Farm",
    producer_url="/producers/tra-vinh-farm/",
    price=Decimal(150000),
    unit_price="30.000\u00a0₫/100 ml",
    net_text="500 ml",
    in_stock=True,
    image_url="/media/cards/x.webp",
    sector="I",
    claim=Claim(12, date(2026, 11, 22), State.VALID, 5, holds_until=date(2029, 6, 15), expires_on=date(2029, 6, 15)),
)


def card(**changes):
    with translation.override("en"):
        html = render_to_string(
            "ocop_shop/elements/cards.html", {"cards": [replace(CARD, **changes)]}, RequestFactory().get("/")
        )
    return read(html).one("article", data_product_id="12")


def test_a_card_says_what_it_is_and_where_it_is_from():
    article = card()
    assert article.one("a", href="/catalogue/mat-hoa-dua_12/").text == "Mật hoa dừa <b>"
    assert "Xã Tiểu Cần, Vĩnh Long" in article.text
    assert "150.000 ₫" in article.text.replace("\u00a0", " ")
    assert article.one(data_ocop_stars="5", role="img")


def test_a_picture_beside_its_name_needs_no_words_of_its_own():
    assert card().one("img")["alt"] == ""


def test_one_can_be_put_into_the_basket_without_a_script():
    form = card().one("form", method="post")
    assert form["action"] == "/en/basket/add/12/"
    assert form.one("input", name="quantity")["value"] == "1"
    assert form.one("input", name="csrfmiddlewaretoken")["value"]
    assert form.one("button")["aria-label"] == "Add Mật hoa dừa <b> to the basket"


def test_what_is_sold_out_says_so_and_offers_no_form():
    article = card(in_stock=False)
    assert article.all("form") == []
    assert "Sold out" in article.text


def test_what_is_sold_on_request_leads_to_its_maker():
    article = card(price=None, in_stock=False)
    assert article.all("form") == []
    assert "Price on request" in article.text
    assert article.all("a", href="/producers/tra-vinh-farm/")[-1].text == "Ask"


def test_a_product_without_certificate_has_no_seal():
    assert card(claim=Claim(12, date(2026, 11, 22))).all(role="img") == []
