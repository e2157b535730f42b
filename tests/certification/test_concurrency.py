"""Several officers at once, each with a connection of its own: one lawful result, nothing lost, nothing doubled."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier

import pytest
from django.db import connection

from ocop_shop.certification import actions, standing
from ocop_shop.certification.actions import DecisionFacts
from ocop_shop.certification.life import State
from ocop_shop.certification.models import Certificate, CertificateEvent, Decision, Standing
from ocop_shop.discovery import freshness
from ocop_shop.discovery.models import Listing, ListingDay
from ocop_shop.test.factories import make_product

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgres]

ISSUED = date(2026, 6, 1)
DECISION = DecisionFacts("1693/QĐ-UBND", ISSUED, "UBND tỉnh Vĩnh Long", "province")


def together(*acts):
    """All acts at the same moment; their results in order."""
    start = Barrier(len(acts))

    def run(act):
        start.wait(timeout=30)
        try:
            return act()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return [done.result(timeout=60) for done in [pool.submit(run, act) for act in acts]]


def test_two_imports_of_one_decision_make_one_certificate():
    product = make_product()
    granted = together(*[lambda: actions.grant(product, stars=4, decision=DECISION)] * 6)
    assert len({certificate.pk for certificate in granted}) == 1
    assert (Certificate.objects.count(), Decision.objects.count(), CertificateEvent.objects.count()) == (1, 1, 1)


def test_one_decision_for_many_products_at_once_is_one_decision():
    products = [make_product() for _number in range(6)]
    together(*[lambda product=product: actions.grant(product, stars=4, decision=DECISION) for product in products])
    assert (Decision.objects.count(), Certificate.objects.count()) == (1, 6)


def test_a_revocation_and_an_upgrade_at_once_lose_neither():
    product = make_product()
    certificate = actions.grant(product, stars=3, decision=DECISION)
    upgrade = DecisionFacts("9/QĐ-UBND", date(2026, 9, 1), "UBND tỉnh Vĩnh Long", "province")
    together(
        lambda: actions.revoke(certificate, ground="d", effective_on=date(2026, 8, 1)),
        lambda: actions.grant(product, stars=4, decision=upgrade),
    )
    assert standing.claim_on(product, date(2026, 8, 15)).state is State.REVOKED
    assert standing.claim_on(product, date(2026, 9, 1)).stars == 4
    assert CertificateEvent.objects.count() == 3
    assert Standing.objects.filter(product=product).count() == 4


def test_a_price_change_beside_a_revocation_never_leaves_a_stale_star_on_the_shelf(frozen):
    frozen("2026-11-22T10:00")
    for number in range(8):
        product = make_product(price=100_000, stock=5)
        certificate = actions.grant(product, stars=4, decision=DECISION)
        record = product.stockrecords.get()
        record.price = 90_000 + number
        together(
            lambda certificate=certificate: actions.revoke(certificate, ground="d", effective_on=date(2026, 11, 1)),
            record.save,
        )
        row = Listing.objects.get(pk=product.pk)
        assert (row.stars, row.price) == (0, 90_000 + number)


def test_many_first_readers_of_a_day_roll_the_listing_once(frozen):
    frozen("2029-06-01T10:00")
    product = make_product()
    actions.grant(product, stars=4, decision=DECISION)
    freshness.ensure_true()
    assert Listing.objects.get(pk=product.pk).stars == 4
    frozen("2029-06-02T00:00:00")
    together(*[freshness.ensure_true] * 8)
    assert Listing.objects.get(pk=product.pk).stars == 0
    assert list(ListingDay.objects.values_list("true_on", flat=True)) == [date(2029, 6, 2)]
