"""Words for fields to which their models give no name of their own, as a copy of somebody's data shows them."""

from __future__ import annotations

from typing import Final

from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

LABELS: Final[dict[str, Promise]] = {
    "accepted_at": gettext_lazy("Accepted at"),
    "answered_at": gettext_lazy("Answered at"),
    "asked_at": gettext_lazy("Asked at"),
    "at": gettext_lazy("At"),
    "body": gettext_lazy("Body"),
    "channel": gettext_lazy("Channel"),
    "consent_at": gettext_lazy("Consent at"),
    "created_at": gettext_lazy("Created at"),
    "date_created": gettext_lazy("Date created"),
    "date_placed": gettext_lazy("Date placed"),
    "date_sent": gettext_lazy("Date sent"),
    "decided_at": gettext_lazy("Decided at"),
    "ended_at": gettext_lazy("Ended at"),
    "given": gettext_lazy("Given"),
    "heading": gettext_lazy("Heading"),
    "image": gettext_lazy("Picture"),
    "issuer": gettext_lazy("Issuer"),
    "number": gettext_lazy("Number"),
    "pieces": gettext_lazy("Pieces"),
    "producer": gettext_lazy("Producer"),
    "product": gettext_lazy("Product"),
    "question": gettext_lazy("Question"),
    "rows": gettext_lazy("Rows"),
    "seen_until": gettext_lazy("Seen until"),
    "sent_at": gettext_lazy("Sent at"),
    "set_at": gettext_lazy("Set at"),
    "stars": gettext_lazy("Stars"),
    "state": gettext_lazy("State"),
    "subject": gettext_lazy("Subject"),
    "submitted_at": gettext_lazy("Submitted at"),
    "text": gettext_lazy("Text"),
    "title": gettext_lazy("Title"),
    "type": gettext_lazy("Kind"),
    "undone_at": gettext_lazy("Undone at"),
    "user": gettext_lazy("Account"),
    "value": gettext_lazy("Value"),
    "values": gettext_lazy("Values"),
    "ways": gettext_lazy("Ways"),
    "what": gettext_lazy("What"),
}


def label(name: str, verbose: str = "") -> str:
    """What a field is called: by its model, where that says more than its own name, else by the words above."""
    automatic = name.replace("_", " ")
    if (verbose or automatic) != automatic:
        return str(capfirst(verbose))
    if name not in LABELS and name.endswith("_en"):
        return _("%(field)s, in English") % {"field": label(name.removesuffix("_en"))}
    return str(LABELS[name]) if name in LABELS else str(capfirst(automatic))
