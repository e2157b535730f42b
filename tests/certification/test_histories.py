"""Random lives of products, with back-dated entries and corrections, against a clerk who reads the whole file."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ocop_shop.certification import actions, standing
from ocop_shop.certification.actions import DecisionFacts, Facts
from ocop_shop.certification.actions.recording import event_of
from ocop_shop.certification.exceptions import RegisterError
from ocop_shop.certification.life import BADGE_STATES, Event, EventKind, life_of
from ocop_shop.certification.models import CertificateEvent, Standing
from ocop_shop.certification.status import status_of
from ocop_shop.certification.timeline import period_on, timeline
from ocop_shop.core import clock
from ocop_shop.test.clock import frozen as stopped
from ocop_shop.test.factories import make_product
from tests.certification import clerk
from tests.trying import histories

START = date(2026, 6, 1)
DAYS = 60


def day(number):
    return START + timedelta(days=number)


# --- the rules alone -------------------------------------------------------------------------------------------------


@st.composite
def files(draw):
    """Certificates of one product with any events in any order: also such as no officer could record."""
    found, key = {}, 0
    for certificate in range(1, draw(st.integers(1, 4)) + 1):
        first = draw(st.integers(0, 25))
        events = []
        for kind in [EventKind.GRANTED, *draw(st.lists(st.sampled_from(list(EventKind)), max_size=7))]:
            key += 1
            events.append(drawn_event(draw, kind, key, first, events))
        found[certificate] = events
    return found


def drawn_event(draw, kind, key, first, events):
    if kind in {EventKind.GRANTED, EventKind.CORRECTED}:
        begins = first + draw(st.integers(0, 3))
        until = day(begins + draw(st.integers(0, 15)))
        evidence = draw(st.sampled_from(["A", "A", "B1", "B2", "C"]))
        return Event(kind, day(begins), until, key, draw(st.sampled_from([3, 4, 5])), evidence)
    if kind is EventKind.STRUCK:
        return Event(kind, day(first), None, key, strikes=draw(st.sampled_from([e.key for e in events])))
    until = day(first + draw(st.integers(1, 30))) if kind is EventKind.EXTENDED else None
    return Event(kind, day(first + draw(st.integers(0, 25))), until, key)


@settings(max_examples=400)
@given(files(), st.integers(1, 40))
def test_no_history_shows_a_star_the_clerk_denies_whatever_was_known_by_then(history, known):
    seen = {certificate: [e for e in events if e.key <= known] for certificate, events in history.items()}
    lives = [life for certificate, events in seen.items() if (life := life_of(certificate, events))]
    periods = timeline(lives)
    for number in range(DAYS + 20):
        period = period_on(periods, day(number))
        shown = period.stars if period and period.state in BADGE_STATES else None
        assert shown == clerk.stars(seen, day(number)), number


@settings(max_examples=200)
@given(files())
def test_on_no_day_are_two_certificates_of_a_product_in_force(history):
    lives = {certificate: life_of(certificate, events) for certificate, events in history.items()}
    for number in range(DAYS):
        statuses = [status_of(certificate, lives, day(number)) for certificate in lives]
        in_force = [status.certificate_id for status in statuses if status.state.is_in_force]
        period = period_on(timeline([life for life in lives.values() if life]), day(number))
        governing = [period.certificate] if period and period.state in BADGE_STATES else []
        assert in_force == governing


# --- the register ----------------------------------------------------------------------------------------------------

ACTS = ["grant", "extend", "lapse", "suspend", "reinstate", "cease", "revoke", "correct", "strike"]
acts = st.lists(
    st.tuples(st.sampled_from(ACTS), st.integers(0, 40), st.sampled_from([3, 4]), st.integers(0, 5)),
    min_size=1,
    max_size=9,
)


def act(product, name, number, stars, pick):
    """One act of an officer, as drawn; what the rules forbid is refused and that is that."""
    papers = list(product.ocop_certificates.order_by("pk"))
    if name == "grant" or not papers:
        decision = DecisionFacts(f"{number}/QĐ-UBND", day(number), "UBND tỉnh thử", "province")
        actions.grant(product, stars=stars, decision=decision, expires_on=day(number + 5 * pick))
        return
    paper = papers[pick % len(papers)]
    events = list(paper.events.order_by("pk"))
    on = {"effective_on": day(number)}
    {
        "extend": lambda: actions.extend(paper, until=paper.expires_on + timedelta(days=number)),
        "lapse": lambda: actions.lapse(paper, **on),
        "suspend": lambda: actions.suspend(paper, **on),
        "reinstate": lambda: actions.reinstate(paper, **on),
        "cease": lambda: actions.cease(paper, **on),
        "revoke": lambda: actions.revoke(paper, ground="b", **on),
        "correct": lambda: actions.correct(paper, Facts(stars=stars, expires_on=day(number)), reason="đọc nhầm"),
        "strike": lambda: actions.strike(events[number % len(events)], reason="ghi nhầm"),
    }[name]()


@pytest.mark.long
@pytest.mark.django_db
@histories(30)
@given(acts)
def test_whatever_officers_do_the_register_answers_as_the_clerk_does(drawn):
    product = make_product()
    moment = datetime(2026, 11, 1, 8, tzinfo=clock.VIETNAM)
    for number, (name, *values) in enumerate(drawn):
        before = standings(product)
        with stopped(moment + timedelta(days=number)):
            try:
                act(product, name, *values)
            except RegisterError:
                assert standings(product) == before
    rows = CertificateEvent.objects.filter(certificate__product=product).order_by("pk")
    for known in {0, len(drawn) // 2, len(drawn) - 1}:
        moment_known = clock.start_of(date(2026, 11, 2) + timedelta(days=known))
        seen = {}
        for row in rows.filter(recorded_at__lt=moment_known):
            seen.setdefault(row.certificate_id, []).append(event_of(row))
        for number in range(0, 70, 3):
            claim = standing.claim_on(product, day(number), known=date(2026, 11, 1) + timedelta(days=known))
            assert claim.stars == clerk.stars(seen, day(number))
    for number in range(70):
        assert standing.claim_on(product, day(number)).stars == clerk.stars(seen_now(rows), day(number))


def seen_now(rows):
    seen = {}
    for row in rows:
        seen.setdefault(row.certificate_id, []).append(event_of(row))
    return seen


def standings(product):
    return list(Standing.objects.filter(product=product).order_by("starts_on").values_list())
