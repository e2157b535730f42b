"""The account's pages: own orders and addresses only, readable, tied to their labels."""

import re

import pytest
from django.test import Client
from django.urls import reverse
from oscar.core.loading import get_model

from ocop_shop.certification import actions as register
from ocop_shop.core import clock
from ocop_shop.test import factories

from .conftest import ADDRESS, Buyer

Order = get_model("order", "Order")

pytestmark = [pytest.mark.django_db, pytest.mark.pages]


@pytest.fixture
def customer(goods):
    """Somebody with an account and one order."""
    buyer = Buyer()
    buyer.user = factories.make_user("lan@example.com")
    buyer.client.force_login(buyer.user)
    buyer.add(goods, 2)
    buyer.send_to()
    buyer.review()
    buyer.place()
    return buyer


def test_an_order_in_the_account_shows_what_was_sold_after_a_revocation(customer, goods):
    register.revoke(goods.ocop_certificates.get(), ground="d", effective_on=clock.today())
    order = Order.objects.get()
    assert order.number in customer.client.get(reverse("customer:order-list")).content.decode()
    html = customer.client.get(reverse("customer:order", args=[order.number])).content.decode()
    assert 'data-sold-stars="4"' in html
    assert "HTX Dừa sáp Cầu Kè" in html
    assert "280.000\u00a0₫" in html


def test_other_peoples_orders_are_not_found(customer):
    stranger = Client()
    order = Order.objects.get()
    assert stranger.get(reverse("customer:order", args=[order.number])).status_code == 302
    stranger.force_login(factories.make_user())
    assert stranger.get(reverse("customer:order", args=[order.number])).status_code == 404


@pytest.mark.parametrize("line", [0, 10**25])
def test_an_unknown_line_is_not_found(customer, line):
    address = reverse("customer:order-line", args=[Order.objects.get().number, line])
    assert customer.client.post(address, {"action": "reorder"}).status_code == 404


def test_a_guest_finds_the_order_by_its_link_and_address_only(buyer, goods):
    buyer.ready(goods).place()
    order = Order.objects.get()
    link = reverse("customer:anon-order", args=[order.number, order.verification_hash()])
    stranger = Client()
    asked = stranger.get(link)
    assert asked.status_code == 302
    assert stranger.post(asked.url, {"email": "other@example.com"}).status_code == 200
    assert stranger.post(asked.url, {"email": "hoa@example.com"}).url == link
    assert 'data-sold-stars="4"' in stranger.get(link).content.decode()
    forged = reverse("customer:anon-order", args=[order.number, "forged"])
    assert stranger.get(forged).status_code == 302


@pytest.mark.parametrize("name", ["login", "register"])
def test_the_way_in_names_its_fields_to_people_and_browsers(client, name):
    html = client.get(reverse(f"customer:{name}")).content.decode()
    form = html[html.index('class="checkout-form') :]
    for field in re.findall(r"<input (?![^>]*type=\"hidden\")[^>]*>", form):
        identity = re.search(r'id="([^"]+)"', field).group(1)
        assert f'for="{identity}"' in html
        assert "autocomplete=" in field


def test_an_error_is_tied_to_its_field(client):
    typed = {"email": "x", "password1": "a", "password2": "b"}
    data = {f"registration-{name}": value for name, value in typed.items()} | {"registration_submit": "1"}
    html = client.post(reverse("customer:login"), data).content.decode()
    assert 'aria-invalid="true"' in html
    assert re.search(r'aria-describedby="[^"]*id_registration-email_error"', html)
    assert 'id="id_registration-email_error"' in html


def test_the_address_book_speaks_of_today(customer):
    html = customer.client.get(reverse("customer:address-create")).content.decode()
    assert html.count('name="province"') == 1
    assert "postcode" not in html
    posted = {**ADDRESS, "line1": "Số 99"}
    assert customer.client.post(reverse("customer:address-create"), posted).url == reverse("customer:address-list")
    kept = customer.user.addresses.get(line1="Số 99")
    assert (kept.line4, kept.state) == ("Xã Tam Ngãi", "Vĩnh Long")
    again = customer.client.post(reverse("customer:address-create"), posted)
    assert again.status_code == 200
    assert customer.user.addresses.filter(line1="Số 99").count() == 1
    edit = customer.client.get(reverse("customer:address-detail", args=[kept.pk])).content.decode()
    assert 'value="29335" selected' in edit


@pytest.mark.parametrize(
    "name",
    [
        "order-list",
        "address-list",
        "address-create",
        "profile-view",
        "profile-update",
        "change-password",
        "email-list",
    ],
)
def test_every_page_of_the_account_opens_for_its_owner_and_nobody_else(customer, name):
    assert customer.client.get(reverse(f"customer:{name}")).status_code == 200
    assert "/login" in Client().get(reverse(f"customer:{name}")).url


def test_oscars_deletion_leads_to_ours_and_deletes_nothing(customer):
    for ask in (customer.client.get, customer.client.post):
        assert (
            ask(reverse("customer:profile-delete"), {"password": factories.PASSWORD}).url == "/accounts/my-data/erase/"
        )
    customer.user.refresh_from_db()
    assert customer.user.is_active
    assert "/login" in Client().get(reverse("customer:profile-delete")).url


def test_a_forgotten_password_is_asked_for_without_betraying_who_has_an_account(client, mailoutbox):
    factories.make_user("lan@example.com")
    for email in ("lan@example.com", "nobody@example.com"):
        page = client.post(reverse("password-reset"), {"email": email}, follow=True)
        assert page.redirect_chain[-1][0] == reverse("password-reset-done")
    assert [letter.to for letter in mailoutbox] == [["lan@example.com"]]


@pytest.mark.parametrize(
    "query", ["?date_from=x&date_to=\x00&order_number=\x00", "?date_from=&date_to=&order_number=", "?page=x"]
)
def test_no_search_breaks_the_list_of_orders(customer, query):
    assert customer.client.get(reverse("customer:order-list") + query).status_code in {200, 404}
