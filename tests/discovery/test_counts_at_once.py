"""Many hands at once, each with a connection of its own: nothing waits for ever, nothing fails, all counts are true.

At every moment, and not only at the end: a clerk counts all rows by hand while the others write.
"""

from __future__ import annotations

import random
import time
from contextlib import suppress
from datetime import date
from threading import Event

import pytest
from django.db import connection, transaction
from oscar.core.loading import get_model

from ocop_shop.certification import actions as register
from ocop_shop.certification.actions import DecisionFacts
from ocop_shop.certification.exceptions import RegisterError
from ocop_shop.discovery import actions, freshness, tally
from ocop_shop.discovery.models import Listing
from ocop_shop.discovery.parameters import NoSuchPage, Query
from ocop_shop.discovery.shelf import shelf
from ocop_shop.test.factories import make_category, make_partner, make_producer, make_product
from tests.at_once import together
from tests.discovery import clerk
from tests.discovery.locks import holding, impatient, unfinished

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgres]

Product, Category = get_model("catalogue", "Product"), get_model("catalogue", "Category")
StockRecord, Filing = get_model("partner", "StockRecord"), get_model("catalogue", "ProductCategory")
WRITERS, ACTS, READERS = 8, 8, 2
QUERIES = (
    Query(),
    Query(stars=(4, 5)),
    Query(province=("86",), in_stock=True),
    Query(words="thu"),
    Query(sort="price"),
    Query(producer_type=("household",)),
)


class TakenBack(Exception):
    """A writer changes its mind."""


class Shop:
    """What the hands work on: `lasting` products stay, `passing` ones may be deleted at any moment."""

    def __init__(self):
        self.makers = [make_producer(kind=kind, province=code) for kind, code in (("household", "86"), ("farm", "51"))]
        self.categories = [make_category() for _number in range(4)]
        self.lasting = [self.product() for _number in range(12)]
        self.passing = [self.product() for _number in range(20)]
        self.kind = Product.objects.get(pk=self.lasting[0]).product_class
        self.partner = make_partner()

    def product(self):
        chance = random.Random(Product.objects.count())
        return make_product(
            producer=chance.choice(self.makers), province="86", stock=3, category=chance.choice(self.categories)
        ).pk


class Hand:
    """One writer; each method is a change as some part of a shop makes it."""

    def __init__(self, shop, number, seed):
        self.shop, self.number, self.chance = shop, number, random.Random(f"{seed} {number}")

    def any_product(self):
        return self.chance.choice(self.shop.lasting + self.shop.passing)

    def sells(self):
        StockRecord.objects.filter(product=self.any_product()).update(num_in_stock=self.chance.choice((0, 0, 5)))

    def reprices(self):
        with suppress(StockRecord.DoesNotExist):
            record = StockRecord.objects.filter(product=self.chance.choice(self.shop.lasting)).get()
            record.price = self.chance.randrange(10, 90) * 1000
            record.save()

    def reprices_in_bulk(self):
        with transaction.atomic():
            records = StockRecord.objects.filter(product__in=self.chance.sample(self.shop.lasting, 6))
            records = list(records.order_by("pk").select_for_update())
            for record in records:
                record.price = self.chance.randrange(10, 90) * 1000
            StockRecord.objects.bulk_update(records, ["price"])

    def hides_or_shows(self):
        Product.objects.filter(pk=self.any_product()).update(is_public=self.chance.random() < 0.6)

    def hides_by_sql(self):
        with connection.cursor() as cursor:
            table = Product._meta.db_table
            cursor.execute(f"UPDATE {table} SET is_public = NOT is_public WHERE id = %s", [self.any_product()])

    def saves_a_form(self):
        """As Oscar's dashboard does: the product with its parts in one transaction."""
        product = Product.objects.get(pk=self.chance.choice(self.shop.lasting))
        with transaction.atomic():
            product.title = f"Sản phẩm thử {self.chance.random()}"
            product.save()
            with suppress(Category.DoesNotExist):
                product.categories.set(Category.objects.filter(pk=self.chance.choice(self.shop.categories).pk))
            product.stockrecords.update(num_in_stock=self.chance.choice((0, 4)))

    def changes_its_mind(self):
        with suppress(TakenBack), transaction.atomic():
            self.saves_a_form()
            tally.fold()
            raise TakenBack

    def certifies(self):
        stars = self.chance.choice((3, 4, 5))
        decision = DecisionFacts(
            f"{self.number}-{self.chance.random()}/QĐ",
            date(2026, 6, 1),
            "Hội đồng",
            "national" if stars == 5 else "province",
        )
        with suppress(RegisterError):
            product = Product.objects.get(pk=self.chance.choice(self.shop.lasting))
            certificate = register.grant(product, stars=stars, decision=decision)
            if self.chance.random() < 0.5:
                register.revoke(certificate, ground="d", effective_on=date(2026, 7, 1))

    def creates(self):
        self.shop.passing.append(self.shop.product())

    def creates_in_bulk(self):
        kind, marks = self.shop.kind, [f"{self.number}-{self.chance.randrange(10**12)}" for _number in range(5)]
        with transaction.atomic():
            products = Product.objects.bulk_create(
                Product(title=f"Thử {mark}", slug=mark, structure="standalone", product_class=kind) for mark in marks
            )
            StockRecord.objects.bulk_create(
                StockRecord(product=product, partner=self.shop.partner, partner_sku=product.slug, price=5000)
                for product in products
            )
        self.shop.passing.extend(product.pk for product in products)

    def deletes(self):
        """Each writer its own, so that two do not delete the same."""
        mine = [key for key in self.shop.passing if key % WRITERS == self.number]
        if mine:
            key = self.chance.choice(mine)
            self.shop.passing.remove(key)
            Product.objects.filter(pk=key).delete()

    def files(self):
        """Only what stands in one category: nothing stands in one twice."""
        Filing.objects.filter(product=self.chance.choice(self.shop.passing)).update(category=self.shop.categories[0])

    def drops_a_category(self):
        category = make_category(f"Tạm {self.number} {self.chance.random()}")
        for key in self.chance.sample(self.shop.lasting, 4):
            Product.objects.get(pk=key).categories.add(category)
        Category.objects.get(pk=category.pk).delete()

    def works(self):
        if self.number == 0:
            acts = [self.drops_a_category, self.creates]  # categories stand in one tree, which has one gardener
        else:
            acts = [
                getattr(self, name)
                for name, found in vars(Hand).items()
                if name not in {"works", "any_product", "drops_a_category"} and name[0] != "_" and callable(found)
            ]
        for _act in range(ACTS):
            self.chance.choice(acts)()


def counts_by_hand():
    """In one moment of the database: the counts and those of the clerk."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        return tally.by_combination(), clerk.cells()


def test_counts_are_true_at_every_moment_while_many_write_and_read():
    shop = Shop()
    freshness.ensure_true()
    done, read, counted = Event(), [], []
    seed = random.randrange(10**6)
    print(f"seed {seed}")  # shown when it fails
    writers = [Hand(shop, number, seed) for number in range(WRITERS)]
    working = [len(writers)]

    def write(hand):
        try:
            hand.works()
        finally:
            working[0] -= 1
            if not working[0]:
                done.set()

    def reads():
        chance = random.Random()
        while not done.is_set():
            with suppress(NoSuchPage):
                read.append(shelf(chance.choice(QUERIES)).total)
            time.sleep(0.1)

    def counts():
        while not done.is_set():
            ours, the_clerks = counts_by_hand()
            counted.append(ours == the_clerks)
            time.sleep(0.1)

    together(*[lambda hand=hand: write(hand) for hand in writers], *[reads] * READERS, counts, seconds=90)
    assert len(read) > 10
    assert counted
    assert all(counted)
    freshness.ensure_true()
    assert clerk.check() == []
    assert Listing.objects.count() == Product.objects.count()


# --- who waits for whom -----------------------------------------------------------------------------------------------


def price_of(product):
    return Listing.objects.get(pk=product.pk).price


def test_a_reader_does_not_wait_for_who_writes_a_row_and_the_next_reader_sees_it():
    product = make_product(price=1000)
    freshness.ensure_true()
    with holding(Listing, product.pk), impatient():
        StockRecord.objects.filter(product=product).update(price=2000)
        shelf(Query())
        assert price_of(product) == 1000
    shelf(Query())
    assert price_of(product) == 2000
    assert clerk.check() == []


def test_nobody_waits_for_who_deletes_a_product():
    product, other = make_product(price=1000), make_product(price=1000)
    freshness.ensure_true()
    with unfinished(Product.objects.filter(pk=product.pk).delete), impatient():
        StockRecord.objects.filter(product=other).update(price=2000)
        assert shelf(Query()).total == 2
        assert price_of(other) == 2000
    assert shelf(Query()).total == 1
    assert clerk.check() == []


def test_nobody_waits_for_who_deletes_a_category_with_rows_in_it():
    category = make_category()
    product = make_product(category=category)
    freshness.ensure_true()
    with unfinished(Category.objects.get(pk=category.pk).delete), impatient():
        product.title = "Tên mới"
        with transaction.atomic():
            product.save()
        shelf(Query(), category=category)
    assert shelf(Query(category=(category.pk,))).total == 0
    assert clerk.check() == []


def test_a_row_is_made_while_its_product_is_held_by_an_officer():
    """A product that came past the signals has no row yet; the reader leaves it to the officer, or to the next one."""
    kind = make_product().product_class
    freshness.ensure_true()
    (product,) = Product.objects.bulk_create([Product(title="Trà", slug="tra", product_class=kind)])
    with holding(Product, product.pk), impatient():
        shelf(Query())
    shelf(Query())
    assert Listing.objects.filter(pk=product.pk).exists()
    assert clerk.check() == []


def test_two_who_make_the_same_row_make_one():
    kind = make_product().product_class
    freshness.ensure_true()
    (product,) = Product.objects.bulk_create([Product(title="Trà", slug="tra", product_class=kind)])
    with unfinished(lambda: actions.refresh([product.pk])), impatient():
        shelf(Query())
    shelf(Query())
    assert Listing.objects.filter(pk=product.pk).count() == 1
    assert clerk.check() == []


def test_a_mark_that_is_committed_after_a_row_was_made_is_not_lost():
    """The writer changed the price before the row was made, and commits after."""
    product = make_product(price=1000)
    freshness.ensure_true()
    offers = StockRecord.objects.filter(product=product)
    with unfinished(lambda: offers.update(price=2000)), impatient():
        Product.objects.filter(pk=product.pk).update(title="Tên mới")
        shelf(Query())
        assert price_of(product) == 1000
    shelf(Query())
    assert price_of(product) == 2000
    assert clerk.check() == []


def test_counts_are_folded_while_somebody_writes():
    product, other = make_product(), make_product()
    freshness.ensure_true()
    with holding(Listing, product.pk, in_stock=False), impatient():
        Listing.objects.filter(pk=other.pk).update(in_stock=False)
        assert tally.fold() > 0
        assert tally.by_combination() == clerk.cells()
    assert tally.by_combination() == clerk.cells()
