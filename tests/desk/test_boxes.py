"""Gift boxes and quotes at the shop's desk: contents said in words, mistakes told, and open to shop staff alone."""

import pytest
from django.apps import apps
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.html import escape
from oscar.core.loading import get_model

from ocop_shop.boxes import contents, quotes
from ocop_shop.boxes.quotes import Wish
from ocop_shop.payments import registry
from ocop_shop.test import factories
from tests.payments.paying import basket_of, place

from .staff import client_with

BOXES, QUOTES = "/dashboard/boxes/", "/dashboard/boxes/quotes/"

pytestmark = [pytest.mark.django_db, pytest.mark.pages]


@pytest.fixture
def clerk(db):
    return client_with("change_order")


@pytest.fixture
def jar(db):
    return factories.make_product("Mật ong", stock=10)


def said(*rows, packer=""):
    """What the form sends: rows of product and pieces."""
    sent = {"part-TOTAL_FORMS": str(len(rows)), "part-INITIAL_FORMS": "0", "packer": packer}
    for number, (product, pieces) in enumerate(rows):
        sent |= {f"part-{number}-product": product, f"part-{number}-quantity": pieces}
    return sent


def page_of(box):
    return f"{BOXES}{box.pk}/"


def inside(box):
    fresh = get_model("catalogue", "Product").objects.get(pk=box.pk)
    return [(part.part_id, part.quantity) for part in contents.parts_of(fresh)]


def asked(box):
    return quotes.ask(box, Wish(quantity=20, name="Lan", phone="0912 345 678"))


def test_only_staff_who_may_change_orders_get_in(jar):
    box = factories.make_box("Hộp quà", (jar, 1))
    request = asked(box)
    pages = (BOXES, page_of(box), QUOTES, f"{QUOTES}{request.pk}/")
    for client in (client_with(), client_with("change_order", is_staff=False)):
        for path in pages:
            assert client.get(path).status_code == 403
            assert client.post(path, {"do": "apart", "answer": "Xin chào"}).status_code in {403, 405}
    assert Client().get(BOXES).url.startswith(reverse("dashboard:login"))
    request.refresh_from_db()
    assert (inside(box), request.state) == ([(jar.pk, 1)], "new")


def test_a_product_becomes_a_box_by_name_number_or_code(clerk, jar):
    rice, tea = factories.make_product("Gạo", upc="8931234567890"), factories.make_product("Trà sen")
    box, maker = factories.make_product("Hộp quà"), factories.make_producer("HTX Sen")
    assert clerk.post(BOXES, {"product": "hộp quà"}).url == page_of(box)
    sent = said(("mật ong", "2"), (f"Trà sen (#{tea.pk})", ""), ("8931234567890", "3"), ("", "5"), packer=maker.pk)
    assert clerk.post(page_of(box), sent).url == page_of(box)
    assert inside(box) == [(jar.pk, 2), (tea.pk, 1), (rice.pk, 3)]
    assert apps.get_model("ocop_producers", "Provenance").objects.get(product=box).producer == maker
    shown = clerk.get(page_of(box)).content.decode()
    assert f"Trà sen (#{tea.pk})" in shown
    assert f'data-box="{box.pk}"' in clerk.get(BOXES).content.decode()


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ([("Mật on", "1")], "Mật ong (#"),
        ([("#999999", "1")], "#999999"),
        ([("Sinh đôi", "1")], "#"),
        ([("Mật ong", "0")], "text-danger"),
        ([("Mật ong", "một")], "text-danger"),
        ([("Mật ong", "1"), ("mật ong", "2")], "alert-danger"),
        ([("Hộp quà", "1")], "alert-danger"),
        ([("", "")], "alert-danger"),
        ([], "alert-danger"),
    ],
)
def test_a_mistake_is_told_and_the_box_stays_as_it_was(clerk, jar, rows, words):
    for _twin in range(2):
        factories.make_product("Sinh đôi")
    box = factories.make_box("Hộp quà", (jar, 4), producer=factories.make_producer())
    before = box.ocop_provenance.producer_id
    answer = clerk.post(page_of(box), said(*rows))
    assert answer.status_code == 422
    assert escape(words) in answer.content.decode()
    assert inside(box) == [(jar.pk, 4)]
    assert apps.get_model("ocop_producers", "Provenance").objects.get(product=box).producer_id == before


def test_who_comes_second_overwrites_nobody(clerk, jar):
    tea = factories.make_product("Trà sen", stock=5)
    box = factories.make_box("Hộp quà", (jar, 1))
    mine = {**said((str(tea.pk), "1")), "seen": clerk.get(page_of(box)).context["seen"]}
    assert clerk.post(page_of(box), said((str(jar.pk), "2"))).status_code == 302
    answer = clerk.post(page_of(box), mine)
    assert (answer.status_code, inside(box)) == (422, [(jar.pk, 2)])
    assert "2 × Mật ong" in answer.content.decode()
    assert clerk.post(page_of(box), {**mine, "seen": answer.context["seen"]}).status_code == 302
    assert inside(box) == [(tea.pk, 1)]


def test_nonsense_in_the_form_is_a_mistake_like_others(clerk, jar):
    box = factories.make_box("Hộp quà", (jar, 4))
    for sent in ({}, {"part-TOTAL_FORMS": "x"}, said(("\x00", "1")), said((f"#{'9' * 9}", "1")), said(("%", "1"))):
        assert clerk.post(page_of(box), sent).status_code == 422
    assert clerk.get(f"{BOXES}{10**30}/").status_code == 404
    assert inside(box) == [(jar.pk, 4)]


def test_a_box_is_taken_apart_and_hidden(clerk, jar):
    box = factories.make_box("Hộp quà", (jar, 4))
    assert clerk.post(page_of(box), {"do": "apart"}).url == BOXES
    box.refresh_from_db()
    assert (inside(box), box.is_public) == ([], False)


def test_ten_boxes_cost_as_many_queries_as_one(clerk):
    counts = []
    for number in (1, 9):
        for _box in range(number):
            factories.make_box("", (factories.make_product(province="86"), 1), (factories.make_product(), 2))
        clerk.get(BOXES)
        with CaptureQueriesContext(connection) as queries:
            assert clerk.get(BOXES).status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_a_request_is_answered_and_closed(clerk, jar):
    request = asked(factories.make_box("Hộp Tết", (jar, 1), price=300_000))
    assert str(request.quantity) in clerk.get(QUOTES).content.decode()
    page = f"{QUOTES}{request.pk}/"
    assert clerk.get(page).context["total"] == 6_000_000
    assert clerk.post(page, {"answer": " "}).status_code == 422
    assert clerk.post(page, {"answer": "Đã gọi, 5.700.000 đồng."}).url == page
    assert clerk.post(page, {"answer": "Giá khác"}).status_code == 422
    request.refresh_from_db()
    assert (request.state, request.answer) == ("answered", "Đã gọi, 5.700.000 đồng.")
    assert clerk.post(page, {"do": "close"}).url == QUOTES
    assert request.title not in clerk.get(QUOTES).content.decode()
    assert request.title in clerk.get(f"{QUOTES}?state=closed").content.decode()


def test_who_packs_an_order_reads_what_goes_into_the_box(jar):
    manager = Client()
    manager.force_login(factories.make_user(is_staff=True, is_superuser=True))
    order = place(basket_of((factories.make_box("Hộp quà", (jar, 2)), 3)), registry.known("cash-on-delivery"))
    shown = manager.get(reverse("dashboard:order-detail", args=[order.number])).content.decode()
    assert f'data-order-box="{order.lines.get().pk}"' in shown
    assert "2 × Mật ong" in shown
