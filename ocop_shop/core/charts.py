"""Bars of a simple chart, reckoned in whole units of a picture; a template draws them. Plain rules, no floats."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

WIDTH, HEIGHT = 640, 240
_TOP, _FOOT, _LEFT = 12, 28, 84
_LABELS = 7


@dataclass(frozen=True)
class Bar:
    """A bar: what it stands for, its value, and where it is drawn. `is_labelled`: its label finds room below."""

    label: str
    value: int
    x: int
    y: int
    width: int
    height: int
    is_labelled: bool

    @property
    def middle(self) -> int:
        """Where its label stands."""
        return self.x + self.width // 2


@dataclass(frozen=True)
class Mark:
    """A line across the chart with its value."""

    value: int
    y: int


@dataclass(frozen=True)
class Chart:
    """Bars from left to right over their marks; values below 0 hang down."""

    bars: tuple[Bar, ...]
    marks: tuple[Mark, ...]
    width: int = WIDTH
    height: int = HEIGHT
    left: int = _LEFT

    @property
    def foot(self) -> int:
        """Where labels stand."""
        return self.height - 6


def bars(values: Sequence[tuple[str, int]]) -> Chart:
    """A chart of these labels and values; without values there is nothing in it."""
    step = _step(max([0, *(value for _label, value in values)]), -min([0, *(value for _label, value in values)]))
    most = max([step, *(-(-value // step) * step for _label, value in values)])
    least = min([0, *(value // step * step for _label, value in values)])
    room, span = HEIGHT - _TOP - _FOOT, most - least

    def y(value: int) -> int:
        return _TOP + (most - value) * room // span

    slot = (WIDTH - _LEFT) * 100 // max(len(values), 1)
    every = -(-len(values) // _LABELS)
    drawn = tuple(
        Bar(
            label=label,
            value=value,
            x=_LEFT + (number * slot + slot // 8) // 100,
            y=y(max(value, 0)),
            width=max(slot * 3 // 400, 1),
            height=y(min(value, 0)) - y(max(value, 0)),
            is_labelled=number % every == 0,
        )
        for number, (label, value) in enumerate(values)
    )
    return Chart(drawn, tuple(Mark(value, y(value)) for value in range(least, most + 1, step)))


def _step(most: int, least: int) -> int:
    """The distance of marks: 1, 2 or 5 and noughts, so that there are about four."""
    wanted = max(-(-(most + least) // 4), 1)
    nought: int = 10 ** (len(str(wanted)) - 1)
    return next(nought * digit for digit in (1, 2, 5, 10) if nought * digit >= wanted)
