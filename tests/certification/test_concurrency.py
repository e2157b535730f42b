"""Several officers at once, each with a connection of its own: one lawful result, nothing lost, nothing doubled."""

from datetime import date

import pytest

from ocop_shop.certification import actions, standing
from ocop_shop.certification.actions import DecisionFacts, Facts
from ocop_shop.certification.actions.recording import event_of
from ocop_shop.certification.exceptions import RegisterError
from ocop_shop.certification.life import State
from ocop_shop.certification.models import Certificate, CertificateEvent, Decision, Standing
from ocop_shop.discovery import freshness
from ocop_shop.discovery.models import Listing, ListingDay
from ocop_shop.test.factories import make_product
from tests.at_once import together
from tests.certification import clerk

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgres]

ISSUED = date(2026, 6, 1)
DECISION = DecisionFacts("1693/QĐ-UBND", ISSUED, "UBND tỉnh Vĩnh Long", "province")
RENEWAL = DecisionFacts("12/QĐ-UBND", date(2026, 11, 1), "UBND tỉnh Vĩnh Long", "province")
THAT_DAY = date(2026, 9, 1)


def read(product):
    """The row of a product as a reader finds it."""
    freshness.ensure_true()
    return Listing.objects.get(pk=product.pk)


def attempt(act):
    """What an officer gets: the result, or the register's refusal."""
    try:
        return act()
    except RegisterError as refusal:
        return refusal


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


def test_two_officers_who_revoke_and_renew_at_once_leave_one_lawful_result(frozen):
    frozen("2026-11-22T10:00")
    for _round in range(5):
        product = make_product()
        certificate = actions.grant(product, stars=4, decision=DECISION)
        revoked, renewed = together(
            lambda c=certificate: actions.revoke(c, ground="b", effective_on=date(2026, 10, 1)),
            lambda p=product: actions.grant(p, stars=4, kind="again", decision=RENEWAL),
        )
        assert (revoked.kind, renewed.stars) == ("revoked", 4)
        assert standing.claim_on(product, date(2026, 10, 15)).state is State.REVOKED
        assert standing.claim_on(product, date(2026, 11, 22)).certificate_id == renewed.pk
        assert read(product).stars == 4


def test_officers_who_do_everything_at_once_leave_a_record_that_adds_up(frozen):
    """Whoever comes second is refused or recorded, never half; the standings are those of the record."""
    frozen("2026-11-22T10:00")
    for _round in range(4):
        product = make_product()
        certificate = actions.grant(product, stars=4, decision=DECISION)
        answers = together(
            lambda c=certificate: attempt(lambda: actions.revoke(c, ground="b", effective_on=THAT_DAY)),
            lambda c=certificate: attempt(lambda: actions.suspend(c, effective_on=THAT_DAY)),
            lambda c=certificate: attempt(lambda: actions.cease(c, effective_on=THAT_DAY)),
            lambda c=certificate: attempt(lambda: actions.correct(c, Facts(stars=3), reason="đọc nhầm")),
            lambda c=certificate: attempt(lambda: actions.extend(c, until=date(2029, 8, 1))),
            lambda c=certificate: attempt(lambda: actions.strike(c.events.get(kind="granted"), reason="nhầm")),
        )
        recorded = [answer for answer in answers if not isinstance(answer, RegisterError)]
        events = list(CertificateEvent.objects.filter(certificate=certificate).order_by("pk"))
        assert len(events) == 1 + len(recorded)
        files = {certificate.pk: [event_of(event) for event in events]}
        for on in (date(2026, 8, 31), THAT_DAY, date(2026, 11, 22), date(2029, 7, 1)):
            assert standing.claim_on(product, on).stars == clerk.stars(files, on)
        assert read(product).stars == (clerk.stars(files, date(2026, 11, 22)) or 0)


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
        row = read(product)
        assert (row.stars, row.price) == (0, 90_000 + number)


def test_many_first_readers_of_a_day_roll_the_listing_once(frozen):
    frozen("2029-06-01T10:00")
    product = make_product()
    actions.grant(product, stars=4, decision=DECISION)
    freshness.ensure_true()
    assert read(product).stars == 4
    frozen("2029-06-02T00:00:00")
    together(*[freshness.ensure_true] * 8)
    assert read(product).stars == 0
    assert list(ListingDay.objects.values_list("true_on", flat=True)) == [date(2029, 6, 2)]
