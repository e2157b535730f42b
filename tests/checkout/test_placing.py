"""An order is placed once, for goods that are there, at the price that was shown; or nothing happens at all."""

from decimal import Decimal

import pytest
from django.apps import apps
from django.test import override_settings
from django.urls import reverse
from oscar.core.loading import get_model

from ocop_shop.test import factories

from .conftest import Buyer, said

Order, Basket, Line = get_model("order", "Order"), get_model("basket", "Basket"), get_model("basket", "Line")

pytestmark = pytest.mark.django_db


def world():
    """All that a refusal must leave as it was."""
    return (
        list(
            get_model("partner", "StockRecord")
            .objects.order_by("pk")
            .values_list("pk", "num_in_stock", "num_allocated")
        ),
        list(Basket.objects.order_by("pk").values_list("pk", "status")),
        list(Line.objects.order_by("pk").values_list("pk", "quantity")),
        *(
            apps.get_model(label).objects.count()
            for label in ("order.Order", "order.ShippingAddress", "payment.Source", "ocop_certification.SoldClaim")
        ),
    )


def test_a_guest_orders_without_a_password_and_pays_on_delivery(buyer, goods):
    assert buyer.ready(goods, 2).place().url == reverse("checkout:thank-you")
    order = Order.objects.get()
    assert (order.status, order.guest_email, order.user) == ("Pending", "hoa@example.com", None)
    assert (order.total_incl_tax, order.shipping_incl_tax, order.currency) == (Decimal(280_000), Decimal(30_000), "VND")
    address = order.shipping_address
    assert (address.first_name, address.line1) == ("Nguyễn Thị Hoa", "Số 12, ấp Cây Hẹ")
    assert (address.line4, address.state, address.country_id) == ("Xã Tam Ngãi", "Vĩnh Long", "VN")
    assert (str(address.phone_number), address.notes) == ("+84912345678", "Gọi trước khi giao")
    source = order.sources.get()
    assert (source.source_type.code, source.amount_allocated, source.amount_debited) == ("cash-on-delivery", 280_000, 0)
    assert goods.stockrecords.get().num_allocated == 2
    assert Basket.objects.get().status == "Submitted"


def test_delivery_is_free_from_five_hundred_thousand(buyer, goods):
    buyer.ready(goods, 4).place()
    assert (Order.objects.get().total_incl_tax, Order.objects.get().shipping_incl_tax) == (Decimal(500_000), 0)


def test_the_number_of_an_order_says_nothing_about_another(buyer, goods):
    buyer.ready(goods).place()
    Buyer().ready(goods).place()
    first, second = Order.objects.order_by("pk").values_list("number", flat=True)
    assert first != second
    assert all(len(number) == 10 and set(number) <= set("23456789BCDFGHJKMNPQRSTVWXZ") for number in (first, second))


def test_one_address_that_orders_without_end_has_to_wait(goods, settings):
    """Each order holds goods: a script behind one connection must not hold them all."""
    settings.OCOP_ORDERS_PER_HOUR = 2
    for _each in range(2):
        assert Buyer().ready(goods).place().url == reverse("checkout:thank-you")
    third = Buyer().ready(goods)
    before = world()
    assert third.place().url == reverse("checkout:preview")
    assert world() == before
    third.client.defaults["REMOTE_ADDR"] = "203.0.113.9"
    assert third.place().url == reverse("checkout:thank-you")


def test_what_was_sold_out_meanwhile_is_refused_by_name_and_nothing_changes(buyer, goods):
    buyer.ready(goods, 3)
    Buyer().ready(goods, 4).place()
    before = world()
    response = buyer.client.post(reverse("checkout:preview"), {"action": "place_order"}, follow=True)
    assert world() == before
    assert response.redirect_chain[-1][0] == reverse("basket:summary")
    assert "Mật hoa dừa" in response.content.decode()
    assert buyer.basket().context["basket"].num_items == 3


def test_stock_taken_between_the_look_and_the_lock_is_refused(buyer, goods, monkeypatch):
    """The last check is made under the lock, not before it."""
    from ocop_shop.forks.checkout import mixins

    buyer.ready(goods, 3)
    held = mixins.hold

    def overtaken(basket):
        goods.stockrecords.update(num_allocated=3)
        held(basket)

    monkeypatch.setattr(mixins, "hold", overtaken)
    response = buyer.place()
    assert response.url == reverse("basket:summary")
    # Our own write above is in the transaction that was rolled back.
    assert goods.stockrecords.get().num_allocated is None
    assert "Mật hoa dừa" in said(response)[0]
    assert "2" in said(response)[0]
    assert Order.objects.count() == 0
    assert Basket.objects.get().status == "Open"


def test_a_product_taken_off_sale_cannot_be_ordered(buyer, goods):
    buyer.ready(goods)
    type(goods).objects.filter(pk=goods.pk).update(is_public=False)
    before = world()
    assert buyer.place().url == reverse("basket:summary")
    assert world() == before


def test_a_basket_changed_in_another_window_is_looked_at_again(buyer, goods, monkeypatch):
    from ocop_shop.forks.checkout import mixins

    buyer.ready(goods, 1)
    held = mixins.hold

    def overtaken(basket):
        Line.objects.update(quantity=5)
        held(basket)

    monkeypatch.setattr(mixins, "hold", overtaken)
    assert buyer.place().url == reverse("basket:summary")
    assert Order.objects.count() == 0


def test_a_second_click_shows_the_same_order(buyer, goods):
    buyer.ready(goods)
    assert buyer.place().url == reverse("checkout:thank-you")
    assert buyer.place().url == reverse("checkout:thank-you")
    assert Order.objects.count() == 1
    assert Order.objects.get().number in buyer.client.get(reverse("checkout:thank-you")).content.decode()


def test_two_clicks_at_once_make_one_order(buyer, goods, monkeypatch):
    """The second request read the basket while it was open, and gets the lock when the first has the order."""
    from ocop_shop.forks.checkout import views

    buyer.ready(goods)
    clicked = []
    submit = views.PaymentDetailsView.submit

    def both(view, **submission):
        first = submit(view, **submission)
        clicked.append(first)
        return submit(view, **submission)

    monkeypatch.setattr(views.PaymentDetailsView, "submit", both)
    response = buyer.place()
    assert [clicked[0].url, response.url] == [reverse("checkout:thank-you")] * 2
    assert Order.objects.count() == 1
    assert goods.stockrecords.get().num_allocated == 1


def test_a_price_that_rose_since_the_last_look_is_not_charged(buyer, goods):
    buyer.ready(goods, 2)
    goods.stockrecords.update(price=130_000)
    before = world()
    response = buyer.place(total="280000")
    assert response.url == reverse("checkout:preview")
    assert "290.000\u00a0₫" in said(response)[0]
    assert world() == before
    assert buyer.place(total="290000").url == reverse("checkout:thank-you")


def test_cash_on_delivery_ends_at_its_limit(buyer, goods):
    with override_settings(OCOP_COD_LIMIT=280_000):
        buyer.ready(goods, 2)
        assert "280.000\u00a0₫" in buyer.review().content.decode()
        assert buyer.place().url == reverse("checkout:thank-you")


def test_an_order_above_the_limit_is_refused_with_the_limit_and_nothing_changes(buyer, goods):
    with override_settings(OCOP_COD_LIMIT=279_999, OCOP_VIETQR={}):
        buyer.ready(goods, 2)
        page = buyer.review().content.decode()
        assert "279.999\u00a0₫" in page
        assert "disabled" in page.partition('id="place-order"')[2][:20]
        before = world()
        response = buyer.place()
        assert response.url == reverse("checkout:preview")
        assert "279.999\u00a0₫" in said(response)[0]
        assert world() == before


def test_an_order_too_large_for_the_books_is_refused_in_words_and_nothing_changes(buyer):
    buyer.ready(factories.make_product(price=5_000_000, stock=9_000), 2_000)
    before = world()
    response = buyer.place(pay_with="bank-transfer")
    assert response.url == reverse("basket:summary")
    assert said(response)
    assert world() == before


def test_a_mail_server_that_is_away_does_not_undo_the_order(buyer, goods, monkeypatch):
    def away(*_args, **_values):
        raise ConnectionRefusedError

    monkeypatch.setattr("django.core.mail.backends.locmem.EmailBackend.send_messages", away)
    assert buyer.ready(goods).place().url == reverse("checkout:thank-you")
    assert Order.objects.count() == 1


def test_a_failure_half_way_leaves_nothing(buyer, goods, monkeypatch):
    from ocop_shop.forks.checkout import mixins

    buyer.ready(goods)
    before = world()

    def broken(_order):
        raise RuntimeError("claims")

    monkeypatch.setattr(mixins, "freeze_claims", broken)
    with pytest.raises(RuntimeError, match="claims"):
        buyer.place()
    assert world() == before


def test_goods_that_keep_no_count_are_never_short(buyer, db):
    tour = factories.make_product("Chèo thuyền", price=200_000, stock=None)
    buyer.add(tour, 3)
    buyer.identify()
    assert buyer.review().status_code == 200
    assert buyer.place().status_code == 302
    order = Order.objects.get()
    assert (order.num_items, order.shipping_address) == (3, None)


@pytest.mark.parametrize("step", ["shipping-address", "shipping-method", "preview"])
def test_nobody_gets_into_the_checkout_with_an_empty_basket(buyer, step):
    page = buyer.client.get(reverse(f"checkout:{step}"), follow=True)
    assert page.redirect_chain[-1][0] == reverse("basket:summary")


def test_the_last_look_needs_an_e_mail_address_and_a_place(buyer, goods):
    buyer.add(goods)
    assert buyer.review().redirect_chain[-1][0] == reverse("checkout:index")
    buyer.identify()
    assert buyer.review().redirect_chain[-1][0] == reverse("checkout:shipping-address")
    assert buyer.place().url == reverse("checkout:shipping-address")
    assert Order.objects.count() == 0


def test_the_thank_you_page_is_for_the_buyer_only(buyer, goods):
    buyer.ready(goods).place()
    order = Order.objects.get()
    stranger = Buyer().client
    for query in ("", f"?order_number={order.number}", f"?order_id={order.pk}"):
        assert stranger.get(reverse("checkout:thank-you") + query).url == "/"


def test_an_account_with_the_same_address_does_not_hinder_or_betray_a_guest(buyer, goods):
    factories.make_user("hoa@example.com")
    assert buyer.ready(goods).place().url == reverse("checkout:thank-you")
    assert Order.objects.get().user is None


def test_an_account_orders_too_and_keeps_the_address(goods):
    user = factories.make_user("lan@example.com")
    buyer = Buyer()
    buyer.add(goods)
    answer = {"options": "existing", "username": "lan@example.com", "password": factories.PASSWORD}
    assert buyer.client.post(reverse("checkout:index"), answer).url == reverse("checkout:shipping-address")
    buyer.send_to()
    assert buyer.review().status_code == 200
    buyer.place()
    assert (Order.objects.get().user, Order.objects.get().total_incl_tax) == (user, Decimal(155_000))
    assert user.addresses.get().line4 == "Xã Tam Ngãi"


def test_a_letter_that_cannot_be_written_does_not_hide_the_order(buyer, goods, monkeypatch):
    """The order stands by then; an error page would make the buyer order again."""
    from ocop_shop.forks.checkout import mixins

    def broken(_order):
        raise ValueError("letter")

    monkeypatch.setattr(mixins.rows, "of_order", broken)
    assert buyer.ready(goods).place().url == reverse("checkout:thank-you")
    assert Order.objects.count() == 1


def test_nothing_is_sold_below_nothing(buyer, goods):
    buyer.ready(goods)
    goods.stockrecords.update(price=Decimal(-5))
    before = world()
    assert buyer.place().url == reverse("basket:summary")
    assert world() == before


@pytest.mark.parametrize("way", ["cash-on-delivery", "bank-transfer"])
def test_a_price_with_a_fraction_is_the_shops_mistake_and_nothing_is_sold(buyer, goods, caplog, way):
    buyer.ready(goods)
    goods.stockrecords.update(price=Decimal("125000.50"))
    before = world()
    response = buyer.place(pay_with=way)
    assert response.url == reverse("basket:summary")
    assert said(response)
    assert "cannot be paid" in caplog.text
    assert world() == before
