"""Every change of the register."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from ocop_shop.certification import actions, standing
from ocop_shop.certification.actions import DecisionFacts
from ocop_shop.certification.exceptions import AlreadyRecorded, RegisterError
from ocop_shop.certification.life import State
from ocop_shop.certification.models import Certificate, CertificateEvent, Decision, Standing
from ocop_shop.test.factories import make_product

pytestmark = pytest.mark.django_db

ISSUED = date(2026, 6, 1)
DECISION = DecisionFacts("1693/QĐ-UBND", ISSUED, "UBND tỉnh Vĩnh Long", "province")


def state_on(product, day):
    claim = standing.claim_on(product, day)
    return claim.state, claim.stars


def test_a_granted_star_holds_36_months_and_no_day_more():
    product = make_product()
    certificate = actions.grant(product, stars=4, decision=DECISION)
    assert certificate.expires_on == date(2029, 6, 1)
    assert certificate.rule_set == "26/2026/QĐ-TTg"
    assert state_on(product, ISSUED - timedelta(days=1)) == (State.NONE, None)
    assert state_on(product, ISSUED) == (State.VALID, 4)
    assert state_on(product, date(2029, 6, 1)) == (State.VALID, 4)
    assert state_on(product, date(2029, 6, 2)) == (State.EXPIRED, None)


def test_granting_twice_changes_nothing():
    product = make_product()
    first = actions.grant(product, stars=4, decision=DECISION)
    again = actions.grant(
        product, stars=4, decision=DecisionFacts("1693/qđ-ubnd ", ISSUED, "UBND Tỉnh Vĩnh Long", "province")
    )
    assert again.pk == first.pk
    assert (Certificate.objects.count(), Decision.objects.count(), CertificateEvent.objects.count()) == (1, 1, 1)


def test_the_same_decision_with_another_star_is_refused_and_nothing_changes():
    product = make_product()
    actions.grant(product, stars=4, decision=DECISION)
    with pytest.raises(AlreadyRecorded):
        actions.grant(product, stars=3, decision=DECISION)
    assert Certificate.objects.get().stars == 4
    assert state_on(product, ISSUED) == (State.VALID, 4)


@pytest.mark.parametrize(
    ("stars", "level", "issued", "expires"),
    [
        (6, "province", ISSUED, None),
        (3, "district", ISSUED, None),
        (5, "province", ISSUED, None),
        (4, "province", ISSUED, date(2026, 5, 31)),
        (4, "province", date(2018, 1, 1), None),
    ],
)
def test_an_unlawful_grant_is_refused_and_nothing_is_written(stars, level, issued, expires):
    product = make_product()
    decision = DecisionFacts("7/QĐ-UBND", issued, "UBND", level)
    with pytest.raises(RegisterError):
        actions.grant(product, stars=stars, decision=decision, expires_on=expires)
    assert (Certificate.objects.count(), Decision.objects.count(), Standing.objects.count()) == (0, 0, 0)


def test_the_refusal_names_the_article():
    with pytest.raises(RegisterError, match=r"26/2026/QĐ-TTg điều 4\.1"):
        actions.grant(make_product(), stars=3, decision=DecisionFacts("7/QĐ-UBND", ISSUED, "UBND huyện", "district"))


@pytest.mark.parametrize("evidence", ["B2", "C"])
def test_a_proposal_or_the_makers_own_word_carries_no_badge(evidence):
    product = make_product()
    actions.grant(product, stars=4, decision=DECISION, evidence=evidence)
    assert state_on(product, ISSUED) == (State.NONE, None)


def test_an_upgrade_ends_the_older_certificate():
    product = make_product()
    actions.grant(product, stars=3, decision=DecisionFacts("1/QĐ-UBND", date(2025, 8, 1), "UBND tỉnh", "province"))
    actions.grant(product, stars=4, decision=DECISION)
    assert state_on(product, ISSUED - timedelta(days=1)) == (State.VALID, 3)
    assert state_on(product, ISSUED) == (State.VALID, 4)
    assert state_on(product, date(2029, 6, 2)) == (State.EXPIRED, None)


def test_a_revoked_certificate_has_no_badge_from_that_day_on():
    product = make_product()
    certificate = actions.grant(product, stars=4, decision=DECISION)
    actions.revoke(certificate, ground="d", effective_on=date(2026, 9, 1))
    assert state_on(product, date(2026, 8, 31)) == (State.VALID, 4)
    assert state_on(product, date(2026, 9, 1)) == (State.REVOKED, None)


def test_revoking_twice_leaves_one_event():
    certificate = actions.grant(make_product(), stars=4, decision=DECISION)
    first = actions.revoke(certificate, ground="d", effective_on=date(2026, 9, 1))
    assert actions.revoke(certificate, ground="a", effective_on=date(2026, 10, 1)) == first
    assert certificate.events.count() == 2


def test_a_revocation_without_ground_is_refused_and_the_star_stays():
    product = make_product()
    certificate = actions.grant(product, stars=4, decision=DECISION)
    with pytest.raises(RegisterError, match=r"điều 8\.1"):
        actions.revoke(certificate, ground="", effective_on=date(2026, 9, 1))
    assert state_on(product, date(2026, 9, 1)) == (State.VALID, 4)


def test_a_revocation_before_the_certificate_is_refused():
    certificate = actions.grant(make_product(), stars=4, decision=DECISION)
    with pytest.raises(RegisterError):
        actions.revoke(certificate, ground="d", effective_on=date(2026, 5, 31))
    assert certificate.events.count() == 1


def test_an_extension_beyond_180_days_is_refused_and_nothing_is_written():
    certificate = actions.grant(make_product(), stars=4, decision=DECISION)
    with pytest.raises(RegisterError):
        actions.extend(certificate, until=date(2029, 11, 29))
    assert certificate.events.count() == 1


def test_an_extended_certificate_keeps_its_badge_and_says_so():
    product = make_product()
    certificate = actions.grant(product, stars=4, decision=DECISION)
    actions.extend(certificate, until=date(2029, 11, 28))
    assert state_on(product, date(2029, 6, 2)) == (State.EXTENDED, 4)
    assert state_on(product, date(2029, 11, 29)) == (State.EXPIRED, None)


def test_a_suspended_certificate_has_no_badge_until_reinstated():
    product = make_product()
    certificate = actions.grant(product, stars=4, decision=DECISION)
    actions.suspend(certificate, effective_on=date(2026, 7, 1))
    actions.reinstate(certificate, effective_on=date(2026, 8, 1))
    assert state_on(product, date(2026, 7, 1)) == (State.SUSPENDED, None)
    assert state_on(product, date(2026, 8, 1)) == (State.VALID, 4)


def test_the_same_number_of_another_year_or_issuer_is_another_decision():
    numbers = [
        DecisionFacts("15/QĐ-UBND", date(2026, 6, 1), "UBND tỉnh Vĩnh Long", "province"),
        DecisionFacts("15/QĐ-UBND", date(2025, 8, 1), "UBND tỉnh Vĩnh Long", "province"),
        DecisionFacts("15/QĐ-UBND", date(2026, 6, 1), "UBND tỉnh Quảng Ngãi", "province"),
    ]
    assert len({actions.record_decision(facts).pk for facts in numbers}) == 3


def test_the_register_keeps_a_certificate_whose_product_is_deleted():
    product = make_product(title="Mật hoa dừa")
    certificate = actions.grant(product, stars=4, decision=DECISION)
    product.delete()
    certificate.refresh_from_db()
    assert (certificate.product, certificate.product_name) == (None, "Mật hoa dừa")


@pytest.mark.parametrize("stars", [2, 6])
def test_the_database_refuses_a_certificate_outside_3_to_5_stars(stars):
    certificate = actions.grant(make_product(), stars=4, decision=DECISION)
    with pytest.raises(IntegrityError), transaction.atomic():
        Certificate.objects.filter(pk=certificate.pk).update(stars=stars)


def test_the_database_refuses_two_certificates_of_one_decision_for_a_product():
    certificate = actions.grant(make_product(), stars=4, decision=DECISION)
    certificate.pk, certificate.code = None, "ANOTHER"
    with pytest.raises(IntegrityError), transaction.atomic():
        certificate.save(force_insert=True)


@pytest.mark.parametrize(
    ("starts_on", "ends_on"),
    [(date(2027, 1, 1), date(2027, 2, 1)), (date(2020, 1, 1), date(2026, 6, 1)), (date(2029, 6, 1), None)],
)
def test_the_database_refuses_two_standings_that_share_a_day(starts_on, ends_on):
    product = make_product()
    certificate = actions.grant(product, stars=4, decision=DECISION)
    with pytest.raises(IntegrityError), transaction.atomic():
        Standing.objects.create(
            product=product, certificate=certificate, state="valid", stars=5, starts_on=starts_on, ends_on=ends_on
        )
    assert Standing.objects.filter(product=product).count() == 2


def test_many_claims_cost_one_query(django_assert_num_queries):
    products = [make_product() for _number in range(5)]
    for product in products:
        actions.grant(product, stars=4, decision=DECISION)
    with django_assert_num_queries(1):
        claims = standing.claims_on([product.pk for product in products], ISSUED)
    assert {claim.stars for claim in claims.values()} == {4}


def test_a_second_suspension_of_the_same_day_takes_the_badge_off_again():
    product = make_product()
    certificate = actions.grant(product, stars=4, decision=DECISION)
    for turn in (actions.suspend, actions.reinstate, actions.suspend):
        turn(certificate, effective_on=date(2026, 7, 1))
    assert state_on(product, date(2026, 7, 1)) == (State.SUSPENDED, None)
    assert actions.suspend(certificate, effective_on=date(2026, 7, 1)) == certificate.events.last()
    assert certificate.events.count() == 4


def test_without_an_issuer_the_day_tells_decisions_apart():
    first = actions.record_decision(DecisionFacts("77/QĐ-UBND", date(2026, 6, 1)))
    second = actions.record_decision(DecisionFacts("77/QĐ-UBND", date(2026, 9, 5)))
    assert first.pk != second.pk


def test_a_known_decision_with_another_day_is_refused():
    actions.record_decision(DECISION)
    with pytest.raises(AlreadyRecorded):
        actions.grant(make_product(), stars=4, decision=replace(DECISION, issued_on=date(2026, 7, 1)))
    assert (Decision.objects.count(), Certificate.objects.count()) == (1, 0)


def test_a_badge_never_holds_longer_than_the_rules_of_its_day():
    with pytest.raises(RegisterError):
        actions.grant(make_product(), stars=4, decision=DECISION, expires_on=date(2029, 6, 2))
    assert Certificate.objects.count() == 0


def test_better_evidence_of_the_same_decision_gives_the_badge():
    product = make_product()
    actions.grant(product, stars=4, decision=DECISION, evidence="C")
    certificate = actions.grant(product, stars=4, decision=DECISION, evidence="A")
    assert (certificate.evidence, Certificate.objects.count()) == ("A", 1)
    assert state_on(product, ISSUED) == (State.VALID, 4)
    actions.grant(product, stars=4, decision=DECISION, evidence="C")
    assert state_on(product, ISSUED) == (State.VALID, 4)


def test_a_record_without_badge_from_before_ocop_is_refused_in_words():
    with pytest.raises(RegisterError):
        actions.grant(
            make_product(),
            stars=4,
            decision=DecisionFacts("1/QĐ", date(2016, 1, 1)),
            evidence="C",
            expires_on=date(2019, 1, 1),
        )
