"""Suggestions in a browser: by keys alone, by touch, read aloud, and a plain form where there is no script."""

from __future__ import annotations

import re

import pytest

pytestmark = pytest.mark.usefixtures("demo_shop")

FIELDS = {"/": "#head-q", "/en/catalogue/": "#head-q", "/producers/": "#maker-q", "/regions/": "#place-q"}


@pytest.fixture(params=[390, 1280])
def width(request):
    return request.param


def field(page, selector="#head-q"):
    return page.locator(selector)


def popup(page, selector="#head-q"):
    """The list that the field controls."""
    return page.locator(f"[id='{field(page, selector).get_attribute('aria-controls')}']")


def typed(page, words, selector="#head-q"):
    field(page, selector).fill(words)
    popup(page, selector).locator("[role=option]").first.wait_for()


def active(page):
    """The text of the option that the field points at."""
    return page.evaluate(
        "() => { const id = document.activeElement.getAttribute('aria-activedescendant');"
        " return id ? document.getElementById(id).textContent : '' }"
    )


@pytest.mark.parametrize("path", FIELDS)
def test_a_field_with_suggestions_keeps_nobody_out(browse, axe, path, width):
    page = browse(width=width)
    page.goto(path)
    typed(page, "trà vinh", FIELDS[path])
    page.keyboard.press("ArrowDown")
    assert axe(page) == []


def test_the_field_is_a_combobox_with_a_list_of_named_groups(page):
    page.goto("/")
    combobox = page.get_by_role("combobox", name=re.compile("Tìm"))
    assert combobox.get_attribute("aria-expanded") == "false"
    assert combobox.get_attribute("aria-autocomplete") == "list"
    typed(page, "trà vinh")
    assert combobox.get_attribute("aria-expanded") == "true"
    groups = page.get_by_role("listbox").get_by_role("group")
    assert [groups.nth(n).locator("[role=presentation]").inner_text().lower() for n in range(groups.count())] == [
        "sản phẩm",
        "người làm hàng",
        "địa danh",
    ]
    assert page.get_by_role("group", name="Địa danh").get_by_role("option").first.inner_text().startswith("Vĩnh Long")
    assert page.locator("form.ocop-search [role=status]").text_content() == "12 gợi ý."


def test_arrows_home_and_end_move_through_all_groups_and_around(page):
    page.goto("/")
    typed(page, "trà vinh")
    options = page.get_by_role("listbox").get_by_role("option")
    names = [options.nth(n).text_content() for n in range(options.count())]
    assert active(page) == ""
    seen = []
    for _name in names:
        page.keyboard.press("ArrowDown")
        seen.append(active(page))
        assert page.locator("[role=option][aria-selected=true]").count() == 1
    assert seen == names
    page.keyboard.press("ArrowDown")
    assert active(page) == names[0]
    page.keyboard.press("ArrowUp")
    assert active(page) == names[-1]
    page.keyboard.press("Home")
    assert active(page) == names[0]
    page.keyboard.press("End")
    assert active(page) == names[-1]
    assert page.evaluate("document.activeElement.id") == "head-q"


def test_an_active_option_far_down_is_scrolled_to(browse):
    page = browse(width=390, height=500)
    page.goto("/")
    typed(page, "trà vinh")
    page.keyboard.press("ArrowUp")
    last = page.locator("[role=option][aria-selected=true]").bounding_box()
    shown = page.locator(".ocop-suggest:visible").bounding_box()
    assert last["y"] + last["height"] <= shown["y"] + shown["height"] + 1


def test_enter_opens_the_option_and_without_one_searches(page):
    page.goto("/")
    typed(page, "mat hoa")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/catalogue/mat-hoa-dua_*/")
    typed(page, "mat hoa")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/?q=mat+hoa")


def test_escape_closes_the_list_and_keeps_what_was_typed(page):
    page.goto("/")
    typed(page, "mat hoa")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Escape")
    assert not popup(page).is_visible()
    assert field(page).input_value() == "mat hoa"
    assert field(page).get_attribute("aria-expanded") == "false"
    assert active(page) == ""
    page.keyboard.press("ArrowDown")
    popup(page).locator("[role=option]").first.wait_for()


def test_the_list_closes_when_the_focus_goes(page):
    page.goto("/")
    typed(page, "mat hoa")
    page.keyboard.press("Tab")
    assert not popup(page).is_visible()


def test_home_and_end_move_in_the_text_while_no_option_is_active(page):
    page.goto("/")
    typed(page, "mat hoa")
    page.keyboard.press("Home")
    assert page.evaluate("document.activeElement.selectionStart") == 0
    page.keyboard.press("End")
    assert page.evaluate("document.activeElement.selectionStart") == 7


def test_a_finger_opens_an_option_on_a_telephone(browse):
    page = browse(width=390, height=844, has_touch=True, is_mobile=True)
    page.goto("/")
    field(page).tap()
    typed(page, "tieu can")
    box = page.get_by_role("group", name="Địa danh").get_by_role("option").first
    assert box.bounding_box()["height"] >= 44
    shown = page.locator(".ocop-suggest:visible").bounding_box()
    assert shown["x"] >= 0
    assert shown["x"] + shown["width"] <= 390
    assert page.evaluate("document.scrollingElement.scrollWidth") <= 390
    box.tap()
    page.wait_for_url("**/regions/xa-tieu-can-29341/")


def test_a_typing_error_is_said_above_the_suggestions_and_aloud(page):
    page.goto("/")
    typed(page, "dua xap")
    assert "“dua sáp”" in page.locator(".ocop-suggest:visible > p").inner_text()
    assert "“dua xap”" in page.locator("form.ocop-search [role=status]").text_content()


def test_what_was_typed_stands_out_without_regard_to_marks(page):
    page.goto("/")
    typed(page, "dua sap")
    assert popup(page).locator("[role=option]").first.locator("b").all_inner_texts() == ["Dừa", "sáp"]


@pytest.fixture
def stopped(page):
    """A page on which no time passes but what a test lets pass, in milliseconds."""
    page.clock.install(time=0)
    page.goto("/")
    page.clock.pause_at(60_000)
    return page


def test_quick_typing_asks_once(stopped):
    asked = []
    # A browser fetches the icon of a page when it pleases.
    stopped.on("request", lambda request: asked.append(request.url) if "icon" not in request.url else None)
    field(stopped).press_sequentially("mật hoa dừa")
    assert asked == []
    stopped.clock.run_for(1_000)
    popup(stopped).locator("[role=option]").first.wait_for()
    assert [url.partition("?")[2] for url in asked] == ["q=m%E1%BA%ADt+hoa+d%E1%BB%ABa"]


def test_an_older_answer_is_dropped(stopped):
    failed = []
    stopped.on("requestfailed", lambda request: failed.append(request.url))
    stopped.route("**/search/suggest/?q=dua", lambda route: None)  # never answered
    field(stopped).fill("dua")
    with stopped.expect_request("**/search/suggest/?q=dua"):
        stopped.clock.run_for(1_000)
    field(stopped).fill("mật ong")
    with stopped.expect_response("**/search/suggest/**"):
        stopped.clock.run_for(1_000)
    popup(stopped).locator("[role=option]").first.wait_for()
    assert [url.partition("?")[2] for url in failed] == ["q=dua"]


def test_where_no_answer_comes_the_form_still_searches(browse):
    page = browse()
    page.goto("/")
    page.route("**/search/suggest/**", lambda route: route.abort())
    field(page).fill("mat ong")
    page.wait_for_timeout(400)
    assert not popup(page).is_visible()
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/?q=mat+ong")


def test_without_a_script_the_field_is_a_plain_form(browse):
    page = browse(javascript=False)
    page.goto("/")
    assert field(page).get_attribute("role") is None
    field(page).fill("mat ong")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/?q=mat+ong")
    assert page.locator("article[data-product-id]").count() > 0


@pytest.mark.parametrize(("path", "words", "kinds"), [("/producers/", "hai ly", 1), ("/regions/", "trà vinh", 1)])
def test_a_field_for_one_kind_suggests_that_kind_only(page, path, words, kinds):
    page.goto(path)
    typed(page, words, FIELDS[path])
    assert popup(page, FIELDS[path]).get_by_role("group").count() == kinds
