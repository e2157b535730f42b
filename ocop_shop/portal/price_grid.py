"""The grid of prices and stock: its lines, and what comes back of it from a plain form."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import QuerySet
from django.db.models.functions import Coalesce
from django.http import Http404
from django.utils.translation import gettext_lazy as _

from ocop_shop.core.keys import key_in
from ocop_shop.supply import amounts, figures, records
from ocop_shop.supply.figures import Fault, Figures, Row
from ocop_shop.supply.standing import figures_of

from .price_words import sentence

_SEEN = "seen-"
_LABELS = {"price": _("Price (đồng)"), "stock": _("Left"), "low": _("Tell me below")}
_KEYS = 400
"""Rows that one form may bring: more than any page shows."""


@dataclass(frozen=True)
class Box:
    """One input of a line: its name and label, what stands in it, and what is wrong with that."""

    name: str
    label: str
    text: str
    error: str = ""


@dataclass(frozen=True)
class Line:
    """A stock record in the grid. `state` is "out", "low" or nothing; `seen` travels with the form."""

    key: int
    name: str
    code: str
    seen: str
    price: Box
    stock: Box | None
    low: Box | None
    state: str = ""

    @property
    def errors(self) -> list[Box]:
        """The inputs with which something is wrong."""
        return [box for box in (self.price, self.stock, self.low) if box and box.error]


@dataclass
class Sent:
    """What a form brought: rows as far as they could be read, what was typed by its editor, what could not be read."""

    rows: list[Row] = field(default_factory=list)
    typed: dict[tuple[int, str], str] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)

    @property
    def keys(self) -> set[int]:
        """The stock records that it names."""
        return {row.record for row in self.rows}


def joined(own: QuerySet[Any]) -> QuerySet[Any]:
    """Stock records with all that a line is made of, by name."""
    whole = own.select_related("product__product_class", "product__parent__product_class")
    return whole.order_by(Coalesce("product__parent__title", "product__title"), "product__title", "pk")


def lines(found: Iterable[Any], sent: Sent | None = None, faults: Iterable[Fault] = ()) -> list[Line]:
    """The lines of these records. After a form that was not saved: with what was typed, and what is wrong with it."""
    told = {(fault.record, fault.field): sentence(fault) for fault in faults}
    typed = sent.typed if sent else {}
    return [_line(record, typed, told) for record in found]


def read(post: Mapping[str, Any]) -> Sent:
    """What a form brought. A form that is none of ours is not found."""
    sent = Sent()
    names = [name for name in post if name.startswith(_SEEN)]
    if len(names) > _KEYS:
        raise Http404
    for name in names:
        key, seen = key_in(name.removeprefix(_SEEN)), figures.read(post[name])
        if key is None or seen is None:
            raise Http404
        wanted = {part: _read(sent, key, part, getattr(seen, part), post) for part in figures.NAMES}
        sent.rows.append(Row(key, seen, Figures(**wanted)))
    return sent


def _read(sent: Sent, key: int, part: str, seen: int | None, post: Mapping[str, Any]) -> int | None:
    """What was typed for one figure; what was seen where nothing else was, or where it cannot be read."""
    name = f"{part}-{key}"
    if name not in post:
        return seen
    typed = str(post[name])[:60]
    try:
        wanted = amounts.whole(typed)
    except amounts.NotWhole:
        sent.faults.append(Fault(key, part, figures.NOT_A_NUMBER))
        wanted = seen
    else:
        if wanted == seen:
            return seen
    sent.typed[key, part] = typed
    return wanted


def _line(record: Any, typed: Mapping[tuple[int, str], str], told: Mapping[tuple[int, str], str]) -> Line:
    now, key = figures_of(record), record.pk

    def box(part: str) -> Box:
        text = typed.get((key, part), amounts.grouped(getattr(now, part)))
        return Box(f"{part}-{key}", str(_LABELS[part]), text, told.get((key, part), ""))

    counted = now.stock is not None
    return Line(
        key,
        records.name_of(record.product),
        record.partner_sku,
        figures.written(now),
        box("price"),
        box("stock") if counted else None,
        box("low") if counted else None,
        _state(now),
    )


def _state(now: Figures) -> str:
    if now.stock is None:
        return ""
    return "out" if now.stock <= 0 else "low" if now.low is not None and now.stock < now.low else ""
