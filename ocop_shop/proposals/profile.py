"""Proposals about a producer's profile: which fields there are, what stands there, how they are published."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ocop_shop.producers import actions as producers
from ocop_shop.producers.profile_values import current

from . import profile_problems, profile_words
from .subject import Subject

LABELS: Mapping[str, Any] = {
    "kind": gettext_lazy("Kind"),
    "since": gettext_lazy("Since"),
    "name_en": gettext_lazy("Name in English"),
    "brand": gettext_lazy("Brand"),
    "province": gettext_lazy("Province, city"),
    "commune": gettext_lazy("Commune, ward"),
    "website": gettext_lazy("Website"),
    "story": gettext_lazy("Story"),
    "pictures": gettext_lazy("Pictures"),
    "people": gettext_lazy("People"),
    "awards": gettext_lazy("Awards"),
    "rights": gettext_lazy("Names and marks"),
    "points": gettext_lazy("Points of sale"),
    "representative": gettext_lazy("Representative"),
    "phone": gettext_lazy("Telephone"),
    "email": gettext_lazy("E-mail"),
    "address": gettext_lazy("Exact address"),
    "publish_representative": gettext_lazy("Show the representative"),
    "publish_phone": gettext_lazy("Show the telephone"),
    "publish_email": gettext_lazy("Show the e-mail"),
    "publish_address": gettext_lazy("Show the exact address"),
}


def subject_for(producer: Any) -> str:
    """How the proposal about the profile of `producer` is called."""
    return f"producer:{producer.pk}"


def written(proposal: Any) -> dict[str, Any]:
    """All values of the profile as the proposal wants them: its own over what stands there."""
    others = [name for name in LABELS if name not in proposal.values]
    return {**current(proposal.producer, others), **{k: v for k, v in proposal.values.items() if k in LABELS}}


class ProfileSubject(Subject):
    """A producer's own page. Values are those of `producers.profile_values`; pictures of the draft are "file:…"."""

    def labels(self, proposal: Any) -> Mapping[str, str]:
        return {name: str(label) for name, label in LABELS.items()}

    def current(self, proposal: Any) -> Mapping[str, Any]:
        return current(proposal.producer)

    def problems(self, proposal: Any) -> Mapping[str, Sequence[str]]:
        return profile_problems.problems(proposal.producer, written(proposal), set(proposal.values))

    def apply(self, proposal: Any, *, actor: Any) -> None:
        files = {f"file:{one.pk}": one.file for one in proposal.files.filter(is_picture=True)}
        told = {name: value for name, value in proposal.values.items() if name in LABELS}
        producers.rewrite(proposal.producer, told, base=proposal.base, files=files, actor=actor)

    def title(self, proposal: Any) -> str:
        return _("Profile of %(producer)s") % {"producer": proposal.producer}

    def shown(self, field: str, value: Any) -> str:
        return profile_words.shown(field, value)
