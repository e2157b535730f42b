"""The narrow table follows everything it is made of, and the calendar."""

from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal

import pytest
from django.db.models import ProtectedError
from oscar.core.loading import get_model

from ocop_shop.certification import actions as register
from ocop_shop.certification.actions import DecisionFacts
from ocop_shop.core.clock import VIETNAM
from ocop_shop.discovery import actions, facets, freshness, queries, tally
from ocop_shop.discovery.models import Listing
from ocop_shop.discovery.names import names
from ocop_shop.discovery.parameters import NoSuchPage, Query
from ocop_shop.discovery.shelf import shelf
from ocop_shop.test.clock import frozen
from ocop_shop.test.factories import make_producer, make_product

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 11, 22, 12, tzinfo=VIETNAM)
LEVELS = {3: "district", 4: "province", 5: "national"}


@pytest.fixture(autouse=True)
def noon():
    with frozen(NOON):
        yield


def certified(stars=4, **values):
    product = make_product(**values)
    decision = DecisionFacts("1693/QĐ", date(2023, 11, 22), LEVELS[stars], LEVELS[stars])
    register.grant(product, stars=stars, decision=decision)
    return product


def read(product):
    """The row of a product as a reader finds it."""
    freshness.ensure_true()
    return Listing.objects.get(pk=product.pk)


def counted(query, name):
    return {v.value: v.count for facet in shelf(query).filters if facet.name == name for v in facet.values}


def test_a_star_is_on_the_shelf_with_the_grant_and_gone_with_the_revocation():
    product = certified(4)
    assert read(product).stars == 4
    register.revoke(product.ocop_certificates.get(), ground="d", effective_on=date(2026, 11, 22))
    assert read(product).stars == 0
    assert counted(Query(), "stars") == {"5": 0, "4": 0, "3": 0, "none": 1}


def test_a_price_change_is_on_the_shelf_at_once():
    product = make_product(price=100_000, stock=5)
    record = product.stockrecords.get()
    record.price, record.num_in_stock = Decimal(120_000), 0
    record.save()
    row = read(product)
    assert (row.price, row.in_stock) == (Decimal(120_000), False)


def test_a_product_hidden_without_a_signal_is_off_the_shelf():
    product = certified(4)
    get_model("catalogue", "Product").objects.filter(pk=product.pk).update(is_public=False)
    assert shelf(Query()).total == 0


def test_a_deleted_product_leaves_no_row():
    product = certified(4)
    key = product.pk
    product.delete()
    assert not Listing.objects.filter(pk=key).exists()


def test_midnight_in_vietnam_takes_the_star_off_with_no_job_run():
    certified(5)
    with frozen(datetime(2026, 11, 22, 23, 59, 59, tzinfo=VIETNAM)):
        assert [card.claim.stars for card in shelf(Query(stars=(5,))).cards] == [5]
    with frozen(datetime(2026, 11, 23, 0, 0, 0, tzinfo=VIETNAM)):
        assert shelf(Query(stars=(5,))).total == 0
        assert [card.claim.state for card in shelf(Query()).cards] == ["expired"]
        assert counted(Query(), "stars")["5"] == 0


def test_a_month_without_visitors_is_caught_up_at_the_first_request():
    product = certified(5)
    with frozen(datetime(2026, 12, 25, 9, tzinfo=VIETNAM)):
        assert read(product).stars == 0


def test_counts_equal_results_for_every_star_and_every_other_filter():
    for number in range(3):
        certified(3, province="86", stock=number)
    certified(4, province="51", stock=1)
    certified(5, province="51", stock=0)
    make_product(province="86")
    for base in (Query(), Query(province=("51",)), Query(in_stock=True), Query(stars=(4,)), Query(stars=(3, 5))):
        page = shelf(base)
        for facet in page.filters:
            for value in facet.values:
                alone = replace(base, **_only(facet.name, value.value))
                assert value.count == shelf(alone).total, (base, facet.name, value.value)
        assert page.toggles["in_stock"].count == shelf(replace(base, in_stock=True)).total


def _only(name, value):
    if name in {"stars", "set", "category"}:
        return {"product_set" if name == "set" else name: (0 if value == "none" else int(value),)}
    return {name: (value,)}


def test_several_stars_add_up():
    certified(3)
    certified(4)
    certified(5)
    assert shelf(Query(stars=(4, 5))).total == 2


def test_words_are_found_without_accents_and_with_d_for_the_stroked_d():
    wanted = make_product(title="Cà phê Đắk Rve")
    make_product(title="Mật ong rừng")
    for words in ("ca phe dak", "CÀ PHÊ", "đắk", "Đăk rve"):
        assert [card.product_id for card in shelf(Query(words=words)).cards] == [wanted.pk]


def test_a_category_shows_what_its_sub_categories_hold():
    category = get_model("catalogue", "Category")
    top = category.add_root(name="Thực phẩm", slug="thuc-pham")
    below = category.objects.get(pk=top.pk).add_child(name="Chè", slug="che")
    product = make_product()
    product.categories.add(below)
    assert shelf(Query(), category=top).total == 1
    product.categories.clear()
    assert shelf(Query(), category=top).total == 0


def test_a_page_beyond_the_last_does_not_exist():
    make_product()
    with pytest.raises(NoSuchPage):
        shelf(Query(page=2))


@pytest.mark.parametrize("sort", ["stars", "newest", "price", "-price", "name"])
def test_every_order_shows_every_product_once(sort):
    products = {make_product(price=1000 * number).pk for number in range(1, 6)}
    assert {card.product_id for card in shelf(Query(sort=sort)).cards} == products


def test_a_shelf_costs_the_same_queries_at_1_and_at_24_cards(django_assert_max_num_queries):
    certified(3)
    shelf(Query())
    with django_assert_max_num_queries(6) as one:
        shelf(Query())
    for _number in range(23):
        certified(4)
    freshness.ensure_true()
    with django_assert_max_num_queries(6) as many:
        shelf(Query())
    assert len(one) == len(many)


def test_a_row_is_written_when_the_transaction_is_over(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        product = make_product()
        assert not Listing.objects.filter(pk=product.pk).exists()
    assert Listing.objects.filter(pk=product.pk).exists()


def test_rows_made_anew_are_the_rows_that_were_there():
    for stars in (3, 4, 5):
        certified(stars)
    freshness.ensure_true()
    before = list(Listing.objects.order_by("pk").values())
    actions.refresh_all()
    assert list(Listing.objects.order_by("pk").values()) == before


def test_counts_ask_the_database_nothing_once_they_are_remembered(django_assert_num_queries):
    certified(3)
    tally.recount()
    head = freshness.ensure_true()
    known = names(head)
    facets.count(head, Query(), known)
    with django_assert_num_queries(0):
        counts = facets.count(head, Query(stars=(3,)), known)
    assert (counts.total, counts.values["stars"][3]) == (1, 1)


def test_variants_have_no_row_of_their_own():
    parent = make_product()
    product = get_model("catalogue", "Product")
    product.objects.filter(pk=parent.pk).update(structure="parent")
    child = product.objects.create(structure="child", parent_id=parent.pk, title="200 g")
    freshness.ensure_true()
    assert not Listing.objects.filter(pk=child.pk).exists()
    assert queries.public_rows().count() == 1


def test_a_word_is_found_at_its_beginning_not_in_the_middle_of_another():
    honey = make_product(title="Mật ong hoa cà phê")
    make_product(title="Khăn lụa hồng")
    assert [card.product_id for card in shelf(Query(words="ong")).cards] == [honey.pk]


def test_the_product_called_so_comes_first():
    certified(5, title="Đường mật hoa dừa")
    named = make_product(title="Mật hoa dừa")
    longer = make_product(title="Mật hoa dừa lên men")
    assert [card.product_id for card in shelf(Query(words="mat hoa dua")).cards][:2] == [named.pk, longer.pk]


def test_a_row_written_for_yesterday_is_found_by_the_first_reader_of_today():
    product = certified(5)
    with frozen(datetime(2026, 11, 23, 0, 0, 0, tzinfo=VIETNAM)):
        freshness.ensure_true()
        # A writer that began before midnight commits after the others were rolled forward.
        actions.refresh([product.pk], on=date(2026, 11, 22))
        assert Listing.objects.get(pk=product.pk).stars == 5
        assert shelf(Query(stars=(5,))).total == 0


def test_products_deleted_in_bulk_leave_no_row():
    products = [certified(4), certified(5)]
    get_model("catalogue", "Product").objects.filter(pk__in=[p.pk for p in products]).delete()
    assert not Listing.objects.exists()


def test_a_certificate_cannot_be_deleted_and_its_star_stays():
    product = certified(4)
    with pytest.raises(ProtectedError):
        product.ocop_certificates.get().delete()
    assert read(product).stars == 4


def test_a_provenance_that_is_deleted_leaves_the_row_without_a_place():
    product = make_product(province="86", producer=make_producer())
    product.ocop_provenance.delete()
    row = read(product)
    assert (row.province_code, row.producer_name) == ("", "")


def test_a_negative_price_is_no_price():
    product = make_product(price=100_000, stock=5)
    record = product.stockrecords.get()
    record.price = Decimal(-5)
    record.save()
    assert (read(product).price, shelf(Query(in_stock=True)).total) == (None, 0)
