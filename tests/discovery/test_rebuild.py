"""`ocop_rebuild` mends what somebody broke past the triggers, leaves what is right, and goes on where it stopped."""

from __future__ import annotations

import io
import json

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import translation
from oscar.core.loading import get_model

from ocop_shop.discovery import freshness, fulltext, rebuilding, tally, triggers, vocabulary
from ocop_shop.discovery.models import Listing, ListingCount, ListingDay, ListingMark, SearchWord
from ocop_shop.discovery.parameters import Query
from ocop_shop.discovery.shelf import shelf
from ocop_shop.test.factories import make_category, make_certificate, make_producer, make_product
from tests.discovery import clerk
from tests.discovery.locks import holding
from tests.discovery.unwatched import past_the_triggers

pytestmark = pytest.mark.django_db


@pytest.fixture
def goods():
    """Three products on a list that somebody has read; the words of the search are learned."""
    maker, category = make_producer(), make_category()
    found = [make_product(f"Mật ong {n}", producer=maker, province="86", category=category) for n in range(3)]
    make_certificate(found[0], stars=4)
    freshness.ensure_true()
    vocabulary.rebuild()
    return found


def rebuilt(*arguments):
    out = io.StringIO()
    with translation.override("en"):
        call_command("ocop_rebuild", *arguments, stdout=out)
    return out.getvalue().splitlines()


def test_rebuilding_what_is_right_changes_nothing(goods):
    before = (
        list(Listing.objects.order_by("pk").values()),
        tally.by_combination(),
        set(SearchWord.objects.values_list()),
    )
    told = rebuilt()
    assert (list(Listing.objects.order_by("pk").values()), tally.by_combination()) == before[:2]
    assert set(SearchWord.objects.values_list()) == before[2]
    assert clerk.check() == []
    assert told[0] == "Triggers: 0 had to be made."
    assert f"Rows: 3 of 3 made anew, up to product {goods[2].pk}." in told
    assert told == rebuilt()


def stamp():
    return get_model("ocop_discovery", "Stamp").objects.get(name="names").token


def test_new_triggers_of_names_turn_the_stamp_and_leave_no_marks(goods):
    before = stamp()
    triggers.catch_up(connection, ["ocop_d_names_place_insert"])
    assert stamp() != before
    assert not ListingMark.objects.exists()


def test_other_new_triggers_mark_every_product(goods):
    triggers.catch_up(connection, ["ocop_d_mark_product_update", "ocop_d_names_place_insert"])
    assert set(ListingMark.objects.values_list("product_id", flat=True)) >= {product.pk for product in goods}


def test_triggers_that_stand_leave_everything_as_it_is(goods):
    before = stamp()
    triggers.catch_up(connection, [])
    assert (stamp(), ListingMark.objects.exists()) == (before, False)


def test_names_that_were_changed_past_the_triggers_are_read_anew(goods):
    def provinces():
        return [value.label for one in shelf(Query()).filters if one.name == "province" for value in one.values]

    assert "Vĩnh Long" in provinces()
    place = get_model("ocop_regions", "Place")._meta.db_table
    past_the_triggers(f"UPDATE {place} SET name = 'Cửu Long' WHERE code = '86' AND valid_until IS NULL")
    rebuilt()
    assert "Cửu Long" in provinces()


def test_rows_that_were_changed_past_the_triggers_are_mended(goods):
    table = get_model("partner", "StockRecord")._meta.db_table
    past_the_triggers(f'UPDATE "{table}" SET price = 7000')
    assert not ListingMark.objects.exists()
    rebuilt("--only", "rows")
    assert set(Listing.objects.values_list("price", flat=True)) == {7000}
    assert clerk.check() == []


def test_a_row_of_a_product_that_is_gone_goes_and_a_missing_one_comes(goods):
    Listing.objects.filter(pk=goods[0].pk).delete()
    table = get_model("catalogue", "Product")._meta.db_table
    past_the_triggers(f'UPDATE "{table}" SET structure = %s WHERE id = %s', "child", goods[1].pk)
    rebuilt("--only", "rows")
    assert set(Listing.objects.values_list("pk", flat=True)) == {goods[0].pk, goods[2].pk}


def test_counts_that_are_wrong_are_mended(goods):
    ListingCount.objects.create(province_code="86", stars=5, number=12)
    assert tally.by_combination() != clerk.cells()
    rebuilt("--only", "counts")
    assert tally.by_combination() == clerk.cells()
    assert shelf(Query(stars=(5,))).total == 0


def test_triggers_that_are_missing_are_made_and_what_came_before_is_marked(goods):
    name = "ocop_d_mark_partner_stockrecord_update"
    with connection.cursor() as cursor:
        where = "" if connection.vendor == "sqlite" else f' ON "{get_model("partner", "StockRecord")._meta.db_table}"'
        cursor.execute(f"DROP TRIGGER {name}{where}")
    get_model("partner", "StockRecord").objects.update(price=9000)
    assert triggers.missing(connection) == [name]
    assert rebuilt("--only", "triggers") == ["Triggers: 1 had to be made."]
    assert triggers.missing(connection) == []
    freshness.ensure_true()
    assert clerk.check() == []


def test_a_search_that_finds_nothing_finds_again(goods):
    fulltext.remove(connection)
    rebuilt("--only", "search")
    assert shelf(Query(words="mat ong")).total == 3
    assert fulltext.missing(connection) == []


def test_words_of_the_search_that_are_not_those_of_the_rows_are_written_anew(goods):
    if connection.vendor != "sqlite":
        return  # PostgreSQL derives them itself
    with connection.cursor() as cursor:
        words = fulltext.index_table()
        cursor.execute(f"INSERT INTO {words} ({words}) VALUES ('delete-all')")
    assert not fulltext.is_sound(connection)
    assert shelf(Query(words="mat ong")).total == 0
    rebuilt("--only", "search")
    assert fulltext.is_sound(connection)
    assert shelf(Query(words="mat ong")).total == 3


def test_the_index_alone_is_made_where_only_that_is_missing(goods):
    if connection.vendor != "postgresql":
        return
    with connection.cursor() as cursor:
        cursor.execute(f"DROP INDEX {fulltext.INDEX}")
    assert fulltext.missing(connection) == [fulltext.INDEX]
    rebuilt("--only", "search")
    assert fulltext.missing(connection) == []


def test_the_vocabulary_is_that_of_the_rows(goods):
    SearchWord.objects.filter(word="ong").delete()
    SearchWord.objects.create(word="khongai")
    rebuilt("--only", "vocabulary")
    assert set(SearchWord.objects.values_list("word", flat=True)) == vocabulary.words_of_rows()


def test_after_a_rebuild_the_first_reader_makes_no_row(goods, django_assert_num_queries):
    ListingDay.objects.all().delete()
    rebuilt()
    with django_assert_num_queries(1):
        freshness.ensure_true()


def test_rows_are_made_batch_by_batch_and_from_where_it_stopped(goods):
    keys = [product.pk for product in goods]
    steps = list(rebuilding.rebuild("rows", batch=2))
    assert [(step.done, step.last) for step in steps] == [(0, 0), (2, keys[1]), (3, keys[2])]
    Listing.objects.update(title="?")
    told = rebuilt("--only", "rows", "--after", str(keys[0]))
    assert told[-1] == f"Rows: 2 of 2 made anew, up to product {keys[2]}."
    assert [row.title == "?" for row in Listing.objects.order_by("pk")] == [True, False, False]


def test_who_stops_it_is_told_how_to_go_on(goods):
    class Stopped(io.StringIO):
        def write(self, text):
            if "2 of 3" in text:
                raise KeyboardInterrupt
            return super().write(text)

    with pytest.raises(CommandError) as stopped, translation.override("en"):
        call_command("ocop_rebuild", "--batch", "2", stdout=Stopped())
    rest = f"ocop_rebuild --only rows counts vocabulary --after {goods[1].pk}"
    assert str(stopped.value) == f"Stopped. Go on with: {rest}"


def test_a_dry_run_says_what_would_be_made_and_writes_nothing(goods):
    Listing.objects.filter(pk=goods[0].pk).update(title="?")
    told = rebuilt("--dry-run", "--only", "triggers", "rows")
    assert told == ["triggers: 0", "rows: 3", "Dry run: nothing was written."]
    assert Listing.objects.get(pk=goods[0].pk).title == "?"


def test_it_speaks_json(goods):
    (line,) = rebuilt("--format", "json", "--only", "rows", "counts")
    answer = json.loads(line)
    assert answer["dry_run"] is False
    assert [part["part"] for part in answer["parts"]] == ["rows", "counts"]
    assert answer["parts"][0] == {"part": "rows", "done": 3, "total": 3, "last": goods[2].pk, "left": 0}


@pytest.mark.parametrize("arguments", [("--only", "everything"), ("--after", "-1"), ("--batch", "x")])
def test_what_it_does_not_know_is_refused(arguments):
    with pytest.raises(CommandError):
        call_command("ocop_rebuild", *arguments)


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_a_row_that_somebody_is_writing_is_left_to_the_next_reader():
    one, other = make_product(), make_product()
    freshness.ensure_true()
    Listing.objects.update(title="?")
    with holding(Listing, one.pk):
        steps = list(rebuilding.rebuild("rows"))
        assert (steps[-1].done, steps[-1].left) == (2, 1)
        assert list(ListingMark.objects.values_list("product_id", flat=True)) == [one.pk]
    assert [Listing.objects.get(pk=product.pk).title == "?" for product in (one, other)] == [True, False]
    freshness.ensure_true()
    assert clerk.check() == []


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_counting_anew_waits_for_no_writer():
    product = make_product()
    freshness.ensure_true()
    with holding(Listing, product.pk, stars=5):
        tally.recount()
        assert tally.by_combination() == clerk.cells()
    assert tally.by_combination() == clerk.cells()
    assert shelf(Query()).total == 1
