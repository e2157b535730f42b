"""A plan for reading: as JSON for programs, as a table of text for people."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Final

from django.utils.translation import gettext as _

from .entries import Entry, Finding, Plan, SheetFacts
from .messages import file_sentence, sentence

_ROWS_SHOWN: Final = 25
_WIDEST: Final = 46


def as_json(plan: Plan) -> dict[str, Any]:
    """`plan` as plain values: dates in ISO form, scores as text, everything else as it is."""
    return {
        "file": plan.file,
        "file_result": plan.file_result,
        "file_reason": plan.file_reason,
        "message": file_sentence(plan.file_reason) if plan.file_reason else None,
        "encoding": plan.encoding,
        "sheets": [_sheet(sheet) for sheet in plan.sheets],
        "accepted": [_entry(entry) for entry in plan.accepted],
        "errors": [_finding(error) for error in plan.errors],
        "warnings": [_finding(warning) for warning in plan.warnings],
        "totals": _totals(plan),
    }


def as_text(plan: Plan, rows_shown: int = _ROWS_SHOWN) -> str:
    """`plan` as lines and tables in the reader's language; of the accepted rows only the first `rows_shown`."""
    if plan.file_reason:
        return f"{plan.file}: {file_sentence(plan.file_reason)}"
    parts = [plan.file, _summary(plan)]
    shown = plan.accepted[:rows_shown]
    heads = (_("Sheet"), _("Row"), _("Product"), _("Producer"), _("Stars"), _("Decision"), _("Issued on"))
    parts.append(_table(_("Accepted"), heads, (_accepted_line(entry) for entry in shown)))
    if len(plan.accepted) > len(shown):
        parts.append(_("… and %(count)s more") % {"count": len(plan.accepted) - len(shown)})
    for title, findings in ((_("Refused"), plan.errors), (_("To be checked"), plan.warnings)):
        lines = ((finding.sheet or "", str(finding.row or ""), sentence(finding)) for finding in findings)
        parts.append(_table(title, (_("Sheet"), _("Row"), _("What is wrong")), lines))
    return "\n\n".join(part for part in parts if part)


def _summary(plan: Plan) -> str:
    stars = ", ".join(f"{stars}★: {count}" for stars, count in plan.by_star.items())
    return _("%(rows)s rows read, %(accepted)s accepted, %(errors)s refused, %(warnings)s to be checked. %(stars)s") % {
        "rows": plan.data_rows,
        "accepted": len(plan.accepted),
        "errors": len(plan.errors),
        "warnings": len(plan.warnings),
        "stars": stars,
    }


def _accepted_line(entry: Entry) -> tuple[str, ...]:
    shown = {"revocation": _("revoked"), "evaluation": _("evaluation only")}.get(entry.as_, f"{entry.stars}★")
    day = f"{entry.issued_on:%d/%m/%Y}"
    return (entry.sheet or "", str(entry.row), entry.product, entry.producer, shown, entry.decision_no, day)


def _table(title: str, heads: Sequence[str], lines: Iterable[Sequence[str]]) -> str:
    cells = [[_cut(cell, last=place == len(heads) - 1) for place, cell in enumerate(line)] for line in lines]
    if not cells:
        return ""
    widths = [max(len(row[place]) for row in [list(heads), *cells]) for place in range(len(heads))]
    rules = ["-" * width for width in widths]
    body = [
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in [list(heads), rules, *cells]
    ]
    return "\n".join([title, *body])


def _cut(cell: str, last: bool) -> str:
    return cell if last or len(cell) <= _WIDEST else f"{cell[: _WIDEST - 1]}…"


def _sheet(sheet: SheetFacts) -> dict[str, Any]:
    title, issuer = sheet.title, sheet.title.issuer
    said = {
        "decision_no": title.decision_no,
        "issued_on": title.issued_on.isoformat() if title.issued_on else None,
        "stars": title.stars,
        "issuer": issuer.name if issuer else None,
        "issuer_level": issuer.level if issuer else None,
        "province_code": title.province_code,
        "list_kind": "revocation" if title.list_kind == "revocation" else None,
    }
    return {
        "name": sheet.name,
        "state": sheet.state,
        "table": sheet.table,
        "header_rows": list(sheet.header_rows),
        "title": {name: value for name, value in said.items() if value is not None},
        "printed_total": sheet.printed_total,
    }


def _entry(entry: Entry) -> dict[str, Any]:
    values = {name.rstrip("_"): getattr(entry, name) for name in entry.__slots__}
    values["issued_on"] = entry.issued_on.isoformat()
    values["expires_on"] = entry.expires_on.isoformat() if entry.expires_on else None
    values["score"] = None if entry.score is None else f"{entry.score:f}"
    return values


def _finding(finding: Finding) -> dict[str, Any]:
    known = {"sheet": finding.sheet, "row": finding.row, "reason": finding.reason, "value": finding.value}
    return known | dict(finding.details) | {"message": sentence(finding)}


def _totals(plan: Plan) -> dict[str, Any]:
    return {
        "data_rows": plan.data_rows,
        "accepted": len(plan.accepted),
        "errors": len(plan.errors),
        "certificates": plan.counts.get("certificate", 0),
        "evaluations": plan.counts.get("evaluation", 0),
        "revocations": plan.counts.get("revocation", 0),
        "certificates_by_star": {str(stars): count for stars, count in plan.by_star.items()},
        "errors_by_reason": dict(plan.by_reason),
    }
