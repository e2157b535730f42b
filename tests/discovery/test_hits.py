"""What a search finds, and in what order: the same on every database, as a patient reader would find it."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ocop_shop.discovery import freshness, hits, queries, terms
from ocop_shop.discovery.models import Listing
from ocop_shop.producers import actions as producers
from ocop_shop.regions.models import Place
from ocop_shop.test.factories import make_producer, make_product
from tests.discovery import reading, shoppers

pytestmark = pytest.mark.django_db
FUZZ = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture
def texts(demo_shop):
    """The words of each product that the shop shows, by its key."""
    rows = queries.public_rows().values_list("pk", "text_key")
    return {key: text.split() for key, text in rows}


def found(typed):
    freshness.ensure_true()
    return set(hits.narrowed(queries.public_rows(), typed).values_list("pk", flat=True))


def titles(typed):
    freshness.ensure_true()
    rows = hits.narrowed(queries.public_rows(), typed)
    return list(queries.ordered(rows, "stars", typed).values_list("title", flat=True))


# --- which products are hits ------------------------------------------------------------------------------------------


def test_every_shopper_gets_what_a_patient_reader_finds(texts):
    differing = {}
    for wish in shoppers.wishes():
        read = {key for key, text in texts.items() if reading.reads(text, wish.query)}
        if read != found(wish.query):
            differing[wish.query] = (read, found(wish.query))
    assert differing == {}


WORDS = "dừa dua DỪA sáp mật ong tỏi lý sơn đ d t OR NOT 3 tv001 b bánh \u0301 ☕".split()  # noqa: SIM905
SIGNS = ['"', "“", "”", " ", "  ", "-", "_", "*", "(", ")", ":", "'", "&", "|", "!", "%", "\\", '"hoa dừa"', "bánh tét"]
PIECES = st.sampled_from([*WORDS, *SIGNS])


@given(st.lists(PIECES, max_size=9).map("".join) | st.lists(PIECES, max_size=7).map(" ".join))
@FUZZ
def test_a_mixture_of_words_and_signs_finds_what_a_patient_reader_finds(texts, typed):
    if terms.read(typed):
        assert found(typed) == {key for key, text in texts.items() if reading.reads(text, typed)}


@given(st.text(max_size=40))
@FUZZ
def test_anything_at_all_finds_what_a_patient_reader_finds(texts, typed):
    if terms.read(typed):
        assert found(typed) == {key for key, text in texts.items() if reading.reads(text, typed)}


def test_no_words_narrow_nothing(demo_shop):
    assert found("") == found(" \x00 ☕ ") == set(queries.public_rows().values_list("pk", flat=True))


def made_in(commune, **fields):
    product = make_product(**fields)
    producers.place(product, commune=Place.objects.communes().in_force().get(code=commune))
    return product


@pytest.fixture
def shelf(db):
    """A product found by all that it has, and one that only begins alike."""
    maker = make_producer(
        name="Hợp tác xã Sương Đêm", name_en="Night Mist Cooperative", brand="Đêm+", kind="cooperative"
    )
    return made_in("29341", title="Trà Thuỷ Tiên ST25", producer=maker, product_set=12)


@pytest.mark.parametrize(
    "typed",
    [
        "trà thuỷ tiên",
        "trà thủy tiên",
        "tra thuy tien",
        "TRÀ THUỶ",
        "thuy ti",
        "st25",
        "ST 25",
        "sương đêm",
        "suong dem",
        "htx sương đêm",
        "hợp tác xã sương",
        "night mist",
        "xã tiểu cần",
        "vĩnh long",
        "trà vinh",
        "huyện tiểu cần",
        "sản phẩm trà từ thực vật",
        "thực phẩm",
        "trà sương",
        '"thuỷ tiên"',
    ],
)
def test_a_product_is_found_by_name_maker_place_former_place_and_set(shelf, typed):
    assert shelf.pk in found(typed)
    assert shelf.pk in found(unicodedata.normalize("NFD", typed))


@pytest.mark.parametrize("typed", ["thuỷ z", "ien", '"thuỷ ti"', '"tiên thuỷ"', "st 26", "bến tre", "cà phê"])
def test_a_product_is_not_found_by_what_it_has_not(shelf, typed):
    assert shelf.pk not in found(typed)


def test_what_the_shop_does_not_show_is_not_found(shelf):
    shelf.is_public = False
    shelf.save()
    assert found("thuỷ tiên") == set()


def test_a_former_place_is_known_by_the_commune_of_today(db):
    product = made_in("00721", title="Mật bạc hà")
    assert product.pk in found("hà giang")
    assert product.pk in found("mat bac ha huyen dong van")


def test_of_a_province_made_of_several_no_former_one_is_guessed(db):
    product = make_product(title="Mật bạc hà", province="08")
    assert product.pk in found("tuyên quang")
    assert product.pk not in found("hà giang")


# --- in what order ----------------------------------------------------------------------------------------------------


@pytest.fixture
def fruits(db):
    return [
        make_product(title=title) for title in ("Mứt dứa", "Mứt dừa", "Dưa hấu", "Dừa", "Dừa sáp", "Kẹo", "Dứa gai")
    ]


def test_names_with_the_marks_that_were_typed_stand_first(fruits):
    assert titles("dừa")[:3] == ["Dừa", "Dừa sáp", "Mứt dừa"]
    assert titles("dứa")[:2] == ["Dứa gai", "Mứt dứa"]
    assert titles("dưa")[0] == "Dưa hấu"
    assert set(titles("dừa")) == set(titles("dua")) == {"Mứt dứa", "Mứt dừa", "Dưa hấu", "Dừa", "Dừa sáp", "Dứa gai"}


def test_without_marks_what_is_called_so_stands_first_then_what_begins_so(fruits):
    assert titles("dua")[0] == "Dừa"
    assert set(titles("dua")[1:4]) == {"Dưa hấu", "Dừa sáp", "Dứa gai"}


def test_words_side_by_side_in_the_text_stand_before_words_apart(db):
    apart = make_product(title="Nhang", description="<p>Sa mạc ở Pà Cò</p>")
    together = make_product(title="Khăn", description="<p>Làm ở Sa Pa</p>")
    assert found("sa pa") == {apart.pk, together.pk}
    assert titles("sa pa") == ["Khăn", "Nhang"]


def test_for_every_shopper_names_with_the_marks_that_were_typed_stand_first(demo_shop):
    wrong = []
    for wish in shoppers.wishes():
        marked = terms.read(wish.query).marked
        if marked:
            order = [
                _has_marks(title, marked) and reading.reads(reading.words(title), wish.query)
                for title in titles(wish.query)
            ]
            if order != sorted(order, reverse=True):
                wrong.append(wish.query)
    assert wrong == []


def _has_marks(title, marked):
    written = "".join(f" {word}" for word in terms.marked_words(title))
    return all(f" {word}" in written for word in marked)


def test_an_order_that_was_chosen_is_kept(fruits):
    rows = hits.narrowed(queries.public_rows(), "dừa")
    keys = list(queries.ordered(rows, "newest", "dừa").values_list("sort_newest", flat=True))
    assert keys == sorted(keys)
    assert Listing.objects.count() >= len(keys)
