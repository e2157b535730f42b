"""Errors of the register, with a sentence for a person in `str()`."""

from __future__ import annotations

from django.utils.translation import gettext as _

from .rules import UnlawfulStep


class RegisterError(Exception):
    """A change of the register that was refused; nothing was written."""


class AlreadyRecorded(RegisterError):
    """The same decision is on record for the product with other content."""


def sentence(step: UnlawfulStep) -> str:
    """What is wrong with `step` and which article says so, in the reader's language."""
    texts = {
        "before_first_decision": _("No OCOP decision was in force on that day."),
        "star_out_of_range": _("A certificate has 3, 4 or 5 stars."),
        "expiry_before_issue": _("The last day lies before the day of issue."),
        "term_too_long": _("A certificate holds no longer than the rules of its day allow."),
        "issuer_may_not_decide": _("This body could not decide on this star on that day."),
        "extension_too_long": _("An extension ends after the certificate and at most 180 days later."),
        "ground_missing": _("A revocation needs a ground: one of the letters a, b, c, d, đ, e."),
    }
    decision, _art, number = step.article.partition(" art. ")
    source = _("%(decision)s art. %(number)s") % {"decision": decision, "number": number} if number else decision
    return _("%(problem)s Source: %(source)s.") % {"problem": texts[step.code], "source": source}
