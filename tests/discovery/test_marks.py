"""Whoever changes what a list shows, and however: at the next read the list is right, in every column and count."""

from __future__ import annotations

import io

import pytest
from django.core.management import call_command
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from oscar.apps.partner import prices, strategy
from oscar.core.loading import get_model

from ocop_shop.discovery import freshness
from ocop_shop.discovery.models import Listing, ListingDay, ListingMark
from ocop_shop.discovery.parameters import Query
from ocop_shop.discovery.shelf import shelf
from ocop_shop.test.factories import make_product
from tests.databases import ROOT
from tests.discovery import clerk
from tests.discovery.hands import CHANGES, GONE, Shop

pytestmark = pytest.mark.django_db


@pytest.fixture
def shop():
    found = Shop()
    freshness.ensure_true()
    assert clerk.check() == []
    return found


def row(key):
    return Listing.objects.filter(pk=key).values().first()


@pytest.mark.parametrize(("change", "said"), CHANGES, ids=[change.__name__ for change, _said in CHANGES])
def test_the_list_is_right_at_the_next_read(shop, change, said):
    key = shop.product.pk
    before = row(key)
    change(shop)
    shelf(Query())
    after = row(key)
    if said is GONE:
        assert after is None
    else:
        assert after != before
        assert {name: after[name] for name in said} == said
    assert clerk.check() == []


def test_a_reader_of_a_page_sees_it(shop, client):
    get_model("partner", "StockRecord").objects.filter(product=shop.product).update(price=7000)
    page = client.get(reverse("catalogue:index")).content.decode()
    assert "7.000" in page


def test_what_is_taken_back_leaves_no_mark(shop):
    with transaction.atomic():
        get_model("partner", "StockRecord").objects.update(price=7000)
        assert ListingMark.objects.exists()
        transaction.set_rollback(True)
    assert not ListingMark.objects.exists()
    assert clerk.check() == []


def test_a_list_is_read_in_one_transaction_with_a_change(shop):
    get_model("catalogue", "Product").objects.filter(pk=shop.product.pk).update(title="Tên mới")
    assert [card.title for card in shelf(Query(words="ten moi")).cards] == ["Tên mới"]


def test_an_import_is_on_the_list_with_its_stars(shop):
    before = Listing.objects.count()
    call_command("ocop_import", str(ROOT / "docs" / "tutorial" / "first-annex.csv"), verbosity=0)
    freshness.ensure_true()
    assert Listing.objects.count() > before
    assert clerk.check() == []


def test_places_that_are_loaded_again_change_no_row(shop):
    call_command("ocop_load_regions", verbosity=0)
    assert clerk.check() == []


def test_what_nobody_watches_is_made_anew_by_the_command(shop, settings):
    """A shop's pricing strategy is code, and code leaves no mark."""
    replaced = {**settings.OCOP_OSCAR_CLASSES, "partner.strategy.Selector": f"{__name__}.DearSelector"}
    settings.OCOP_OSCAR_CLASSES = replaced
    shelf(Query())
    assert row(shop.product.pk)["price"] == 50_000
    call_command("ocop_rebuild", "--only", "rows", stdout=io.StringIO())
    assert row(shop.product.pk)["price"] == 51_000
    assert clerk.check() == []


class DearSelector:
    """A strategy by which everything costs 1.000 đồng more."""

    def strategy(self, request=None, user=None, **kwargs):
        return Dear(request)


class Dear(strategy.Default):
    """It has an opinion of its own on what things cost."""

    def pricing_policy(self, product, stockrecord):
        found = super().pricing_policy(product, stockrecord)
        return prices.FixedPrice(found.currency, found.excl_tax + 1000, tax=0) if found.exists else found


def test_a_first_reader_makes_all_rows(shop):
    ListingDay.objects.all().delete()
    Listing.objects.update(title="?")
    freshness.ensure_true()
    assert clerk.check() == []


def test_marks_of_a_product_that_is_gone_are_forgotten(shop):
    product = make_product()
    key = product.pk
    product.delete()
    ListingMark.objects.create(product_id=key)
    freshness.ensure_true()
    assert not ListingMark.objects.exists()


def test_a_transaction_writes_a_row_once_when_it_is_over_however_often_it_was_changed(
    shop, django_capture_on_commit_callbacks, django_assert_max_num_queries
):
    def reprice(*prices):
        with django_capture_on_commit_callbacks() as waiting:
            for price in prices:
                record = shop.product.stockrecords.get()
                record.price = price
                record.save()
        return waiting

    once = reprice(1000)
    with CaptureQueriesContext(connection) as cost:
        once[0]()
    assert row(shop.product.pk)["price"] == 1000
    thrice = reprice(2000, 3000, 4000)
    assert row(shop.product.pk)["price"] == 1000
    with django_assert_max_num_queries(len(cost)):
        for call in thrice:
            call()
    assert row(shop.product.pk)["price"] == 4000
    assert not ListingMark.objects.exists()


def test_who_reads_in_the_transaction_that_changed_a_product_reads_the_change(shop):
    shop.product.stockrecords.update(price=1000)
    assert row(shop.product.pk)["price"] == 50_000
    freshness.ensure_true()
    assert row(shop.product.pk)["price"] == 1000
