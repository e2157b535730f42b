"""Certificates of the demo: true history as published, invented renewals and cases under DEMO numbers.

Invented dates are counted back from the day of loading. A DEMO decision keeps the day of its first loading, so that
loading again on another day changes nothing.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Any

from django.apps import apps

from ocop_shop.certification import actions
from ocop_shop.certification.abstract_models import number_key
from ocop_shop.certification.actions import DecisionFacts, Facts

from . import files

_PRECISION = {"day": "day", "month": "month"}


def load(products: Mapping[str, Any], today: date) -> None:
    """Grant and change everything the files tell about certificates."""
    for row in files.rows("certificates"):
        _published(products[row["product_id"]], row)
    for row in files.rows("renewals"):
        _invented(products[row["product_id"]], row, today)
    for row in files.rows("invented_certificates"):
        if row["state_wanted"] != "none":
            certificate = _invented(products[row["product_id"]], row, today)
            _events(certificate, json.loads(row["events"] or "[]"), today)


def _published(product: Any, row: dict[str, str]) -> None:
    """A true recognition. Without stated stars, a known first possible day and a maker there is nothing to record."""
    if not (row["stars"] and row["issued_earliest"] and product.ocop_provenance.producer_id):
        return
    actions.grant(
        product,
        stars=int(row["stars"]),
        decision=DecisionFacts(
            number=row["decision_no"],
            issued_on=date.fromisoformat(row["issued_earliest"]),
            issuer=row["issuer"],
            issuer_level=row["issuer_level"],
            issued_precision=_PRECISION.get(row["issued_precision"], "year"),
            source=row["source_ids"],
        ),
        kind="" if row["kind"] == "unknown" else row["kind"],
        evidence=row["evidence"],
    )


def _invented(product: Any, row: dict[str, str], today: date) -> Any:
    known = _on_record(product, row["decision_no"])
    if known:
        return known
    issued_on = today - timedelta(days=int(row["issued_days_ago"]))
    later = row["later_from"] and issued_on >= date.fromisoformat(row["later_from"])
    decision = DecisionFacts(
        number=row["decision_no"],
        issued_on=issued_on,
        issuer=row["issuer_later"] if later else row["issuer"],
        issuer_level=row["issuer_later_level"] if later else row["issuer_level"],
    )
    return actions.grant(product, stars=int(row["stars"]), decision=decision, kind=row["kind"])


def _on_record(product: Any, number: str) -> Any:
    certificates = apps.get_model("ocop_certification", "Certificate").objects
    return certificates.filter(product=product, decision__number_key=number_key(number)).first()


def _events(certificate: Any, events: list[dict[str, Any]], today: date) -> None:
    """Each kind of event once: loading again must not move it to another day."""
    for event in events:
        if not certificate.events.filter(kind=event["kind"]).exists():
            _STEPS[event["kind"]](certificate, event, today)


def _on(event: dict[str, Any], today: date) -> date:
    return today - timedelta(days=event["days_ago"])


def _revoked(certificate: Any, event: dict[str, Any], today: date) -> None:
    on = _on(event, today)
    body = certificate.decision
    decision = DecisionFacts(event["decision_no"], on, body.issuer, body.issuer_level)
    actions.revoke(certificate, ground=event["ground"], effective_on=on, decision=decision)


def _extended(certificate: Any, event: dict[str, Any], today: date) -> None:
    actions.extend(certificate, until=today + timedelta(days=event["until_days_ahead"]))


def _suspended(certificate: Any, event: dict[str, Any], today: date) -> None:
    actions.suspend(certificate, effective_on=_on(event, today), reason=event["reason"])


def _ceased(certificate: Any, event: dict[str, Any], today: date) -> None:
    actions.cease(certificate, effective_on=_on(event, today), reason=event["reason"])


def _concluded(certificate: Any, event: dict[str, Any], today: date) -> None:
    actions.conclude(certificate, ground=event["ground"], effective_on=_on(event, today), reason=event["reason"])


def _filed(certificate: Any, event: dict[str, Any], today: date) -> None:
    actions.file_renewal(certificate, effective_on=_on(event, today))


def _corrected(certificate: Any, event: dict[str, Any], today: date) -> None:
    actions.correct(certificate, Facts(stars=event["stars"]), reason=event["reason"])


def _struck(certificate: Any, event: dict[str, Any], today: date) -> None:
    """The whole certificate was recorded in error."""
    actions.strike(certificate.events.get(kind="granted"), reason=event["reason"])


_STEPS: Mapping[str, Callable[[Any, dict[str, Any], date], None]] = {
    "revoked": _revoked,
    "extended": _extended,
    "suspended": _suspended,
    "ceased": _ceased,
    "concluded": _concluded,
    "filed": _filed,
    "corrected": _corrected,
    "struck": _struck,
}
