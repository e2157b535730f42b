"""What somebody sent to be published, and the papers with it: of an applicant, and of a producer."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ocop_shop.conf import settings
from ocop_shop.core import personal
from ocop_shop.core.personal import Fates, Person, Row

from . import actions
from .registry import subject_of


def _own(person: Person) -> Any:
    """Applications that belong to no producer; the others are the producer's."""
    rows = apps.get_model("ocop_proposals", "Proposal").objects
    return rows.filter(author=person.user, producer=None) if person.user else rows.none()


def _told(rows: Any) -> Iterator[Row]:
    for proposal in rows.prefetch_related("files").order_by("pk"):
        labels = subject_of(proposal).labels(proposal)
        values = {str(labels.get(name, name)): personal.plain(value) for name, value in proposal.values.items()}
        for said in personal.rows_of([proposal], "kind", "state", "created_at", "submitted_at", "decided_at", "reason"):
            files = {
                _("File %(number)d") % {"number": number}: one.file
                for number, one in enumerate(proposal.files.all(), 1)
            }
            yield {**said, **values, **files}


def _erased(rows: Any) -> Fates:
    return personal.count(erased=len(actions.drop(list(rows.order_by("pk").select_for_update(of=("self",))))))


def _stays() -> str:
    return _("What was dropped goes after %(draft)d days, what was accepted is emptied after %(decided)d days.") % {
        "draft": settings.draft_days,
        "decided": settings.decided_days,
    }


HOLDER = personal.Holder(
    "proposals",
    gettext_lazy("Applications and proposals"),
    stays=_stays,
    tables=("ocop_proposals.Proposal", "ocop_proposals.ProposalFile"),
    of_person=lambda person: _told(_own(person)),
    of_producer=lambda producer: _told(apps.get_model("ocop_proposals", "Proposal").objects.filter(producer=producer)),
    erase_person=lambda person: _erased(_own(person)),
    erase_producer=lambda producer: _erased(
        apps.get_model("ocop_proposals", "Proposal").objects.filter(producer=producer)
    ),
)
