"""What can be wrong with a filter of a shop's own is said by `manage.py check`, with what to do."""

from __future__ import annotations

import pytest
from django.core.checks import run_checks
from django.test import override_settings

from ocop_shop import checks
from ocop_shop.discovery import facet_faults
from ocop_shop.discovery.own_facets import OwnFacet


class Sound(OwnFacet):
    name = "harvest-month"
    watched = ("partner.StockRecord",)

    def label(self):
        return "Harvested in"

    def values_of(self, product):
        return ()


class Nameless(Sound):
    name = ""


class Shouting(Sound):
    name = "Harvest"


class Spaced(Sound):
    name = "harvest month"


class TooLong(Sound):
    name = "h" * 41


class Ours(Sound):
    name = "province"


class OurSet(Sound):
    name = "set"


class OurNeighbour(Sound):
    name = "at"


class OurWord(Sound):
    name = "words"


class Again(Sound):
    pass


class Unlabelled(OwnFacet):
    name = "harvest"

    def values_of(self, product):
        return ()


class BlankLabel(Sound):
    def label(self):
        return " "


class Abstract(OwnFacet):
    name = "harvest"


class Demanding(Sound):
    def __init__(self, month):
        self.month = month


class WatchesNothing(Sound):
    watched = ("myshop.Nothing",)


class WatchesNoProduct(Sound):
    watched = ("partner.Partner",)


class NotDerived:
    name = "harvest"


def told(*names):
    """Ids of what all our checks say when these facets of this module are named."""
    with override_settings(OCOP_FACETS=[name if "." in str(name) else f"{__name__}.{name}" for name in names]):
        found = run_checks(tags=[checks.TAG])
    assert all(message.hint for message in found), "a check says what to do"
    return [message.id for message in found]


def test_a_sound_facet_has_nothing_wrong():
    assert told("Sound") == []


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("no.such.Facet", "E012"),
        ("Missing", "E012"),
        ("NotDerived", "E013"),
        ("told", "E013"),
        ("Abstract", "E013"),
        ("Demanding", "E013"),
        ("Nameless", "E014"),
        ("Shouting", "E014"),
        ("Spaced", "E014"),
        ("TooLong", "E014"),
        ("Ours", "E014"),
        ("OurSet", "E014"),
        ("OurNeighbour", "E014"),
        ("OurWord", "E014"),
        ("Unlabelled", "E015"),
        ("BlankLabel", "E015"),
        ("WatchesNothing", "E016"),
        ("WatchesNoProduct", "E016"),
    ],
)
def test_a_facet_is_wrong(name, expected):
    assert told(name) == [f"ocop_shop.{expected}"]


def test_a_value_that_is_no_path_is_said_and_not_stumbled_over():
    with override_settings(OCOP_FACETS=[None, 7]):
        assert [message.id for message in run_checks(tags=[checks.TAG])] == ["ocop_shop.E012", "ocop_shop.E012"]


def test_two_facets_of_one_name():
    assert told("Sound", "Again") == ["ocop_shop.E014"]
    assert told("Sound", "Sound") == ["ocop_shop.E014"]


def test_every_wrong_facet_is_told_at_once():
    assert told("Ours", "Unlabelled", "no.such.Facet") == ["ocop_shop.E014", "ocop_shop.E015", "ocop_shop.E012"]


def test_a_setting_of_the_wrong_kind_is_told_once():
    with override_settings(OCOP_FACETS="myshop.facets.Harvest"):
        assert [message.id for message in run_checks(tags=[checks.TAG])] == ["ocop_shop.E006"]


def test_all_our_parameters_are_taken():
    assert {"q", "stars", "set", "page", "sort", "at", "price_min", "own", "words", "having"} <= facet_faults.taken()
