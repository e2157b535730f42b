"""The steps of a certificate in the words of those who take them: what a step is, and what it does."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.utils.translation import gettext_lazy as _

from ocop_shop.certification.life import EventKind


@dataclass(frozen=True)
class Step:
    """A step: its name as a heading, what the button says, what it means, and an icon of the admin."""

    title: Any
    button: Any
    meaning: Any
    icon: str
    is_grave: bool = False


STEPS: Final[Mapping[EventKind, Step]] = {
    EventKind.FILED: Step(
        _("Receive a renewal dossier"),
        _("Record the dossier"),
        _("The producer has handed in the dossier for re-evaluation. The star does not change by it."),
        "clipboard-list",
    ),
    EventKind.CEASED: Step(
        _("Production has ceased"),
        _("Record the end of production"),
        _("The product is no longer made. From the day on there is no star, and 15 days run to revoke it (art. 8.4)."),
        "minus",
        is_grave=True,
    ),
    EventKind.EXTENDED: Step(
        _("Extend"),
        _("Extend"),
        _("The re-evaluation is late: the certificate goes on holding, at most 180 days beyond its end (art. 12.3)."),
        "calendar-alt",
    ),
    EventKind.LAPSED: Step(
        _("End the extension"),
        _("End the extension"),
        _("The authority has given its result. From the day on the extension no longer carries the star (art. 12.3)."),
        "time",
        is_grave=True,
    ),
    EventKind.SUSPENDED: Step(
        _("Suspend"),
        _("Suspend"),
        _("Something is being checked. From the day on there is no star, until the certificate is reinstated."),
        "lock",
        is_grave=True,
    ),
    EventKind.REINSTATED: Step(
        _("Reinstate"),
        _("Reinstate"),
        _("The suspension ends, or the product is made again. From the day on the star may show."),
        "lock-open",
    ),
    EventKind.CONCLUDED: Step(
        _("Record a conclusion"),
        _("Record the conclusion"),
        _(
            "A competent body has concluded that there is a ground for revocation. The star stays until it is revoked, "
            "which is due within 15 days (art. 8.4)."
        ),
        "glasses",
    ),
    EventKind.REVOKED: Step(
        _("Revoke"),
        _("Revoke"),
        _("The recognition is taken away for good by a decision (art. 8). That day already has no star."),
        "cross",
        is_grave=True,
    ),
    EventKind.CORRECTED: Step(
        _("Correct the record"),
        _("Correct"),
        _("The record says something else than the decision. What was known before stays in the history."),
        "edit",
    ),
    EventKind.STRUCK: Step(
        _("Strike an entry"),
        _("Strike the entry"),
        _(
            "An entry was recorded in error. It stays readable and no longer counts. Striking the recognition takes "
            "the whole certificate off the record."
        ),
        "strikethrough",
        is_grave=True,
    ),
}
