"""The demo shop: true where it is real, marked where it is not, and the same however often it is loaded."""

import io
import re
from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from oscar.core.loading import get_model

from ocop_shop.certification import rules, standing, terms
from ocop_shop.certification.life import EventKind, State
from ocop_shop.certification.models import Certificate, CertificateEvent, Evaluation, EvaluationRound
from ocop_shop.certification.status import CertificateState
from ocop_shop.core import clock
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
    assert (len(upcs), sum(upc.startswith("INV") for upc in upcs)) == (173, 64)
    provinces = Listing.objects.exclude(province_code__in=["86", "51"]).values("province_code").distinct()
    assert provinces.count() >= 8


def test_no_real_product_has_a_negative_state():
    assert {claim.state for claim in claims(real=True).values()} == {State.VALID, State.NONE}


def test_every_state_is_seen_among_the_invented():
    states = {claim.state for claim in claims(real=False).values()}
    assert states == set(State)


def test_every_state_of_a_certificate_is_seen_among_the_invented():
    invented = Certificate.objects.filter(product__upc__startswith="INV")
    states = {status.state for status in standing.status_of(invented).values()}
    assert states == set(CertificateState) - {CertificateState.NOT_YET, CertificateState.UNPROVEN}
    kinds = set(CertificateEvent.objects.filter(certificate__in=invented).values_list("kind", flat=True))
    assert kinds == set(EventKind) - {EventKind.LAPSED, EventKind.REINSTATED}


def test_a_window_for_renewal_is_open_among_the_invented():
    today = clock.today()
    invented = Certificate.objects.filter(product__upc__startswith="INV")
    phases = {terms.phase(c.expires_on, today, rules.rule_set_on(today)) for c in invented.in_force(today)}
    assert terms.Phase.OPEN in phases


def test_nothing_negative_is_on_record_of_a_real_product():
    real = Certificate.objects.exclude(product__upc__startswith="INV")
    kinds = set(CertificateEvent.objects.filter(certificate__in=real).values_list("kind", flat=True))
    assert kinds == {EventKind.GRANTED}


def test_three_invented_products_are_potential_5_stars_today_and_no_real_one():
    upcs = dict(get_model("catalogue", "Product").objects.values_list("pk", "upc"))
    stages = standing.stages_on(list(upcs))
    assert sorted(upcs[key] for key in stages) == ["INV002", "INV049", "INV055"]
    assert {upcs[key]: claim.stars for key, claim in standing.claims_on(list(stages)).items()} == {
        "INV002": None,
        "INV049": 4,
        "INV055": None,
    }
    for evaluation in Evaluation.objects.filter(product__in=stages):
        assert evaluation.total == evaluation.score_a + evaluation.score_b + evaluation.score_c >= 90
        assert evaluation.round.province is not None
        assert evaluation.decision.number.startswith("DEMO-")


def test_reported_scorings_of_real_products_are_on_record_and_all_answered_or_over():
    reported = Evaluation.objects.exclude(product__upc__startswith="INV")
    assert reported.count() == 16
    today = clock.today()
    assert not reported.filter(potential_from__lte=today, potential_until__gte=today).exists()
    for upc in ("TV001", "QN001", "QN002"):
        stage = reported.get(product__upc=upc)
        five = Certificate.objects.filter(product__upc=upc, stars=5).earliest("valid_from")
        assert stage.potential_until == five.valid_from - timedelta(days=1)


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
    assert page.total == 173
    for facet in page.filters:
        assert facet.values
        assert all(value.count > 0 for value in facet.values), facet.name
    assert {value.value for facet in page.filters if facet.name == "sector" for value in facet.values} == {
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
    assert len(set(pictures)) == 173


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
            list(Evaluation.objects.order_by("pk").values()),
            list(EvaluationRound.objects.order_by("pk").values()),
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
