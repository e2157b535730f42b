"""Changing who a producer is before the law: until staff have decided, and by what papers, the old identity holds."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from django.apps import apps
from django.urls import reverse
from django.utils.translation import gettext as _

from ocop_shop.core import locking
from ocop_shop.producers import actions as producers
from ocop_shop.producers.abstract_identity_models import FIELDS_OF, Fact

from . import joining, joining_problems, states
from .differences import differences
from .exceptions import NotReady
from .joining_fields import BANK, LABELS, LICENCE, PAPERS, required_papers
from .subject import Subject

FIELDS: tuple[str, ...] = (
    "legal_name",
    "kind",
    "tax_code",
    *LICENCE,
    "province",
    "commune",
    "street",
    "representative",
)
FIELDS += ("representative_id_end", *BANK)
"""What of an identity may be changed, in the order in which it is read."""
_MEMO = "_ocop_identity_now"


class IdentitySubject(Subject):
    """The rules of a change of identity."""

    review_template = "ocop_shop/desk/identity.html"

    def labels(self, proposal: Any) -> Mapping[str, str]:
        return {name: str(LABELS[name]) for name in (*FIELDS, "papers")}

    def current(self, proposal: Any) -> Mapping[str, Any]:
        if proposal.state == states.ACCEPTED:
            return dict(proposal.base)  # what it has changed
        if _MEMO not in proposal.__dict__:
            self.remember(proposal, identity_of(proposal.producer))
        return dict(proposal.__dict__[_MEMO])

    def remember(self, proposal: Any, identity: Any) -> None:
        """What stands there now was read already: `identity`."""
        proposal.__dict__[_MEMO] = values_of(identity)

    def problems(self, proposal: Any) -> Mapping[str, Sequence[str]]:
        found: joining_problems.Found = defaultdict(list)
        # The telephone belongs to the profile.
        joining_problems.missing({**proposal.values, "phone": "-"}, found)
        joining_problems.wrong(proposal, found)
        if joining_problems.is_taken(str(proposal.values.get("tax_code") or ""), proposal.producer):
            found["tax_code"].append(_("Another producer of the register has this tax code. Please call the shop."))
        changed = self.changed(proposal)
        if not changed:
            found["legal_name"].append(_("Nothing differs from what stands there now."))
        _papers(proposal, changed, found)
        if not proposal.values.get("consent"):
            found["consent"].append(_("Tick that the producer agrees to the terms."))
        if proposal.decision:
            joining_problems.note_unchecked(proposal, self.must(proposal), found)
        return dict(found)

    def changed(self, proposal: Any) -> list[str]:
        """The fields that would say something else."""
        return [one.field for one in differences(self.current(proposal), proposal.values, FIELDS)]

    def must(self, proposal: Any) -> list[str]:
        """The facts that staff have to have checked: those of a seller that change, and where money goes."""
        changed = set(self.changed(proposal))
        asked = joining_problems.must_check(str(proposal.values.get("kind") or ""))
        touched = [fact for fact in Fact.values if changed & {name.removesuffix("_id") for name in FIELDS_OF[fact]}]
        bank = [Fact.BANK.value] if any(proposal.values.get(name) for name in BANK) else []
        return [fact for fact in touched if fact in (*asked, *bank)]

    def title(self, proposal: Any) -> str:
        return _("Identity of %(producer)s") % {"producer": proposal.producer}

    def link(self, proposal: Any) -> str:
        return reverse("ocop:portal-identity", args=[proposal.producer.slug])

    def shown(self, field: str, value: Any) -> str:
        return joining.shown(field, value)

    def file_name(self, file: Any) -> str:
        return f"{PAPERS.get(file.field, file.field)}: {file.title}"

    def review(self, proposal: Any) -> Mapping[str, Any]:
        """What staff see beside the values: what they can say to have checked, and what they have to."""
        return {"facts": Fact.choices, "must": self.must(proposal)} if proposal.is_open else {}

    def decided(self, proposal: Any, said: Mapping[str, str]) -> Mapping[str, Any]:
        """What staff have checked by what."""
        return {"decided": True, **joining.checked_in(said)}

    def apply(self, proposal: Any, *, actor: Any) -> None:
        # Somebody else may have taken the tax code since the problems were looked for.
        locking.one_at_a_time("joining")
        proposal.__dict__.pop(_MEMO, None)
        problems = self.problems(proposal)
        if problems:
            raise NotReady(problems)
        producers.make_seller(proposal.producer, actor=actor)
        identity = producers.identify(proposal.producer, joining.facts_of(proposal), actor=actor)
        joining.note_checks(proposal, identity, actor)


def subject_for(producer: Any) -> str:
    """How the proposal about the identity of `producer` is called."""
    return f"identity:{producer.pk}"


def identity_of(producer: Any) -> Any:
    """Who `producer` is before the law; None where nobody has said so. One query."""
    rows = apps.get_model("ocop_producers", "SellerIdentity").objects.select_related("province", "commune")
    return rows.filter(producer=producer).first()


def values_of(identity: Any) -> dict[str, str]:
    """An identity in the form of the values of a proposal; empty for none."""
    if identity is None:
        return {}
    told = producers.told(identity)
    return {name: told[name] for name in FIELDS}


def first_values(producer: Any) -> dict[str, str]:
    """What a first identity begins with, so that nobody writes again what the register knows of `producer`."""
    province, commune = (getattr(place, "code", "") for place in (producer.province, producer.commune))
    known = {"kind": producer.kind, "legal_name": producer.name, "representative": producer.representative}
    return {**dict.fromkeys(FIELDS, ""), **known, "province": province, "commune": commune}


def in_words(identity: Any) -> list[tuple[str, str, str]]:
    """Name, label and words of what an identity says; nothing of what it does not say."""
    values = values_of(identity)
    places = {name: getattr(getattr(identity, name, None), "full_name", "") for name in ("province", "commune")}
    return [
        (name, str(LABELS[name]), places.get(name) or joining.shown(name, values[name]))
        for name in FIELDS
        if values.get(name)
    ]


def _papers(proposal: Any, changed: Sequence[str], found: joining_problems.Found) -> None:
    """Where money goes is shown by any paper; everything else by one that says who the producer is."""
    there = {one.field for one in proposal.files.all()}
    wanted = required_papers(str(proposal.values.get("kind") or "")) if set(changed) - set(BANK) else tuple(PAPERS)
    if changed and not there & set(wanted):
        names = " / ".join(str(PAPERS[name]) for name in wanted)
        found["papers"].append(_("Add a photo or a PDF: %(papers)s.") % {"papers": names})
