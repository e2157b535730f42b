"""Every reason as a sentence: what is wrong and what to do about it."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from .entries import Finding
from .limits import FileReason

FILE_MESSAGES: Final[Mapping[FileReason, object]] = MappingProxyType(
    {
        "file_unreadable": _(
            "This file cannot be opened as a list. Save it as an Excel workbook (.xlsx) or as CSV and send it again."
        ),
        "file_too_large": _("This file is too large to be read. Split it into several files and send them one by one."),
        "encoding_unsupported": _(
            "The letters of this file cannot be read safely. Save it as CSV in UTF-8 and send it again."
        ),
    }
)

ERROR_MESSAGES: Final[Mapping[str, object]] = MappingProxyType(
    {
        "missing_product_name": _("The product has no name. Fill in the name of the product."),
        "missing_producer": _("The producer is missing. Fill it in, or merge its cell over all its products."),
        "star_missing": _("No star is given. Fill in 3, 4 or 5 stars as the decision says."),
        "star_unreadable": _("“%(value)s” is not a star. Write it as “3 sao”, “4 sao” or “5 sao”."),
        "star_out_of_range": _("“%(value)s” does not exist. OCOP has 3 to 5 stars."),
        "star_below_threshold": _("“%(value)s” gives no certificate. Only 3 stars and more are recognised."),
        "star_range": _("“%(value)s” is a range. Write the one star that this product was given."),
        "star_conflict": _("More than one star is given (%(value)s). Keep the one that the decision gives."),
        "decision_missing": _(
            "No decision is given. Write its number and date in the row, or above the table for all rows."
        ),
        "decision_unreadable": _("“%(value)s” is not the number of a decision. Write it as “1693/QĐ-UBND”."),
        "date_incomplete": _("The date is incomplete (%(value)s). Write day, month and year: 22/8/2022."),
        "date_invalid": _("“%(value)s” is not a day. Write day, month and year: 22/8/2022."),
        "expiry_before_issue": _("The end (%(value)s) lies before the decision. Correct one of the two dates."),
        "duplicate_in_file": _("This row repeats another one (%(value)s). Delete one of them."),
        "formula_cell": _("A cell holds a formula (%(value)s). Replace it by the text itself."),
    }
)

WARNING_MESSAGES: Final[Mapping[str, object]] = MappingProxyType(
    {
        "total_mismatch": _(
            "The total of “%(column)s” prints %(printed)s, but %(counted_rows)s rows were read, "
            "%(counted_accepted)s of them accepted. Check whether rows are missing."
        ),
        "total_mismatch/total": _(
            "The total prints %(printed)s rows, but %(counted_rows)s were read, %(counted_accepted)s of them accepted. "
            "Check whether rows are missing."
        ),
        "hidden_sheet_ignored": _("This sheet is hidden and was not read. Show it if it belongs to the list."),
        "sheet_without_table": _("No list of products was found in this sheet. Give it a header row if it holds one."),
        "unknown_column": _("The column “%(value)s” is not known and was not read."),
        "same_name_other_producer": _(
            "Row %(other_row)s has the same name with another producer. Both were taken; check that this is right."
        ),
        "score_star_mismatch": _("Score and star do not fit (%(value)s). Check them against the decision."),
        "star_section_conflict": _(
            "The row and its section name different stars (%(value)s). The row was taken; check it."
        ),
        "decision_incomplete": _("“%(value)s” lacks the letters behind the number. Add them if known: “612/QĐ-UBND”."),
        "date_from_serial": _("%(value)s was read as a spreadsheet's number of a day. Check the date."),
        "date_two_digit_year": _("The year of “%(value)s” was read as 20…. Write it with four digits."),
        "unit_unresolved": _("“%(value)s” was not found on the map. The address was kept; no commune was set."),
        "unit_ambiguous": _(
            "“%(value)s” may now be one of several communes (%(candidates)s). No commune was set; choose one."
        ),
        "issuer_level_unusual": _("This body does not usually decide on this star (%(value)s). Check the decision."),
        "formula_like_text": _("“%(value)s” begins like a formula. It was taken as text."),
        "certificate_not_found": _("No certificate of “%(value)s” is on record, so nothing can be revoked."),
        "certificate_not_found/because": _("“%(value)s” cannot be revoked. %(because)s"),
        "kind_star_mismatch": _("An upgrade must end at a higher star (%(value)s). Check both stars."),
    }
)

_MISSING: Final = "…"


class _Details(dict[str, object]):
    def __missing__(self, name: str) -> str:
        return _MISSING


def sentence(finding: Finding) -> str:
    """What `finding` means, in the reader's language."""
    messages = {**ERROR_MESSAGES, **WARNING_MESSAGES}
    message = messages.get(f"{finding.reason}/{_variant(finding)}") or messages.get(finding.reason) or finding.reason
    value = gettext("nothing written") if finding.value is None else finding.value
    return str(message) % _Details(finding.details, value=value)


def _variant(finding: Finding) -> str:
    """The form of a message that says more, where the details of the finding allow it."""
    return "total" if finding.details.get("column") == "total" else "because" if "because" in finding.details else ""


def file_sentence(reason: FileReason) -> str:
    """Why a file was not read, in the reader's language."""
    return str(FILE_MESSAGES[reason])
