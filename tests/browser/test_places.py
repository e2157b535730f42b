"""Pages of places in a browser: open to everybody, by keys alone, and without a script."""

from __future__ import annotations

import pytest

from tests.browsing import narrowest

pytestmark = pytest.mark.usefixtures("demo_shop")

PAGES = (
    "/regions/",
    "/regions/before-7-2025/",
    "/regions/vinh-long/",
    "/en/regions/xa-tieu-can-29341/",
    "/regions/xa-cau-ke-29308/",  # with nothing to say
    "/regions/tra-vinh/",
    "/regions/tieu-can/",  # a choice
    "/regions/code/26740/",
    "/regions/?q=khong+co",
    "/regions/near/?province=86",
)


@pytest.fixture(params=PAGES)
def path(request):
    return request.param


def choose(page, words="xã Tiểu Cần"):
    page.goto("/regions/near/")
    page.get_by_label("Gõ tên nơi bạn ở").or_(page.get_by_label("Type a place")).fill(words)
    page.locator("form:has([name=q]) button").last.click()


def test_the_page_keeps_nobody_out(browse, axe_at_each_width, path):
    page = browse()
    assert page.goto(path).status == 200
    assert page.locator("h1").count() == 1
    assert axe_at_each_width(page) == {}
    assert narrowest(page) <= 320


def test_the_page_works_without_a_script(browse, path):
    page = browse(width=320, height=640, javascript=False)
    assert page.goto(path).status == 200
    assert page.locator("main").is_visible()


@pytest.mark.parametrize("width", [390, 1280])
def test_what_is_near_keeps_nobody_out(browse, axe, width):
    page = browse(width=width)
    choose(page)
    assert "iểu Cần" in page.locator("h1").inner_text()
    assert axe(page) == []
    choose(page, "Tiểu Cần")  # several places
    page.locator("button[name=place]").first.wait_for()
    assert page.locator("button[name=place]").count() > 1
    assert axe(page) == []


def test_a_place_is_chosen_step_by_step_without_a_script_and_forgotten_again(browse):
    page = browse(javascript=False)
    page.goto("/regions/near/")
    page.locator("select[name=province]").select_option("86")
    page.locator("form:has(select[name=province]) button").click()
    page.locator("select[name=commune]").select_option("29341")
    page.locator("form:has(select[name=commune]) button").click()
    [cookie] = [c for c in page.context.cookies() if c["name"] == "ocop_place"]
    assert (cookie["value"], cookie["httpOnly"], cookie["sameSite"]) == ("commune:29341:2025-07-01", True, "Lax")
    assert "16 km" in page.locator("main").inner_text()
    page.locator("button[name=forget]").first.click()
    assert [c for c in page.context.cookies() if c["name"] == "ocop_place"] == []
    assert page.locator("article[data-product-id]").count() == 0


def test_a_place_is_chosen_on_its_own_page(browse):
    page = browse()
    page.goto("/regions/xa-tieu-can-29341/")
    page.locator("button[name=place]").click()
    assert page.url.endswith("/regions/near/")
    assert page.locator("article[data-product-id]").count() > 0


def test_keys_pass_over_the_map_and_reach_every_province(page):
    page.goto("/regions/")
    assert page.locator(".ocop-atlas a:not([tabindex='-1'])").count() == 0
    listed = page.locator(".ocop-prov a")
    assert listed.count() == 34
    listed.first.focus()
    for position in range(1, 34):
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.textContent") == listed.nth(position).inner_text()
    page.keyboard.press("Enter")
    page.wait_for_url("**/regions/*/")


def test_the_table_opens_by_keys(page):
    page.goto("/regions/")
    table = page.locator("table.ocop-table")
    assert not table.is_visible()
    page.locator("details.ocop-fold summary").focus()
    page.keyboard.press("Enter")
    assert table.is_visible()
    assert table.locator("tbody th[scope=row]").count() == 34


def test_every_shape_of_the_map_is_drawn_and_leads_to_its_province(page):
    page.goto("/regions/", wait_until="networkidle")
    shapes = page.locator(".ocop-atlas a:has(use)")
    assert shapes.count() == 34
    boxes = [shapes.nth(n).bounding_box() for n in range(34)]
    assert all(box and box["width"] > 2 and box["height"] > 2 for box in boxes)
    page.locator(".ocop-atlas a[href='/regions/lam-dong/']").click()
    assert page.url.endswith("/regions/lam-dong/")
    assert page.locator(".ocop-atlas .is-here").count() == 1


def test_both_archipelagos_are_on_every_map(browse, path):
    page = browse(width=390)
    page.goto(path)
    for drawn in page.locator(".ocop-atlas").all():
        assert drawn.get_by_text("Hoàng Sa").is_visible()
        assert drawn.get_by_text("Trường Sa").is_visible()
