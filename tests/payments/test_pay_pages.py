"""The pages on which an order is paid: from the last look to the money, and every way out of it."""

from decimal import Decimal

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from oscar.core.loading import get_model

from ocop_shop.payments import actions
from ocop_shop.payments.provider import News, ProviderAway
from ocop_shop.payments.vietqr import payload
from ocop_shop.payments.vietqr.transfer import BankTransfer
from ocop_shop.test import factories
from tests.checkout.conftest import Buyer, said

from .paying import stock_of, transferred

Order = get_model("order", "Order")
BANK = "bank-transfer"

pytestmark = [pytest.mark.django_db, pytest.mark.pages]


@pytest.fixture
def goods(db):
    return factories.make_product("Mật hoa dừa", price=125_000, stock=5)


@pytest.fixture
def buyer(goods):
    return Buyer().ready(goods, 2)


def ordered(buyer):
    """The address of the page on which the buyer's order is paid by bank transfer, and the attempt."""
    page = buyer.place(pay_with=BANK).url
    attempt = Order.objects.get().payment_attempts.order_by("number").last()
    assert page == reverse("ocop:pay", args=[attempt.token])
    return page, attempt


def do(buyer, page, what, **more):
    return buyer.client.post(page, {"do": what, **more})


def test_the_last_look_offers_the_ways_to_pay_that_are_set_up(buyer):
    content = buyer.review().content.decode()
    assert 'value="cash-on-delivery"' in content
    assert 'value="bank-transfer"' in content
    assert 'value="card"' not in content


def test_a_shop_without_an_account_offers_no_transfer(buyer, settings):
    settings.OCOP_VIETQR = {}
    assert 'value="bank-transfer"' not in buyer.review().content.decode()
    assert buyer.place(pay_with=BANK).url == reverse("checkout:preview")
    assert Order.objects.count() == 0


@pytest.mark.parametrize("way", ["card", "nonsense", "\x00"])
def test_a_way_that_is_not_offered_places_no_order(buyer, goods, way):
    assert buyer.place(pay_with=way).url == reverse("checkout:preview")
    assert (Order.objects.count(), goods.stockrecords.get().num_allocated) == (0, None)


def test_an_order_by_transfer_leads_to_its_code_and_holds_its_goods(buyer, goods):
    page, attempt = ordered(buyer)
    assert (Order.objects.get().status, goods.stockrecords.get().num_allocated) == ("Awaiting payment", 2)
    answer = buyer.client.get(page)
    content = answer.content.decode()
    assert f"OCOP {attempt.code}" in content
    assert "280.000\u00a0₫" in content
    assert answer["Cache-Control"] == "no-store"
    assert answer["X-Robots-Tag"] == "noindex"


def test_the_page_shows_no_name_and_no_address(buyer):
    page, _attempt = ordered(buyer)
    content = Client().get(page).content.decode()
    for personal in ("hoa@example.com", "Nguyễn Thị Hoa", "0912", "ấp Cây Hẹ"):
        assert personal not in content


def test_the_picture_asks_for_the_amount_of_the_order(buyer):
    import io

    import zxingcpp
    from PIL import Image

    _page, attempt = ordered(buyer)
    picture = buyer.client.get(reverse("ocop:pay-picture-png", args=[attempt.token]))
    (found,) = zxingcpp.read_barcodes(Image.open(io.BytesIO(picture.content)))
    asked = payload.read(found.text)
    assert (asked.amount, asked.purpose) == (Decimal(280_000), f"OCOP {attempt.code}")
    assert buyer.client.get(reverse("ocop:pay-picture", args=[attempt.token]))["Content-Type"] == "image/svg+xml"


def test_the_confirmation_by_e_mail_says_where_to_pay(buyer):
    page, attempt = ordered(buyer)
    (letter,) = mail.outbox
    for text in (letter.body, letter.alternatives[0][0]):
        assert f"http://testserver{page}" in text
        assert f"OCOP {attempt.code}" in text


def test_the_page_says_when_the_money_has_come(buyer):
    page, attempt = ordered(buyer)
    actions.take(BANK, transferred(attempt))
    content = buyer.client.get(page).content.decode()
    assert 'data-pay-state="paid"' in content
    assert "OCOP " not in content.partition("<main")[2].partition("</main")[0]


def test_a_part_for_htmx_is_the_state_alone(buyer):
    page, _attempt = ordered(buyer)
    content = buyer.client.get(page, headers={"HX-Request": "true"}).content.decode()
    assert 'data-pay-state="open"' in content
    assert "<html" not in content


def test_what_is_missing_of_a_transfer_is_asked_for(buyer):
    page, attempt = ordered(buyer)
    actions.take(BANK, transferred(attempt, 200_000))
    content = buyer.client.get(page).content.decode()
    assert "80.000\u00a0₫" in content
    assert do(buyer, page, "cancel").url == page
    assert Order.objects.get().status == "Awaiting payment"


def test_a_buyer_lets_go_of_an_unpaid_order_and_its_goods_are_on_sale_again(buyer, goods):
    page, attempt = ordered(buyer)
    assert do(buyer, page, "cancel").url == page
    order = Order.objects.get()
    attempt.refresh_from_db()
    assert (order.status, attempt.state, stock_of(order)) == ("Cancelled", "closed", (5, 0))
    assert do(buyer, page, "cancel").url == page
    assert "data-pay-state" in buyer.client.get(page).content.decode()


def test_a_paid_order_is_not_cancelled_by_its_page(buyer):
    page, attempt = ordered(buyer)
    actions.take(BANK, transferred(attempt))
    do(buyer, page, "cancel")
    assert (Order.objects.get().status, stock_of(Order.objects.get())) == ("Pending", (5, 2))


def test_the_goods_of_a_cancelled_order_go_into_the_basket_again(buyer, goods):
    page, _attempt = ordered(buyer)
    do(buyer, page, "cancel")
    assert do(buyer, page, "again").url == reverse("basket:summary")
    assert [(line.product, line.quantity) for line in buyer.basket().context["basket"].all_lines()] == [(goods, 2)]


def test_what_was_sold_meanwhile_stays_out_of_the_basket_by_name(buyer, goods):
    page, _attempt = ordered(buyer)
    do(buyer, page, "cancel")
    goods.stockrecords.update(num_in_stock=0)
    answer = do(buyer, page, "again")
    assert said(answer)
    assert buyer.basket().context["basket"].is_empty


def test_a_buyer_chooses_the_courier_after_all(buyer):
    page, attempt = ordered(buyer)
    answer = do(buyer, page, "other", pay_with="cash-on-delivery")
    following = Order.objects.get().payment_attempts.get(state="open")
    attempt.refresh_from_db()
    assert (answer.url, following.provider) == (reverse("ocop:pay", args=[following.token]), "cash-on-delivery")
    assert (attempt.state, Order.objects.get().status) == ("closed", "Pending")
    assert buyer.client.get(page).url == answer.url


def test_the_same_way_again_after_it_failed(buyer):
    page, attempt = ordered(buyer)
    actions.take(BANK, News("no", "failed", code=attempt.code))
    do(buyer, page, "other", pay_with=BANK)
    do(buyer, page, "other", pay_with=BANK)
    states = Order.objects.get().payment_attempts.order_by("number").values_list("state", flat=True)
    assert list(states) == ["failed", "open"]


def test_coming_back_from_a_provider_asks_it_and_pays_once(buyer, monkeypatch):
    page, attempt = ordered(buyer)
    monkeypatch.setattr(BankTransfer, "ask", lambda _self, asked: transferred(asked, key="asked"))
    for _time in range(2):
        assert buyer.client.get(reverse("ocop:paid", args=[attempt.token])).url == page
    attempt.refresh_from_db()
    assert (attempt.state, attempt.received) == ("paid", 280_000)


def test_coming_back_while_the_provider_does_not_answer_shows_the_page(buyer, monkeypatch):
    page, attempt = ordered(buyer)

    def away(_self, _attempt):
        raise ProviderAway("no answer")

    monkeypatch.setattr(BankTransfer, "ask", away)
    assert buyer.client.get(reverse("ocop:paid", args=[attempt.token])).url == page
    assert buyer.client.get(page).status_code == 200


@pytest.mark.parametrize("name", ["pay", "paid", "pay-picture", "pay-picture-png"])
@pytest.mark.parametrize("token", ["x", "a" * 43, "ạ", "%00", "'--"])
def test_nobody_finds_a_payment_by_trying(db, name, token):
    assert Client().get(reverse(f"ocop:{name}", args=[token])).status_code == 404


@pytest.mark.parametrize("what", ["", "start", "again", "nonsense"])
def test_a_page_answers_every_post_with_itself(buyer, what):
    page, _attempt = ordered(buyer)
    assert do(buyer, page, what).url == page
    assert Order.objects.get().status == "Awaiting payment"


def test_a_post_needs_its_csrf_token(buyer):
    page, _attempt = ordered(buyer)
    assert Client(enforce_csrf_checks=True).post(page, {"do": "cancel"}).status_code == 403
    assert Order.objects.get().status == "Awaiting payment"


def test_a_payment_page_costs_a_fixed_number_of_queries(buyer, django_assert_max_num_queries):
    page, _attempt = ordered(buyer)
    buyer.client.get(page)
    with django_assert_max_num_queries(9):
        buyer.client.get(page)


def test_a_second_click_leads_to_where_it_is_paid_too(buyer):
    page, _attempt = ordered(buyer)
    assert buyer.place(pay_with=BANK).url == reverse("checkout:thank-you")
    assert buyer.client.get(reverse("checkout:thank-you")).url == page


def test_a_page_that_is_open_elsewhere_is_read_anew_when_it_is_paid(buyer):
    page, attempt = ordered(buyer)
    part = {"HX-Request": "true"}
    assert "HX-Refresh" not in buyer.client.get(page, headers=part)
    actions.take(BANK, transferred(attempt))
    assert buyer.client.get(page, headers=part)["HX-Refresh"] == "true"


def test_an_old_page_does_not_cancel_what_was_paid_in_part_another_way(buyer):
    page, attempt = ordered(buyer)
    actions.take(BANK, News("no", "failed", code=attempt.code))
    do(buyer, page, "other", pay_with=BANK)
    following = Order.objects.get().payment_attempts.get(state="open")
    actions.take(BANK, transferred(following, 100_000))
    do(buyer, page, "cancel")
    assert Order.objects.get().status == "Awaiting payment"


def test_an_account_that_is_taken_away_leaves_a_page_that_says_so(buyer, settings):
    page, _attempt = ordered(buyer)
    settings.OCOP_VIETQR = {}
    assert buyer.client.get(page).status_code == 200


def test_a_token_with_a_null_byte_is_not_found():
    assert Client().get("/pay/%00/").status_code == 404
