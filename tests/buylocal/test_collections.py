"""Regional pages whose products follow from a rule."""

from datetime import date

import pytest
from django.apps import apps
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse
from wagtail.models import Locale, Page, PageViewRestriction, Site
from wagtail.test.utils.form_data import nested_form_data, streamfield

from ocop_shop.buylocal.pages.models import CollectionPage, HomePage
from ocop_shop.buylocal.selection import Rule, chosen, rows
from ocop_shop.certification import actions as register
from ocop_shop.certification.actions import DecisionFacts
from ocop_shop.discovery import freshness
from ocop_shop.test.factories import make_place, make_product, make_user

pytestmark = pytest.mark.django_db

ISSUERS = {3: ("UBND tỉnh", "province"), 4: ("UBND tỉnh", "province"), 5: ("Bộ", "national")}


def certified(stars, province="86"):
    product = make_product(province=province)
    register.grant(product, stars=stars, decision=DecisionFacts("7/QĐ", date(2026, 6, 1), *ISSUERS[stars]))
    return product


def add_page(**values):
    page = CollectionPage(title="Hàng Vĩnh Long", slug="hang-vinh-long", **values)
    Page.objects.get(pk=Site.objects.get(is_default_site=True).root_page_id).add_child(instance=page)
    return page


@pytest.fixture(autouse=True)
def day(frozen):
    frozen("2026-11-22T10:00")


def test_a_rule_chooses_by_place_and_least_stars():
    wanted = {certified(4).pk, certified(5).pk}
    certified(3)
    certified(5, province="51")
    assert {card.product_id for card in chosen(Rule(province="86", min_stars=4), 10)} == wanted


def test_a_macro_region_holds_all_its_provinces():
    region = make_place("86").macro_region
    inside, outside = certified(4), certified(4, province="51")
    freshness.ensure_true()
    assert list(rows(Rule(macro_region=region.pk)).values_list("pk", flat=True)) == [inside.pk]
    assert outside.pk


def test_most_stars_come_first_and_the_limit_holds():
    for stars in (3, 5, 4):
        certified(stars)
    assert [card.claim.stars for card in chosen(Rule(province="86", min_stars=3), 2)] == [5, 4]


def test_a_product_whose_star_ends_leaves_the_page_at_midnight(client, frozen):
    product = certified(4)
    page = add_page(province=make_place("86"), min_stars=4)
    shown = f'data-product-id="{product.pk}"'
    frozen("2029-06-01T23:59:59")
    assert shown in client.get(page.url).content.decode()
    frozen("2029-06-02T00:00:00")
    assert shown not in client.get(page.url).content.decode()


@pytest.mark.parametrize("number", [1, 20])
def test_a_collection_costs_the_same_queries_whatever_it_shows(number, client, django_assert_max_num_queries):
    for _index in range(number):
        certified(4)
    page = add_page(province=make_place("86"), min_stars=4)
    client.get(page.url)
    with django_assert_max_num_queries(14):
        assert client.get(page.url).status_code == 200


def edit_form(page, **changes):
    values = {
        "title": page.title,
        "slug": page.slug,
        "kicker": "",
        "headline": page.headline,
        "subline": "",
        "intro": "",
        "hero_image": "",
        "province": page.province_id or "",
        "macro_region": "",
        "min_stars": page.min_stars,
        "limit": page.limit,
        "body": streamfield([]),
        "seo_title": "",
        "search_description": "",
        "go_live_at": "",
        "expire_at": "",
        "comments": {"TOTAL_FORMS": 0, "INITIAL_FORMS": 0, "MIN_NUM_FORMS": 0, "MAX_NUM_FORMS": 1000},
        "action-publish": "1",
    }
    return nested_form_data({**values, **changes})


def test_an_editor_changes_the_rule_of_a_collection(client):
    page = add_page(province=make_place("86"), min_stars=3)
    three, four = certified(3), certified(4)
    editor = make_user("bientap@example.com")
    editor.groups.add(Group.objects.get(name="Moderators"))
    client.force_login(editor, backend="django.contrib.auth.backends.ModelBackend")
    assert client.get(f"/cms/pages/{page.pk}/edit/").status_code == 200
    response = client.post(f"/cms/pages/{page.pk}/edit/", edit_form(page, min_stars=4))
    assert response.status_code == 302, response.context["form"].errors
    html = client.get(page.url).content.decode()
    assert f'data-product-id="{four.pk}"' in html
    assert f'data-product-id="{three.pk}"' not in html


def test_a_customer_cannot_change_a_collection(client):
    page = add_page(province=make_place("86"), min_stars=3)
    client.force_login(make_user("khach@example.com"), backend="django.contrib.auth.backends.ModelBackend")
    response = client.post(f"/cms/pages/{page.pk}/edit/", edit_form(page, min_stars=5))
    assert response.status_code in {302, 403}
    page.refresh_from_db()
    assert page.min_stars == 3


def test_a_home_page_shows_its_blocks(client):
    certified(4)
    body = [
        ("shelf", {"title": "Hàng Vĩnh Long", "province": "86", "min_stars": "3", "limit": 8}),
        ("levels", {"title": "Sao"}),
        ("places", {"title": "Nơi làm ra"}),
        ("makers", {"title": "Người làm", "limit": 3}),
    ]
    page = HomePage(title="Chợ", slug="cho", headline="Vĩnh Long", body=body)
    Page.objects.get(depth=1).add_child(instance=page)
    Site.objects.update(root_page=page)
    response = client.get("/")
    assert response.status_code == 200
    html = response.content.decode()
    for shown in ("Vĩnh Long", "data-product-id", "Nơi làm ra", "Cà Mau"):
        assert shown in html


def test_a_page_survives_a_province_that_is_gone(client):
    page = add_page(province=make_place("86"), min_stars=0)
    CollectionPage.objects.filter(pk=page.pk).update(province=None)
    certified(4)
    assert client.get(page.url).status_code == 200


def test_blocks_offer_todays_provinces():
    from ocop_shop.buylocal.blocks import province_choices

    choices = dict(province_choices())
    assert len(choices) == apps.get_model("ocop_regions", "Place").objects.provinces().in_force().count() == 34
    assert choices["86"] == "Vĩnh Long"


def framed(slug, end="", language="vi"):
    return Client().get(f"{reverse('ocop:embed-collection' + end, args=[slug])}?lang={language}")


def test_a_frame_shows_what_the_rule_of_the_collection_chooses_today(frozen, django_assert_max_num_queries):
    page = add_page(province=make_place("86"), min_stars=4)
    inside, outside = certified(4), certified(5, province="51")
    freshness.ensure_true()
    with django_assert_max_num_queries(12):
        told = framed(page.slug, "-json").json()
    assert (told["kind"], told["name"], told["total"]) == ("collection", page.title, 1)
    assert told["url"].endswith(page.get_url())
    html = framed(page.slug).content.decode()
    assert f'data-product-id="{inside.pk}"' in html
    assert f'data-product-id="{outside.pk}"' not in html
    frozen("2040-01-01T10:00")
    assert framed(page.slug, "-json").json()["products"] == []


@pytest.mark.parametrize(
    "hide", [lambda page: page.unpublish(), lambda page: PageViewRestriction.objects.create(page=page)]
)
def test_a_collection_that_not_everybody_may_read_is_in_no_frame(hide):
    page = add_page(province=make_place("86"))
    certified(4)
    hide(page)
    answer = framed(page.slug)
    assert answer.status_code == 404
    assert page.title not in answer.content.decode()


def test_a_frame_in_another_language_shows_the_translation():
    page = add_page(province=make_place("86"))
    english = Locale.objects.get_or_create(language_code="en")[0]
    copy = page.copy_for_translation(english, copy_parents=True)
    copy.title = "Goods of Vinh Long"
    copy.save_revision().publish()
    assert framed(page.slug, "-json", "en").json()["name"] == "Goods of Vinh Long"
    assert framed(page.slug, "-json").json()["name"] == page.title


def test_a_home_page_is_no_collection():
    home = HomePage(title="Nhà", slug="nha")
    Page.objects.get(pk=Site.objects.get(is_default_site=True).root_page_id).add_child(instance=home)
    assert framed("nha").status_code == framed("khong-co").status_code == 404
