"""The basket: maker by maker, without a script, and never a server error."""

import pytest
from django.urls import reverse
from oscar.core.loading import get_model

from ocop_shop.test import factories

from .conftest import Buyer, said

Line = get_model("basket", "Line")

pytestmark = pytest.mark.django_db

HUGE = ["-1", "0", "", "x", "1e9", "999999999999999999999", "\x00", "1\x00", "9" * 5000, "１", "1.5", " "]


def change(buyer, lines, **values):
    """Post the basket's form with these values over what it holds."""
    data = {"form-TOTAL_FORMS": len(lines), "form-INITIAL_FORMS": len(lines)}
    for position, line in enumerate(lines):
        data |= {f"form-{position}-id": line.pk, f"form-{position}-quantity": line.quantity}
    return buyer.client.post(reverse("basket:summary"), data | values, follow=True)


def test_lines_stand_under_their_makers(buyer):
    salt, coconut = factories.make_producer("HTX Muối"), factories.make_producer("HTX Dừa")
    for title, maker in (("Muối hạt", salt), ("Kẹo dừa", coconut), ("Muối tôm", salt), ("Không rõ", None)):
        buyer.add(factories.make_product(title, producer=maker))
    groups = buyer.basket().context["groups"]
    assert [(group.name, [row.title for row in group.items]) for group in groups] == [
        ("HTX Muối", ["Muối hạt", "Muối tôm"]),
        ("HTX Dừa", ["Kẹo dừa"]),
        ("", ["Không rõ"]),
    ]


def test_a_hidden_maker_is_named_but_not_linked(buyer):
    hidden = factories.make_producer("Hộ kinh doanh Ba", is_public=False)
    buyer.add(factories.make_product(producer=hidden))
    page = buyer.basket()
    assert page.context["groups"][0].url == ""
    assert "Hộ kinh doanh Ba" in page.content.decode()


def test_an_empty_basket_says_where_to_go(buyer):
    page = buyer.basket().content.decode()
    assert "ocop-empty" in page
    assert reverse("catalogue:index") in page


def test_quantities_change_without_a_script(buyer, goods):
    buyer.add(goods)
    page = change(buyer, [Line.objects.get()], **{"form-0-quantity": "3"})
    assert Line.objects.get().quantity == 3
    assert "375.000\u00a0₫" in page.content.decode()
    assert "405.000\u00a0₫" in page.content.decode()


def test_a_line_is_removed_by_its_button_and_the_others_stay(buyer, goods):
    buyer.add(goods)
    buyer.add(factories.make_product("Kẹo dừa"))
    lines = list(Line.objects.order_by("pk"))
    change(buyer, lines, **{"form-0-DELETE": "on"})
    assert Line.objects.get() == lines[1]


def test_more_than_there_is_stays_in_the_form_with_the_reason(buyer, goods):
    buyer.add(goods)
    page = change(buyer, [Line.objects.get()], **{"form-0-quantity": "6"})
    assert Line.objects.get().quantity == 1
    form = page.context["formset"].forms[0]
    assert "5" in form.errors["quantity"][0]
    assert f'aria-describedby="{form["quantity"].auto_id}_error"' in page.content.decode()


@pytest.mark.parametrize("quantity", HUGE)
def test_no_quantity_breaks_adding(buyer, goods, quantity):
    response = buyer.add(goods, quantity)
    assert response.status_code == 302
    assert said(response)
    assert sum(Line.objects.values_list("quantity", flat=True)) in {0, 1}
    assert buyer.basket().status_code == 200


@pytest.mark.parametrize("quantity", HUGE)
def test_no_quantity_breaks_the_basket(buyer, goods, quantity):
    buyer.add(goods, 2)
    assert change(buyer, [Line.objects.get()], **{"form-0-quantity": quantity}).status_code == 200
    assert set(Line.objects.values_list("quantity", flat=True)) <= {1, 2}


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"form-TOTAL_FORMS": "x", "form-INITIAL_FORMS": "-3"},
        {"form-TOTAL_FORMS": "99999", "form-INITIAL_FORMS": "99999"},
        {"form-TOTAL_FORMS": "1", "form-INITIAL_FORMS": "1"},
        {"form-TOTAL_FORMS": "1", "form-INITIAL_FORMS": "1", "form-0-id": "\x00", "form-0-quantity": "1"},
        {"form-TOTAL_FORMS": "1", "form-INITIAL_FORMS": "0", "form-0-quantity": "1", "form-0-DELETE": "on"},
        {"form-TOTAL_FORMS": "1", "form-INITIAL_FORMS": "1", "form-0-id": "9" * 40, "form-0-DELETE": "on"},
        {"form-TOTAL_FORMS": "1", "form-INITIAL_FORMS": "1", "form-0-id": "x", "form-0-DELETE": "on"},
    ],
)
def test_no_form_breaks_the_basket(buyer, goods, data):
    buyer.add(goods, 2)
    assert buyer.client.post(reverse("basket:summary"), data, follow=True).status_code == 200
    assert Line.objects.get().quantity == 2


def test_other_peoples_lines_are_out_of_reach(buyer, goods):
    other = Buyer()
    other.add(goods, 2)
    theirs = Line.objects.get()
    buyer.add(goods)
    for change_to in ({"form-0-quantity": "5"}, {"form-0-DELETE": "on"}):
        response = change(buyer, [theirs], **change_to)
        assert response.status_code == 200
        theirs.refresh_from_db()
        assert theirs.quantity == 2


@pytest.mark.parametrize("pk", [0, 987_654, 10**30])
def test_an_unknown_product_is_not_for_sale(buyer, pk):
    response = buyer.client.post(reverse("basket:add", args=[pk]), {"quantity": 1})
    assert response.url == reverse("basket:summary")
    assert said(response)
    assert Line.objects.count() == 0


def test_a_hidden_product_is_not_for_sale(buyer):
    hidden = factories.make_product(is_public=False)
    assert said(buyer.add(hidden))
    assert Line.objects.count() == 0


def test_what_is_sold_out_or_has_no_price_is_refused_with_a_reason(buyer):
    for product in (factories.make_product(stock=0), factories.make_product(price=None)):
        assert said(buyer.add(product))
    assert Line.objects.count() == 0


@pytest.mark.parametrize("code", ["", "KHONG-CO", "\x00", "9" * 5000])
def test_no_voucher_code_breaks_the_basket(buyer, goods, code):
    buyer.add(goods)
    assert buyer.client.post(reverse("basket:vouchers-add"), {"code": code}, follow=True).status_code == 200


def test_one_tap_brings_the_basket_down_to_what_is_left(buyer, goods):
    buyer.add(goods, 4)
    goods.stockrecords.update(num_allocated=3)
    content = buyer.basket().content.decode()
    assert "data-basket-short" in content
    assert buyer.client.post(reverse("basket:summary"), {"fit": "1"}).url == reverse("basket:summary")
    page = buyer.basket()
    assert [line.quantity for line in page.context["basket"].all_lines()] == [2]
    assert "data-basket-short" not in page.content.decode()


def test_what_is_sold_out_leaves_the_basket_by_the_same_tap(buyer, goods):
    buyer.add(goods)
    goods.stockrecords.update(num_in_stock=0)
    buyer.client.post(reverse("basket:summary"), {"fit": "1"})
    assert buyer.basket().context["basket"].is_empty


@pytest.mark.pages
@pytest.mark.django_db
@pytest.mark.parametrize(("price", "said"), [(50_000, True), (500_000, False)])
def test_sending_is_called_an_estimate_unless_it_is_free(buyer, price, said):
    buyer.add(factories.make_product(price=price))
    page = buyer.basket()
    assert page.context["is_estimate"] is said
    assert ("data-estimate" in page.content.decode()) is said
