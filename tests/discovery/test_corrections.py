"""What was meant with words that find nothing: the confusions of ear, hand and keyboard, and no guess beyond them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocop_shop.discovery import hits, queries, spelling, terms, vocabulary
from ocop_shop.discovery.spelling import Words

KNOWN = Words(
    [
        "mat",
        "ong",
        "hoa",
        "dua",
        "sap",
        "tra",
        "vinh",
        "nuoc",
        "mam",
        "ca",
        "phe",
        "banh",
        "tet",
        "nhung",
        "huou",
        "toi",
        "den",
        "xa",
        "phu",
        "sokfarm",
        "guitar",
    ]
)


# --- one word ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("xap", "sap"),  # by ear
        ("nhungg", "nhung"),  # a letter twice
        ("maatj", "mat"),  # keys of Telex
        ("ong", "ong"),
        ("sokfram", "sokfarm"),  # neighbours changed
        ("sokfrm", "sokfarm"),  # a letter missing
        ("guittar", "guitar"),
        ("bahn", "banh"),
        ("huuo", "huou"),
        ("matong", "mat ong"),  # a space missing
        ("hoaduasap", "hoa dua sap"),
    ],
)
def test_the_word_that_was_meant_is_the_nearest(typed, meant):
    if typed == meant:
        assert meant in KNOWN.all
    else:
        assert KNOWN.near(typed)[0][1] == tuple(meant.split())


def test_a_confusion_of_the_ear_is_nearer_than_another_letter():
    known = Words(["sap", "lap"])
    assert known.near("xap") == [(1, ("sap",)), (2, ("lap",))]


def test_a_short_word_is_not_taken_for_one_with_two_other_letters():
    assert Words(["phuong"]).near("phat") == []
    assert Words(["sokfarm"]).near("sopfart") == [(4, ("sokfarm",))]


def test_what_begins_a_word_is_known():
    assert KNOWN.begins("sok")
    assert not KNOWN.begins("sox")
    assert not Words([]).begins("a")


WORD = st.text(st.sampled_from("abcdeghiklmnopqrstuvxy"), min_size=2, max_size=9)


@given(WORD)
def test_a_confusion_is_one_both_ways(word):
    for other in spelling.confused(word):
        doubled = any(word[:at] + word[at + 1 :] == other for at in range(1, len(word)) if word[at] == word[at - 1])
        assert doubled or word in spelling.confused(other)


@given(WORD)
def test_one_edit_is_one_both_ways_and_never_the_word_itself(word):
    others = spelling.edited(word)
    assert word not in others
    assert all(word in spelling.edited(other) for other in list(others)[::40])


@given(WORD, st.lists(WORD, max_size=12))
def test_alternatives_are_known_words_nearest_first(word, known):
    words = Words(known)
    near = words.near(word)
    assert len(near) <= spelling.MOST
    assert [distance for distance, _meant in near] == sorted(distance for distance, _meant in near)
    assert all(part in words.all for _distance, meant in near for part in meant)
    assert (word,) not in [meant for _distance, meant in near]


# --- what somebody typed ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("dua xap", "dua sáp"),
        ("dừa xáp", "dừa sáp"),
        ("banh tett", "banh tét"),
        ("nuoc mawm", "nuoc mắm"),
        ("sokfram", "sokfarm"),
        ("matong", "mật ong"),
        ("kitsea", "kitasea"),
        ("yen xao", "yen sào"),
        ("buôn ma thuộc", "buôn ma thuột"),
    ],
)
def test_what_finds_nothing_is_corrected_to_what_products_are_called(demo_shop, typed, meant):
    assert not hits.narrowed(queries.public_rows(), typed).exists()
    corrected = vocabulary.corrected(typed)
    assert terms.plain_words(corrected) == terms.plain_words(meant)
    assert hits.narrowed(queries.public_rows(), corrected).exists()


@pytest.mark.parametrize("typed", ["qwertzuiop", "xyzxyz đđđđ", "999999", "☕", "", "\x00", '"""', "zzz " * 40])
def test_what_is_near_to_nothing_is_not_corrected(demo_shop, typed):
    assert vocabulary.corrected(typed) is None


def test_a_number_is_never_taken_for_another(demo_shop):
    assert vocabulary.corrected("tv999") is None


def test_a_correction_is_written_with_the_marks_of_the_products(demo_shop):
    assert vocabulary.corrected("matong") == "mật ong"


def test_a_correction_costs_two_queries(demo_shop, assert_queries):
    vocabulary.known()
    with assert_queries(2):
        vocabulary.corrected("dua xap")


@pytest.mark.parametrize(
    ("typed", "meant"), [("ca fe", "ca phê"), ("mậc ong", "mật ong"), ("bánh chung thu", "bánh trung thu")]
)
def test_words_that_only_stand_apart_in_a_few_texts_are_corrected_to_a_name(demo_shop, typed, meant):
    assert 0 < hits.narrowed(queries.public_rows(), typed).count() <= vocabulary.FEW
    assert vocabulary.corrected_apart(typed) == meant


@pytest.mark.parametrize(
    "typed", ["kẹo dừa ca cao", "sa pa", "cồn chim", "mực khô", "khô", "gạo daka", "bạc hà đồng văn"]
)
def test_words_that_something_is_called_by_are_left_alone(demo_shop, typed):
    assert vocabulary.corrected_apart(typed) is None


def test_filters_leave_few_hits_without_a_correction(demo_shop, client):
    page = client.get("/search/?q=mậc+ong&in_stock=1").content.decode()
    assert "ocop-asked" not in page
    assert "ocop-asked" in client.get("/search/?q=mậc+ong").content.decode()


def test_a_page_of_a_corrected_search_says_what_was_asked_and_what_is_shown(demo_shop, client):
    page = client.get("/search/?q=dua+xap").content.decode()
    assert "“dua xap”" in page
    assert "“<b>dua sáp</b>”" in page
    assert "Dừa sáp Hòa Tân" in page


def test_what_finds_something_is_left_as_it_was_typed(demo_shop, client):
    page = client.get("/search/?q=dua+sap").content.decode()
    assert "ocop-asked" not in page
