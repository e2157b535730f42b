"""What lies in what, and what became of it: the map of today and the maps before it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import date

from .names import Names
from .rows import Key, PlaceRow, SuccessionRow

Places = frozenset[PlaceRow]


class Atlas:
    """Places linked to their parts and their successors, with their names indexed group by group when first asked."""

    def __init__(self, places: Iterable[PlaceRow], successions: Iterable[SuccessionRow], on: date) -> None:
        self.on = on
        self.rows = {row.key: row for row in places}
        self._children: dict[Key, list[PlaceRow]] = defaultdict(list)
        self._after: dict[Key, list[PlaceRow]] = defaultdict(list)
        self._before: dict[Key, list[PlaceRow]] = defaultdict(list)
        for row in self.rows.values():
            if row.parent is not None:
                self._children[row.parent].append(row)
        for link in successions:
            self._after[link.old].append(self.rows[link.new])
            self._before[link.new].append(self.rows[link.old])
        self.provinces = Names(row for row in self.rows.values() if row.level == "province")
        self._districts: Names | None = None
        self._groups: dict[tuple[str, Places], Names] = {}

    @property
    def districts(self) -> Names:
        """All districts that ever were."""
        if self._districts is None:
            self._districts = Names(row for row in self.rows.values() if row.level == "district")
        return self._districts

    def exists(self, row: PlaceRow) -> bool:
        """Whether `row` exists on the atlas's day."""
        return row.in_force(self.on)

    def today(self, row: PlaceRow) -> Places:
        """`row` itself while it exists, otherwise all that it became; empty when that is not recorded."""
        reached = self._reach(row, self._after)
        return frozenset(place for place in reached if self.exists(place))

    def later(self, row: PlaceRow) -> Places:
        """`row` and all that came of it."""
        return self._reach(row, self._after)

    def earlier(self, row: PlaceRow) -> Places:
        """`row` and all that it was made of."""
        return self._reach(row, self._before)

    def province_of(self, row: PlaceRow) -> PlaceRow:
        """The province that `row` is or lies in."""
        while row.parent is not None:
            row = self.rows[row.parent]
        return row

    def districts_of(self, provinces: Places) -> Names:
        """The districts of `provinces`."""
        return self._group("districts", provinces, lambda row: self._parts(row, "district"))

    def communes_in(self, districts: Places) -> Names:
        """The former communes of `districts`."""
        return self._group("communes", districts, lambda row: self._parts(row, "commune"))

    def former_communes_of(self, provinces: Places) -> Names:
        """The former communes of `provinces`, whatever the district."""
        return self.communes_in(frozenset(self.districts_of(provinces).rows))

    def communes_now(self, provinces: Places) -> Names:
        """The communes that lie in `provinces` on the atlas's day."""
        return self._group("now", provinces, lambda row: filter(self.exists, self._parts(row, "commune")))

    def communes_made_of(self, districts: Places) -> Names:
        """The communes that exist on the atlas's day and hold something of `districts`."""
        return self._group("made of", districts, self._heirs)

    def _heirs(self, district: PlaceRow) -> Iterable[PlaceRow]:
        return {heir for commune in self._parts(district, "commune") for heir in self.today(commune)}

    def _parts(self, row: PlaceRow, level: str) -> Iterable[PlaceRow]:
        return (child for child in self._children[row.key] if child.level == level)

    def _group(self, label: str, places: Places, members: Callable[[PlaceRow], Iterable[PlaceRow]]) -> Names:
        found = self._groups.get((label, places))
        if found is None:
            found = Names({member for place in places for member in members(place)})
            self._groups[label, places] = found
        return found

    def _reach(self, row: PlaceRow, links: dict[Key, list[PlaceRow]]) -> Places:
        reached = {row}
        waiting = [row]
        while waiting:
            for place in links.get(waiting.pop().key, ()):
                if place not in reached:
                    reached.add(place)
                    waiting.append(place)
        return frozenset(reached)
