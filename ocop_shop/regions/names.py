"""Finding a place among a few others by its printed name, strictly first, then more and more loosely."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable

from ocop_shop.core import text

from .rows import PlaceRow

_JOINTS = re.compile(r"[\s\-–—_.,'’`\"]+")
_LEADING_ZEROS = re.compile(r"^0+(?=\d)")


def tone_name(name: str) -> str:
    """`name` for comparing with its marks: case, tone placement, spaces, hyphens and "06" for "6" do not count."""
    return _LEADING_ZEROS.sub("", _JOINTS.sub("", text.tone_key(name)))


def bare_name(name: str) -> str:
    """`name` for comparing without marks: "Đăk Tờ Re" and "Đắk Tơ Re" agree."""
    return _LEADING_ZEROS.sub("", text.key(name).replace(" ", ""))


class Names:
    """A group of places, each to be found by kind and name."""

    def __init__(self, rows: Iterable[PlaceRow]) -> None:
        self.rows = tuple(rows)
        self._by_kind: dict[tuple[str, str], list[PlaceRow]] = defaultdict(list)
        self._by_name: dict[str, list[PlaceRow]] = defaultdict(list)
        self._bare: dict[str, list[PlaceRow]] | None = None
        for row in self.rows:
            name = tone_name(row.name)
            self._by_kind[row.kind, name].append(row)
            self._by_name[name].append(row)

    def exact(self, kind: str, name: str) -> tuple[PlaceRow, ...]:
        """Those of this kind and name, marks included."""
        return tuple(self._by_kind.get((kind, tone_name(name)), ()))

    def named(self, kind: str, name: str) -> tuple[PlaceRow, ...]:
        """As `exact`; when there is none, those of this name and another kind, since many a xã became a phường.

        A number is no name: "xã 6" never finds "phường 6".
        """
        found = self.exact(kind, name)
        if found or tone_name(name).isdigit():
            return found
        return tuple(self._by_name.get(tone_name(name), ()))

    def similar(self, kind: str, name: str) -> tuple[PlaceRow, ...]:
        """As `named`; when there is none, those whose letters agree without marks or that bear this as another name.

        Fit for a small group only, a district's communes, where such a likeness can be trusted.
        """
        return self.named(kind, name) or self._bare_matches(kind, name)

    def _bare_matches(self, kind: str, name: str) -> tuple[PlaceRow, ...]:
        if self._bare is None:
            self._bare = self._index_bare()
        wanted = bare_name(name)
        found = self._bare.get(bare_name(kind) + " " + wanted)
        if not found and not wanted.isdigit():
            found = self._bare.get(wanted)
        if not found:
            found = self._bare.get("=" + bare_name(kind) + wanted) or self._bare.get("=" + wanted)
        return tuple(found or ())

    def _index_bare(self) -> dict[str, list[PlaceRow]]:
        index: dict[str, list[PlaceRow]] = defaultdict(list)
        for row in self.rows:
            name = bare_name(row.name)
            index[name].append(row)
            index[f"{bare_name(row.kind)} {name}"].append(row)
            for alias in row.aliases:
                index["=" + alias].append(row)
        return index
