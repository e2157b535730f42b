"""The conditions by which the register's list is narrowed say what `status_of` says of each certificate."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from functools import cache

import pytest
from django.apps import apps
from hypothesis import given

from ocop_shop.certification import actions, rules, standing, terms
from ocop_shop.certification.actions import Facts
from ocop_shop.certification.exceptions import RegisterError
from ocop_shop.certification.status import CertificateState
from ocop_shop.core import clock
from ocop_shop.oversight import states
from ocop_shop.test.clock import frozen as stopped
from ocop_shop.test.factories import make_certificate, make_product
from tests.certification.test_histories import act, acts
from tests.trying import histories

TODAY = date(2026, 11, 22)


def found(name, day=TODAY):
    certificates = apps.get_model("ocop_certification", "Certificate").objects
    return set(certificates.filter(states.narrowed_to(name, day)).values_list("pk", flat=True))


def expected(name, day=TODAY):
    """What `status_of` and the calendar of the decree say belongs under this name."""
    certificates = {c.pk: c for c in apps.get_model("ocop_certification", "Certificate").objects.all()}
    statuses = standing.status_of(certificates.values(), day)
    return {pk for pk, status in statuses.items() if belongs(name, certificates[pk], status, day)}


def belongs(name, certificate, status, day):
    if name == "in_force":
        return status.state.is_in_force
    if name == "window":
        phase = terms.phase(certificate.expires_on, day, rules.rule_set_on(day))
        return status.state is CertificateState.VALID and phase is terms.Phase.OPEN
    if name == "expired_lately":
        return status.state is CertificateState.EXPIRED and status.since > day - timedelta(days=365)
    return status.state == name


@pytest.fixture
def one_in_each_state(db, frozen):
    """Certificates in every state on 22/11/2026, by the name of it; with and without their product."""
    frozen("2026-11-22 09:00:00")
    return {**in_each_state(), **{f"{name} orphaned": c for name, c in orphaned(in_each_state()).items()}}


def in_each_state():
    made = {
        "valid": make_certificate(issued_on=date(2026, 6, 1)),
        "window": make_certificate(issued_on=date(2024, 4, 20), issuer_level="province"),
        "not_yet": make_certificate(issued_on=date(2026, 12, 1)),
        "extended": make_certificate(issued_on=date(2023, 10, 1)),
        "suspended": make_certificate(),
        "ceased": make_certificate(),
        "expired lately": make_certificate(issued_on=date(2023, 2, 1)),
        "expired long ago": make_certificate(issued_on=date(2022, 5, 1)),
        "lapsed": make_certificate(issued_on=date(2023, 10, 1)),
        "revoked": make_certificate(),
        "revoked at once": make_certificate(issued_on=date(2026, 10, 1)),
        "revoked and put back": make_certificate(),
        "unproven": make_certificate(evidence="B2"),
        "struck": make_certificate(),
        "struck and put back": make_certificate(),
        "reinstated": make_certificate(),
        "superseded": make_certificate(issued_on=date(2025, 1, 15)),
    }
    made["superseding"] = make_certificate(made["superseded"].product, issued_on=date(2026, 7, 1))
    happen(made)
    return made


def happen(made):
    on = {"effective_on": date(2026, 11, 1)}
    for name in ("extended", "lapsed"):
        actions.extend(made[name], until=date(2027, 2, 1))
    actions.lapse(made["lapsed"], **on)
    actions.suspend(made["suspended"], **on)
    actions.suspend(made["reinstated"], **on)
    actions.reinstate(made["reinstated"], effective_on=date(2026, 11, 5))
    actions.cease(made["ceased"], **on)
    actions.revoke(made["revoked"], ground="b", **on)
    actions.revoke(made["revoked at once"], ground="b", effective_on=date(2026, 10, 1))
    actions.strike(actions.revoke(made["revoked and put back"], ground="b", **on), reason="nhầm")
    actions.strike(made["struck"].events.get(), reason="nhầm")
    actions.strike(actions.strike(made["struck and put back"].events.get(), reason="nhầm"), reason="không nhầm")


def orphaned(made):
    """The same certificates when the shop has deleted their products."""
    for certificate in made.values():
        if certificate.product_id:
            certificate.product.delete()
    return made


def test_each_filter_finds_the_certificates_that_status_of_puts_there(one_in_each_state):
    wanted = {name: expected(name) for name in states.FILTERS}
    assert {name: found(name) for name in states.FILTERS} == wanted
    assert [name for name, certificates in wanted.items() if not certificates] == []


def test_each_certificate_is_in_one_state(one_in_each_state):
    sets = [found_state(state) for state in CertificateState]
    assert sum(map(len, sets)) == len(set().union(*sets)) == len(one_in_each_state)


def found_state(state):
    certificates = apps.get_model("ocop_certification", "Certificate").objects
    return set(certificates.filter(states.is_in(state, on=TODAY)).values_list("pk", flat=True))


def test_the_state_as_an_expression_is_the_state(one_in_each_state):
    certificates = apps.get_model("ocop_certification", "Certificate").objects
    told = dict(certificates.annotate(state=states.state_on(TODAY)).values_list("pk", "state"))
    statuses = standing.status_of(certificates.all(), TODAY)
    assert told == {pk: status.state.value for pk, status in statuses.items()}


def test_the_window_is_open_on_its_first_and_last_day_and_on_no_other(db, frozen):
    frozen("2026-11-22 09:00:00")
    certificate = make_certificate(issued_on=date(2024, 4, 20), expires_on=date(2027, 4, 20))
    window = terms.filing_window(certificate.expires_on, rules.rule_set_on(TODAY))
    day = timedelta(days=1)
    asked = [window.first - day, window.first, window.last, window.last + day]
    assert [bool(found("window", on)) for on in asked] == [False, True, True, False]


def test_a_corrected_certificate_is_found_by_what_it_really_says(db, frozen):
    frozen("2026-11-22 09:00:00")
    certificate = make_certificate(issued_on=date(2024, 1, 10), evidence="C")
    assert found("unproven") == {certificate.pk}
    actions.correct(certificate, Facts(evidence="A", expires_on=date(2026, 3, 1)), reason="đọc bản gốc")
    assert (found("unproven"), found("expired_lately")) == (set(), {certificate.pk})


@pytest.mark.django_db
@histories(5)
@given(acts)
def test_whatever_officers_do_filters_and_status_agree_with_and_without_the_product(drawn):
    product = make_product()
    moment = datetime(2026, 11, 1, 8, tzinfo=clock.VIETNAM)
    for number, (name, *values) in enumerate(drawn):
        with stopped(moment + timedelta(days=number)):
            try:
                act(product, name, *values)
            except RegisterError:
                continue
    model = apps.get_model("ocop_certification", "Certificate")
    papers = model.objects.filter(pk__in=list(product.ocop_certificates.values_list("pk", flat=True)))
    agree_on_all_days(papers)
    product.delete()
    agree_on_all_days(papers)


state_on = cache(states.state_on)  # one for each day: to put it together takes longer than to ask it


def agree_on_all_days(certificates):
    for number in range(0, 80, 16):
        day = date(2026, 6, 1) + timedelta(days=number)
        told = dict(certificates.annotate(state=state_on(day)).values_list("pk", "state"))
        assert told == {pk: s.state.value for pk, s in standing.status_of(certificates.all(), day).items()}, day
