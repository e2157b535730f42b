"""Ways of sending at the shop's desk: set up with bands, looked at in a table, and open to shop staff alone."""

import pytest
from django.apps import apps
from django.test import Client
from django.urls import reverse

from ocop_shop.test import factories

from .staff import client_with

WAYS = "/dashboard/delivery/"

pytestmark = [pytest.mark.django_db, pytest.mark.pages]


def ways():
    return apps.get_model("ocop_delivery", "Way").objects


@pytest.fixture
def clerk(db):
    return client_with("change_order")


def said(*bands, **fields):
    """What the form sends: the way, and rows of zone, start, charge, days."""
    names = ("zone", "starts_at", "charge", "days_from", "days_to")
    values = {
        f"band-{n}-{name}": value for n, band in enumerate(bands) for name, value in zip(names, band, strict=False)
    }
    management = {"band-TOTAL_FORMS": str(len(bands)), "band-INITIAL_FORMS": "0"}
    way = {"kind": "delivery", "name": "Giao tận nhà", "basis": "flat", "position": "0", "is_active": "on"}
    return {**way, **fields, **management, **values}


def test_only_staff_who_may_change_orders_get_in():
    way = factories.make_way()
    for client in (client_with(), client_with("change_order", is_staff=False)):
        for path in (WAYS, f"{WAYS}new/", f"{WAYS}{way.pk}/"):
            assert client.get(path).status_code == 403
            assert client.post(path, {"do": "remove"}).status_code in {403, 405}
    assert Client().get(WAYS).url.startswith(reverse("dashboard:login"))
    assert ways().count() == 1


def test_a_way_is_set_up_with_its_bands_and_shown_in_a_table(clerk):
    sent = said(("province", "", "20000", "1", "2"), ("country", "0", "35000", "", ""), ("country", "", "", "", ""))
    answer = clerk.post(f"{WAYS}new/", {**sent, "free_from": "500000"})
    way = ways().get()
    assert answer.url == f"{WAYS}{way.pk}/"
    bands = list(way.bands.values_list("zone", "starts_at", "charge", "days_from", "days_to"))
    assert bands == [("province", 0, 20_000, 1, 2), ("country", 0, 35_000, None, None)]
    table = clerk.get(answer.url).context["table"]
    assert [[rate.charge for rate in rates] for _zone, rates in table] == [
        [20_000, 20_000, 0, 0, 0],
        [20_000, 20_000, 0, 0, 0],
        [35_000, 35_000, 0, 0, 0],
        [35_000, 35_000, 0, 0, 0],
    ]


def test_changing_a_way_leaves_no_old_band(clerk):
    way = factories.make_way()
    clerk.post(
        f"{WAYS}{way.pk}/", said(("country", "0", "1000", "", ""), ("country", "2000", "9000", "", ""), basis="weight")
    )
    way.refresh_from_db()
    assert (way.basis, list(way.bands.values_list("starts_at", "charge"))) == ("weight", [(0, 1_000), (2_000, 9_000)])


@pytest.mark.parametrize(
    "sent",
    [
        said(("country", "0", "-5", "", "")),
        said(("moon", "0", "5", "", "")),
        said(("country", "0", "viel", "", "")),
        said(("country", "0", "5", "3", "1")),
        said(("country", "0", "5", "", ""), ("country", "", "6", "", "")),
        said(("country", "0", "5", "", ""), name=""),
        said(("country", "0", "5", "", ""), producer="999999"),
        said(("country", "0", "5", "", ""), basis="nonsense"),
        {"name": "x"},
    ],
)
def test_what_cannot_be_is_said_and_nothing_is_written(clerk, sent):
    assert clerk.post(f"{WAYS}new/", sent).status_code == 422
    assert ways().count() == 0


def test_a_way_of_fetching_says_where(clerk):
    assert clerk.post(f"{WAYS}new/", said(kind="pickup")).status_code == 422
    clerk.post(f"{WAYS}new/", said(kind="pickup", where="Ấp Cây Hẹ"))
    assert ways().get().where == "Ấp Cây Hẹ"


def test_a_way_is_taken_off(clerk):
    way = factories.make_way()
    assert clerk.post(f"{WAYS}{way.pk}/", {"do": "remove"}).url == WAYS
    assert ways().count() == 0
    assert clerk.post(f"{WAYS}{way.pk}/", {"do": "remove"}).status_code == 404


def test_the_list_costs_the_same_for_one_and_for_twenty(clerk, django_assert_max_num_queries):
    for _number in range(20):
        factories.make_way(producer=factories.make_producer())
    clerk.get(WAYS)
    with django_assert_max_num_queries(9):
        clerk.get(WAYS)
