"""Pages of places: what they say, how they are counted, and what they cost."""

from __future__ import annotations

import re
from datetime import date
from itertools import pairwise

import pytest
from django.apps import apps
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from ocop_shop.discovery import freshness, place_atlas, place_bands, place_counts, place_map, place_pages, places
from ocop_shop.producers import actions as producers
from ocop_shop.regions import actions as regions
from ocop_shop.regions.models import Place
from ocop_shop.test.factories import make_certificate, make_place, make_producer, make_product

pytestmark = pytest.mark.django_db

TIEU_CAN, TAM_NGAI, TRA_ON = "29341", "29335", "29821"
BUDGET = 12


@pytest.fixture(autouse=True)
def day(frozen):
    frozen("2026-11-22T10:00")


def place(slug):
    return Place.objects.get(slug=slug)


def goods(number=1, *, commune=TIEU_CAN, province="86", former="", stars=0, **values):
    maker = values.pop("producer", None) or make_producer(province=province, commune=commune)
    made = []
    for _index in range(number):
        product = make_product(producer=maker, **values)
        if former:
            producers.place(product, former_province=place(former))
        if stars:
            make_certificate(product, stars=stars, issued_on=date(2026, 6, 1))
        made.append(product)
    return made


@pytest.fixture
def page(client):
    client.get("/regions/")  # caches of sites and content types are warm, as in a running shop

    def get(address, status=200):
        response = client.get(address)
        assert response.status_code == status, response.headers.get("Location")
        return response.content.decode()

    return get


def numbers(html):
    found = re.findall(r'data-place-(products|makers)="(\d+)"', html)
    stars = re.findall(r'data-place-stars="(\d)"><a href="([^"]+)"[^>]*>(\d+)</a>', html)
    return {name: int(value) for name, value in found} | {int(star): int(number) for star, _link, number in stars}


def cards(html):
    return re.findall(r'<article[^>]*data-product-id="(\d+)"', html)


# --- what a page says -----------------------------------------------------------------------------------------------


def test_a_province_counts_its_products_stars_and_makers(page):
    goods(2, stars=5)
    goods(3, stars=4, commune=TAM_NGAI)
    goods(1, province="51", commune="21548", stars=3)
    goods(1, is_public=False)
    assert numbers(page("/regions/vinh-long/")) == {"products": 5, 5: 2, 4: 3, "makers": 3}
    assert numbers(page("/regions/quang-ngai/")) == {"products": 1, 3: 1, "makers": 1}
    assert numbers(page("/regions/xa-tieu-can-29341/")) == {"products": 2, 5: 2, "makers": 2}


def test_the_links_of_a_page_lead_to_lists_with_as_many_products(page):
    goods(2, stars=5, former="tra-vinh")
    goods(3, stars=4, former="ben-tre")
    for address in ("/regions/vinh-long/", "/regions/xa-tieu-can-29341/", "/regions/tra-vinh/"):
        html = page(address)
        links = dict(re.findall(r'href="(/catalogue/\?[^"]+)"[^>]*>(\d+)</a>', html))
        whole = re.search(r'class="ocop-btn" href="(/catalogue/\?[^"]+)"', html)[1]
        links[whole] = str(numbers(html)["products"])
        for link, number in links.items():
            listed = page(link.replace("&amp;", "&"))
            assert re.search(r'data-result-count="(\d+)"', listed)[1] == number, (address, link)


def test_a_star_that_ends_leaves_the_page_at_midnight(page, frozen):
    goods(1, stars=4)
    frozen("2029-06-01T23:59:59")
    assert numbers(page("/regions/vinh-long/"))[4] == 1
    frozen("2029-06-02T00:00:00")
    assert 4 not in numbers(page("/regions/vinh-long/"))


def test_a_place_says_what_it_was_before_the_merger(page):
    html = " ".join(page("/regions/xa-tieu-can-29341/").split())
    assert "thị trấn Tiểu Cần, xã Phú Cần, xã Hiếu Trung (huyện Tiểu Cần, tỉnh Trà Vinh)" in html
    html = page("/regions/vinh-long/")
    olds = ("ben-tre", "tra-vinh", "vinh-long-cu")
    assert [slug for slug in olds if f'<a href="/regions/{slug}/">' in html] == [*olds]


def test_a_piece_of_a_divided_commune_is_called_a_piece(page):
    [before] = place_pages.page_of(place("xa-tay-tra-bong-21157")).before
    pieces = {part.place.name: part.is_whole for origin in before.origins for part in origin.parts}
    assert pieces["Trà Bùi"] is False
    assert True in pieces.values()
    assert before.is_merger


def test_changes_of_several_years_stand_one_above_the_other():
    told = place_pages.page_of(place("dong-nai")).before
    assert [(step.on, [p.place.slug for origin in step.origins for p in origin.parts]) for step in told] == [
        (date(2026, 4, 30), ["dong-nai-2025"]),
        (date(2025, 7, 1), ["binh-phuoc", "dong-nai-cu"]),
    ]
    [step] = place_pages.page_of(place("hue")).before
    assert (step.on, step.is_merger) == (date(2025, 1, 1), False)


def test_an_unchanged_province_says_so(page):
    assert place_pages.page_of(place("cao-bang")).before == ()
    assert "Unchanged when the provinces were merged" in page("/en/regions/cao-bang/")


def test_a_former_province_has_its_own_goods_and_names_todays(page):
    goods(2, former="tra-vinh", stars=4)
    goods(1, former="ben-tre")
    html = page("/regions/tra-vinh/")
    assert numbers(html) == {"products": 2, 4: 2, "makers": 1}
    assert 'href="/regions/vinh-long/"' in html
    assert 'href="/catalogue/?former=tra-vinh"' in html
    assert "30/06/2025" in html
    assert 'href="/regions/huyen-cau-ke-845/"' in html


def test_the_former_provinces_of_one_of_today_add_up_to_it():
    goods(2, former="tra-vinh")
    goods(1, former="ben-tre")
    goods(3)
    page = place_pages.page_of(place("vinh-long"))
    assert [(old.slug if old else None, number) for old, number in page.old_counts] == [
        ("ben-tre", 1),
        ("tra-vinh", 2),
        ("vinh-long-cu", 0),
        (None, 3),
    ]


def test_parts_and_neighbours_are_told_with_their_counts():
    goods(2)
    goods(1, commune=TAM_NGAI)
    page = place_pages.page_of(place("vinh-long"))
    assert [(c.place.code, c.products, c.makers) for c in page.told_children] == [(TIEU_CAN, 2, 1), (TAM_NGAI, 1, 1)]
    assert len(page.silent_children) == 122
    assert [n.place.slug for n in page.neighbours][:3] == ["dong-thap", "can-tho", "tay-ninh"]


def test_near_a_commune_are_the_nearest_that_have_something(page):
    goods(2)
    goods(1, commune=TAM_NGAI)
    make_producer(province="86", commune="29365")
    goods(1, province="51", commune="21548")  # far away
    near = place_pages.page_of(place("xa-cau-ke-29308")).neighbours
    assert [(n.place.code, n.km, n.products, n.makers) for n in near] == [
        (TAM_NGAI, 6, 1, 1),
        (TIEU_CAN, 12, 2, 1),
        ("29365", 19, 0, 1),
    ]
    assert [n.place.code for n in place_pages.page_of(place("xa-tam-ngai-29335")).neighbours] == [TIEU_CAN, "29365"]
    for commune in Place.objects.communes().in_force().filter(parent__code="86")[:12]:
        goods(1, commune=commune.code)
    listed = place_pages.page_of(place("xa-cau-ke-29308")).neighbours
    assert len(listed) == 8
    assert [n.km for n in listed] == sorted(n.km for n in listed)


def test_an_introduction_is_shown_in_the_readers_language_with_an_honest_note(page):
    regions.introduce(place("xa-tieu-can-29341"), intro="Vườn dừa sát nhà.\n\nMật.")
    assert "<p>Vườn dừa sát nhà.</p>" in page("/regions/xa-tieu-can-29341/")
    english = page("/en/regions/xa-tieu-can-29341/")
    assert re.search(r'<div class="ocop-prose" lang="vi">\s*<p>Vườn dừa', english)
    assert "only in Vietnamese" in english
    regions.introduce(place("xa-tieu-can-29341"), intro="Vườn dừa.", intro_en="Groves.")
    english = page("/en/regions/xa-tieu-can-29341/")
    assert "<p>Groves.</p>" in english
    assert "only in Vietnamese" not in english


def test_what_an_editor_writes_is_text_not_markup(page):
    regions.introduce(place("ha-noi"), intro="<script>alert(1)</script>")
    html = page("/regions/ha-noi/")
    assert "<script>alert" not in html
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in html


# --- what may be found ----------------------------------------------------------------------------------------------


def test_a_commune_with_nothing_to_say_answers_but_is_not_offered_to_search_engines(page):
    noindex = '<meta name="robots" content="noindex, follow">'
    assert noindex in page("/regions/xa-cau-ke-29308/")
    goods(1, commune="29308")
    assert noindex not in page("/regions/xa-cau-ke-29308/")
    regions.introduce(place("xa-tam-ngai-29335"), intro="Dừa sáp.")
    assert noindex not in page("/regions/xa-tam-ngai-29335/")
    make_producer(province="86", commune=TIEU_CAN)
    assert noindex not in page("/regions/xa-tieu-can-29341/")
    assert noindex not in page("/regions/cao-bang/")


def test_the_sitemap_is_offered_exactly_the_pages_that_may_be_found(django_assert_max_num_queries):
    [product] = goods(1, former="tra-vinh")
    maker = make_producer(province="86", commune=TAM_NGAI)
    makers = apps.get_model("ocop_producers", "Producer").objects
    makers.update(changed_at=None)
    apps.get_model("catalogue", "Product").objects.filter(pk=product.pk).update(date_updated="2026-11-20T20:00:00Z")
    regions.introduce(place("xa-cau-ke-29308"), intro="Dừa sáp.")
    freshness.ensure_true()
    with django_assert_max_num_queries(5):
        offered = place_pages.indexable()
    known = dict(offered)
    assert len(offered) == len(known)
    assert {slug for slug in known if place(slug).level == "commune"} == {
        "xa-tieu-can-29341",
        "xa-tam-ngai-29335",
        "xa-cau-ke-29308",
    }
    provinces = {slug for slug in known if place(slug).level == "province"}
    assert len(provinces) == 34 + 63 - 11
    assert known["vinh-long"] == known["tra-vinh"] == known["xa-tieu-can-29341"] == date(2026, 11, 21)
    assert known["xa-cau-ke-29308"] == date(2026, 11, 22)
    assert known["xa-tam-ngai-29335"] is known["ha-noi"] is None
    makers.filter(pk=maker.pk).update(changed_at="2026-11-21T20:00:00Z")
    known = dict(place_pages.indexable())
    assert known["vinh-long"] == known["xa-tam-ngai-29335"] == date(2026, 11, 22)
    assert known["xa-tieu-can-29341"] == date(2026, 11, 21)
    for slug in ("xa-tieu-can-29341", "xa-tam-ngai-29335", "xa-cau-ke-29308", "xa-tap-ngai-29365", "tra-vinh"):
        assert place_pages.page_of(place(slug)).is_indexable is (slug in known), slug


# --- the two maps ---------------------------------------------------------------------------------------------------


def test_both_maps_have_all_products(page):
    goods(2, former="tra-vinh")
    goods(3)
    goods(4, province="51", commune="21548", former="quang-ngai-cu")
    goods(1, province="01", commune="00004")
    today, old = place_atlas.today(), place_atlas.before_merger()
    assert today.products == old.products == 10
    counts = {former.place.slug: former.products for region in old.regions for former in region.provinces}
    assert {slug: n for slug, n in counts.items() if n} == {"tra-vinh": 2, "quang-ngai-cu": 4, "ha-noi": 1}
    assert sum(region.unknown for region in old.regions) == 3
    assert len(counts) == 63
    assert 'data-old-map-products="10"' in page("/regions/before-7-2025/")


def test_the_demo_has_as_many_products_on_either_map(demo_shop):
    today, old = place_atlas.today(), place_atlas.before_merger()
    # A box with goods from several provinces is from none of them.
    assert today.products == old.products == place_counts.queries.public_rows().exclude(province_code="").count()


def test_every_province_stands_in_the_list_the_table_and_the_map(page):
    goods(2)
    html = page("/regions/")
    for slug in Place.objects.provinces().in_force().values_list("slug", flat=True):
        assert html.count(f'href="/regions/{slug}/"') >= 3, slug
    assert "unchanged" in page("/en/regions/")


def test_the_map_is_hidden_from_readers_and_its_links_take_no_focus(page):
    for address in ("/regions/", "/regions/before-7-2025/", "/regions/vinh-long/"):
        html = page(address)
        drawn = html[html.index('class="ocop-atlas"') : html.index("</svg>", html.index('class="ocop-atlas"'))]
        assert 'aria-hidden="true"' in drawn[:60]
        assert drawn.count("<a ") == drawn.count('tabindex="-1"') >= 36
        assert "Hoàng Sa" in drawn
        assert "Trường Sa" in drawn


def test_numbers_in_the_drawing_are_written_as_machines_read_them(page):
    for address in ("/regions/xa-tieu-can-29341/", "/regions/before-7-2025/"):
        attributes = re.findall(r' (?:cx|cy|x|y|r|d)="([^"]+)"', page(address))
        assert attributes
        assert [value for value in attributes if "," in value] == []


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        ([], []),
        ([0, 0], []),
        ([1], [(1, None)]),
        ([5, 0], [(1, 2), (3, None)]),
        ([66, 49, 3], [(1, 2), (3, 9), (10, 29), (30, None)]),
        ([40_000, 7], [(1, 2999), (3000, 9999), (10_000, 29_999), (30_000, None)]),
    ],
)
def test_shades_name_numbers_without_gaps(counts, expected):
    shades = place_bands.bands(counts)
    assert [(band.low, band.high) for band in shades] == expected
    for band in shades:
        assert place_bands.band_of(band.low, shades) == place_bands.band_of(band.high or 10**9, shades) == band.number
    assert place_bands.band_of(0, shades) == 0


def test_the_shade_of_a_province_follows_its_products():
    goods(3)
    goods(1, province="51", commune="21548")
    shades = {told.place.code: told.band for _region, listed in places.provinces_by_region() for told in listed}
    assert (shades["86"], shades["51"], shades["01"]) == (2, 1, 0)


def test_every_commune_and_province_has_a_middle_on_the_map():
    today = Place.objects.in_force().exclude(level="district")
    assert today.filter(latitude__isnull=True).count() == today.filter(longitude__isnull=True).count() == 0
    assert set(Place.objects.provinces().in_force().values_list("code", flat=True)) == set(place_map._MIDDLES)
    for north, east in Place.objects.provinces().in_force().values_list("latitude", "longitude"):
        x, y = place_map.position((north, east))
        assert 0 < x < 420
        assert 0 < y < 800


def test_labels_do_not_touch_each_other():
    labels = place_map._labels([(code, "x") for code in ("80", "79", "75", "86")])
    heights = sorted(label.end_y for label in labels)
    assert all(lower - upper >= 24 for upper, lower in pairwise(heights))


# --- what a page costs ----------------------------------------------------------------------------------------------

ADDRESSES = (
    "/regions/",
    "/regions/before-7-2025/",
    "/regions/vinh-long/",
    "/regions/xa-tieu-can-29341/",
    "/regions/tra-vinh/",
    "/en/regions/binh-phuoc/",
)


@pytest.mark.parametrize("number", [1, 10])
def test_a_page_of_a_place_costs_at_most_12_queries(number, page, assert_queries):
    for _index in range(number):
        goods(1, former="tra-vinh", stars=4)
        goods(1, commune=TAM_NGAI, former="binh-phuoc")
    freshness.ensure_true()
    for address in ADDRESSES:
        with assert_queries(BUDGET):
            html = page(address)
        assert len(cards(html)) <= 12


def test_a_thousand_rows_cost_as_many_queries_as_one(page, django_assert_max_num_queries):
    [product] = goods(1, former="tra-vinh", stars=4)
    freshness.ensure_true()
    first = {address: _queries(page, address) for address in ADDRESSES}
    _copy_row(product, 1000)
    assert {address: _queries(page, address) for address in ADDRESSES} == first
    assert max(first.values()) <= BUDGET
    assert numbers(page("/regions/vinh-long/"))["products"] == 1001
    assert len(cards(page("/regions/vinh-long/"))) == 12


def _queries(page, address):
    page(address)
    with CaptureQueriesContext(connection) as asked:
        page(address)
    return len(asked)


def _copy_row(product, number):
    """So many products like this one, written past Oscar, with their listing rows."""
    model, listing = apps.get_model("catalogue", "Product"), apps.get_model("ocop_discovery", "Listing")
    row = listing.objects.get(pk=product.pk)
    copies = model.objects.bulk_create(
        model(
            title=f"{product.title} {n}", slug=f"ban-{n}", structure="standalone", product_class=product.product_class
        )
        for n in range(number)
    )
    rows = []
    for copy in copies:
        values = {field.attname: getattr(row, field.attname) for field in listing._meta.concrete_fields}
        rows.append(listing(**{**values, "product_id": copy.pk, "slug": copy.slug}))
    listing.objects.bulk_create(rows)
    apps.get_model("ocop_discovery", "ListingMark").objects.all().delete()


def test_the_page_reads_the_same_in_both_languages_but_for_its_words(page):
    goods(2, stars=4)
    with translation.override("en"):
        english = page("/en/regions/vinh-long/")
    assert numbers(english) == numbers(page("/regions/vinh-long/"))
    assert "Mekong River Delta" in english
    assert make_place("86").slug == "vinh-long"
