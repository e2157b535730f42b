"""Errors of the register, with a sentence for a person in `str()`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Final

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .rules import UnlawfulStep


class RegisterError(Exception):
    """A change of the register that was refused; nothing was written."""


class AlreadyRecorded(RegisterError):
    """The same decision is on record for the product with other content."""


# What is wrong, by code. No sentence here needs a detail: whoever raises a code may know none.
PROBLEMS: Final = {
    # The rules that hold
    "before_first_decision": gettext_lazy("No OCOP decision was in force on that day."),
    "rules_not_in_force": gettext_lazy("A certificate of that day cannot be issued under these rules."),
    # Recognition
    "star_out_of_range": gettext_lazy("A certificate has 3, 4 or 5 stars."),
    "expiry_before_issue": gettext_lazy("The last day lies before the day of issue."),
    "term_too_long": gettext_lazy("A certificate holds no longer than the rules of its day allow."),
    "issuer_may_not_decide": gettext_lazy("This body could not decide on this star on that day."),
    # Renewal and extension
    "filed_too_early": gettext_lazy("It is too early to file a dossier for re-evaluation."),
    "filed_too_late": gettext_lazy("The days for filing a dossier for re-evaluation have passed."),
    "extension_too_long": gettext_lazy("An extension ends after the certificate and no later than the rules allow."),
    "not_extended": gettext_lazy("Only an extension can lapse, and this certificate has none that runs."),
    # Revocation
    "ground_missing": gettext_lazy("A revocation needs a ground: one of the letters that the decision names."),
    "revoker_may_not": gettext_lazy("This body may not revoke a certificate of this star."),
    # The order of steps
    "not_in_force": gettext_lazy("This step needs a certificate that is in force."),
    "nothing_to_reinstate": gettext_lazy("Nothing to reinstate: this certificate is neither suspended nor ceased."),
    "already_revoked": gettext_lazy("This certificate has already been revoked."),
    "already_ceased": gettext_lazy("It is already on record that this product is no longer made."),
    "already_struck": gettext_lazy("This entry has already been struck out."),
    "effective_before_start": gettext_lazy("This cannot take effect before the certificate does."),
    "reason_missing": gettext_lazy("Say why: this step is written down with its reason."),
    # Scores and results
    "wrong_part": gettext_lazy("A part has points from 0 to its maximum, with at most 3 decimals."),
    "wrong_total": gettext_lazy("A total has points from 0 to 100, with at most 3 decimals."),
    "wrong_sum": gettext_lazy("The parts do not add up to the total."),
    "result_out_of_range": gettext_lazy("The result of an evaluation is 1 to 5 stars."),
    "above_band": gettext_lazy("The total is too low for this star."),
    "not_potential": gettext_lazy("Only a provincial council may find the potential for 5 stars, from 90 points on."),
}

# What the details add. A sentence whose details are not all known is left out.
_ADDED: Final = {
    "rules_not_in_force": (
        gettext_lazy("Pending dossiers could be finished under %(decision)s until %(until)s."),
        gettext_lazy("In force: %(in_force)s."),
    ),
    "term_too_long": (gettext_lazy("Its last day is %(latest)s at the latest."),),
    "filed_too_early": (gettext_lazy("It is filed from %(first)s to %(last)s."),),
    "filed_too_late": (
        gettext_lazy("They ran from %(first)s to %(last)s."),
        gettext_lazy("Ask your commune what is possible now."),
    ),
    "extension_too_long": (gettext_lazy("Its last day is %(latest)s at the latest."),),
    "ground_missing": (gettext_lazy("The letters are %(letters)s."),),
    "effective_before_start": (gettext_lazy("Its first day is %(day)s."),),
    "wrong_part": (gettext_lazy("The parts and their maxima: %(parts)s."),),
    "wrong_sum": (gettext_lazy("They make %(sum)s, the total says %(total)s."),),
    "above_band": (gettext_lazy("%(total)s points give at most %(highest)s stars."),),
}
_DETAIL: Final = re.compile(r"%\((\w+)\)s")

# Steps that the order of the register forbids, not the law: they name a source only where an article is given.
_OF_THE_REGISTER: Final = frozenset(
    {
        "not_in_force",
        "nothing_to_reinstate",
        "already_revoked",
        "already_ceased",
        "already_struck",
        "not_extended",
        "effective_before_start",
        "reason_missing",
    }
)


def sentence(step: UnlawfulStep) -> str:
    """What is wrong with `step` and which article says so, in the reader's language. Days read dd/mm/yyyy."""
    known = {name: _written(value) for name, value in step.details.items() if value is not None}
    problem = " ".join([str(PROBLEMS[step.code]), *_added(step.code, known)])
    decision, _art, number = step.article.partition(" art. ")
    if not decision or (step.code in _OF_THE_REGISTER and not number):
        return problem
    source = _("%(decision)s art. %(number)s") % {"decision": decision, "number": number} if number else decision
    return _("%(problem)s Source: %(source)s.") % {"problem": problem, "source": source}


def _added(code: str, known: Mapping[str, str]) -> list[str]:
    texts = map(str, _ADDED.get(code, ()))
    return [text % known for text in texts if known.keys() >= set(_DETAIL.findall(text))]


def _written(value: object) -> str:
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    return str(number_format(value)) if isinstance(value, Decimal) else str(value)
