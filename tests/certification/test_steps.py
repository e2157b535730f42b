"""What may happen to a certificate after its grant, in which order, and what the record says of it."""

from dataclasses import replace
from datetime import date

import pytest
from django.db import Error, connection, transaction

from ocop_shop.certification import actions, standing
from ocop_shop.certification.actions import DecisionFacts, Facts
from ocop_shop.certification.exceptions import RegisterError
from ocop_shop.certification.life import EventKind, State
from ocop_shop.certification.models import CertificateEvent, Standing
from ocop_shop.certification.status import CertificateState
from ocop_shop.test.factories import make_product, make_user

pytestmark = pytest.mark.django_db

ISSUED = date(2026, 6, 1)
DECISION = DecisionFacts("1693/QĐ-UBND", ISSUED, "UBND tỉnh Vĩnh Long", "province")


@pytest.fixture
def certificate():
    return actions.grant(make_product(), stars=4, decision=DECISION)


def state_on(certificate, day):
    claim = standing.claim_on(certificate.product_id, day)
    return claim.state, claim.stars


def paper_on(certificate, day):
    return standing.status_of([certificate], day)[certificate.pk].state


def on_record():
    return list(CertificateEvent.objects.order_by("pk").values()), list(Standing.objects.order_by("pk").values())


def refused(act, match=None):
    before = on_record()
    with pytest.raises(RegisterError, match=match):
        act()
    assert on_record() == before


# --- ceasing, lapsing, filing, concluding ---------------------------------------------------------------------------


def test_a_product_that_is_no_longer_made_has_no_badge_until_it_is_made_again(certificate):
    actions.cease(certificate, effective_on=date(2026, 7, 1))
    assert state_on(certificate, date(2026, 6, 30)) == (State.VALID, 4)
    assert state_on(certificate, date(2026, 7, 1)) == (State.CEASED, None)
    actions.reinstate(certificate, effective_on=date(2026, 9, 1))
    assert state_on(certificate, date(2026, 8, 31)) == (State.CEASED, None)
    assert state_on(certificate, date(2026, 9, 1)) == (State.VALID, 4)


def test_ceasing_twice_is_refused_and_the_same_day_again_changes_nothing(certificate):
    first = actions.cease(certificate, effective_on=date(2026, 7, 1))
    assert actions.cease(certificate, effective_on=date(2026, 7, 1)) == first
    refused(lambda: actions.cease(certificate, effective_on=date(2026, 8, 1)))


def test_an_extension_that_lapses_ends_on_that_day(certificate):
    actions.extend(certificate, until=date(2029, 11, 28))
    actions.lapse(certificate, effective_on=date(2029, 8, 1))
    assert state_on(certificate, date(2029, 7, 31)) == (State.EXTENDED, 4)
    assert state_on(certificate, date(2029, 8, 1)) == (State.EXPIRED, None)


@pytest.mark.parametrize("day", [date(2027, 1, 1), date(2029, 6, 1), date(2029, 11, 29)])
def test_only_a_running_extension_can_lapse(certificate, day):
    actions.extend(certificate, until=date(2029, 11, 28))
    refused(lambda: actions.lapse(certificate, effective_on=day))


def test_a_renewal_is_filed_between_180_and_120_days_before_the_end(certificate):
    refused(lambda: actions.file_renewal(certificate, effective_on=date(2028, 12, 2)), match="7.6.a")
    refused(lambda: actions.file_renewal(certificate, effective_on=date(2029, 2, 2)), match="7.6.a")
    actions.file_renewal(certificate, effective_on=date(2028, 12, 3))
    actions.file_renewal(certificate, effective_on=date(2029, 2, 1))
    assert state_on(certificate, date(2029, 2, 1)) == (State.VALID, 4)
    assert certificate.events.filter(kind=EventKind.FILED).count() == 2


def test_a_dossier_outside_its_window_is_taken_with_a_reason(certificate):
    event = actions.file_renewal(certificate, effective_on=date(2029, 3, 1), reason="xã xác nhận hồ sơ nộp bổ sung")
    assert event.reason == "xã xác nhận hồ sơ nộp bổ sung"


def test_a_conclusion_starts_a_clock_and_leaves_the_star(certificate):
    actions.conclude(certificate, ground="c", effective_on=date(2026, 7, 1))
    assert state_on(certificate, date(2026, 7, 31)) == (State.VALID, 4)
    refused(lambda: actions.conclude(certificate, ground="z", effective_on=date(2026, 7, 2)), match="8.1")


# --- order ----------------------------------------------------------------------------------------------------------


def test_a_revoked_certificate_is_neither_suspended_nor_extended_nor_reinstated(certificate):
    actions.revoke(certificate, ground="d", effective_on=date(2026, 7, 1))
    day = date(2026, 8, 1)
    refused(lambda: actions.suspend(certificate, effective_on=day))
    refused(lambda: actions.cease(certificate, effective_on=day))
    refused(lambda: actions.reinstate(certificate, effective_on=day))
    refused(lambda: actions.extend(certificate, until=date(2029, 7, 1)))


def test_a_certificate_that_was_never_suspended_is_not_reinstated(certificate):
    refused(lambda: actions.reinstate(certificate, effective_on=date(2026, 7, 1)))


def test_a_superseded_certificate_takes_no_more_steps(certificate):
    newer = DecisionFacts("9/QĐ-UBND", date(2026, 9, 1), "UBND tỉnh Vĩnh Long", "province")
    actions.grant(certificate.product, stars=4, decision=newer)
    refused(lambda: actions.suspend(certificate, effective_on=date(2026, 10, 1)))
    assert paper_on(certificate, date(2026, 8, 31)) is CertificateState.VALID
    assert paper_on(certificate, date(2026, 9, 1)) is CertificateState.SUPERSEDED


def test_a_province_does_not_revoke_five_stars():
    decision = DecisionFacts("3/QĐ-BNNMT", ISSUED, "Bộ Nông nghiệp và Môi trường", "national")
    five = actions.grant(make_product(), stars=5, decision=decision)
    by_province = DecisionFacts("8/QĐ-UBND", date(2026, 7, 1), "UBND tỉnh Vĩnh Long", "province")
    refused(
        lambda: actions.revoke(five, ground="c", effective_on=date(2026, 7, 1), decision=by_province), match=r"8\.2"
    )


# --- corrections -----------------------------------------------------------------------------------------------------


def test_a_correction_counts_from_when_it_was_recorded_and_the_old_answer_stays_answerable(frozen):
    frozen("2026-07-01T09:00")
    product = make_product()
    certificate = actions.grant(product, stars=4, decision=DECISION)
    frozen("2026-07-20T09:00")
    actions.correct(certificate, Facts(stars=3, expires_on=date(2028, 6, 1)), reason="đọc nhầm phụ lục")
    july = date(2026, 7, 10)
    assert standing.claim_on(product, july).stars == 3
    assert standing.claim_on(product, july, known=date(2026, 7, 19)).stars == 4
    assert standing.claim_on(product, july, known=date(2026, 7, 19)).expires_on == date(2029, 6, 1)
    assert standing.claim_on(product, july, known=date(2026, 7, 20)).stars == 3
    assert standing.claim_on(product, july, known=date(2026, 6, 30)).state is State.NONE
    assert standing.claim_on(product, date(2028, 6, 2)).state is State.EXPIRED


def test_the_certificate_repeats_the_corrected_facts(certificate):
    actions.correct(certificate, Facts(stars=3), reason="đọc nhầm")
    certificate.refresh_from_db()
    assert (certificate.stars, certificate.valid_from, certificate.expires_on) == (3, ISSUED, date(2029, 6, 1))


@pytest.mark.parametrize(
    "facts",
    [Facts(stars=5), Facts(stars=2), Facts(expires_on=date(2029, 6, 2)), Facts(expires_on=date(2026, 5, 31))],
)
def test_a_correction_is_as_lawful_as_a_grant(certificate, facts):
    refused(lambda: actions.correct(certificate, facts, reason="thử"))


def test_a_correction_leaves_no_extension_beyond_180_days(certificate):
    actions.extend(certificate, until=date(2029, 11, 28))
    refused(lambda: actions.correct(certificate, Facts(expires_on=date(2029, 5, 31)), reason="thử"), match=r"12\.3")


def test_a_correction_needs_a_reason(certificate):
    refused(lambda: actions.correct(certificate, Facts(stars=3), reason="  "))


def test_correcting_to_what_is_on_record_changes_nothing(certificate):
    actions.correct(certificate, Facts(stars=4), reason="kiểm tra lại")
    assert certificate.events.count() == 1


def test_a_revocation_recorded_in_error_is_struck_out_and_the_star_is_back(certificate):
    event = actions.revoke(certificate, ground="d", effective_on=date(2026, 7, 1))
    actions.strike(event, reason="nhầm sản phẩm")
    assert state_on(certificate, date(2026, 7, 1)) == (State.VALID, 4)
    assert certificate.events.count() == 3
    again = actions.revoke(certificate, ground="a", effective_on=date(2026, 8, 1))
    assert again.pk != event.pk
    assert state_on(certificate, date(2026, 8, 1)) == (State.REVOKED, None)


def test_a_certificate_recorded_in_error_never_was(certificate):
    actions.strike(certificate.events.get(), reason="sản phẩm của chủ thể khác")
    assert state_on(certificate, ISSUED) == (State.NONE, None)
    assert paper_on(certificate, ISSUED) is CertificateState.STRUCK


def test_what_was_struck_out_is_recorded_again_by_granting_it_again(certificate):
    actions.strike(certificate.events.get(), reason="nhầm")
    again = actions.grant(certificate.product, stars=4, decision=DECISION, restore=True)
    assert again.pk == certificate.pk
    assert state_on(certificate, ISSUED) == (State.VALID, 4)
    actions.grant(certificate.product, stars=4, decision=DECISION, restore=True)
    assert certificate.events.count() == 3


def test_a_list_that_is_read_again_does_not_overrule_an_officer(certificate):
    actions.strike(certificate.events.get(), reason="nhầm")
    actions.grant(certificate.product, stars=4, decision=DECISION)
    assert state_on(certificate, ISSUED) == (State.NONE, None)
    other = actions.grant(make_product(), stars=4, decision=DECISION)
    actions.correct(other, Facts(evidence="C"), reason="giấy tờ giả mạo")
    actions.grant(other.product, stars=4, decision=DECISION)
    assert state_on(other, ISSUED) == (State.NONE, None)


def test_a_revocation_ahead_gives_way_to_an_earlier_one(certificate):
    actions.revoke(certificate, ground="đ", effective_on=date(2027, 5, 1))
    actions.revoke(certificate, ground="c", effective_on=date(2026, 9, 1))
    assert state_on(certificate, date(2026, 8, 31)) == (State.VALID, 4)
    assert state_on(certificate, date(2026, 9, 1)) == (State.REVOKED, None)


def test_one_thing_at_a_time_stops_a_badge_and_steps_are_recorded_in_their_order(certificate):
    actions.suspend(certificate, effective_on=date(2026, 7, 10))
    refused(lambda: actions.cease(certificate, effective_on=date(2026, 7, 15)))
    refused(lambda: actions.suspend(certificate, effective_on=date(2026, 7, 5)))
    actions.reinstate(certificate, effective_on=date(2026, 7, 20))
    refused(lambda: actions.cease(certificate, effective_on=date(2026, 7, 15)))
    assert state_on(certificate, date(2026, 7, 20)) == (State.VALID, 4)


def test_a_correction_does_not_move_a_certificate_out_of_its_rules(certificate):
    refused(lambda: actions.correct(certificate, Facts(valid_from=date(2026, 5, 1)), reason="thử"))
    refused(
        lambda: actions.correct(
            certificate, Facts(valid_from=date(2027, 1, 1), expires_on=date(2030, 1, 1)), reason="thử"
        ),
        match=r"4\.3",
    )


def test_a_decision_keeps_its_level(certificate):
    other = replace(DECISION, issuer_level="district")
    with pytest.raises(RegisterError):
        actions.grant(make_product(), stars=3, decision=other)


@pytest.mark.parametrize("expires", [date(2026, 5, 31), date(9999, 12, 31)])
def test_a_record_without_a_badge_has_days_that_can_be(expires):
    with pytest.raises(RegisterError, match=r"4\.3"):
        actions.grant(make_product(), stars=4, decision=DECISION, evidence="C", expires_on=expires)


def test_an_extension_that_has_lapsed_is_not_extended_again(certificate):
    actions.extend(certificate, until=date(2029, 9, 1))
    actions.lapse(certificate, effective_on=date(2029, 8, 1))
    refused(lambda: actions.extend(certificate, until=date(2029, 10, 1)))


def test_an_entry_is_not_struck_to_and_fro_for_ever(certificate):
    event = actions.revoke(certificate, ground="d", effective_on=date(2026, 7, 1))
    for _time in range(6):
        event = actions.strike(event, reason="nhầm")
    refused(lambda: actions.strike(event, reason="nhầm"))


def test_striking_twice_leaves_one_entry(certificate):
    event = certificate.events.get()
    assert actions.strike(event, reason="nhầm") == actions.strike(event, reason="nhầm")
    assert certificate.events.count() == 2


def test_an_older_certificate_governs_again_when_the_newer_was_recorded_in_error(certificate):
    newer = DecisionFacts("9/QĐ-UBND", date(2026, 9, 1), "UBND tỉnh Vĩnh Long", "province")
    wrong = actions.grant(certificate.product, stars=3, decision=newer)
    actions.strike(wrong.events.get(), reason="nhầm sản phẩm")
    assert state_on(certificate, date(2026, 10, 1)) == (State.VALID, 4)


# --- the record ------------------------------------------------------------------------------------------------------


EVENTS = "ocop_certification_certificateevent"
REPLACING = {
    "sqlite": f"INSERT OR REPLACE INTO {EVENTS} SELECT * FROM {EVENTS}",
    "postgresql": f"SET CONSTRAINTS ALL IMMEDIATE; TRUNCATE {EVENTS} CASCADE",
}


@pytest.mark.parametrize("statement", [f"UPDATE {EVENTS} SET effective_on = '2020-01-01'", f"DELETE FROM {EVENTS}", ""])
def test_the_database_refuses_to_change_or_remove_an_event(certificate, statement):
    with pytest.raises(Error, match="ocop_events_are_only_added"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement or REPLACING[connection.vendor])
    assert [e.effective_on for e in certificate.events.all()] == [ISSUED]


def test_an_officer_who_leaves_stays_in_the_record_as_a_number():
    officer = make_user()
    key = officer.pk
    certificate = actions.grant(make_product(), stars=4, decision=DECISION, actor=officer)
    officer.delete()
    assert certificate.events.get().actor_id == key


def test_a_status_of_many_certificates_costs_two_queries(django_assert_num_queries):
    papers = [actions.grant(make_product(), stars=4, decision=DECISION) for _number in range(5)]
    with django_assert_num_queries(2):
        statuses = standing.status_of(papers, ISSUED)
    assert {status.state for status in statuses.values()} == {CertificateState.VALID}


def test_a_certificate_whose_product_is_gone_stands_alone(certificate):
    other = actions.grant(make_product(), stars=3, decision=DECISION)
    certificate.product.delete()
    other.product.delete()
    certificate.refresh_from_db()
    other.refresh_from_db()
    assert standing.status_of([certificate, other], ISSUED)[other.pk].state is CertificateState.VALID
    actions.revoke(certificate, ground="d", effective_on=date(2026, 7, 1))
    assert paper_on(certificate, date(2026, 7, 1)) is CertificateState.REVOKED
