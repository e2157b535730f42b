"""Rows that take a recognition away: matched with the register, in a dry run and when they are written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import groupby
from typing import Any

from django.utils.translation import gettext as _

from ocop_shop.certification import actions as register
from ocop_shop.certification import standing
from ocop_shop.certification.life import EventKind
from ocop_shop.certification.status import LAWFUL_STEPS, CertificateState
from ocop_shop.producers.names import identity

from .entries import Entry, Finding, Plan
from .matching import Match, match, sentence
from .placing import decision_of
from .revocations import GROUNDS


def matched(plan: Plan) -> Plan:
    """`plan` with the certificate that each of its revocations means, and a warning where none was found.

    A certificate is named by the number that its own list gave it, else by its check code. One that an earlier row of
    the same plan grants has no code yet; that row is not warned about.
    """
    found = match(plan.accepted)
    entries, warnings = [], []
    granted: set[tuple[str, str]] = set()
    for entry in plan.accepted:
        match_of_row = found.get((entry.sheet, entry.row))
        names = identity(entry.product), identity(entry.producer)
        if entry.as_ == "certificate":
            granted.add(names)
        if match_of_row is None:
            entries.append(entry)
            continue
        certificate = match_of_row.certificate
        entries.append(replace(entry, match_certificate=_name_of(certificate)))
        if certificate is None and names not in granted:
            because = {"because": sentence(match_of_row)}
            warnings.append(Finding(entry.sheet, entry.row, "certificate_not_found", entry.product, because))
    return replace(plan, accepted=tuple(entries), warnings=(*plan.warnings, *warnings))


def _name_of(certificate: Any) -> str | None:
    return (certificate.reference or certificate.code) if certificate else None


def in_order(entries: Iterable[Entry]) -> Iterator[tuple[Entry, Match | None]]:
    """The entries one by one, revocations with what the register has for them once the rows before are written."""
    for revoking, run in groupby(entries, key=lambda entry: entry.as_ == "revocation"):
        rows = list(run)
        found = match(rows) if revoking else {}
        for entry in rows:
            yield entry, found.get((entry.sheet, entry.row))


def revoke(entry: Entry, found: Match, *, actor: Any = None) -> str:
    """Revoke the certificate that a row means; returns why nothing was revoked, or nothing where it is on record now.

    It takes effect on the day of the list's decision. A certificate that has expired is revoked on record all the same.
    Raises `RegisterError` when the row gives no ground or its body may not revoke.
    """
    decision = decision_of(entry)
    if found.certificate is None:
        return sentence(found)
    if problem := _out_of_reach(entry, found.certificate):
        return problem
    event = register.revoke(
        found.certificate,
        ground=GROUNDS.get(entry.reason_class or "", ""),
        effective_on=entry.issued_on,
        decision=decision,
        reason=entry.reason_text,
        actor=actor,
    )
    if event.effective_on == entry.issued_on:
        return ""
    return _("%(certificate)s is on record as revoked since %(day)s; that was left as it is.") % {
        "certificate": found.certificate,
        "day": f"{event.effective_on:%d/%m/%Y}",
    }


def _out_of_reach(entry: Entry, certificate: Any) -> str:
    """Why this certificate cannot be taken away by a decision of that day; empty where it can."""
    status = standing.status_of([certificate], entry.issued_on)[certificate.pk]
    if status.state is CertificateState.REVOKED or EventKind.REVOKED in LAWFUL_STEPS[status.state]:
        return ""
    if status.state is CertificateState.NOT_YET:
        problem = _("%(certificate)s began only on %(day)s, after this decision. Check which one is meant.")
    elif status.state is CertificateState.UNPROVEN:
        problem = _("%(certificate)s is on record without proof and carries no badge that could be revoked.")
    else:
        problem = _("%(certificate)s was struck out as recorded in error; there is nothing to revoke.")
    return problem % {"certificate": certificate, "day": f"{certificate.valid_from:%d/%m/%Y}"}
