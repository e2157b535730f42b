"""Whether the totals that a list prints agree with the rows that were read, accepted and refused alike."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from .entries import Finding
from .judging import Judgement
from .sheets import Value
from .tables import Table, TotalsRow

Counts = Callable[[Judgement], bool]


def mismatches(
    sheet: str | None, table: Table, judgements: Sequence[Judgement], rows_in_sheet: int
) -> Iterator[Finding]:
    """A warning for every printed total that disagrees; `rows_in_sheet` counts the rows of all tables so far."""
    for totals in table.totals:
        scope = _scope(totals, table, judgements)
        printed = totals.printed
        if printed.whole is not None and printed.whole not in (len(scope), _whole_sheet(totals, table, rows_in_sheet)):
            yield _mismatch(sheet, printed.row, "total", printed.whole, scope, lambda _judgement: True)
        for column in table.header.star_columns:
            if column.number in printed.by_column:
                count = printed.by_column[column.number]
                yield from _compared(sheet, printed.row, column.label, count, scope, _marks(column.number))
        for stars, count in printed.by_star.items():
            yield from _compared(sheet, printed.row, f"{stars} sao", count, scope, _has_stars(stars))


def _scope(totals: TotalsRow, table: Table, judgements: Sequence[Judgement]) -> Sequence[Judgement]:
    """The rows that a totals row sums up: all above it, or those of its section where it can only mean these."""
    above = judgements[: totals.rows_above]
    part = judgements[totals.rows_before_section : totals.rows_above]
    is_last = totals is table.totals[-1] and totals.rows_above == len(table.rows)
    if totals.printed.whole == len(above) or (is_last and not totals.printed.may_be_part):
        return above
    return part


def _whole_sheet(totals: TotalsRow, table: Table, rows_in_sheet: int) -> int | None:
    return rows_in_sheet if totals is table.totals[-1] else None


def _compared(
    sheet: str | None, row: int, column: str, printed: int, scope: Sequence[Judgement], counts: Counts
) -> Iterator[Finding]:
    if printed != sum(map(counts, scope)):
        yield _mismatch(sheet, row, column, printed, scope, counts)


def _mismatch(
    sheet: str | None, row: int, column: str, printed: int, scope: Sequence[Judgement], counts: Counts
) -> Finding:
    counted = [judgement for judgement in scope if counts(judgement)]
    details: Mapping[str, Value] = {
        "column": column,
        "printed": printed,
        "counted_rows": len(counted),
        "counted_accepted": sum(judgement.entry is not None for judgement in counted),
    }
    return Finding(sheet, row, "total_mismatch", details=details)


def _marks(column: int) -> Counts:
    return lambda judgement: column in judgement.star.marked


def _has_stars(stars: int) -> Counts:
    return lambda judgement: judgement.effective.stars == stars
