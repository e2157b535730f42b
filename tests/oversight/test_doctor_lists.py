"""What the doctor says of lists: one test breaks each thing, sees it found, and sees `ocop_rebuild` mend it."""

from __future__ import annotations

import io
from datetime import date, timedelta

import pytest
from django.core.management import call_command
from django.db import connection
from django.db.models.functions import Now
from django.test.utils import CaptureQueriesContext
from django.utils import translation
from oscar.core.loading import get_model

from ocop_shop.core import clock
from ocop_shop.discovery import freshness, fulltext, tally, vocabulary
from ocop_shop.discovery.models import (
    Listing,
    ListingCategory,
    ListingCount,
    ListingCountChange,
    ListingMark,
    ListingValue,
    SearchWord,
)
from ocop_shop.oversight.doctor import shelf
from ocop_shop.oversight.doctor.examination import CHECKS, examine
from ocop_shop.test.factories import make_category, make_certificate, make_producer, make_product
from tests.discovery.unwatched import past_the_triggers

pytestmark = pytest.mark.django_db

OF_LISTS = {
    "listing_differs",
    "listing_triggers",
    "listing_counts",
    "listing_marks",
    "search_index",
    "search_words",
}


@pytest.fixture(autouse=True)
def _today(frozen):
    frozen("2026-11-22 10:00")


@pytest.fixture
def goods():
    """A certified product on a list that somebody has read; the words of the search are learned."""
    maker = make_producer(province="86")
    product = make_product("Mật ong rừng", producer=maker, province="86", category=make_category())
    make_certificate(product, stars=4, issued_on=date(2026, 6, 1))
    freshness.ensure_true()
    vocabulary.rebuild()
    return product


def found():
    return sorted((finding.check, finding.subject) for finding in examine(clock.today(), OF_LISTS))


def mended():
    """All is well again after the command that the doctor names."""
    call_command("ocop_rebuild", stdout=io.StringIO())
    freshness.ensure_true()
    return found() == []


def of(product):
    return f"product:{product.pk}"


def test_sound_lists_have_nothing_wrong(goods):
    assert found() == []
    assert set(CHECKS) >= OF_LISTS


@pytest.mark.parametrize(
    "change",
    [
        {"sort_stars": 1},
        {"sort_newest": 1},
        {"sort_price": 1},
        {"sort_price_down": 1},
        {"sort_name": "1"},
        {"is_public": False},
        {"tags": "c999999"},
        {"price": 1},
        {"in_stock": False},
        {"title": "?"},
        {"text_key": " mat "},
        {"province_code": "01"},
        {"producer_name": "?"},
        {"image": "?.jpg"},
    ],
    ids="".join,
)
def test_a_column_that_is_not_made_of_what_the_shop_says_is_found(goods, change):
    Listing.objects.filter(pk=goods.pk).update(**change)
    assert ("listing_differs", of(goods)) in found()
    assert mended()


def test_the_columns_that_differ_are_named(goods):
    Listing.objects.filter(pk=goods.pk).update(sort_name="1", price=1)
    with translation.override("en"):
        (finding,) = examine(clock.today(), {"listing_differs"})
    assert finding.sentence == "Its listing row is not made of what the shop says now, in: price, sort_name."
    assert finding.remedy == "Make the rows anew: ocop_rebuild --only rows counts."


@pytest.mark.parametrize("table", [ListingCategory, ListingValue])
def test_a_row_that_is_filed_wrong_is_found(goods, table):
    if table is ListingValue:
        table.objects.create(listing_id=goods.pk, facet="colour", value="red")
    else:
        table.objects.all().delete()
    assert found() == [("listing_differs", of(goods))]
    assert mended()


def test_a_product_without_a_star_that_is_in_no_list_is_found(goods):
    plain = make_product()
    freshness.ensure_true()
    vocabulary.rebuild()
    Listing.objects.filter(pk=plain.pk).delete()
    assert found() == [("listing_differs", of(plain))]
    assert mended()


def test_a_row_of_a_product_that_is_gone_is_found(goods):
    plain = make_product()
    freshness.ensure_true()
    vocabulary.rebuild()
    key, table = plain.pk, get_model("catalogue", "Product")._meta.db_table
    plain.stockrecords.all().delete()
    past_the_triggers(f'DELETE FROM "{table}" WHERE id = %s', key)
    ListingMark.objects.all().delete()
    assert found() == [("listing_differs", f"product:{key}")]
    assert mended()


def test_a_hidden_product_that_is_shown_is_found_outside_the_sample_too(goods, monkeypatch):
    monkeypatch.setattr("ocop_shop.oversight.doctor.rows.sampled", lambda rows, day: [])
    table = get_model("catalogue", "Product")._meta.db_table
    past_the_triggers(f'UPDATE "{table}" SET is_public = %s WHERE id = %s', False, goods.pk)
    ListingMark.objects.all().delete()
    assert found() == [("listing_differs", of(goods))]
    assert mended()


def test_a_row_that_the_next_reader_makes_is_left_alone(goods):
    get_model("partner", "StockRecord").objects.update(price=7000)
    assert ListingMark.objects.exists()
    assert found() == []


def test_a_trigger_that_is_gone_is_found(goods):
    name = "ocop_d_mark_partner_stockrecord_update"
    with connection.cursor() as cursor:
        where = "" if connection.vendor == "sqlite" else f' ON "{get_model("partner", "StockRecord")._meta.db_table}"'
        cursor.execute(f"DROP TRIGGER {name}{where}")
    assert found() == [("listing_triggers", f"trigger:{name}")]
    assert mended()


def test_a_trigger_of_another_version_is_found(goods):
    name, table = "ocop_d_count_gone_delete", Listing._meta.db_table
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(f"DROP TRIGGER {name}")
            cursor.execute(f"CREATE TRIGGER {name} AFTER DELETE ON {table} BEGIN SELECT 1; END")
        else:
            body = "BEGIN RETURN NULL; END"
            cursor.execute(f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $${body}$$")
    assert found() == [("listing_triggers", f"trigger:{name}")]
    assert mended()


@pytest.mark.postgres
def test_a_trigger_that_is_switched_off_is_found(goods):
    connection.check_constraints()
    with connection.cursor() as cursor:
        cursor.execute(f"ALTER TABLE {Listing._meta.db_table} DISABLE TRIGGER ocop_d_count_gone_delete")
    assert found() == [("listing_triggers", "trigger:ocop_d_count_gone_delete")]
    assert mended()


def test_counts_that_are_not_those_of_the_rows_are_found(goods):
    ListingCount.objects.create(province_code="86", stars=5, number=3)
    assert found() == [("listing_counts", "counts")]
    with translation.override("en"):
        (finding,) = examine(clock.today(), {"listing_counts"})
    assert "1 combinations" in finding.sentence
    assert "86 5 (+3)" in finding.sentence
    assert mended()


def test_a_change_of_the_counts_that_is_lost_is_found(goods):
    tally.fold()
    Listing.objects.filter(pk=goods.pk).update(stars=4, in_stock=False)
    ListingCountChange.objects.filter(fold=None).delete()
    assert ("listing_counts", "counts") in found()
    assert mended()


def test_marks_that_nobody_works_off_are_found_after_a_quarter_of_an_hour(goods):
    ListingMark.objects.create(product_id=goods.pk, marked_at=Now() - timedelta(minutes=14))
    assert found() == []
    ListingMark.objects.create(product_id=goods.pk, marked_at=Now() - timedelta(minutes=16))
    assert found() == [("listing_marks", of(goods))]
    assert mended()


def test_a_trigger_notes_when_it_left_its_mark(goods):
    get_model("partner", "StockRecord").objects.update(price=7000)
    assert not ListingMark.objects.filter(marked_at__lt=Now() - timedelta(minutes=5)).exists()
    assert not ListingMark.objects.filter(marked_at__gt=Now() + timedelta(minutes=5)).exists()


def test_a_search_without_an_index_is_found(goods):
    fulltext.remove(connection)
    assert {check for check, _subject in found()} == {"search_index"}
    assert mended()


def test_a_name_that_the_search_does_not_know_is_found(goods):
    if connection.vendor != "sqlite":
        return  # PostgreSQL derives the words from the row
    with connection.cursor() as cursor:
        words = fulltext.index_table()
        cursor.execute(f"INSERT INTO {words} ({words}) VALUES ('delete-all')")
    assert found() == [("search_index", of(goods))]
    assert mended()


def test_a_word_that_the_vocabulary_lacks_is_found(goods):
    SearchWord.objects.filter(word="rung").delete()
    with translation.override("en"):
        (finding,) = examine(clock.today(), OF_LISTS)
    assert finding.sentence == "The vocabulary of the search lacks words (1): rung."
    assert mended()


def test_a_sample_is_another_one_every_day_and_all_of_them_in_turn(goods, monkeypatch):
    for _number in range(19):
        make_product()
    freshness.ensure_true()
    monkeypatch.setattr(shelf, "SAMPLE", 5)
    day = date(2026, 11, 22)
    days = [set(shelf.sampled(Listing.objects.all(), day + timedelta(days=n))) for n in range(4)]
    assert set.union(*days) == set(Listing.objects.values_list("pk", flat=True))
    assert sum(len(found) for found in days) == 20


def test_many_products_need_no_more_queries_than_few(goods):
    def queries():
        with CaptureQueriesContext(connection) as asked:
            assert found() == []
        return len(asked)

    few = queries()
    for _number in range(30):
        make_product()
    freshness.ensure_true()
    vocabulary.rebuild()
    assert queries() == few
