"""What a proposal changes, field by field and word by word."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ocop_shop.proposals.differences import Difference, differences, parts

TEXTS = st.text(alphabet="ab đĐ ề\n\t.", max_size=60)
VALUES = st.dictionaries(st.sampled_from("abcd"), st.one_of(st.none(), st.text(max_size=3), st.integers(0, 2)))


def joined(found, *kinds):
    return "".join(words for kind, words in found if kind in kinds)


@given(TEXTS, TEXTS)
def test_what_stayed_and_went_is_the_text_before_and_what_stayed_and_came_the_text_after(before, after):
    found = parts(before, after)
    assert joined(found, "same", "gone") == before
    assert joined(found, "same", "new") == after


@given(TEXTS)
def test_equal_texts_have_one_part_and_nothing_changed(text):
    assert parts(text, text) == ([("same", text)] if text else [])


@given(TEXTS, TEXTS)
def test_no_part_is_empty(before, after):
    assert all(words for _kind, words in parts(before, after))


def test_one_word_that_changed_is_one_word():
    found = parts("mật ong rừng U Minh", "mật ong hoa U Minh")
    assert found == [("same", "mật ong "), ("gone", "rừng"), ("new", "hoa"), ("same", " U Minh")]


def test_texts_too_long_to_compare_stand_beside_each_other():
    before, after = "a " * 6_000, "b " * 6_000
    assert parts(before, after) == [("gone", before), ("new", after)]


def test_a_long_text_beside_nothing_has_no_empty_part():
    long = "a " * 15_000
    assert parts(long, "") == [("gone", long)]
    assert parts("", long) == [("new", long)]


@given(VALUES, VALUES)
def test_fields_that_are_not_named_stay_as_they_are(before, after):
    found = differences(before, after, "abcd")
    assert {one.field for one in found} <= after.keys()
    assert all(one == Difference(one.field, before.get(one.field), after[one.field]) for one in found)


@given(VALUES)
def test_nothing_differs_from_itself(values):
    assert differences(values, values, "abcd") == []


def test_empty_and_missing_are_the_same():
    assert differences({"a": None, "b": []}, {"a": "", "b": None, "c": {}}, "abc") == []


def test_zero_and_no_are_something():
    assert differences({"a": None, "b": ""}, {"a": 0, "b": False}, "ab") == [
        Difference("a", None, 0),
        Difference("b", "", False),
    ]


def test_fields_come_in_the_order_in_which_they_are_read():
    assert [one.field for one in differences({}, {"a": 1, "b": 2}, ["b", "a"])] == ["b", "a"]
