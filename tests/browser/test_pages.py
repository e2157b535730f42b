"""Every page a shopper may land on: it opens, it keeps nobody out, it fits a telephone, it needs no script."""

from __future__ import annotations

import pytest
from django.apps import apps

from ocop_shop.oversight import doubts
from tests.browsing import narrowest

pytestmark = pytest.mark.usefixtures("demo_shop")

REGISTER = ("check", "looked up", "not in the register", "in force", "not valid", "doubt", "case")
PAGES = (
    "home",
    "home in English",
    "catalogue",
    "five stars",
    "product",
    "producer",
    "regions",
    "what stars mean",
    *REGISTER,
)


@pytest.fixture(params=PAGES)
def path(request, demo_shop):
    listing = apps.get_model("ocop_discovery", "Listing").objects
    certified = listing.filter(stars__gte=3, in_stock=True, producer_slug__gt="").order_by("pk").first()
    papers = apps.get_model("ocop_certification", "Certificate").objects
    holding, over = papers.in_force().order_by("pk").first(), papers.proven().order_by("valid_from").first()
    return {
        "home": "/",
        "home in English": "/en/",
        "catalogue": "/catalogue/",
        "five stars": "/catalogue/?stars=5",
        "product": f"/catalogue/{certified.slug}_{certified.pk}/",
        "producer": f"/producers/{certified.producer_slug}/",
        "regions": "/regions/",
        "what stars mean": "/ocop/",
        "check": "/ocop/check/",
        "looked up": "/ocop/check/?q=dua",
        "not in the register": "/ocop/check/?q=7KQ2MX94RB",
        "in force": f"/ocop/check/{holding.code}/",
        "not valid": f"/ocop/check/{over.code}/",
        "doubt": f"/ocop/check/{holding.code}/doubt/",
        "case": f"/ocop/case/{doubts.report(holding, 'Sai sao').number}/",
    }[request.param]


def test_the_page_keeps_nobody_out_and_asks_nobody_else(browse, axe_at_each_width, path):
    """A visit is dear, so one visit shows it all: no other host, nobody kept out, no scrolling sideways."""
    page = browse()
    assert page.goto(path).status == 200
    assert page.locator("h1").count() == 1
    assert page.title().strip()
    assert axe_at_each_width(page) == {}
    assert narrowest(page) <= 320


def test_the_page_works_without_javascript(browse, path):
    page = browse(javascript=False)
    assert page.goto(path).status == 200
    assert page.locator("main").is_visible()
    assert page.locator("h1").first.is_visible()
    # Whatever is only revealed by a script is a link or a form that leads somewhere.
    assert page.locator("a[href='#'], a:not([href])[role=button]").count() == 0


def test_five_stars_can_be_chosen_without_javascript(browse, demo_shop):
    page = browse(javascript=False)
    page.goto("/catalogue/?stars=5")
    cards = page.locator("article[data-product-id]")
    assert cards.count() > 0
    assert page.locator("article[data-product-id] [data-ocop-stars='5']").count() == cards.count()
