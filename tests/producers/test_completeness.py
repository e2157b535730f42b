"""How complete a profile is, and what is worth adding next."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ocop_shop.producers.completeness import Facts, report
from ocop_shop.producers.completeness_wording import WORDS

FULL = Facts(
    text=300, text_en=1, steps=1, pictures=3, people=1, contacts=1, points_of_sale=1, honours=1, since=True, place=True
)


def test_an_empty_profile_begins_with_its_story():
    empty = report(Facts())
    assert (empty.score, empty.next_item.key, empty.next_item.part) == (0, "story", "story")


def test_a_full_profile_lacks_nothing():
    assert (report(FULL).score, report(FULL).next_item) == (100, None)


def test_the_next_item_is_the_one_that_is_worth_most():
    missing = report(Facts(text=299, pictures=1, contacts=1)).missing
    assert [item.key for item in missing][:4] == ["story", "place", "people", "steps"]


def test_a_short_story_is_none_yet():
    assert report(Facts(text=299)).score == 0
    assert report(Facts(text=300)).score == 20


def test_every_item_has_words():
    assert {item.key for item in report(Facts()).items} == WORDS.keys()


@given(st.builds(Facts), st.builds(Facts))
def test_more_is_never_worth_less(one, other):
    both = Facts(**{name: max(getattr(one, name), getattr(other, name)) for name in Facts.__dataclass_fields__})
    assert 0 <= report(one).score <= report(both).score <= 100
