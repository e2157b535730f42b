"""Joining as a producer: an application with papers becomes a producer with an identity, a seller and an owner.

Most producers stand in the register already, through lists of decisions. Who applies says which of them it is; staff
decide on the papers, and their word counts.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from ocop_shop.core import banks, locking, text
from ocop_shop.producers import actions as producers
from ocop_shop.producers import resembling
from ocop_shop.producers.abstract_identity_models import Fact
from ocop_shop.producers.actions import IdentityFacts, ProducerFacts
from ocop_shop.producers.models import Kind
from ocop_shop.producers.roles import OWNER
from ocop_shop.regions import lookup

from . import joining_problems, letters, states
from .exceptions import NotReady
from .joining_fields import LABELS, NEW, PAPERS
from .joining_known import known, places, producer_of
from .subject import Subject

ASSISTED = "joining:assisted:"
"""How the subject of an application begins that staff write for somebody."""


class JoiningSubject(Subject):
    """The rules of joining."""

    review_template = "ocop_shop/desk/joining.html"

    def labels(self, proposal: Any) -> Mapping[str, str]:
        return {name: str(label) for name, label in LABELS.items()}

    def current(self, proposal: Any) -> Mapping[str, Any]:
        return {}

    def problems(self, proposal: Any) -> Mapping[str, Sequence[str]]:
        return joining_problems.of(proposal)

    def title(self, proposal: Any) -> str:
        return str(proposal.values.get("legal_name") or proposal.values.get("phone") or f"#{proposal.pk}")

    def link(self, proposal: Any) -> str:
        if proposal.producer_id and proposal.state == states.ACCEPTED:
            return reverse("ocop:portal-home", args=[proposal.producer.slug])
        return reverse("ocop:portal-join-send", args=[proposal.pk])

    def shown(self, field: str, value: Any) -> str:
        if field == "claim":
            told = str(value or "")
            return str(_("none of those in the register") if told == NEW else producer_of(told) or "")
        return shown(field, value)

    def summary(self, proposal: Any) -> dict[str, str]:
        """All values in words."""
        rows = known(proposal)
        read = {"province": rows.province, "commune": rows.commune, "claim": rows.claimed}
        told = {field: "" if field in read else self.shown(field, proposal.values.get(field)) for field in LABELS}
        return told | {field: getattr(row, "full_name", str(row)) for field, row in read.items() if row}

    def file_name(self, file: Any) -> str:
        return f"{PAPERS.get(file.field, file.field)}: {file.title}"

    def review(self, proposal: Any) -> Mapping[str, Any]:
        """What staff see beside the values: whom it may be in the register, and what they can say to have checked."""
        said = proposal.values
        if proposal.state == states.ACCEPTED:
            return {}
        return {
            "assisted": is_assisted(proposal),
            "candidates": _with_claimed(proposal, candidates(said)),
            "claim": said.get("claim", "") or NEW,
            "facts": Fact.choices,
            "must": joining_problems.must_check(said.get("kind", "")),
        }

    def decided(self, proposal: Any, said: Mapping[str, str]) -> Mapping[str, Any]:
        """Whom staff take it for, and what they have checked by what."""
        return {"claim": said.get("claim", "")[:20] or NEW, **checked_in(said)}

    def apply(self, proposal: Any, *, actor: Any) -> None:
        # Somebody else may have become the same producer since the problems were looked for.
        locking.one_at_a_time("joining")
        problems = self.problems(proposal)
        if problems:
            raise NotReady(problems)
        producer = self._producer(proposal, actor)
        producers.make_seller(producer, actor=actor)
        identity = producers.identify(producer, facts_of(proposal), actor=actor)
        note_checks(proposal, identity, actor)
        self._owner(proposal, producer, actor)
        proposal.producer = producer

    def _producer(self, proposal: Any, actor: Any) -> Any:
        """The producer that staff take it for, with what was not known of it, or a new one."""
        said, rows = proposal.values, known(proposal)
        facts = ProducerFacts(kind=said["kind"], name=said["legal_name"], province=rows.province, commune=rows.commune)
        producer = rows.claimed or producers.register(facts, actor=actor)
        missing = {name: said.get(name, "") for name in ("phone", "email", "representative")}
        missing |= {"province": rows.province, "commune": rows.commune}
        producers.complete(producer, actor=actor, **missing)
        return producer

    def _owner(self, proposal: Any, producer: Any, actor: Any) -> None:
        """Who applied owns the desk; where staff applied for somebody, an invitation goes to their address."""
        if not is_assisted(proposal):
            if proposal.author:
                producers.add_member(producer, proposal.author, OWNER, actor=actor)
            return
        email = proposal.values.get("email", "")
        if email:
            invitation, secret = producers.invite(producer, email, OWNER, actor=actor)
            letters.invite_after_commit(invitation, secret, proposal.language)


def shown(field: str, value: Any) -> str:
    """A value of an identity in words."""
    told = str(value or "")
    if field == "kind":
        return str(dict(Kind.choices).get(told, told))
    if field == "bank":
        return f"{banks.name_of(told)} ({told})" if told else ""
    if field in {"province", "commune"}:
        place = getattr(lookup, field)(told) if told else None
        return place.full_name if place else told
    return _as_day(told) if field == "licence_date" else told


def checked_in(said: Mapping[str, str]) -> dict[str, Any]:
    """What staff answered to have checked, and by what."""
    checked = [fact for fact in Fact.values if said.get(f"checked-{fact}")]
    return {"checked": checked, "note": text.clean(said.get("note", ""))[:500]}


def note_checks(proposal: Any, identity: Any, actor: Any) -> None:
    """Write down what staff said to have checked, by the papers of the proposal."""
    sources = sorted(set(proposal.files.values_list("field", flat=True)) & PAPERS.keys())
    for fact in proposal.decision.get("checked", ()):
        note = proposal.decision.get("note", "")
        producers.verify(identity, fact, actor=actor, source=", ".join(sources), note=note)


def is_assisted(proposal: Any) -> bool:
    """Whether staff write it for somebody."""
    return str(proposal.subject).startswith(ASSISTED)


def candidates(said: Mapping[str, Any]) -> list[resembling.Candidate]:
    """The producers of the register that an application may be about, the surest first. Two queries."""
    name = str(said.get("legal_name", ""))
    if not name:
        return []
    return resembling.like(name, tax_code=str(said.get("tax_code", "")), commune=places(said)[1])


def _with_claimed(proposal: Any, found: list[resembling.Candidate]) -> list[resembling.Candidate]:
    """What was chosen stands among them, though it is not like it any more."""
    chosen = known(proposal).claimed
    if chosen is None or chosen in [one.producer for one in found]:
        return found
    return [resembling.Candidate(chosen, resembling.Why.CHOSEN, chosen.members.exists()), *found]


def facts_of(proposal: Any) -> IdentityFacts:
    """The identity that the values of an application describe."""
    said, rows = proposal.values, known(proposal)
    same = ["legal_name", "kind", "tax_code", "representative", "representative_id_end", "street"]
    same += ["licence_number", "licence_issuer", "bank", "account", "holder"]
    day = said.get("licence_date")
    return IdentityFacts(
        **{name: str(said.get(name) or "") for name in same},
        licence_date=date.fromisoformat(day) if day else None,
        province=rows.province,
        commune=rows.commune,
        terms_version=str(said.get("consent") or ""),
        consented_at=datetime.fromisoformat(said["consented_at"]) if said.get("consented_at") else None,
    )


def _as_day(iso: str) -> str:
    return "/".join(reversed(iso.split("-")))
