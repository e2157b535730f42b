"""Who a producer is before the law: written down, checked by staff, and made a seller of the shop."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import Any

from django.apps import apps
from django.db import transaction

from ocop_shop.auditing import actions as audit
from ocop_shop.core import clock
from ocop_shop.producers.abstract_identity_models import Fact, Outcome
from ocop_shop.producers.exceptions import TaxCodeTaken

from .membership import locked


@dataclass(frozen=True)
class IdentityFacts:
    """What is known of a producer before the law; fields of `SellerIdentity`."""

    legal_name: str
    kind: str
    tax_code: str
    representative: str
    province: Any = None
    commune: Any = None
    street: str = ""
    licence_number: str = ""
    licence_date: date | None = None
    licence_issuer: str = ""
    representative_id_end: str = ""
    bank: str = ""
    account: str = ""
    holder: str = ""
    terms_version: str = ""
    consented_at: datetime | None = None


@transaction.atomic
def identify(producer: Any, facts: IdentityFacts, *, actor: Any = None) -> Any:
    """The identity of `producer` with these facts; what was known before goes to its history, checks stay as they were.

    Raises `TaxCodeTaken` when another producer has the tax code, and nothing is written.
    """
    locked(producer)
    rows = apps.get_model("ocop_producers", "SellerIdentity").objects
    if rows.filter(tax_code=facts.tax_code).exclude(producer=producer).exists():
        raise TaxCodeTaken
    identity = rows.filter(producer=producer).first() or rows.model(producer=producer)
    changed = sorted(name for name, value in vars(facts).items() if getattr(identity, name) != value)
    if identity.pk and not changed:
        return identity
    if identity.pk:
        identity.former.create(facts=told(identity), changed_by=actor, valid_until=clock.now())
    for name, value in vars(facts).items():
        setattr(identity, name, value)
    identity.changed_at = clock.now()
    identity.save()
    # Names of fields alone: an entry cannot be deleted.
    audit.record("producer.identified", f"producer:{producer.pk}", actor=actor, after={"fields": changed})
    return identity


def told(identity: Any) -> dict[str, str]:
    """What `identity` says, by the names of `IdentityFacts`: as text, places by their code."""
    said = {field.name: getattr(identity, field.name) for field in fields(IdentityFacts)}
    return {name: _as_text(value) for name, value in said.items()}


def _as_text(value: Any) -> str:
    if isinstance(value, date):
        return value.isoformat()
    return str(getattr(value, "code", value) or "")


@transaction.atomic
def verify(
    identity: Any, fact: str, *, actor: Any, outcome: str = Outcome.CONFIRMED, source: str = "", note: str = ""
) -> Any:
    """One more check of a fact, as the identity stands now; earlier ones stay. The same again that day adds nothing."""
    locked(identity.producer)
    kept = type(identity).objects.get(pk=identity.pk)
    said = {"state": Outcome(outcome).value, "said": kept.print_of(fact), "source": source[:200], "note": note[:500]}
    last = kept.verifications.filter(fact=fact).first()
    is_of_today = last is not None and clock.day_of(last.verified_at) == clock.today()
    if is_of_today and all(getattr(last, name) == value for name, value in said.items()):
        return last
    made = kept.verifications.create(fact=Fact(fact).value, verified_by=actor, verified_at=clock.now(), **said)
    after = {"fact": made.fact, "state": made.state}
    audit.record("producer.verified", f"producer:{kept.producer_id}", actor=actor, after=after)
    return made
