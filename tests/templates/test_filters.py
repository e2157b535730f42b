"""Filters, what is applied, order and pages of a list: forms and links that work without a script."""

from django.template.loader import render_to_string
from django.test import RequestFactory
from django.utils import translation

from ocop_shop.discovery.facets import Counts
from ocop_shop.discovery.filters import Applied, Filter, FilterValue
from ocop_shop.discovery.names import Names
from ocop_shop.discovery.panels import Panel
from ocop_shop.discovery.parameters import Query
from ocop_shop.discovery.shelf import Shelf
from tests.templates.reading import read

QUERY = Query(words="dừa", stars=(4,), commune=("29341",), product_set=(4,), sort="price", page=2)
STARS = Filter(
    "stars",
    "OCOP stars",
    (
        FilterValue("5", "5 stars", 3, False, lambda: QUERY.having(stars=(4, 5))),
        FilterValue("4", "4 stars", 22, True, lambda: QUERY.having(stars=())),
        FilterValue("3", "3 stars", 0, False, lambda: QUERY.having(stars=(3, 4))),
        FilterValue("none", "No star", 1, False, lambda: QUERY.having(stars=(0, 4))),
    ),
    is_open=True,
)
TOGGLES = {
    "potential": FilterValue("1", "Potential 5 stars", 2, False, lambda: QUERY.having(potential=True)),
    "in_stock": FilterValue("1", "In stock", 20, False, lambda: QUERY.having(in_stock=True)),
}
PANEL = Panel(QUERY, Counts(57, {}, {}), Names(), None)
# What the panel would make of counts.
PANEL.__dict__.update(filters=[STARS], toggles=TOGGLES, applied=[Applied("4 stars", QUERY.having(stars=()))])
SHELF = Shelf(
    query=QUERY,
    total=57,
    cards=[],
    panel=PANEL,
    last_page=3,
    sort="price",
)


def shown(element):
    with translation.override("en"):
        told = {"shelf": SHELF, "path": "/x/"}
        html = render_to_string(f"ocop_shop/elements/{element}.html", told, RequestFactory().get("/x/"))
    return read(html)


def test_a_value_of_a_filter_carries_its_count():
    value = shown("filters").one(data_facet="stars", data_value="4")
    assert value["data-count"] == "22"
    assert "checked" in value.one("input", name="stars", value="4")


def test_the_name_of_a_checkbox_tells_how_many_products_it_has():
    assert shown("filters").one(data_value="5").one("label").text == "5 stars , 3 products"


def test_a_value_without_products_is_switched_off_and_not_hidden():
    value = shown("filters").one(data_facet="stars", data_value="3")
    assert "disabled" in value.one("input")
    assert value.all("a") == []


def test_a_value_in_the_form_is_no_link_that_a_crawler_could_follow():
    assert shown("filters").one(data_facet="stars", data_value="5").all("a") == []


def test_stars_and_places_are_also_links_above_the_list_and_what_is_on_stays_there():
    links = shown("shortcuts").all("a")
    assert [link["href"] for link in links] == [
        "?q=d%E1%BB%ABa&stars=4&stars=5&commune=29341&set=4&sort=price",
        "?q=d%E1%BB%ABa&commune=29341&set=4&sort=price",
        "?q=d%E1%BB%ABa&stars=4&commune=29341&set=4&potential=1&sort=price",
    ]
    assert links[1]["aria-current"] == "true"


def test_there_is_one_form_and_it_keeps_words_and_order():
    form = shown("filters").one("form", method="get")
    kept = {(field["name"], field["value"]) for field in form.all("input", type="hidden")}
    assert kept == {("q", "dừa"), ("sort", "price")}
    assert form.one("button")


def test_the_total_stands_first_and_each_filter_can_be_taken_away():
    tree = shown("applied")
    assert tree.one(data_result_count="57").text == "57 products"
    link = tree.one("a")
    assert link["aria-label"] == "Take away filter: 4 stars"
    assert "stars=" not in link["href"]


def test_an_order_is_a_link_that_starts_at_the_first_page():
    present = shown("sort").one("a", aria_current="true")
    assert present["href"].endswith("sort=price")
    assert all("page=" not in link["href"] for link in shown("sort").all("a"))


def test_pages_know_their_neighbours():
    tree = shown("pages")
    assert "page=" not in tree.one("a", rel="prev nofollow")["href"]
    assert tree.one("a", rel="next nofollow")["href"].endswith("page=3")
    assert tree.one("a", aria_current="page").text == "2"
