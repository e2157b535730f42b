"""What the tests stand on: a database that is whole again after every test, whatever the test has done to it."""

from urllib.request import urlopen

import pytest
from django.contrib.sites.models import Site
from django.core.cache import cache
from django.utils import translation

from ocop_shop.regions.models import MacroRegion, Place


def whole():
    return Place.objects.provinces().in_force().count() == 34 and MacroRegion.objects.count() == 6


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("time", ["first", "again"])
def test_what_a_transactional_test_commits_is_gone_afterwards(time):
    assert whole()
    assert not Site.objects.filter(domain="left.example.com").exists()
    Place.objects.update(level="commune")
    Site.objects.create(domain="left.example.com")


@pytest.mark.django_db
@pytest.mark.parametrize("time", ["first", "again"])
def test_what_a_test_writes_is_rolled_back(time):
    assert whole()
    Place.objects.update(level="commune")
    assert not whole()


def test_the_live_server_sees_what_a_test_has_written(live_server, product_factory):
    product = product_factory("Kẹo dừa của bài thử")
    with urlopen(f"{live_server.url}{product.get_absolute_url()}", timeout=20) as answer:
        assert "Kẹo dừa của bài thử" in answer.read().decode()


def test_the_demo_is_there_for_those_who_ask(demo_shop, django_user_model):
    assert django_user_model.objects.filter(email="khach@example.com").exists()


def test_and_not_for_others(db, django_user_model):
    assert not django_user_model.objects.exists()


def test_the_tables_can_be_had_empty(empty_tables):
    assert not Place.objects.exists()


@pytest.mark.parametrize("time", ["first", "again"])
def test_neither_cache_nor_language_is_handed_on(time):
    assert cache.get("left") is None
    assert translation.get_language() == "vi"
    cache.set("left", "something")
    translation.activate("en")
