"""A list in a real browser: filters on a phone and a desk, in place or by whole pages, by pointer or keys alone."""

from __future__ import annotations

import gzip
import re

import pytest

from tests.browsing import narrowest

pytestmark = pytest.mark.usefixtures("demo_shop")

PAGES = {
    "list": "/catalogue/",
    "list in English": "/en/catalogue/",
    "narrowed": "/catalogue/?stars=4&province=86&in_stock=1",
    "search": "/search/?q=dua",
    "corrected": "/search/?q=dua+xap",
    "nothing": "/catalogue/?stars=5&price_max=1",
}
SLOW_4G = {
    "offline": False,
    "latency": 562.5,
    "downloadThroughput": 1.6e6 / 8 * 0.9,
    "uploadThroughput": 750e3 / 8 * 0.9,
}


@pytest.fixture(params=PAGES)
def path(request):
    return PAGES[request.param]


def total(page):
    return int(page.locator("[data-result-count]").first.get_attribute("data-result-count"))


def open_filters(page):
    if page.locator("#ocop-filter > summary").is_visible():
        page.locator("#ocop-filter > summary").click()


def test_a_list_with_its_filters_open_keeps_nobody_out(browse, axe_at_each_width, path):
    page = browse(width=390)
    page.goto(path)
    open_filters(page)
    page.evaluate("document.querySelectorAll('.ocop-facet').forEach(one => { one.open = true })")
    assert axe_at_each_width(page) == {}
    page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = one.id !== 'ocop-sort' })")
    assert narrowest(page) <= 320


def test_a_filter_changes_the_list_in_place_and_keeps_focus_history_and_unfolded_parts(browse):
    page = browse()
    page.goto("/catalogue/")
    everything = total(page)
    loads = []
    page.on("load", lambda: loads.append(page.url))
    page.locator("#ocop-by-producer_type > summary").click()
    box = page.locator("#ocop-stars-4")
    wanted = int(page.locator("[data-facet=stars][data-value='4']").get_attribute("data-count"))
    box.focus()
    page.keyboard.press("Space")
    page.wait_for_function("n => document.querySelector('[data-result-count]').dataset.resultCount == n", arg=wanted)
    assert page.url.endswith("/catalogue/?stars=4")
    assert page.evaluate("document.activeElement.id") == "ocop-stars-4"
    assert page.locator("#ocop-by-producer_type").get_attribute("open") is not None
    assert str(wanted) in page.locator("#ocop-said").text_content()
    page.go_back()
    page.wait_for_function(
        "n => document.querySelector('[data-result-count]').dataset.resultCount == n", arg=everything
    )
    assert page.url.endswith("/catalogue/")
    assert loads == []


def test_a_filter_is_taken_away_with_one_click_and_the_focus_goes_to_the_number(browse):
    page = browse()
    page.goto("/catalogue/?stars=4&stars=3")
    page.locator(".ocop-applied .ocop-chip").first.click()
    page.wait_for_url(re.compile(r"/catalogue/\?stars=\d$"))
    page.wait_for_function("document.activeElement.hasAttribute('data-result-count')")


def test_the_heading_follows_the_place(browse):
    page = browse()
    page.goto("/catalogue/")
    page.locator("#ocop-province-86").check()
    page.wait_for_url(re.compile("province=86"))
    page.wait_for_function("document.querySelector('h1').textContent.includes('Vĩnh Long')")
    assert "Vĩnh Long" in page.title()


def test_a_page_is_turned_in_place_and_begins_at_its_top(browse):
    page = browse()
    page.goto("/catalogue/")
    first = page.locator("article").first.get_attribute("data-product-id")
    page.locator("a[rel=next]").last.click()
    page.wait_for_url(re.compile(r"page=2"))
    page.wait_for_function(f"document.querySelector('article').dataset.productId != '{first}'")
    assert page.evaluate("Math.abs(document.querySelector('#ocop-list').getBoundingClientRect().top)") < 200


@pytest.mark.parametrize("width", [390, 1280])
def test_filters_work_without_javascript(browse, width):
    page = browse(javascript=False, width=width)
    page.goto("/catalogue/")
    open_filters(page)
    wanted = int(page.locator("[data-facet=stars][data-value='3']").get_attribute("data-count"))
    page.locator("#ocop-stars-3").check()
    page.locator("#ocop-filter [type=submit]").click()
    assert "stars=3" in page.url
    assert total(page) == wanted


def test_a_list_can_be_narrowed_by_keys_alone_without_a_script(browse):
    page = browse(javascript=False)
    page.goto("/catalogue/")
    for _step in range(120):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.id") == "ocop-stars-5":
            break
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("stars=5"))
    assert {badge.get_attribute("data-ocop-stars") for badge in page.locator("article [data-ocop-stars]").all()} == {
        "5"
    }


def test_a_line_that_breaks_leads_to_the_whole_page(browse):
    page = browse(forgive="htmx:")
    page.goto("/catalogue/")
    page.route(
        "**/catalogue/?*", lambda route: route.abort() if "hx-request" in route.request.headers else route.continue_()
    )
    page.locator("#ocop-stars-5").check()
    page.wait_for_url(re.compile("stars=5"))
    assert total(page) == page.locator("article").count()


def test_a_list_weighs_at_most_150_kilobytes_without_its_pictures(browse):
    """As the shop's production settings send it: scripts, styles and the sheet of icons are compressed there."""
    page = browse(width=390)
    sizes = {}

    def note(request):
        if request.resource_type != "image":
            body = request.response().body()
            sizes[request.url] = min(len(body), len(gzip.compress(body)))

    page.on("requestfinished", note)
    page.goto("/catalogue/", wait_until="networkidle")
    assert len(sizes) > 8
    assert sum(sizes.values()) <= 150 * 1024, sizes


def test_the_largest_picture_or_text_is_there_within_two_and_a_half_seconds_on_slow_4g(browse):
    page = browse(width=390, height=844)
    page.goto("/catalogue/")  # the server has made its templates and pictures
    fresh = browse(width=390, height=844)
    wire = fresh.context.new_cdp_session(fresh)
    wire.send("Network.enable")
    wire.send("Network.emulateNetworkConditions", SLOW_4G)
    fresh.add_init_script(
        "new PerformanceObserver(list => { window.largest = list.getEntries().at(-1).startTime })"
        ".observe({type: 'largest-contentful-paint', buffered: true})"
    )
    fresh.goto("/catalogue/", wait_until="networkidle")
    assert 0 < fresh.evaluate("window.largest") < 2_500
