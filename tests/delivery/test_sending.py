"""A basket comes maker by maker: who sends, from where, when and for how much, agreed before the order is placed."""

from decimal import Decimal

import pytest
from django.apps import apps
from django.urls import reverse
from oscar.core.loading import get_model

from ocop_shop.delivery import quotes
from ocop_shop.delivery.weights import grams_of
from ocop_shop.ordering import makers
from ocop_shop.test import factories
from tests.checkout.conftest import Buyer, said
from tests.payments.paying import basket_of

Order = get_model("order", "Order")

pytestmark = pytest.mark.django_db


def goods(maker, *, price=100_000, stock=20, **net):
    product = factories.make_product(price=price, stock=stock, producer=maker)
    for field, value in net.items():
        setattr(product.ocop_provenance, field, value)
    product.ocop_provenance.save()
    return product


def maker(name, province="86", commune="29335"):
    return factories.make_producer(name, province=province, commune=commune)


def sent(*pairs, address=None, chosen=None):
    found = quotes.sendings(basket_of(*pairs).all_lines(), address, chosen)
    return [(one.producer and one.producer.name, one.taken and int(one.taken.charge)) for one in found]


class Home:
    """The buyer of the tests: Xã Tam Ngãi, Vĩnh Long."""

    state, line4 = "Vĩnh Long", "Xã Tam Ngãi"


def by_zone(producer=None):
    way = factories.make_way(35_000, free_from=None, producer=producer)
    for zone, charge in {"commune": 10_000, "province": 20_000, "region": 25_000}.items():
        way.bands.create(zone=zone, charge=charge)
    return way


def test_each_maker_sends_and_the_charges_add_up():
    by_zone()
    here, far = maker("HTX Tam Ngãi"), maker("HTX Hà Nội", "01", "")
    pairs = [(goods(here), 1), (goods(far), 1), (goods(here), 2)]
    assert sent(*pairs, address=Home) == [("HTX Tam Ngãi", 10_000), ("HTX Hà Nội", 35_000)]


def test_without_an_address_everything_is_reckoned_as_far():
    by_zone()
    assert sent((goods(maker("HTX Tam Ngãi")), 1)) == [("HTX Tam Ngãi", 35_000)]


def test_a_makers_own_way_takes_the_place_of_the_shops():
    by_zone()
    own, other = maker("HTX A"), maker("HTX B")
    factories.make_way(5_000, producer=own)
    assert sent((goods(own), 1), (goods(other), 1), address=Home) == [("HTX A", 5_000), ("HTX B", 10_000)]


def test_goods_without_a_maker_are_sent_by_the_shop():
    by_zone()
    assert sent((factories.make_product(), 1), address=Home) == [(None, 35_000)]


def test_a_maker_who_does_not_send_there_is_said_so():
    way = factories.make_way()
    way.bands.update(zone="province")
    assert sent((goods(maker("HTX Hà Nội", "01", "")), 1), address=Home) == [("HTX Hà Nội", None)]


def test_fetching_costs_nothing_unless_somebody_says_so():
    one = maker("HTX A")
    way = factories.make_way(20_000, producer=one)
    fetch = apps.get_model("ocop_delivery", "Way").objects.create(
        producer=one, kind="pickup", name="Nhận tại xưởng", where="Ấp 1", position=1
    )
    product = goods(one)
    assert sent((product, 1), address=Home) == [("HTX A", 20_000)]
    assert sent((product, 1), address=Home, chosen={one.pk: fetch.pk}) == [("HTX A", 0)]
    assert sent((product, 1), address=Home, chosen={one.pk: way.pk}) == [("HTX A", 20_000)]
    assert sent((product, 1), address=Home, chosen={one.pk: 999_999}) == [("HTX A", 20_000)]


def test_a_way_that_is_not_offered_is_not_taken():
    one = maker("HTX A")
    factories.make_way(1_000, producer=one, is_active=False)
    factories.make_way(9_000)
    assert sent((goods(one), 1), address=Home) == [("HTX A", 9_000)]


def test_it_is_free_by_the_makers_own_goods_alone():
    factories.make_way(30_000, free_from=200_000)
    one, other = maker("HTX A"), maker("HTX B")
    assert sent((goods(one), 2), (goods(other), 1), address=Home) == [("HTX A", 0), ("HTX B", 30_000)]


@pytest.mark.parametrize(
    ("amount", "unit", "grams"),
    [(500, "g", 550), (1, "kg", 1_100), (2, "l", 2_200), (3, "piece", 500), (None, "", 500)],
)
def test_a_piece_weighs_its_net_content_and_its_packing(amount, unit, grams):
    product = goods(maker("HTX A"), net_amount=amount and Decimal(amount), net_unit=unit)
    assert grams_of(product) == grams


def test_the_weight_of_all_pieces_of_a_maker_counts():
    way = factories.make_way(30_000, free_from=None, basis="weight")
    way.bands.create(zone="country", starts_at=2_000, charge=50_000)
    product = goods(maker("HTX A"), net_amount=Decimal(1), net_unit="kg")
    assert [sent((product, n), address=Home)[0][1] for n in (1, 2)] == [30_000, 50_000]


def test_quotes_cost_the_same_for_one_line_and_for_ten(django_assert_num_queries):
    by_zone()
    for lines in (1, 10):
        pairs = [(goods(maker(f"HTX {lines}-{n}")), 1) for n in range(lines)]
        listed = makers.prepare(basket_of(*pairs).all_lines())
        [line.line_price_incl_tax_incl_discounts for line in listed]
        with django_assert_num_queries(4):
            quotes.sendings(listed, Home)


def test_what_was_agreed_is_kept_with_the_order():
    by_zone()
    here, far = maker("HTX Tam Ngãi"), maker("HTX Hà Nội", "01", "")
    buyer = Buyer()
    for product in (goods(here), goods(far)):
        buyer.add(product)
    buyer.identify()
    buyer.send_to()
    page = buyer.review().content.decode()
    assert "10.000\u00a0₫" in page
    assert "35.000\u00a0₫" in page
    buyer.place()
    order = Order.objects.get()
    assert (order.shipping_incl_tax, order.total_incl_tax) == (45_000, 245_000)
    parcels = order.agreed_parcels.values_list("producer_name", "kind", "ships_from", "charge")
    assert list(parcels) == [
        ("HTX Tam Ngãi", "delivery", "Xã Tam Ngãi, Vĩnh Long", 10_000),
        ("HTX Hà Nội", "delivery", "Hà Nội", 35_000),
    ]
    apps.get_model("ocop_delivery", "Way").objects.all().delete()
    thanks = buyer.client.get(reverse("checkout:thank-you")).content.decode()
    assert "10.000\u00a0₫" in thanks
    assert "35.000\u00a0₫" in thanks


def test_a_buyer_chooses_to_fetch_the_goods_of_one_maker():
    one, other = maker("HTX A"), maker("HTX B")
    factories.make_way(20_000, free_from=None)
    factories.make_way(20_000, producer=one, free_from=None)
    fetch = apps.get_model("ocop_delivery", "Way").objects.create(
        producer=one, kind="pickup", name="Nhận tại xưởng", where="Ấp 1", position=1
    )
    buyer = Buyer()
    for product in (goods(one), goods(other)):
        buyer.add(product)
    buyer.identify()
    buyer.send_to()
    buyer.review()
    assert buyer.client.post(reverse("checkout:delivery"), {f"way-{one.pk}": fetch.pk}).url == reverse(
        "checkout:preview"
    )
    buyer.place()
    order = Order.objects.get()
    assert (order.shipping_incl_tax, order.total_incl_tax) == (20_000, 220_000)
    assert list(order.agreed_parcels.values_list("kind", "where")) == [("pickup", "Ấp 1"), ("delivery", "")]


def test_a_way_that_was_only_ticked_counts_when_the_order_is_placed():
    """At another total the buyer looks again; nobody gets a parcel where a way of fetching stood ticked."""
    one = maker("HTX A")
    factories.make_way(20_000, producer=one, free_from=None)
    fetch = apps.get_model("ocop_delivery", "Way").objects.create(
        producer=one, kind="pickup", name="Nhận tại xưởng", where="Ấp 1", position=1
    )
    buyer = Buyer()
    buyer.ready(goods(one))
    page = buyer.review()
    ticked = {f"way-{one.pk}": fetch.pk}
    assert f'form="order-form" name="way-{one.pk}"' in page.content.decode()
    assert buyer.place(total=120_000, **ticked).url == reverse("checkout:preview")
    assert Order.objects.count() == 0
    assert buyer.place(total=100_000, **ticked).url == reverse("checkout:thank-you")
    assert Order.objects.get().agreed_parcels.get().kind == "pickup"


@pytest.mark.parametrize(
    "sent_", [{}, {"way-x": "1"}, {"way-1": "x"}, {"way-": ""}, {"way-1": "9" * 40}, {"way-\x00": "1"}]
)
def test_nonsense_chooses_nothing(sent_):
    buyer = Buyer()
    buyer.add(goods(maker("HTX A")))
    buyer.identify()
    buyer.send_to()
    assert buyer.client.post(reverse("checkout:delivery"), sent_).status_code == 302
    assert buyer.review().status_code == 200


def test_what_cannot_be_sent_is_not_ordered():
    way = factories.make_way()
    way.bands.update(zone="province")
    far = goods(maker("HTX Hà Nội", "01", ""))
    buyer = Buyer()
    buyer.add(far)
    buyer.identify()
    buyer.send_to()
    page = buyer.review().content.decode()
    assert "disabled" in page.partition('id="place-order"')[2][:20]
    answer = buyer.place()
    assert answer.url == reverse("basket:summary")
    assert "HTX Hà Nội" in " ".join(said(answer))
    assert (Order.objects.count(), far.stockrecords.get().num_allocated) == (0, None)
    assert buyer.client.get(reverse("basket:summary")).context["basket"].num_items == 1


def test_a_shop_without_any_way_sends_free_of_charge():
    buyer = Buyer()
    apps.get_model("ocop_delivery", "Way").objects.all().delete()
    buyer.ready(goods(maker("HTX A")))
    buyer.place()
    assert (Order.objects.get().shipping_incl_tax, Order.objects.get().agreed_parcels.count()) == (0, 0)


def test_what_needs_no_sending_has_no_parcel():
    by_zone()
    tour = factories.make_product("Chèo thuyền", price=200_000, stock=None, producer=maker("HTX A"))
    assert sent((tour, 1), (goods(maker("HTX B")), 1), address=Home) == [("HTX B", 10_000)]
