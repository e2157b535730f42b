"""JSON-LD and Open Graph: what pages say to machines is true at the moment of the request."""

from __future__ import annotations

import copy
import json
from collections import Counter
from datetime import date
from decimal import Decimal
from pathlib import Path

import oscar
import pytest
from django.apps import apps
from django.conf import settings as django_settings
from django.template import Context, Template
from oscar.core.loading import get_class, get_model

import ocop_shop
from ocop_shop.certification import actions as register
from ocop_shop.certification import standing
from ocop_shop.core import clock, html
from ocop_shop.discovery.queries import public_rows
from ocop_shop.test.factories import make_certificate, make_producer, make_product
from tests.structured import problems
from tests.templates.reading import read

pytestmark = [pytest.mark.django_db, pytest.mark.pages]
Selector = get_class("partner.strategy", "Selector")

ISSUED, LAST_DAY, DAY_AFTER = date(2026, 6, 1), date(2029, 6, 1), date(2029, 6, 2)
ACTIVE, INACTIVE = "https://schema.org/CertificationActive", "https://schema.org/CertificationInactive"


@pytest.fixture
def ask(client):
    """The JSON-LD of the page at an address."""

    def get(address):
        response = client.get(address)
        assert response.status_code == 200
        [element] = read(response.content.decode()).all("script", type="application/ld+json")
        return json.loads(element.raw)

    return get


@pytest.fixture
def product(frozen):
    frozen("2026-11-22 10:00")
    product = make_product(title="Mật hoa dừa", price=85_000, producer=make_producer("Hợp tác xã Thử"), product_set=8)
    make_certificate(product, stars=4, number="412/QĐ-UBND", issued_on=ISSUED, expires_on=LAST_DAY)
    return product


@pytest.fixture
def certificate(product):
    return product.ocop_certificates.get()


def node(data, kind):
    [found] = [node for node in data["@graph"] if node["@type"] == kind]
    return found


def certification(data):
    return node(data, "Product").get("hasCertification")


def state_of(data):
    """Status and stars of the certificate; nothing where none is said."""
    said = certification(data)
    return (said["certificationStatus"], said.get("certificationRating", {}).get("ratingValue")) if said else None


# --- every page of the demo -------------------------------------------------------------------------------------------


@pytest.mark.long
def test_every_product_page_of_the_demo_is_understood_and_true(demo_shop, ask):
    reviews = get_model("reviews", "ProductReview").objects.filter(status=1)
    counts = Counter(reviews.values_list("product", flat=True))
    pages = {f"/catalogue/{row.slug}_{row.pk}/": row.pk for row in public_rows()}
    pages |= {f"/en{address}": key for address, key in pages.items() if key % 8 == 0}
    said = {address: ask(address) for address in pages}
    wrong = {a: problems(data, on=clock.today(), reviews=counts[pages[a]]) for a, data in said.items()}
    assert {address: found for address, found in wrong.items() if found} == {}
    assert len(said) > 170
    assert all(node(data, "Product")["image"] for data in said.values())
    claims = standing.claims_on(pages.values())
    held = {a: (ACTIVE if claims[key].has_badge else INACTIVE, claims[key].stars) for a, key in pages.items()}
    assert {a: state_of(data) for a, data in said.items()} == {
        address: held[address] if claims[key].exists else None for address, key in pages.items()
    }
    assert {state for state, _stars in held.values()} == {ACTIVE, INACTIVE}


def test_every_maker_page_of_the_demo_is_understood_and_has_no_stars(demo_shop, ask):
    slugs = apps.get_model("ocop_producers", "Producer").objects.public().values_list("slug", flat=True)
    said = {slug: problems(ask(f"/producers/{slug}/"), on=clock.today()) for slug in slugs}
    assert {slug: found for slug, found in said.items() if found} == {}


# --- the validator ----------------------------------------------------------------------------------------------------

GOOD = {
    "@context": "https://schema.org",
    "@graph": [
        {
            "@type": "Product",
            "name": "Mật hoa dừa",
            "image": ["https://example.com/a.webp"],
            "offers": {
                "@type": "Offer",
                "price": "85000",
                "priceCurrency": "VND",
                "availability": "https://schema.org/InStock",
            },
            "hasCertification": {
                "@type": "Certification",
                "name": "OCOP 4 sao",
                "certificationStatus": ACTIVE,
                "certificationRating": {"@type": "Rating", "ratingValue": 4, "worstRating": 3, "bestRating": 5},
                "validFrom": "2026-06-01",
                "expires": "2029-06-01",
            },
        }
    ],
}
MARKS = {"@type": "AggregateRating", "ratingValue": "4.5", "reviewCount": 2, "worstRating": 1, "bestRating": 5}


def test_what_is_right_passes():
    assert problems(GOOD, on=date(2026, 11, 22)) == []


@pytest.mark.parametrize(
    ("path", "value", "said"),
    [
        (("@type",), "Produkt", "Produkt: the type Produkt is not known"),
        (("name",), None, "Product: name is missing"),
        (("stars",), 4, "Product: Product has no property stars"),
        (("image",), ["/a.webp"], "Product.image: '/a.webp' is not address"),
        (("name",), "", "Product.name: '' is not text"),
        (("image",), [], "Product.image: says nothing"),
        (("gtin",), "TV004", "Product.gtin: 'TV004' is not gtin"),
        (("brand",), {"@type": "Offer"}, "Product.brand: Offer is not Brand|Organization"),
        (("offers", "price"), "85000.00", "Product.offers.price: '85000.00' is not price"),
        (("offers", "price"), None, "Product.offers: price is missing"),
        (("offers", "priceCurrency"), "USD", "Product.offers.priceCurrency: 'USD' is not currency"),
        (("offers", "availability"), "InStock", "Product.offers.availability: 'InStock' is not ItemAvailability"),
        (
            ("hasCertification", "validFrom"),
            "01/06/2026",
            "Product.hasCertification.validFrom: '01/06/2026' is not date",
        ),
        (("hasCertification", "expires"), "2029-02-30", "Product.hasCertification.expires: '2029-02-30' is not date"),
        (("hasCertification", "expires"), "2026-11-21", "an active certificate has not run out"),
        (("hasCertification", "certificationRating"), None, "an active certificate has stars"),
        (("hasCertification", "certificationRating", "bestRating"), 6, "stars of the state go from 3 to 5"),
        (("hasCertification", "certificationRating", "ratingValue"), 2, "the state gives 3, 4 or 5 stars"),
        (("aggregateRating",), MARKS, "aggregateRating without a review"),
    ],
)
def test_what_is_wrong_is_found(path, value, said):
    broken = copy.deepcopy(GOOD)
    *way, name = path
    target = broken["@graph"][0]
    for step in way:
        target = target[step]
    if value is None:
        del target[name]
    else:
        target[name] = value
    assert problems(broken, on=date(2026, 11, 22)) == [said]


def test_a_certificate_that_does_not_hold_may_neither_have_stars_nor_a_day_to_come():
    broken = copy.deepcopy(GOOD)
    broken["@graph"][0]["hasCertification"]["certificationStatus"] = INACTIVE
    assert problems(broken, on=date(2026, 11, 22)) == [
        "a certificate that does not hold has no stars",
        "a certificate that does not hold ends in the past",
        "a certificate that does not hold is not called by its stars",
    ]


def test_marks_of_buyers_must_be_theirs():
    broken = copy.deepcopy(GOOD)
    broken["@graph"][0]["aggregateRating"] = {**MARKS, "worstRating": 3}
    assert problems(broken, on=date(2026, 11, 22), reviews=3) == [
        "reviewCount is not the number of reviews",
        "marks of buyers go from 1 to 5",
    ]
    assert problems(GOOD, on=date(2026, 11, 22), reviews=3) == ["reviews without an aggregateRating"]


# --- the certificate and the clock ------------------------------------------------------------------------------------


def test_a_certificate_in_force_is_said_with_issuer_decision_days_and_stars(product, certificate, ask):
    assert certification(ask(product.get_absolute_url())) == {
        "@type": "Certification",
        "name": "OCOP 4 sao",
        "description": "OCOP 4 sao, cấp tỉnh, còn hiệu lực đến 01/06/2029",
        "issuedBy": {"@type": "Organization", "name": "UBND tỉnh thử nghiệm"},
        "certificationIdentification": "412/QĐ-UBND",
        "identifier": {"@type": "PropertyValue", "propertyID": "OCOP check code", "value": certificate.code},
        "certificationStatus": ACTIVE,
        "certificationRating": {"@type": "Rating", "ratingValue": 4, "worstRating": 3, "bestRating": 5},
        "validFrom": "2026-06-01",
        "expires": "2029-06-01",
        "url": f"http://testserver/ocop/check/{certificate.code}/",
    }


def test_the_certificate_turns_inactive_at_midnight_in_vietnam(product, ask, frozen):
    frozen("2029-06-01 23:59:59")
    before = certification(ask(product.get_absolute_url()))
    assert (before["certificationStatus"], before["certificationRating"]["ratingValue"]) == (ACTIVE, 4)
    frozen("2029-06-02 00:00:00")
    after = ask(product.get_absolute_url())
    assert certification(after)["certificationStatus"] == INACTIVE
    assert "certificationRating" not in certification(after)
    assert certification(after)["expires"] == "2029-06-01"
    assert problems(after, on=DAY_AFTER) == []
    assert node(after, "Product")["offers"]["price"] == "85000"  # it stays for sale


def test_a_certificate_of_tomorrow_is_not_said_today(frozen, ask):
    frozen("2026-11-22 23:59:59")
    product = make_product()
    make_certificate(product, issued_on=date(2026, 11, 23))
    assert certification(ask(product.get_absolute_url())) is None
    frozen("2026-11-23 00:00:00")
    assert certification(ask(product.get_absolute_url()))["certificationStatus"] == ACTIVE


def test_a_revocation_is_said_at_the_next_request(product, certificate, ask):
    assert certification(ask(product.get_absolute_url()))["certificationStatus"] == ACTIVE
    register.revoke(certificate, ground="d", effective_on=clock.today())
    data = ask(product.get_absolute_url())
    said = certification(data)
    assert (said["certificationStatus"], said["expires"]) == (INACTIVE, "2026-11-21")
    assert "certificationRating" not in said
    assert problems(data, on=clock.today()) == []


def test_a_suspended_certificate_is_inactive_and_has_no_last_day(product, certificate, ask):
    register.suspend(certificate, effective_on=clock.today())
    said = certification(ask(product.get_absolute_url()))
    assert said["certificationStatus"] == INACTIVE
    assert not {"certificationRating", "expires"} & said.keys()


def test_an_extended_certificate_runs_to_the_end_of_its_extension(product, certificate, ask, frozen):
    register.extend(certificate, until=date(2029, 11, 28))
    frozen("2029-06-02 00:00:00")
    data = ask(product.get_absolute_url())
    said = certification(data)
    assert (said["certificationStatus"], said["expires"]) == (ACTIVE, "2029-11-28")
    assert problems(data, on=DAY_AFTER) == []


def test_a_claim_without_proof_is_not_said(ask):
    product = make_product()
    make_certificate(product, stars=5, evidence="C")
    assert certification(ask(product.get_absolute_url())) is None


def test_a_day_that_is_known_by_its_month_is_not_said_to_the_day(ask, frozen):
    frozen("2026-11-22 10:00")
    product = make_product()
    facts = register.DecisionFacts("7/QĐ", ISSUED, "UBND tỉnh Vĩnh Long", "province", issued_precision="month")
    register.grant(product, stars=3, decision=facts)
    assert "validFrom" not in certification(ask(product.get_absolute_url()))


# --- product, offer, maker, buyers ------------------------------------------------------------------------------------


def test_a_product_on_request_has_no_offer(ask):
    product = make_product(price=None)
    data = ask(product.get_absolute_url())
    assert "offers" not in node(data, "Product")


def test_what_is_sold_out_is_said_to_be(ask):
    offer = node(ask(make_product(price=65_000, stock=0).get_absolute_url()), "Product")["offers"]
    assert (offer["price"], offer["availability"]) == ("65000", "https://schema.org/OutOfStock")


def test_stars_of_the_state_never_become_marks_of_buyers(product, ask):
    assert "aggregateRating" not in node(ask(product.get_absolute_url()), "Product")
    review(product, 5, status=0)  # nobody has approved it yet
    assert "aggregateRating" not in node(ask(product.get_absolute_url()), "Product")
    review(product, 5)
    review(product, 4)
    data = ask(product.get_absolute_url())
    assert node(data, "Product")["aggregateRating"] == {**MARKS, "ratingValue": "4.5", "reviewCount": 2}
    assert problems(data, on=clock.today(), reviews=2) == []


def review(product, score, status=1):
    model = get_model("reviews", "ProductReview")
    model.objects.create(product=product, score=score, title="Ngon", body="Ngon lắm", status=status, name="Khách")


def test_a_shop_that_shows_no_reviews_says_none(product, ask, settings):
    review(product, 5)
    settings.OSCAR_HIDDEN_FEATURES = ["reviews"]
    assert "aggregateRating" not in node(ask(product.get_absolute_url()), "Product")


def test_a_maker_is_named_with_its_place_and_nothing_private(ask):
    private = {"phone": "0901234567", "email": "nha@example.com", "representative": "Nguyễn Thị Hoa"}
    maker = make_producer(
        "Hợp tác xã Thử", brand="Thử", address_as_printed="12 ấp Cây Hẹ, xã Phú Cần", is_public=True, **private
    )
    product = make_product(producer=maker)
    for address in (product.get_absolute_url(), maker.get_absolute_url()):
        said = json.dumps(ask(address), ensure_ascii=False)
        assert [word for word in (*private.values(), "Cây Hẹ") if word in said] == []
    manufacturer = node(ask(product.get_absolute_url()), "Product")["manufacturer"]
    assert (manufacturer["name"], manufacturer["url"]) == (
        "Hợp tác xã Thử",
        f"http://testserver{maker.get_absolute_url()}",
    )
    assert manufacturer["address"] == {"@type": "PostalAddress", "addressCountry": "VN", "addressRegion": "Vĩnh Long"}


def test_a_maker_says_to_machines_what_it_says_to_people(ask):
    maker = make_producer(phone="0901234567", email="nha@example.com", publish_phone=True, publish_email=True)
    data = ask(maker.get_absolute_url())
    assert (data["telephone"], data["email"]) == ("0901234567", "nha@example.com")


def test_a_hidden_maker_is_not_named(ask):
    product = make_product(producer=make_producer("Hộ ông A", is_public=False, brand="A"))
    data = node(ask(product.get_absolute_url()), "Product")
    assert not {"manufacturer", "brand"} & data.keys()


@pytest.mark.parametrize(
    ("upc", "gtin"),
    [("8934567890120", "8934567890120"), ("8934567890121", None), ("TV004", None), ("96385074", "96385074")],
)
def test_only_a_code_with_the_right_check_digit_is_a_gtin(upc, gtin, ask):
    data = node(ask(make_product(upc=upc).get_absolute_url()), "Product")
    assert (data["sku"], data.get("gtin")) == (upc, gtin)


def test_the_way_to_the_product_leads_by_its_places(product, ask):
    steps = node(ask(product.get_absolute_url()), "BreadcrumbList")["itemListElement"]
    assert [(step["name"], step.get("item", "")) for step in steps] == [
        ("Chợ Làng", "http://testserver/"),
        ("Vĩnh Long", "http://testserver/catalogue/?province=86"),
        ("Mật hoa dừa", ""),
    ]


def test_an_english_reader_gets_english_words_and_addresses(product, ask):
    address = f"/en{product.get_absolute_url()}"
    data = ask(address)
    assert certification(data)["name"] == "OCOP 4 stars"
    assert node(data, "Product")["url"] == f"http://testserver{address}"


# --- the page around it -----------------------------------------------------------------------------------------------

ATTACK = "</script><script>alert(1)</script><!-- & \u2028 \u2029 ]]>"


def test_nothing_that_somebody_typed_can_end_the_element(client, ask):
    product = make_product(title=f"Kẹo {ATTACK}", slug="keo")
    page = client.get(product.get_absolute_url()).content.decode()
    assert "<script>alert" not in page
    assert "\u2028" not in page.partition("application/ld+json")[2].partition("</script>")[0]
    assert node(ask(product.get_absolute_url()), "Product")["name"] == product.get_title()


def test_json_in_a_script_reads_back_as_it_was():
    element = html.json_ld({"name": ATTACK})
    inside = element.removeprefix('<script type="application/ld+json">').removesuffix("</script>")
    assert not set("<>&\u2028\u2029") & set(inside)
    assert json.loads(inside) == {"name": ATTACK}


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("<p>Ngọt</p><p>Thơm</p>", "Ngọt Thơm"),
        ("Ngọt<br>thơm &amp; <b>lành</b>", "Ngọt thơm & lành"),
        ("<script>x()</script>Ngọt", "Ngọt"),
        ("", ""),
        ("một hai ba bốn", "một hai…"),
    ],
)
def test_typed_html_becomes_running_text(typed, text):
    assert html.plain(typed, 8 if typed.startswith("một") else 300) == text


def test_a_card_made_of_the_link_has_name_words_and_picture_but_no_star(product, client):
    head = read(client.get(product.get_absolute_url()).content.decode()).one("head")
    card = {meta["property"]: meta["content"] for meta in head.all("meta", property=True)}
    assert (card["og:title"], card["og:url"]) == ("Mật hoa dừa", f"http://testserver{product.get_absolute_url()}")
    assert (card["og:site_name"], card["og:locale"], card["og:type"]) == ("Chợ Làng", "vi_VN", "product")
    assert [value for value in card.values() if "sao" in value or "OCOP" in value] == []


@pytest.mark.parametrize("others", [0, 30])
def test_a_product_page_costs_at_most_21_queries_with_its_structured_data(product, others, client, assert_queries):
    maker = product.ocop_provenance.producer
    for _index in range(others):
        make_certificate(make_product(producer=maker))
    client.get(product.get_absolute_url())
    with assert_queries(21):
        client.get(product.get_absolute_url())


def test_structured_data_costs_nothing_where_the_page_has_what_it_says(product, rf, assert_queries):
    request = rf.get(product.get_absolute_url())
    facts = {"claim": standing.claim_on(product), "purchase": Selector().strategy().fetch_for_product(product)}
    shown = "{% load ocop %}{% ocop_pictures product as p %}{% ocop_origin product as o %}{% ocop_box product as b %}"
    context = Context({"request": request, "product": product, **facts})
    Template(shown).render(context)
    with assert_queries(0):
        told = Template("{% load ocop %}{% ocop_json_ld product claim=claim purchase=purchase reviews=0 %}").render(
            context
        )
    assert '"price":"85000"' in told


def test_a_shop_with_oscars_looks_says_the_same(product, client, ask, settings):
    ours = node(ask(product.get_absolute_url()), "Product")
    folders = [Path(ocop_shop.__file__).parent / "templates", Path(oscar.__file__).parent / "templates"]
    engine = {**django_settings.TEMPLATES[0], "DIRS": folders, "APP_DIRS": False}
    engine["OPTIONS"] = {**engine["OPTIONS"], "loaders": ["django.template.loaders.filesystem.Loader", _APPS]}
    settings.TEMPLATES = [engine]
    page = client.get(product.get_absolute_url()).content.decode()
    assert "ocop-prod" not in page
    assert node(ask(product.get_absolute_url()), "Product") == ours
    assert read(page).one("meta", property="og:title")["content"] == "Mật hoa dừa"


_APPS = "django.template.loaders.app_directories.Loader"


def test_the_price_is_the_one_of_the_page_in_whole_dong(product, ask):
    product.stockrecords.update(price=Decimal("84999.60"))
    assert node(ask(product.get_absolute_url()), "Product")["offers"]["price"] == "85000"
