"""What is suggested to somebody who types: products, makers and places, by old names too; few queries, no secrets."""

from __future__ import annotations

import json
import unicodedata
from urllib.parse import quote

import pytest

from ocop_shop.discovery import freshness, suggestions, tally, vocabulary
from ocop_shop.discovery.nearness import nearness
from ocop_shop.discovery.terms import read
from ocop_shop.test.factories import make_producer, make_product
from tests.discovery import shelves
from tests.warm import visited

KINDS = ("products", "producers", "places")


@pytest.fixture
def suggest(client):
    """`suggest("mat ong")`: names by kind."""

    def ask(typed, *, prefix="", **more):
        answer = client.get(f"{prefix}/search/suggest/", {"q": typed, **more})
        assert answer.status_code == 200
        return {group["kind"]: [item["label"] for item in group["items"]] for group in answer.json()["groups"]}

    return ask


def notes(client, typed, kind):
    answer = client.get("/search/suggest/", {"q": typed}).json()
    return {item["label"]: item["note"] for g in answer["groups"] if g["kind"] == kind for item in g["items"]}


# --- what is suggested ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "kind", "first"),
    [
        ("mật hoa", "products", "Mật hoa dừa"),
        ("mat hoa", "products", "Mật hoa dừa"),
        ("MAT HOA DUA", "products", "Mật hoa dừa"),
        ("đường", "products", "Đường hoa dừa"),
        ("sokf", "producers", "Công ty TNHH Trà Vinh Farm"),
        ("hai ly", "producers", "Hộ kinh doanh Hai Lý"),
        ("htx dua sap", "producers", "Hợp tác xã Dừa sáp Hòa Tân"),
        ("hoà tân", "producers", "Hợp tác xã Dừa sáp Hòa Tân"),
        ("trabaco", "producers", "Công ty Cổ phần Trà Bắc"),
        ("tieu c", "places", "Xã Tiểu Cần"),
        ("xã tiểu cần", "places", "Xã Tiểu Cần"),
        ("xã tiểu cần, trà vinh", "places", "Xã Tiểu Cần"),
        ("huyện cầu kè", "places", "Xã Cầu Kè"),
        ("vinh lo", "places", "Vĩnh Long"),
        ("tp hcm", "places", "Hồ Chí Minh"),
        ("chí minh", "places", "Hồ Chí Minh"),
        ("thanh hoa", "places", "Thanh Hóa"),
        ("quận 12", "places", "Phường An Phú Đông"),
        ("dak lak", "places", "Đắk Lắk"),
    ],
)
def test_a_beginning_without_marks_is_enough(demo_shop, suggest, typed, kind, first):
    assert suggest(typed)[kind][0] == first
    assert suggest(unicodedata.normalize("NFD", typed)) == suggest(typed)


@pytest.mark.parametrize(
    ("typed", "today", "note"),
    [
        ("trà vinh", "Vĩnh Long", "trước 7/2025: Trà Vinh"),
        ("ha giang", "Tuyên Quang", "trước 7/2025: Hà Giang"),
        ("kon tum", "Quảng Ngãi", "trước 7/2025: Kon Tum"),
        ("thừa thiên", "Huế", "trước 1/2025: Thừa Thiên Huế"),
        ("hòa minh", "Xã Hòa Minh", ""),
        ("thị trấn châu ổ", "Xã Bình Sơn", "trước 7/2025: thị trấn Châu Ổ"),
        ("mộ đức", "Xã Long Phụng", "trước 7/2025: huyện Mộ Đức"),
    ],
)
def test_a_former_name_leads_to_the_place_of_today(demo_shop, client, typed, today, note):
    found = notes(client, typed, "places")
    assert note in found[today]


def test_a_place_says_where_it_lies_and_what_it_has(demo_shop, client):
    assert notes(client, "tiểu cần", "places")["Xã Tiểu Cần"] == "Vĩnh Long · 7 sản phẩm"
    assert notes(client, "cà mau", "places")["Cà Mau"] == "2 sản phẩm"


def test_places_with_something_to_sell_stand_first(demo_shop, suggest, client):
    found = notes(client, "tran", "places")  # by nobody's marks
    selling = ["sản phẩm" in note for note in found.values()]
    assert any(selling)
    assert selling == sorted(selling, reverse=True)


def test_every_place_is_suggested_once(demo_shop, client):
    for typed in ("tra", "tan", "tieu can", "cau ke", "vinh"):
        [places] = client.get("/search/suggest/", {"q": typed, "in": "places"}).json()["groups"]
        urls = [item["url"] for item in places["items"]]
        assert len(set(urls)) == len(urls) > 1


def test_addresses_lead_to_pages(demo_shop, client):
    answer = client.get("/search/suggest/", {"q": "trà vinh"}).json()
    urls = [item["url"] for group in answer["groups"] for item in group["items"]]
    assert len(urls) > 8
    assert {client.get(url).status_code for url in urls} == {200}


def test_in_english_names_and_addresses_are_english(demo_shop, client):
    answer = client.get("/en/search/suggest/", {"q": "garlic"}).json()
    assert [group["label"] for group in answer["groups"]] == ["Products"]
    assert "garlic" in answer["groups"][0]["items"][0]["label"]
    assert answer["groups"][0]["items"][0]["url"].startswith("/en/catalogue/")
    answer = client.get("/en/search/suggest/", {"q": "tra vinh"}).json()
    assert "before 7/2025: Trà Vinh" in json.dumps(answer, ensure_ascii=False)


def test_words_that_stand_apart_in_a_description_suggest_nothing_beside_better_things(demo_shop, suggest):
    assert "Muối hầm" not in suggest("thủ đức")["products"]
    assert suggest("thủ đức")["places"][0] == "Phường Thủ Đức"


def test_the_shop_is_asked_for_one_kind_or_several(demo_shop, suggest):
    assert set(suggest("trà vinh")) == set(KINDS)
    assert set(suggest("trà vinh", **{"in": "places"})) == {"places"}
    assert set(suggest("trà vinh", **{"in": ["places", "producers"]})) == {"places", "producers"}
    assert set(suggest("trà vinh", **{"in": "nonsense"})) == set(KINDS)


# --- typing errors ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "kind", "first"),
    [
        ("dua xap", "products", "Dừa sáp sợi VICOSAP"),
        ("sokfram", "producers", "Công ty TNHH Trà Vinh Farm"),
        ("matong", "products", "Mật ong hoa rừng Giả Định Vườn Đồi"),
        ("nhung huuo", "products", "Nhung hươu Đồng Tiến khô"),
    ],
)
def test_what_nothing_begins_with_is_corrected_and_said(demo_shop, client, suggest, typed, kind, first):
    assert first in suggest(typed)[kind]
    answer = client.get("/search/suggest/", {"q": typed}).json()
    assert answer["asked"] == typed
    assert f"“{typed}”" in answer["note"]
    assert f"“{answer['words']}”" in answer["said"]


def test_what_is_near_to_nothing_is_answered_with_nothing(demo_shop, client):
    answer = client.get("/search/suggest/", {"q": "qwertzuiop"}).json()
    assert (answer["groups"], answer["asked"], answer["said"]) == ([], "", "Không có gợi ý.")


@pytest.mark.parametrize("typed", ["", "d", "đ", " d ", "\x00", "☕☕☕", "!!!"])
def test_too_little_asks_the_database_nothing(db, client, assert_queries, typed):
    with assert_queries(0):
        answer = client.get("/search/suggest/", {"q": typed}).json()
    assert (answer["groups"], answer["said"]) == ([], "")


# --- what is not public -----------------------------------------------------------------------------------------------


def test_only_public_products_and_makers_are_suggested(db, suggest):
    hidden = make_producer(name="Hợp tác xã Zéo Kín", is_public=False)
    shown = make_producer(name="Hợp tác xã Zéo Mở")
    make_product(title="Zéo ngọt", producer=hidden)
    make_product(title="Zéo mặn", producer=shown, is_public=False)
    assert suggest("zeo") == {"products": ["Zéo ngọt"], "producers": ["Hợp tác xã Zéo Mở"]}


def test_makers_of_more_stand_first_among_equals(db, suggest):
    for number, name in enumerate(("Zéo A", "Zéo B", "Zéo C")):
        maker = make_producer(name=name)
        for one in range(number):
            make_product(title=f"Hàng {name} {one}", producer=maker)
    assert suggest("zeo")["producers"] == ["Zéo C", "Zéo B", "Zéo A"]


def test_what_changed_is_suggested_at_once(db, suggest):
    product = make_product(title="Zéo")
    assert suggest("zeo") == {"products": ["Zéo"]}
    type(product).objects.filter(pk=product.pk).update(title="Quỳnh")
    assert suggest("zeo") == {}
    assert suggest("quynh")["products"] == ["Quỳnh"]


# --- the answer -------------------------------------------------------------------------------------------------------


def test_the_answer_may_be_kept_for_a_minute_and_is_no_page(demo_shop, client):
    answer = client.get("/search/suggest/?q=mat")
    assert answer["Content-Type"] == "application/json"
    assert answer["Cache-Control"] == "public, max-age=60"
    assert answer["X-Robots-Tag"] == "noindex"
    assert not answer.cookies
    assert client.head("/search/suggest/?q=mat").status_code == 200
    assert client.post("/search/suggest/", {"q": "mat"}).status_code == 405


def test_no_star_is_told_in_what_may_be_kept(demo_shop, client):
    told = client.get("/search/suggest/?q=mat").content.decode()
    assert "sao" not in told.replace("Sao Biển", "")
    assert set(json.loads(told)["groups"][0]["items"][0]) == {"label", "note", "url"}


def test_it_is_small(demo_shop, client):
    for typed in ("trà", "co", "an", "hop tac xa"):
        answer = client.get("/search/suggest/", {"q": typed})
        number = sum(len(group["items"]) for group in answer.json()["groups"])
        assert number <= suggestions.PRODUCTS + suggestions.PRODUCERS + 4
        assert len(answer.content) < 4096


@pytest.mark.parametrize(
    "query", ["q=%ff%fe", "q=a&q=mat", "q[]=mat", f"q={'x' * 10_000}", f"q={quote('dừa ' * 2500)}", "in=", "&&="]
)
def test_odd_questions_are_answered(demo_shop, client, query):
    assert client.get(f"/search/suggest/?{query}").status_code == 200


# --- what it costs ----------------------------------------------------------------------------------------------------


@pytest.fixture(params=[10, 5_000])
def asked(request, client):
    """How many queries a question costs, in a small shop and in a large one."""
    freshness.ensure_true()
    shelves.filled(request.param)
    tally.recount()
    vocabulary.rebuild()

    def queries(typed):
        return visited(client, "/search/suggest/", {"q": typed})[0]

    return queries


@pytest.mark.django_db
def test_a_question_costs_the_same_few_queries_whatever_the_number_of_products(asked):
    costs = {typed: asked(typed) for typed in ("mat", "mật ong", "trà vinh", "tieu can", "an", "le", "thủ đức")}
    assert {typed: number for typed, number in costs.items() if number > 7} == {}
    assert asked("matong") <= 14
    assert asked("qwertzuiop") <= 7


# --- how near a name is -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "names", "near"),
    [
        ("dừa sáp", ["Dừa sáp"], (0, 0)),
        ("dua sap", ["Dừa sáp"], (0, 0)),
        ("dứa", ["Dừa sáp"], (1, 1)),
        ("dừa", ["Dừa sáp"], (0, 1)),
        ("sáp", ["Dừa sáp"], (0, 2)),
        ("hoà", ["Hòa Tân"], (0, 1)),
        ("hai sokfarm", ["Trà Vinh Hai", "Sokfarm"], (0, 2)),
        ("dua", ["Trà"], None),
        ("", ["Trà"], None),
    ],
)
def test_marks_come_first_then_whether_a_name_begins_so(typed, names, near):
    assert nearness(read(typed), names) == near
