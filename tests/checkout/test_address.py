"""A Vietnamese address: today's provinces and communes, without a script, and nothing typed is ever lost."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st
from oscar.core.loading import get_model

from ocop_shop.forks.checkout.addresses import VietnameseAddressForm
from ocop_shop.ordering import destinations
from ocop_shop.regions.models import Place
from ocop_shop.test import factories
from tests.trying import inputs

from .conftest import ADDRESS, Buyer

pytestmark = pytest.mark.django_db


def form(**changes):
    return VietnameseAddressForm({**ADDRESS, **changes})


@pytest.fixture
def shopper(buyer, goods):
    buyer.add(goods)
    buyer.identify()
    return buyer


def test_the_34_provinces_of_today_are_offered():
    offered = dict(form().fields["province"].choices)
    assert len(offered) == 34 + 1
    assert offered["86"] == "Vĩnh Long"
    assert "Trà Vinh" not in offered.values()


def test_the_communes_are_those_of_the_chosen_province():
    chosen = form(province="86")
    offered = dict(chosen.fields["commune"].choices)
    assert len(offered) == Place.objects.in_force().communes().filter(parent__code="86").count() + 1 == 124 + 1
    assert offered["29335"] == "Xã Tam Ngãi"


def test_without_a_script_a_button_brings_the_communes_and_keeps_what_was_typed(shopper):
    page = shopper.send_to(commune="", line1="", choose_commune="1")
    assert page.status_code == 200
    html = page.content.decode()
    assert "Xã Tam Ngãi" in html
    assert "Nguyễn Thị Hoa" in html
    assert not page.context["form"].errors
    assert "aria-invalid" not in html


def test_the_script_is_loaded_on_the_address_page_alone_and_deferred(shopper):
    html = shopper.client.get(reverse("checkout:shipping-address")).content.decode()
    assert "htmx-2.min.js" in html
    assert "defer" in html.partition("htmx-2.min.js")[2][:30]
    assert "htmx-2" not in shopper.basket().content.decode()


def test_the_field_for_the_script_holds_the_communes_and_nothing_else(client):
    html = client.get(reverse("checkout:communes"), {"province": "86"}).content.decode()
    assert html.strip().startswith('<div id="commune">')
    assert html.count("<option") == 125


@pytest.mark.parametrize("province", ["", "999", "\x00", "86' OR 1=1", "8" * 5000])
def test_no_province_breaks_the_field(client, province):
    html = client.get(reverse("checkout:communes"), {"province": province}).content.decode()
    assert html.count("<option") == 1


def test_a_commune_of_another_province_is_an_error_at_its_field(shopper):
    page = shopper.send_to(province="51")
    assert list(page.context["form"].errors) == ["commune"]
    html = page.content.decode()
    assert 'aria-describedby="id_commune_error"' in html
    assert 'id="id_commune_error"' in html
    for typed in ("Nguyễn Thị Hoa", "0912 345 678", "Số 12, ấp Cây Hẹ", "Gọi trước khi giao"):
        assert typed in html


def test_a_commune_that_has_ended_is_an_error_and_a_former_province_is_none(db):
    former = Place.objects.before_merger().communes().exclude(code__in=destinations_codes()).first()
    assert list(form(commune=former.code).errors) == ["commune"]
    gone = Place.objects.before_merger().provinces().get(name="Trà Vinh")
    assert "province" in form(province=gone.code).errors


def destinations_codes():
    return Place.objects.in_force().communes().values_list("code", flat=True)


def test_an_address_whose_commune_ends_before_the_last_click_is_chosen_anew(shopper, frozen):
    shopper.send_to()
    Place.objects.in_force().filter(level="commune", code="29335").update(valid_until=date(2027, 1, 1))
    frozen("2027-01-01 23:59:59")
    assert shopper.review().redirect_chain[-1][0] == reverse("checkout:preview")
    frozen("2027-01-02 00:00:00")
    assert shopper.review().redirect_chain[-1][0] == reverse("checkout:shipping-address")
    assert shopper.place().url == reverse("checkout:shipping-address")


@pytest.mark.parametrize("number", ["0912345678", "0912 345 678", "+84912345678", "84 912 345 678", "(0270) 3822 123"])
def test_vietnamese_telephone_numbers_are_taken(number):
    assert form(phone_number=number).is_valid()


@pytest.mark.parametrize("number", ["", "0909", "+1 202 555 0143", "abc", "09123456789012", "\x00", "0" * 4000])
def test_other_telephone_numbers_are_an_error_at_their_field(number):
    assert list(form(phone_number=number).errors) == ["phone_number"]


@pytest.mark.parametrize("field", ["first_name", "phone_number", "province", "commune", "line1"])
def test_a_missing_field_is_named(field):
    missing = {key: value for key, value in ADDRESS.items() if key != field}
    errors = VietnameseAddressForm(missing).errors
    assert field in errors
    assert set(errors) <= {field, "commune"}


@pytest.mark.parametrize("empty", ["   ", "\u200b\u200b", "\u00ad"])
def test_a_name_of_nothing_visible_is_missing(empty):
    assert list(form(first_name=empty).errors) == ["first_name"]


def test_the_form_comes_back_filled_in(shopper):
    shopper.send_to()
    html = shopper.client.get(reverse("checkout:shipping-address")).content.decode()
    assert 'value="29335" selected' in html
    assert 'value="86" selected' in html
    assert "Số 12, ấp Cây Hẹ" in html


def test_an_address_page_costs_the_same_whatever_was_chosen(shopper):
    with CaptureQueriesContext(connection) as first:
        shopper.client.get(reverse("checkout:shipping-address"))
    shopper.send_to()
    with CaptureQueriesContext(connection) as again:
        shopper.client.get(reverse("checkout:shipping-address"))
    # The communes of the province, the country of the address, and the commune for what sending there costs.
    assert len(again) == len(first) + 3


def test_the_country_is_made_where_a_shop_has_none(shopper):
    country = get_model("address", "Country")
    country.objects.all().delete()
    assert shopper.send_to().status_code == 302
    assert country.objects.get(is_shipping_country=True).iso_3166_1_a2 == "VN"


texts = st.text(max_size=300) | st.sampled_from(
    ["", "\x00", "86", "29335", "0912345678", "<script>", "%s" * 99, "𝕏" * 256]
)


@inputs(120)
@given(data=st.dictionaries(st.sampled_from([*ADDRESS, "choose_commune", "country", "state", "line4", "id"]), texts))
def test_whatever_is_posted_is_an_address_or_a_set_of_errors(db, data):
    posted = VietnameseAddressForm({**ADDRESS, **data})
    if posted.is_valid():
        address = posted.save(commit=False)
        assert destinations.exists(address.state, address.line4)
        assert "\x00" not in address.first_name + address.line1 + address.notes
        assert 0 < len(address.first_name) <= 255
        address.save()
    else:
        assert posted.is_choosing or posted.errors


@inputs(40)
@given(data=st.dictionaries(st.sampled_from([*ADDRESS, "choose_commune", "address_id"]), texts))
def test_no_post_breaks_the_page(shopper, data):
    assert shopper.client.post(reverse("checkout:shipping-address"), {**ADDRESS, **data}).status_code in {200, 302}


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"options": "anonymous"},
        {"options": "anonymous", "username": "x"},
        {"options": "anonymous", "username": "a\x00@example.com"},
        {"options": "anonymous", "username": "a" * 5000 + "@example.com"},
        {"options": "existing", "username": "hoa@example.com", "password": "\x00"},
        {"options": "existing", "username": "hoa@example.com", "password": "x" * 50_000},
        {"options": "nonsense", "username": "hoa@example.com"},
    ],
)
def test_no_post_breaks_the_first_step(buyer, goods, data):
    buyer.add(goods)
    page = buyer.client.post(reverse("checkout:index"), data)
    assert page.status_code == 200
    assert page.context["form"].errors


@pytest.mark.parametrize("address_id", ["x", "\x00", "-1", "9" * 40, "0"])
def test_no_key_breaks_the_address_book(goods, address_id):
    buyer = Buyer()
    buyer.client.force_login(factories.make_user())
    buyer.add(goods)
    response = buyer.client.post(reverse("checkout:shipping-address"), {"address_id": address_id, "action": "ship_to"})
    assert response.url == reverse("checkout:shipping-address")


def test_another_persons_address_is_out_of_reach(goods):
    owner, stranger = factories.make_user(), Buyer()
    theirs = get_model("address", "UserAddress").objects.create(
        user=owner,
        first_name="Lan",
        line1="1",
        line4="Xã Tam Ngãi",
        state="Vĩnh Long",
        country=destinations.ensure_country(),
    )
    stranger.client.force_login(factories.make_user())
    stranger.add(goods)
    stranger.client.post(reverse("checkout:shipping-address"), {"address_id": theirs.pk, "action": "ship_to"})
    assert stranger.review().redirect_chain[-1][0] == reverse("checkout:shipping-address")
    for view in ("user-address-update", "user-address-delete"):
        assert stranger.client.get(reverse(f"checkout:{view}", args=[theirs.pk])).status_code == 404


def test_an_own_address_is_used_with_one_click(goods):
    owner, buyer = factories.make_user(), Buyer()
    book = get_model("address", "UserAddress").objects
    country = destinations.ensure_country()
    own = book.create(user=owner, first_name="Lan", line1="1", line4="Xã Tam Ngãi", state="Vĩnh Long", country=country)
    book.create(user=owner, first_name="Lan", line1="2", line4="Xã Tam Ngãi", state="Trà Vinh", country=country)
    buyer.client.force_login(owner)
    buyer.add(goods)
    page = buyer.client.get(reverse("checkout:shipping-address"))
    assert page.context["addresses"] == [own]
    buyer.client.post(reverse("checkout:shipping-address"), {"address_id": own.pk, "action": "ship_to"})
    assert buyer.review().redirect_chain[-1][0] == reverse("checkout:preview")
    assert buyer.place().url == reverse("checkout:thank-you")
