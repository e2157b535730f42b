"""Three hundred searches of shoppers, labelled by people: what is meant is found, on every database."""

from __future__ import annotations

import unicodedata
from collections import Counter

import pytest

from tests.discovery import shoppers

LEAST = 0.98


@pytest.fixture(scope="module")
def found():
    """For each wish the hits; filled by the first test that needs them, in its own view of the shop."""
    return {}


@pytest.fixture
def answers(demo_shop, found):
    """Wish -> article numbers of the hits, in their order."""
    for wish in shoppers.wishes():
        if wish not in found:
            found[wish] = shoppers.hits(wish.query)
    return found


def test_the_searches_are_many_and_of_every_kind():
    wishes = shoppers.wishes()
    assert len(wishes) >= 200
    assert len({wish.query for wish in wishes}) == len(wishes)
    reasons = Counter(wish.reason.split(":")[0].split(",")[0] for wish in wishes)
    assert reasons["decomposed (NFD)"] >= 10
    assert reasons["no marks"] >= 30
    assert sum("tone placement" in wish.reason for wish in wishes) >= 10
    assert sum(wish.reason.startswith("former") for wish in wishes) >= 25


def test_decomposed_searches_are_decomposed_in_the_file():
    wishes = [wish for wish in shoppers.wishes() if wish.reason == "decomposed (NFD)"]
    assert [wish.query for wish in wishes if unicodedata.is_normalized("NFC", wish.query)] == []


def test_what_shoppers_mean_is_found(answers):
    wanted = sum(len(wish.expected) for wish in answers)
    missed = {wish.query: sorted(wish.expected - set(hits)) for wish, hits in answers.items()}
    missed = {query: numbers for query, numbers in missed.items() if numbers}
    assert 1 - sum(map(len, missed.values())) / wanted >= LEAST, missed
    each = [len(wish.expected & set(hits)) / len(wish.expected) for wish, hits in answers.items()]
    assert sum(each) / len(each) >= LEAST, missed


def test_what_shoppers_mean_stands_in_front(answers):
    first = [bool(hits) and hits[0] in wish.expected for wish, hits in answers.items()]
    assert sum(first) / len(first) >= 0.95, [
        wish.query for wish, is_first in zip(answers, first, strict=True) if not is_first
    ]


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_the_form_of_its_letters_changes_no_search(answers, form):
    changed = [
        wish.query
        for wish in shoppers.wishes()[::7]
        if shoppers.hits(unicodedata.normalize(form, wish.query)) != answers[wish]
    ]
    assert changed == []
