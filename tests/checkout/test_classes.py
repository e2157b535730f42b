"""Single classes of Oscar's stand back for ours; a shop's own fork does not."""

import pytest
from django.test import override_settings
from oscar.core.loading import get_class, get_classes

from ocop_shop.forks.classes import loader
from ocop_shop.forks.classes.shipping import Repository


def test_a_named_class_takes_the_place_of_oscars_and_its_neighbours_stay():
    replaced, neighbour = get_classes("basket.views", ["BasketView", "VoucherAddView"])
    assert replaced.__module__ == "ocop_shop.forks.classes.basket"
    assert neighbour.__module__ == "oscar.apps.basket.views"


def test_a_shop_names_its_own_ways_of_sending():
    assert get_class("shipping.repository", "Repository") is Repository


def test_what_a_fork_defines_is_left_alone():
    """Our checkout is a fork of Oscar's like any other."""
    with override_settings(OCOP_OSCAR_CLASSES={"checkout.views.IndexView": "oscar.apps.checkout.views.IndexView"}):
        assert (
            loader.load("checkout.views", ["IndexView"], "oscar.apps")[0].__module__ == "ocop_shop.forks.checkout.views"
        )


def test_a_class_that_does_not_exist_is_an_error_at_once():
    with (
        override_settings(OCOP_OSCAR_CLASSES={"basket.views.BasketView": "nowhere.BasketView"}),
        pytest.raises(ModuleNotFoundError),
    ):
        loader.load("basket.views", ["BasketView"], "oscar.apps")
