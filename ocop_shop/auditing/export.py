"""The sealed log as text: lines of JSON from which anybody can follow the chain, or CSV to be read in a spreadsheet."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from typing import Any, Protocol

from ocop_shop.core.spreadsheets import neutral

from . import chain
from .chain import Link

COLUMNS = ("position", "id", "at", "act", "subject", "actor", "before", "after", "reason", "previous", "hash")
# Without it Excel takes UTF-8 for the code page of the machine.
BYTE_ORDER_MARK = "\ufeff"


class Writable(Protocol):
    """Where an export goes: a file, or the output of a command."""

    def write(self, text: str, /) -> Any:
        """Take `text` as it is."""


def write_json(links: Iterable[Link], target: Writable) -> None:
    """One object a line, in canonical form: without its "hash", the line is what that hash was made of."""
    for link in links:
        target.write(chain.canonical(_values(link)).decode() + "\n")


def write_csv(links: Iterable[Link], target: Writable) -> None:
    """A table with a header; no cell is a formula. `before` and `after` are JSON."""
    target.write(BYTE_ORDER_MARK)
    rows = csv.writer(target, quoting=csv.QUOTE_ALL)
    rows.writerow(COLUMNS)
    for link in links:
        values = _values(link)
        for name in ("before", "after"):
            values[name] = chain.canonical(values[name]).decode()
        rows.writerow([neutral(values[name]) for name in COLUMNS])


def _values(link: Link) -> dict[str, Any]:
    return {**chain.content(link.position, link.previous, link.facts), "hash": link.hash}
