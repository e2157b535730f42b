"""The same list written differently gives the same plan: other column orders, NFD, other spaces, more empty rows."""

from __future__ import annotations

import random
import unicodedata
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from ocop_shop.importing.plan import Plan, plan_of
from ocop_shop.importing.readers import read_file
from ocop_shop.importing.sheets import Book, Cell, Sheet, clean
from ocop_shop.regions.gazetteer import Gazetteer

FIXTURES = Path(__file__).parent / "fixtures"
LISTS = sorted(path.name for path in FIXTURES.iterdir() if path.suffix in {".xlsx", ".csv"} and "08" not in path.name)
Rewrite = Callable[[Sheet], Sheet]


def _plan(name: str, gazetteer: Gazetteer, rewrite: Rewrite | None = None) -> Plan:
    book = read_file((FIXTURES / name).read_bytes(), name)
    sheets = tuple(rewrite(sheet) if rewrite else sheet for sheet in book.sheets)
    return plan_of(Book(sheets, book.encoding), name, gazetteer)


def _shuffled(seed: int) -> Rewrite:
    def rewrite(sheet: Sheet) -> Sheet:
        width = max((max(row) for row in sheet.rows.values()), default=0)
        places = list(range(1, width + 1))
        random.Random(seed).shuffle(places)
        rows = {
            number: {places[place - 1]: cell for place, cell in row.items()} if len(row) > 2 else row
            for number, row in sheet.rows.items()
        }
        return Sheet(sheet.name, rows, sheet.state)

    return rewrite


def _retyped(change: Callable[[str], str]) -> Rewrite:
    def retype(cell: Cell) -> Cell:
        if not isinstance(cell.value, str):
            return cell
        written = clean(change(cell.value))
        return replace(cell, value=written, text=written)

    def rewrite(sheet: Sheet) -> Sheet:
        rows = {number: {place: retype(cell) for place, cell in row.items()} for number, row in sheet.rows.items()}
        return Sheet(sheet.name, rows, sheet.state)

    return rewrite


@pytest.mark.parametrize("seed", range(6))
# In 02 two columns stand under one head and cannot be parted.
@pytest.mark.parametrize("name", [name for name in LISTS if not name.startswith("02")])
def test_order_of_columns_does_not_matter(name: str, seed: int, gazetteer: Gazetteer) -> None:
    plain, other = _plan(name, gazetteer), _plan(name, gazetteer, _shuffled(seed))
    assert (other.accepted, other.errors) == (plain.accepted, plain.errors)
    assert sorted(map(repr, other.warnings)) == sorted(map(repr, plain.warnings))


@pytest.mark.parametrize("name", LISTS)
@pytest.mark.parametrize(
    "change",
    [
        lambda words: unicodedata.normalize("NFD", words),
        lambda words: words.replace(" ", "\u00a0"),
        lambda words: words.replace(" ", "  \u200b"),
        lambda words: words.replace("Đ", "Ð").replace("đ", "ð"),
        lambda words: f" {words}\n",
    ],
    ids=["NFD", "no-break", "zero-width", "eth", "line"],
)
def test_way_of_typing_does_not_matter(name: str, change: Callable[[str], str], gazetteer: Gazetteer) -> None:
    assert _plan(name, gazetteer, _retyped(change)) == _plan(name, gazetteer)


@pytest.mark.parametrize("name", LISTS)
def test_capital_letters_do_not_matter_for_the_rules(name: str, gazetteer: Gazetteer) -> None:
    plain, other = _plan(name, gazetteer), _plan(name, gazetteer, _retyped(str.upper))
    assert [(e.row, e.as_, e.stars, e.kind, e.commune_code, e.group_no, e.sector) for e in other.accepted] == [
        (e.row, e.as_, e.stars, e.kind, e.commune_code, e.group_no, e.sector) for e in plain.accepted
    ]
    assert [(e.row, e.decision_no, e.issuer_level, e.producer_type) for e in other.accepted] == [
        (e.row, e.decision_no, e.issuer_level, e.producer_type) for e in plain.accepted
    ]
    assert [(e.row, e.reason) for e in other.errors] == [(e.row, e.reason) for e in plain.errors]
    assert [(w.row, w.reason) for w in other.warnings] == [(w.row, w.reason) for w in plain.warnings]
