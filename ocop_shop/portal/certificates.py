"""What the register says of each product of a producer, and what is to be done next and when."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.apps import apps
from django.urls import reverse
from django.utils.translation import gettext as _

from ocop_shop.certification import rules, standing, terms
from ocop_shop.certification.claims import Claim
from ocop_shop.certification.life import State
from ocop_shop.certification.terms import Phase, Window
from ocop_shop.core import clock
from ocop_shop.oversight import appeals, reminder_schedule, reminder_words
from ocop_shop.oversight.reminder_schedule import Due

from .access import Work
from .today import Task

_GONE = {State.SUSPENDED, State.REVOKED, State.CEASED}


@dataclass(frozen=True)
class Row:
    """A product with its claim today. `advice` says what to do next; `appeal` is the case that is or was open."""

    product: Any
    claim: Claim
    certificate: Any | None
    window: Window | None
    phase: Phase | None
    days_left: int | None
    advice: str
    reminders: tuple[Any, ...]
    appeal: Any | None

    @property
    def may_appeal(self) -> bool:
        """Whether the badge was taken away and no appeal is open."""
        return self.claim.state in _GONE and _may_appeal(self.appeal)

    @property
    def is_urgent(self) -> bool:
        """Whether waiting costs the star: the window is open, or the badge was taken away."""
        return self.phase is Phase.OPEN or self.may_appeal


def rows_of(producer: Any) -> list[Row]:
    """Every product of `producer` with what the register says today, those that ask for something first.

    The same number of queries for any number of products.
    """
    today = clock.today()
    products = list(_products(producer))
    claims = standing.claims_on([product.pk for product in products], today) if products else {}
    certificates = _certificates(claim.certificate_id for claim in claims.values() if claim.certificate_id)
    sent = _reminders(producer)
    cases = appeals.of_producer(producer)
    found = []
    for product in products:
        claim = claims[product.pk]
        certificate = certificates.get(claim.certificate_id or 0)
        key = certificate.pk if certificate else 0
        found.append(_row(product, claim, certificate, today, sent.get(key, ()), cases.get(key)))
    return sorted(found, key=lambda row: (not row.is_urgent, row.days_left is None, row.days_left or 0))


def waiting(work: Work) -> Iterator[Task]:
    """What waits in this room: dossiers that can be filed now, badges that were taken away."""
    url = reverse("ocop:portal-certificates", args=[work.producer.slug])
    today = clock.today()
    claims = standing.claims_among(_products(work.producer), today).values()
    if filing := len(_to_be_filed(claims, today)):
        yield Task(_("Renewals of certificates that can be filed now"), filing, url, urgent=True)
    if gone := [claim.certificate_id for claim in claims if claim.state in _GONE]:
        cases = appeals.of_producer(work.producer)
        if number := sum(_may_appeal(cases.get(key or 0)) for key in gone):
            yield Task(_("Badges that were taken away"), number, url, urgent=True)


def _to_be_filed(claims: Iterable[Claim], today: date) -> list[Any]:
    """The certificates whose window for filing is open, without those that were filed. A query where there are any."""
    in_force = rules.rule_set_on(today)
    open_now = [
        claim.certificate_id
        for claim in claims
        if claim.has_badge and claim.expires_on and terms.phase(claim.expires_on, today, in_force) is Phase.OPEN
    ]
    certificates = _certificates(filter(None, open_now)).values() if open_now else ()
    return [one for one in certificates if reminder_schedule.filed_on(one, today) is None]


def _may_appeal(case: Any | None) -> bool:
    return case is None or case.answered_at is not None


def certificate_of(producer: Any, key: int) -> Any | None:
    """The certificate with this key, if it is of a product of `producer`. One query."""
    certificates = apps.get_model("ocop_certification", "Certificate").objects.select_related("decision", "product")
    return certificates.filter(pk=key, product__ocop_provenance__producer=producer).first()


def _row(product: Any, claim: Claim, certificate: Any, today: date, sent: Any, case: Any) -> Row:
    in_force = rules.rule_set_on(today)
    ends_on = (claim.holds_until or claim.expires_on) if claim.has_badge else None
    if certificate is None or ends_on is None or claim.expires_on is None:
        return Row(product, claim, certificate, None, None, None, advice_without(claim), tuple(sent), case)
    due = Due(
        certificate, today, ends_on, 0, claim.state is State.EXTENDED, reminder_schedule.filed_on(certificate, today)
    )
    return Row(
        product,
        claim,
        certificate,
        terms.filing_window(claim.expires_on, in_force),
        None if due.filed_on else terms.phase(claim.expires_on, today, in_force),
        (ends_on - today).days,
        reminder_words.of_the_dossier(due),
        tuple(sent),
        case,
    )


def advice_without(claim: Claim) -> str:
    """What to do where there is no badge, in a sentence or two."""
    return {
        State.NONE: _("No certificate is on record. Ask your commune how the product can be assessed."),
        State.EXPIRED: _("The term has ended. Ask your commune how the product can be assessed anew."),
        State.SUSPENDED: _("The badge is suspended while something is checked. You can appeal."),
        State.REVOKED: _("The certificate was revoked. You can appeal."),
        State.CEASED: _("The register says that this is no longer made. If that is wrong, appeal."),
    }.get(claim.state, "")


def _products(producer: Any) -> Any:
    products = apps.get_model("catalogue", "Product").objects.exclude(structure="child")
    return products.filter(ocop_provenance__producer=producer).order_by("title", "pk")


def _certificates(keys: Iterable[int]) -> dict[int, Any]:
    origin = "product__ocop_provenance"
    joined = ("decision", f"{origin}__province", f"{origin}__commune__parent")
    makers = (f"{origin}__producer__province", f"{origin}__producer__commune__parent")
    rows = apps.get_model("ocop_certification", "Certificate").objects.filter(pk__in=list(keys))
    return {row.pk: row for row in rows.select_related(*joined, *makers).prefetch_related("events")}


def _reminders(producer: Any) -> dict[int, list[Any]]:
    rows = apps.get_model("ocop_oversight", "Reminder").objects.filter(recipient=f"producer:{producer.pk}")
    found: dict[int, list[Any]] = {}
    for row in rows.exclude(sent_at=None).order_by("-sent_at", "-pk"):
        found.setdefault(row.certificate_id, []).append(row)
    return found
