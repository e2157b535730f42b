"""The demo shop: true where it is real, marked where it is not, and the same however often it is loaded."""

import io
import re

import pytest
from django.core.management import CommandError, call_command
from oscar.core.loading import get_model

from ocop_shop.certification import standing
from ocop_shop.certification.life import State
from ocop_shop.certification.models import Certificate, CertificateEvent
from ocop_shop.discovery.models import Listing
from ocop_shop.discovery.parameters import Query
from ocop_shop.discovery.shelf import shelf
from ocop_shop.producers.models import Producer
from sandbox.loading import accounts, files

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_shop")]

INVENTED_NAMES = ("Ví Dụ", "Minh Họa", "Mẫu", "Thử Nghiệm", "Giả Định")


def claims(*, real):
    products = get_model("catalogue", "Product").objects.all()
    keys = [p.pk for p in products if p.upc.startswith("INV") is not real]
    return standing.claims_on(keys)


def test_the_real_goods_of_two_provinces_and_the_invented_ones_are_there():
    upcs = list(get_model("catalogue", "Product").objects.values_list("upc", flat=True))
    assert (len(upcs), sum(upc.startswith("INV") for upc in upcs)) == (170, 64)
    provinces = Listing.objects.exclude(province_code__in=["86", "51"]).values("province_code").distinct()
    assert provinces.count() >= 8


def test_no_real_product_has_a_negative_state():
    assert {claim.state for claim in claims(real=True).values()} == {State.VALID, State.NONE}


def test_every_state_is_seen_among_the_invented():
    states = {claim.state for claim in claims(real=False).values()}
    assert states == set(State)


def test_invented_certificates_of_real_products_carry_a_demo_number():
    published = {row["decision_no"] for row in files.rows("certificates")}
    for certificate in Certificate.objects.exclude(product__upc__startswith="INV").select_related("decision"):
        number = certificate.decision.number
        assert number in published or number.startswith("DEMO-")


def test_invented_makers_are_marked_by_their_names():
    for row in files.rows("invented_producers"):
        assert any(word in row["name_vi"] for word in INVENTED_NAMES), row["name_vi"]


def test_every_value_of_every_filter_has_something_in_it():
    page = shelf(Query())
    assert page.total == 170
    for facet in page.facets:
        assert facet.values
        assert all(value.count > 0 for value in facet.values), facet.name
    assert {value.value for facet in page.facets if facet.name == "sector" for value in facet.values} == {
        "I",
        "II",
        "III",
        "IV",
        "V",
        "VI",
    }


def test_every_product_has_a_picture_of_its_own():
    pictures = list(Listing.objects.values_list("image", flat=True))
    assert all(pictures)
    assert len(set(pictures)) == 170


def test_every_price_is_whole_dong():
    for price in get_model("partner", "StockRecord").objects.values_list("price", flat=True):
        assert price == price.to_integral_value()


def test_loading_again_changes_nothing():
    def state():
        products = get_model("catalogue", "Product").objects.order_by("pk").values_list("pk", "title", "slug")
        pages = get_model("wagtailcore", "Page").objects.order_by("pk").values_list("pk", "title", "latest_revision_id")
        return (
            list(products),
            list(Certificate.objects.order_by("pk").values()),
            list(CertificateEvent.objects.order_by("pk").values()),
            list(Listing.objects.order_by("pk").values()),
            list(Producer.objects.order_by("pk").values()),
            list(pages),
        )

    before = state()
    call_command("load_demo", "--anyway", stdout=io.StringIO())
    assert state() == before


def test_a_dry_run_says_what_would_be_loaded():
    out = io.StringIO()
    call_command("load_demo", "--dry-run", stdout=out)
    assert "products: 106" in out.getvalue()


def test_public_passwords_are_not_loaded_into_a_public_shop():
    before = get_model("catalogue", "Product").objects.count()
    with pytest.raises(CommandError, match="--anyway"):
        call_command("load_demo", stdout=io.StringIO())
    assert get_model("catalogue", "Product").objects.count() == before


@pytest.mark.parametrize("account", accounts.ACCOUNTS, ids=lambda account: account.role)
def test_every_demo_account_gets_to_its_place(client, account):
    assert client.login(username=account.email, password=account.password)
    assert client.get(account.address, follow=True).status_code == 200


def test_a_shop_manager_sees_orders(client):
    manager = next(account for account in accounts.ACCOUNTS if account.role == "shop manager")
    client.login(username=manager.email, password=manager.password)
    assert client.get("/dashboard/orders/").status_code == 200
    assert client.get("/cms/").status_code in {302, 403}


def test_households_are_shown_without_full_personal_names():
    for producer in Producer.objects.filter(kind="household"):
        assert not re.search(r"\b(Nguyễn|Trần|Phạm|Lê|Võ|Thạch|Hứa|Dư) (Thị |Văn )?\w{2,} \w{2,}$", producer.name), (
            producer.name
        )
