"""Questions and reviews of a product, the desks of the shop and the room of answers: on a telephone, for everybody."""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from ocop_shop.accounts.actions import record
from ocop_shop.asking import actions as asking
from ocop_shop.boxes import quotes
from ocop_shop.certification import actions as register
from ocop_shop.certification.actions import DecisionFacts
from ocop_shop.proposals import actions as proposals
from ocop_shop.proposals.identity import identity_of, subject_for, values_of
from ocop_shop.test import factories
from tests.accounts.selling import buy, pay
from tests.asking.buying import review_of
from tests.browsing import narrowest
from tests.portal.rooms.questions import fill
from tests.proposals.applying import accepted, submitted, with_paper

pytestmark = pytest.mark.pages

# The frame of Oscar's dashboard around our pages: its menu, its path, its foot.
FRAME = (".navbar", ".breadcrumb", ".navbar-accounts", ".footer")


@dataclass(frozen=True)
class World:
    """A shop in which something waits at every desk."""

    producer: Any
    product: Any
    box: Any
    change: Any
    application: Any
    quote: Any


@pytest.fixture
def world(transactional_db):
    owner = factories.make_user()
    producer = accepted(owner).producer
    fill(producer)
    product = factories.make_product("Mật hoa dừa cô đặc nguyên chất hũ 500 ml", producer=producer, stock=50)
    register.grant(product, stars=4, decision=DecisionFacts("7/QĐ", date(2026, 6, 1), "UBND tỉnh", "province"))
    question = asking.ask(product, "Có giao ra Hà Nội không, và mất mấy ngày thì tới nơi?", "Lan")
    asking.publish(question, actor=None)
    asking.answer(question, "Có, khoảng ba ngày.", producer=producer, actor=None)
    review_of(product, "Ngọt thanh, gói cẩn thận")
    box = factories.make_box("Hộp quà Tết sum vầy", (product, 2), price=450_000)
    quote = quotes.ask(box, quotes.Wish(quantity=40, name="Công ty Hoa Mai", email="mai@example.com", words="Gấp"))
    values = values_of(identity_of(producer))
    told = {"values": {**values, "street": "Ấp Mới", "consent": "1"}, "base": values, "producer": producer}
    change = proposals.begin("identity", subject_for(producer), author=owner, **told)
    with_paper(change)
    change.refresh_from_db()
    proposals.submit(change, version=change.version, actor=owner)
    order = pay(buy((product, 3)))
    order.lines.update(status="Shipped")
    record(order)
    return World(producer, product, box, change, submitted(legal_name="Cơ sở Khác", tax_code="2100000039"), quote)


def browser_of(browse, live_server, user, **options):
    """The browser of somebody who is signed in."""
    client = Client()
    client.force_login(user)
    name = settings.SESSION_COOKIE_NAME
    page = browse(**options)
    page.context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": live_server.url}])
    return page


def seen(page, address):
    """A picture of the page, where somebody wants to look at it (`OCOP_SHOTS`)."""
    if folder := os.environ.get("OCOP_SHOTS"):
        page.screenshot(path=f"{folder}/{address.strip('/').replace('/', '-')}.png", full_page=True)


def test_questions_reviews_and_answers_keep_nobody_out(browse, live_server, axe, world):
    page = browser_of(browse, live_server, factories.make_user(), width=360, height=740)
    product, slug = world.product, world.producer.slug
    of_product = {"product_slug": product.slug, "product_pk": product.pk}
    addresses = [
        reverse("ocop:questions", args=[product.pk]),
        reverse("catalogue:reviews-list", kwargs=of_product),
        reverse("catalogue:reviews-add", kwargs=of_product),
    ]
    desk = browser_of(browse, live_server, world.change.author, width=360, height=740)
    rooms = [reverse(f"ocop:portal-{name}", args=[slug]) for name in ("questions", "identity")]
    for visitor, address in [*((page, one) for one in addresses), *((desk, one) for one in rooms)]:
        assert visitor.goto(address).status == 200
        seen(visitor, address)
        assert axe(visitor) == [], address
        assert narrowest(visitor) <= 320, address
        visitor.set_viewport_size({"width": 360, "height": 740})


def test_the_desks_of_the_shop_keep_nobody_out(browse, live_server, axe, world):
    page = browser_of(browse, live_server, factories.make_user(is_staff=True, is_superuser=True), width=360, height=740)
    slug = world.producer.slug
    addresses = [
        *((f"ocop:desk-{name}",) for name in ("proposals", "boxes", "quotes", "payouts", "questions")),
        *((f"ocop:desk-{name}",) for name in ("sellers", "ranges", "join")),
        ("ocop:desk-proposal", world.change.pk),
        ("ocop:desk-proposal", world.application.pk),
        ("ocop:desk-box", world.box.pk),
        ("ocop:desk-quote", world.quote.pk),
        ("ocop:desk-payout", slug),
        ("ocop:desk-seller", slug),
    ]
    wrong = {}
    for name, *arguments in addresses:
        address = reverse(name, args=arguments)
        assert page.goto(address).status == 200
        seen(page, address)
        wide = page.evaluate("document.scrollingElement.scrollWidth")
        if found := axe(page, FRAME) + ([f"{wide} wide"] if wide > 360 else []):
            wrong[address] = found
    assert wrong == {}
