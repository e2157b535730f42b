"""Offers and vouchers whose products follow a collection, stars or a place: from the basket to the placed order."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st
from oscar.core.loading import get_model
from wagtail.models import Locale, Page, Site

from ocop_shop.buylocal import actions, ranges
from ocop_shop.buylocal.pages.models import CollectionPage
from ocop_shop.certification import actions as register
from ocop_shop.certification.actions import DecisionFacts
from ocop_shop.test.factories import make_place, make_product, make_user
from tests.checkout.conftest import Buyer

pytestmark = pytest.mark.django_db

ISSUERS = {3: ("UBND tỉnh", "province"), 4: ("UBND tỉnh", "province"), 5: ("Bộ", "national")}


@pytest.fixture(autouse=True)
def day(frozen):
    frozen("2026-11-22T10:00")


def certified(stars, province="86", price=100_000):
    product = make_product(province=province, price=price, stock=99)
    register.grant(product, stars=stars, decision=DecisionFacts("7/QĐ", date(2026, 6, 1), *ISSUERS[stars]))
    return product


def following(**rule):
    return actions.follow("Hàng bốn sao", ranges.path_of(**rule))[0]


def collection(**values):
    page = CollectionPage(title="Hàng Vĩnh Long", slug="hang-vinh-long", **values)
    Page.objects.get(pk=Site.objects.get(is_default_site=True).root_page_id).add_child(instance=page)
    return page


def ten_percent_off(of, kind="Site"):
    return get_model("offer", "ConditionalOffer").objects.create(
        name=f"Mười phần trăm {kind} {of.pk}",
        offer_type=kind,
        benefit=get_model("offer", "Benefit").objects.create(type="Percentage", value=10, range=of),
        condition=get_model("offer", "Condition").objects.create(type="Count", value=1, range=of),
    )


def taken_off(buyer):
    return buyer.basket().context["basket"].total_discount


def end_star(product):
    told = {
        "ground": "a",
        "effective_on": date(2026, 11, 22),
        "decision": DecisionFacts("9/QĐ", date(2026, 11, 22), *ISSUERS[4]),
    }
    register.revoke(product.ocop_certificates.get(), **told)


# --- what is in a range -----------------------------------------------------------------------------------------------


def test_a_range_holds_what_its_rule_chooses_and_its_variants():
    inside, weak, far = certified(4), certified(3), certified(5, province="51")
    vinh_long = following(stars=4, province="86")
    assert [vinh_long.contains_product(product) for product in (inside, weak, far)] == [True, False, False]
    assert list(vinh_long.all_products()) == [inside]
    assert vinh_long.num_products() == 1
    variant = get_model("catalogue", "Product")(structure="child", parent=inside)
    assert vinh_long.contains_product(variant)


def test_a_range_of_a_macro_region_holds_all_its_provinces():
    region = make_place("86").macro_region
    inside, outside = certified(4), certified(4, province="51")
    assert list(following(stars=0, region=region.pk).all_products()) == [inside]
    assert outside.pk


def test_a_range_of_a_collection_follows_its_rule_until_it_is_not_published():
    product, page = certified(4), collection(province=make_place("86"), min_stars=3)
    goods = following(page=page.pk)
    assert goods.contains_product(product)
    page.min_stars = 5
    page.save()
    assert not goods.contains_product(product)
    page.min_stars = 3
    page.live = False
    page.save()
    assert not goods.contains_product(product)
    assert list(goods.all_products()) == []


def test_a_product_leaves_the_moment_its_star_ends_or_it_moves(frozen):
    lapsing, revoked, moving = (certified(4) for _number in range(3))
    goods = following(stars=4, province="86")
    end_star(revoked)
    moving.ocop_provenance.province = make_place("51")
    moving.ocop_provenance.save()
    assert [goods.contains_product(product) for product in (lapsing, revoked, moving)] == [True, False, False]
    frozen("2029-06-02T00:00")
    assert not goods.contains_product(lapsing)


def test_the_same_rule_is_one_range_and_two_of_one_name_are_told_apart():
    first = following(stars=4)
    assert actions.follow("Tên khác", ranges.path_of(stars=4)) == (first, False)
    assert following(stars=5).name == "Hàng bốn sao-2"


@given(st.sampled_from([0, 3, 4, 5]), st.sampled_from(["", "01", "86"]), st.none() | st.integers(1, 10**9 - 1))
def test_every_rule_is_named_by_its_class(stars, province, region):
    name = ranges.path_of(stars=stars, province=province, region=region).rsplit(".", 1)[-1]
    rule = getattr(ranges, name)().rule
    assert rule == ranges.Rule(province=province, macro_region=None if province else region, min_stars=stars)


@pytest.mark.parametrize("name", ["Stars_2", "Stars_4_Province_8", "Collection_", "Stars_4; drop", "os"])
def test_what_is_no_rule_is_no_class(name):
    with pytest.raises(AttributeError):
        getattr(ranges, name)


# --- from the basket to the order -------------------------------------------------------------------------------------


def test_an_offer_takes_off_what_the_rule_chooses_and_nothing_else():
    inside, outside = certified(4), certified(3, price=50_000)
    ten_percent_off(following(stars=4))
    buyer = Buyer().ready(inside, 2)
    buyer.add(outside)
    assert taken_off(buyer) == 20_000
    buyer.place()
    order = get_model("order", "Order").objects.get()
    assert order.total_discount_incl_tax == 20_000
    assert order.basket_total_incl_tax == 230_000


def test_a_star_that_ends_between_basket_and_order_ends_the_discount():
    product = certified(4)
    ten_percent_off(following(stars=4))
    buyer = Buyer().ready(product, 2)
    assert taken_off(buyer) == 20_000
    end_star(product)
    assert taken_off(buyer) == 0
    buyer.place()
    orders = get_model("order", "Order").objects.all()
    assert [order.basket_total_incl_tax for order in orders] in ([], [Decimal(200_000)])


def test_a_voucher_takes_off_what_a_collection_chooses():
    inside, outside = certified(5), certified(5, province="51")
    page = collection(province=make_place("86"), min_stars=4)
    now = timezone.now()
    voucher = get_model("voucher", "Voucher").objects.create(
        name="Tết", code="TET86", start_datetime=now - timedelta(days=400), end_datetime=now + timedelta(days=4000)
    )
    voucher.offers.add(ten_percent_off(following(page=page.pk), "Voucher"))
    buyer = Buyer(client=Client())
    buyer.client.force_login(make_user(email="hoa@example.com"))
    buyer.add(inside)
    buyer.add(outside)
    assert taken_off(buyer) == 0
    buyer.client.post(reverse("basket:vouchers-add"), {"code": "TET86"})
    assert taken_off(buyer) == 10_000
    buyer.send_to()
    buyer.review()
    buyer.place()
    order = get_model("order", "Order").objects.get()
    assert order.total_discount_incl_tax == 10_000
    assert order.discounts.get().voucher_code == "TET86"


@pytest.mark.pages
def test_the_basket_says_in_words_what_is_missing_for_the_offer():
    offer = ten_percent_off(following(stars=4))
    offer.condition.value = 3
    offer.condition.save()
    buyer = Buyer()
    buyer.add(certified(4))
    told = buyer.basket().context["upsell_messages"]
    assert "Hàng bốn sao" in str(told[0]["message"])


@pytest.mark.pages
def test_the_page_of_an_offer_shows_what_is_in_it_today(client):
    inside, outside = certified(4), certified(3)
    offer = ten_percent_off(following(stars=4))
    assert list(client.get(offer.get_absolute_url()).context["products"]) == [inside]
    assert outside.pk


def test_ten_lines_cost_as_many_queries_as_two_and_an_offer_two_more_than_oscars_own():
    def queries(lines):
        buyer = Buyer()
        for product in lines:
            buyer.add(product)
        buyer.basket()
        with CaptureQueriesContext(connection) as asked:
            buyer.basket()
        return len(asked)

    goods = [certified(4) for _number in range(10)]
    bare = queries(goods[:2])
    ten_percent_off(following(stars=4))
    two, ten = queries(goods[:2]), queries(goods)
    assert two == ten
    # What Oscar reads for any offer, and of ours: whether the list is true, and which of the products are in the range.
    assert two - bare == 6


# --- at the desk ------------------------------------------------------------------------------------------------------


@pytest.fixture
def desk():
    browser = Client()
    browser.force_login(make_user(is_staff=True, is_superuser=True))
    return browser


def test_staff_make_a_range_and_find_it_where_offers_are_made(desk):
    certified(4)
    answer = desk.post(reverse("ocop:desk-ranges"), {"stars": "4", "province": "86"})
    assert answer.status_code == 302
    made = get_model("offer", "Range").objects.get()
    assert made.proxy_class == "ocop_shop.buylocal.ranges.Stars_4_Province_86"
    assert made.num_products() == 1
    offer = {"name": "Ưu đãi", "offer_type": "Site", "priority": "0"}
    desk.post(reverse("dashboard:offer-metadata"), offer)
    assert made.name in desk.get(reverse("dashboard:offer-benefit")).content.decode()
    assert desk.get(reverse("dashboard:range-list")).status_code == 200
    assert desk.get(reverse("dashboard:range-products", args=[made.pk])).status_code == 200


@pytest.mark.parametrize("said", [{"stars": "0"}, {"stars": "4", "province": "86", "region": "1"}, {"stars": "9"}])
def test_a_rule_that_says_nothing_or_two_places_is_refused(desk, said):
    make_place("86")
    assert desk.post(reverse("ocop:desk-ranges"), said).status_code == 422
    assert not get_model("offer", "Range").objects.exists()


def test_staff_without_the_right_make_no_ranges(client):
    client.force_login(make_user(is_staff=True))
    assert client.post(reverse("ocop:desk-ranges"), {"stars": "4"}).status_code == 403
    assert not get_model("offer", "Range").objects.exists()


def test_a_collection_in_two_languages_is_chosen_once_by_the_words_of_the_shop():
    page = collection(min_stars=3)
    english = Locale.objects.get_or_create(language_code="en")[0]
    copied = page.copy_for_translation(english, copy_parents=True)
    copied.title = "Made in Vĩnh Long"
    copied.save_revision().publish()
    assert len(ranges.collections()) == 2
    assert [one.title for one in ranges.to_choose_from()] == ["Hàng Vĩnh Long"]
