"""What producers are told of here: what became of a profile or a listing that was handed in.

Who wrote it has a letter with all reasons; the others who may work on it are told that there is something.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ocop_shop.notices import actions, kinds
from ocop_shop.notices.kinds import Kind, Values
from ocop_shop.producers.roles import Right

from . import states

LISTING, PROFILE = "listing", "profile"


def note_decided(proposal: Any) -> int:
    """Tell the producer what was decided; 0 for an application to join, whose author alone is written to."""
    if proposal.kind not in {LISTING, PROFILE} or not proposal.producer_id:
        return 0
    author = proposal.author
    written_to = frozenset({author.pk}) if author and author.email else frozenset()
    values = {"proposal": proposal.pk, "title": str(proposal.values.get("title") or "")[: kinds.MOST_OF_TITLE]}
    key = f"proposal:{proposal.pk}:{proposal.version}"
    kind = f"{proposal.kind}.{proposal.state}"
    return actions.tell([actions.Said(proposal.producer_id, kind, key, values, written_to)])


def register() -> None:
    """Name the four kinds of notices."""
    back, good = "arrow-left", "circle-check"
    kinds.register(
        _kind(LISTING, states.RETURNED, gettext_lazy("What you sell"), back, _listing_back),
        _kind(LISTING, states.ACCEPTED, gettext_lazy("What you sell"), good, _listing_good),
        _kind(PROFILE, states.RETURNED, gettext_lazy("Profile"), back, _profile_back),
        _kind(PROFILE, states.ACCEPTED, gettext_lazy("Profile"), good, _profile_good),
    )


def _kind(subject: str, state: str, name: Promise, icon: str, words: Callable[[Values], str]) -> Kind:
    right = Right.LISTINGS if subject == LISTING else Right.PROFILE
    path = _profile_path if subject == PROFILE else _draft_path if state == states.RETURNED else _goods_path
    return Kind(f"{subject}.{state}", name, right, icon, words, path)


def _listing_back(values: Values) -> str:
    return _("The shop has sent “%(title)s” back. Please look at it again.") % values


def _listing_good(values: Values) -> str:
    return _("The shop has accepted “%(title)s”.") % values


def _profile_back(_values: Values) -> str:
    return _("The shop has sent your profile back. Please look at it again.")


def _profile_good(_values: Values) -> str:
    return _("The shop has accepted your profile.")


def _draft_path(slug: str, values: Values) -> str:
    return reverse("ocop:portal-draft", args=[slug, values["proposal"]])


def _goods_path(slug: str, _values: Values) -> str:
    return reverse("ocop:portal-goods", args=[slug])


def _profile_path(slug: str, _values: Values) -> str:
    return reverse("ocop:portal-profile", args=[slug])
