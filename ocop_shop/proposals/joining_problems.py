"""What keeps an application from being sent or accepted, field by field, in sentences that say what to do."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from django.apps import apps
from django.utils.translation import gettext as _

from ocop_shop.core import clock
from ocop_shop.producers import actions as producers
from ocop_shop.producers import selling, tax_codes
from ocop_shop.producers.models import Kind

from .joining_fields import NEW, PAPERS, checks, required, required_papers
from .joining_known import claim_of, known

Found = defaultdict[str, list[str]]
# Where the problem of a fact that was not checked is shown.
_FIELD_OF = {"tax_code": "tax_code", "licence": "licence_number", "address": "street", "bank": "account"}


def of(proposal: Any) -> dict[str, list[str]]:
    """All problems by field; none for an application that may be sent, or accepted as staff decided."""
    said = proposal.values
    found: Found = defaultdict(list)
    missing(said, found)
    wrong(proposal, found)
    if not found.keys() & {"legal_name", "province", "commune"}:
        _claim(proposal, found)
    _papers(proposal, found)
    if not said.get("consent"):
        found["consent"].append(_("Tick that the producer agrees to the terms."))
    if proposal.decision:
        _unchecked(proposal, found)
    return dict(found)


def must_check(kind: str) -> tuple[str, ...]:
    """The facts that staff have to have checked before accepting, as this shop sells."""
    return checks(kind) if selling.producers_sell() else ()


def tax_code_problem(code: str) -> str:
    """Why this is no tax code, as a sentence; empty for one that can be."""
    sentences = {
        tax_codes.Fault.LENGTH: _(
            "A tax code has 10 digits (a branch: a hyphen and 3 more); for a household or a person it is the 12 digits"
            " of the identity card."
        ),
        tax_codes.Fault.CHECK: _("This cannot be a tax code: one of its digits is wrong. Compare it with the paper."),
        tax_codes.Fault.BRANCH: _("The three digits of a branch begin at 001."),
        tax_codes.Fault.PERSON: _("This cannot be the number of an identity card. Compare it with the card."),
    }
    fault = tax_codes.fault(code, clock.today().year)
    return sentences[fault] if fault else ""


def missing(said: Mapping[str, Any], found: Found) -> None:
    """Note what has to be filled in and is not."""
    for field in required(str(said.get("kind") or ""), producers_sell=selling.producers_sell()):
        if not said.get(field):
            found[field].append(_("Please fill this in."))


def wrong(proposal: Any, found: Found) -> None:
    """Note what cannot be as it is written."""
    said = proposal.values
    if said.get("kind") and said["kind"] not in Kind.values:
        found["kind"].append(_("Choose one of the kinds."))
    if said.get("tax_code") and (problem := tax_code_problem(str(said["tax_code"]))):
        found["tax_code"].append(problem)
    if said.get("province") and said.get("commune") and known(proposal).commune is None:
        found["commune"].append(_("This commune is not part of the chosen province today. Please choose again."))


def _claim(proposal: Any, found: Found) -> None:
    said, claim, rows = proposal.values, claim_of(proposal), known(proposal)
    producer = rows.claimed
    if claim not in {"", NEW} and producer is None:
        found["claim"].append(_("This producer is not in the register any more. Please choose again."))
        return
    if producer is None:
        # Who says that it is another one is heard by staff; a second of that name in one place cannot be made.
        is_open = not claim or bool(proposal.decision)
        if is_open and producers.find(str(said["legal_name"]), rows.province, rows.commune):
            told = _("A producer of this name is in the register, in the same place. Choose it, or correct the name.")
            found["claim"].append(told)
    elif producer.members.exists():
        told = _("Somebody works for this producer here already. An owner can invite others under “People”.")
        found["claim"].append(told)
    if is_taken(str(said.get("tax_code") or ""), producer):
        found["tax_code"].append(_("Another producer of the register has this tax code. Choose it, or call the shop."))


def is_taken(tax_code: str, producer: Any) -> bool:
    """Whether a producer other than `producer` has this tax code."""
    others = apps.get_model("ocop_producers", "SellerIdentity").objects.filter(tax_code=tax_code)
    return bool(tax_code and others.exclude(producer=producer).exists())


def _papers(proposal: Any, found: Found) -> None:
    wanted = required_papers(str(proposal.values.get("kind") or ""))
    there = {one.field for one in proposal.files.all()}
    if not there & set(wanted):
        names = " / ".join(str(PAPERS[name]) for name in wanted)
        found["papers"].append(_("Add a photo or a PDF: %(papers)s.") % {"papers": names})


def _unchecked(proposal: Any, found: Found) -> None:
    note_unchecked(proposal, must_check(str(proposal.values.get("kind") or "")), found)


def note_unchecked(proposal: Any, must: Iterable[str], found: Found) -> None:
    """Note the facts of `must` that staff did not say to have checked, and those that they cannot have checked."""
    checked = proposal.decision.get("checked", ())
    for fact in must:
        if fact not in checked:
            found[_FIELD_OF[fact]].append(_("Producers sell themselves here: check this and say so before accepting."))
    for fact, field in (("licence", "licence_number"), ("bank", "account")):
        if fact in checked and not proposal.values.get(field):
            found[field].append(_("Nothing is written here that could have been checked."))
