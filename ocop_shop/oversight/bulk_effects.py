"""What a revocation or a lapse would do to a star, worked out beforehand by the rules that derive it afterwards."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from ocop_shop.certification import rules
from ocop_shop.certification.actions import DecisionFacts
from ocop_shop.certification.actions.recording import lawful, lives_beside, refuse
from ocop_shop.certification.actions.taking_steps import check_effect
from ocop_shop.certification.exceptions import RegisterError
from ocop_shop.certification.life import Event, EventKind, Life
from ocop_shop.certification.status import LAWFUL_STEPS, CertificateState, CertificateStatus, status_of
from ocop_shop.certification.timeline import Period, is_extended, period_on, timeline

_LAST_KEY = 2**63 - 1  # an event that is recorded after all others


@dataclass(frozen=True)
class Effect:
    """From `on` the product has `after` stars instead of `before`; None is no star."""

    on: date
    before: int | None
    after: int | None


@dataclass(frozen=True)
class Product:
    """The certificates of one product as they are on record; None for those that were struck out."""

    lives: dict[int, Life | None]

    @classmethod
    def of(cls, certificates: Iterable[Any]) -> dict[int, Product]:
        """The product of each of these certificates, by the certificate's key. Two queries."""
        return {key: cls(lives) for key, lives in lives_beside(certificates).items()}

    def status(self, certificate: Any, on: date) -> CertificateStatus:
        """What `certificate` is on `on`."""
        return status_of(certificate.pk, self.lives, on)

    def on_record(self, certificate: Any, kind: EventKind) -> date | None:
        """Since when an event of this kind is on record; None where none is."""
        own = self.lives[certificate.pk]
        return min((event.effective_on for event in (own.events if own else ()) if event.kind is kind), default=None)

    def periods(self, added: tuple[int, Event] | None = None) -> list[Period]:
        """The days of the product, with one event added to one of its certificates."""
        lives = [found for found in self.lives.values() if found]
        if added:
            key, event = added
            lives = [replace(f, events=(*f.events, event)) if f.certificate == key else f for f in lives]
        return timeline(lives)

    def why_no_star(self, certificate: Any, on: date) -> str:
        """Why a step of `on` changes no star, in a sentence; it goes on record all the same."""
        found = self.status(certificate, on)
        day = {"day": f"{found.since:%d/%m/%Y}" if found.since else ""}
        if found.state is CertificateState.EXPIRED:
            return _("It goes on record. The star had ended: expired since %(day)s.") % day
        if found.state is CertificateState.SUPERSEDED:
            return _("It goes on record. A newer certificate holds since %(day)s.") % day
        return _("It goes on record. There is no star to take away on that day.")


def effect(product: Product, certificate: Any, kind: EventKind, effective_on: date) -> Effect | None:
    """The first change of the product's star that a step brings about; None where it changes none."""
    before = product.periods()
    after = product.periods((certificate.pk, Event(kind, effective_on, key=_LAST_KEY)))
    for day in sorted({period.starts_on for period in (*before, *after)}):
        stars = _stars(before, day), _stars(after, day)
        if stars[0] != stars[1]:
            return Effect(day, *stars)
    return None


def refusal(
    product: Product,
    certificate: Any,
    kind: EventKind,
    effective_on: date,
    *,
    ground: str = "",
    decision: DecisionFacts | None = None,
    reason: str = "",
) -> str:
    """Why the register would refuse this step, as a sentence; empty where it would take it."""
    try:
        if kind is EventKind.REVOKED:
            stars = certificate.stars
            level, day = (decision.issuer_level, decision.issued_on) if decision else ("", effective_on)
            lawful(rules.check_revocation, ground, stars=stars, level=level or None, day=day)
        if effective_on < certificate.valid_from:
            raise refuse("effective_before_start", day=certificate.valid_from)
        _check_state(product, certificate, kind, effective_on)
        if kind is EventKind.REVOKED and decision:
            check_effect(effective_on, decision.issued_on, reason)
    except RegisterError as error:
        return str(error)
    return ""


def _check_state(product: Product, certificate: Any, kind: EventKind, effective_on: date) -> None:
    state = product.status(certificate, effective_on).state
    if state is CertificateState.UNPROVEN:
        raise RegisterError(_("Its evidence carries no badge, so there is nothing to take away."))
    if state is CertificateState.STRUCK:
        raise RegisterError(_("This certificate was struck out as recorded in error."))
    own = product.lives[certificate.pk]
    if kind is EventKind.LAPSED and not (own and is_extended(own, effective_on)):
        raise refuse("not_extended")
    if kind not in LAWFUL_STEPS[state]:
        raise refuse("not_extended" if kind is EventKind.LAPSED else "already_revoked")


def _stars(periods: list[Period], day: date) -> int | None:
    found = period_on(periods, day)
    return found.stars if found else None
