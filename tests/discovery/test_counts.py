"""Counts are those of a clerk who looks at every row: for any choice, after any change, after midnight."""

import random
from dataclasses import replace
from datetime import date, datetime

import pytest
from django.db import connection, transaction
from hypothesis import given
from hypothesis import strategies as st

from ocop_shop.certification import actions as register
from ocop_shop.certification.actions import DecisionFacts
from ocop_shop.core.clock import VIETNAM
from ocop_shop.discovery import facets, freshness, heads, queries, tally
from ocop_shop.discovery.cubes import one_by_one
from ocop_shop.discovery.models import Listing, ListingCount, ListingCountChange, ListingDay
from ocop_shop.discovery.names import names
from ocop_shop.discovery.parameters import Query
from ocop_shop.discovery.shelf import shelf
from ocop_shop.test.clock import frozen
from ocop_shop.test.factories import make_product
from tests.discovery import shelves
from tests.trying import histories

pytestmark = pytest.mark.django_db

PATIENT = histories(500)


@pytest.fixture
def shop():
    """200 rows, their categories, and the names that counting needs."""
    freshness.ensure_true()
    categories = shelves.filled(200)
    tally.fold()
    head = heads.read()
    known = names(head)
    return categories, known, {code: known.region_of[code] for code in shelves.PROVINCES}


def same(query, shop, category=None):
    """Compare with the clerk: the total, every count, and the rows themselves."""
    _categories, known, regions = shop
    found = facets.count(heads.read(), query, known, category=category)
    total, values = shelves.counted(list(Listing.objects.all()), query, regions, category)
    assert found.total == total
    for name, counter in values.items():
        mine = {value: number for value, number in found.values[name].items() if number}
        assert mine == dict(counter), (name, query)
    places = {code: region.provinces for code, region in known.regions.items()}
    assert queries.matching(query, category=category, regions=places).count() == total


def test_counts_are_the_clerks_for_any_choice_of_filters(shop):
    @PATIENT
    @given(query=shelves.queries(shop[0], shop[2]), category=st.sampled_from([None, None, *shop[0]]))
    def any_choice(query, category):
        same(query, shop, category)

    any_choice()


def test_counts_are_the_clerks_after_any_changes(shop):
    chance = random.Random(7)
    keys = list(Listing.objects.values_list("pk", flat=True))
    for _round in range(25):
        for _change in range(chance.randrange(1, 30)):
            change_one(chance.choice(keys), chance)
        if chance.random() < 0.5:
            tally.fold()
        for query in (Query(), Query(stars=(3,), province=("86",)), Query(sector=("I",), in_stock=True)):
            same(query, shop)


def change_one(key, chance):
    """One change to one row, as some writer might make it; some are taken back."""
    row = Listing.objects.filter(pk=key)
    try:
        with transaction.atomic():
            match chance.randrange(6):
                case 0:
                    row.update(stars=chance.choice((0, 3, 4, 5)))
                case 1:
                    row.update(is_public=chance.random() < 0.5)
                case 2:
                    row.update(in_stock=chance.random() < 0.5, price=chance.choice((20_000, 45_000)))
                case 3:
                    code = chance.choice(list(shelves.PROVINCES))
                    row.update(province_code=code, former_slug=chance.choice(shelves.PROVINCES[code]))
                case 4:
                    with connection.cursor() as cursor:
                        cursor.execute(
                            f'UPDATE "{Listing._meta.db_table}" SET tags = %s WHERE product_id = %s', ["", key]
                        )
                case 5:
                    row.update(producer_kind=chance.choice(shelves.KINDS))
            if chance.random() < 0.2:
                raise KeyboardInterrupt
    except KeyboardInterrupt:
        pass


def test_a_deleted_row_is_counted_no_more(shop):
    before = facets.count(heads.read(), Query(), shop[1]).total
    key = Listing.objects.filter(is_public=True).values_list("pk", flat=True).first()
    Listing.objects.filter(pk=key).delete()
    assert facets.count(heads.read(), Query(), shop[1]).total == before - 1
    same(Query(), shop)


def test_counts_follow_midnight_with_no_job_run():
    noon = datetime(2026, 11, 22, 12, tzinfo=VIETNAM)
    with frozen(noon):
        for stars, level in ((3, "district"), (4, "province"), (5, "national")):
            decision = DecisionFacts(f"{stars}/QĐ", date(2023, 11, 22), level, level)
            register.grant(make_product(province="86"), stars=stars, decision=decision)
        tally.fold()
        assert [v.count for v in shelf(Query(province=("86",))).filters[0].values] == [1, 1, 1, 0]
    with frozen(datetime(2026, 11, 23, tzinfo=VIETNAM)):
        assert [v.count for v in shelf(Query(province=("86",))).filters[0].values] == [0, 0, 0, 3]
    with frozen(noon):
        assert [v.count for v in shelf(Query(province=("86",))).filters[0].values] == [1, 1, 1, 0]


def test_folding_changes_no_count_and_leaves_nothing_waiting(shop):
    Listing.objects.filter(stars=3).update(stars=4)
    before = tally.by_combination()
    assert heads.read().pending_rows > 0
    assert tally.fold() > 0
    assert tally.by_combination() == before
    assert heads.read().pending == ()
    same(Query(stars=(4,)), shop)


def test_counting_all_rows_anew_changes_no_count(shop):
    Listing.objects.filter(stars=5).update(stars=3)
    before = tally.by_combination()
    tally.recount()
    assert tally.by_combination() == before
    assert not ListingCountChange.objects.exists()
    same(Query(), shop)


def test_what_a_process_remembers_of_a_transaction_that_is_taken_back_is_not_used(shop):
    before = facets.count(heads.read(), Query(stars=(5,)), shop[1]).total
    try:
        with transaction.atomic():
            Listing.objects.update(stars=5)
            tally.fold()
            assert facets.count(heads.read(), Query(stars=(5,)), shop[1]).total > before
            raise KeyboardInterrupt
    except KeyboardInterrupt:
        pass
    assert facets.count(heads.read(), Query(stars=(5,)), shop[1]).total == before
    same(Query(stars=(5,)), shop)


def test_a_process_that_slept_through_many_folds_counts_right(shop):
    facets.count(heads.read(), Query(), shop[1])
    for stars in (3, 4, 5, 0) * 6:
        Listing.objects.filter(pk__in=list(Listing.objects.values_list("pk", flat=True)[:40])).update(stars=stars)
        tally.fold()
    assert len(ListingDay.objects.get().folds.split()) == tally.KEPT_FOLDS
    same(Query(), shop)


def test_a_process_catches_up_with_a_fold_in_one_query(shop, django_assert_num_queries):
    facets.count(heads.read(), Query(), shop[1])
    Listing.objects.filter(stars=3).update(stars=4)
    tally.fold()
    head = heads.read()
    with django_assert_num_queries(1):
        facets.count(head, Query(), shop[1])


def test_the_table_of_counts_holds_one_row_for_each_combination(shop):
    tally.recount()
    rows = list(Listing.objects.filter(is_public=True))
    wanted = {
        tuple(
            getattr(row, name) or 0 if name == "product_set" else getattr(row, name)
            for name in (
                "province_code",
                "former_slug",
                "product_set",
                "producer_kind",
                "stars",
                "potential_5",
                "in_stock",
                "tags",
            )
        )
        for row in rows
    }
    assert ListingCount.objects.count() == len(wanted)
    assert sum(ListingCount.objects.values_list("number", flat=True)) == len(rows)


def test_an_own_choice_does_not_narrow_its_own_counts(shop):
    everything = facets.count(heads.read(), Query(), shop[1])
    chosen = facets.count(heads.read(), Query(stars=(5,)), shop[1])
    assert chosen.values["stars"] == everything.values["stars"]
    assert chosen.total == everything.values["stars"][5]


def test_two_values_of_one_filter_add_up_and_two_filters_narrow(shop):
    count = lambda **chosen: facets.count(heads.read(), replace(Query(), **chosen), shop[1]).total  # noqa: E731
    assert count(stars=(4, 5)) == count(stars=(4,)) + count(stars=(5,))
    assert (
        count(stars=(4,), province=("86",))
        == Listing.objects.filter(is_public=True, stars=4, province_code="86").count()
    )


def test_an_empty_shelf_counts_nothing():
    counted = one_by_one([], facets.sides(Query(), names(heads.read())))
    assert counted.total == 0
    assert all(not counter for counter in counted.values.values())
