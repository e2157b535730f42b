"""For a strategy of Oscar's (`partner.strategy`): what rests, or is kept off the shelf, is not available, a box as
often as its parts are.

    class Strategy(KeepsRests, BoxesFromParts, Default):
        ...

`forks.classes.strategy` has both already; a shop with a strategy of its own adds the mixins to that.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from django.db.models import prefetch_related_objects
from django.utils.functional import SimpleLazyObject
from oscar.core.loading import get_class

from ocop_shop.boxes import contents
from ocop_shop.producers.off_the_shelf import card_words, off_of
from ocop_shop.supply.rests import Rest
from ocop_shop.supply.wording import long_rest_words, rest_words

from . import resting


class NotSold:
    """Oscar's answer for goods that nobody may buy now: their maker pauses, or staff keep them off the shelf.

    `code` says which of both. The words are made when somebody reads them, in that reader's language.
    """

    dispatch_date = None
    is_available_to_buy = False

    def __init__(self, code: str, why: Callable[[], str], short: Callable[[], str]) -> None:
        self.code, self._why, self._short = code, why, short

    @property
    def message(self) -> str:
        """Why; of a pause also from which day they are sold again."""
        return self._why()

    @property
    def short_message(self) -> str:
        """The same for a card."""
        return self._short()

    def is_purchase_permitted(self, _quantity: int) -> tuple[bool, str]:
        """Never, and why."""
        return False, self.message


def _resting(rest: Rest) -> NotSold:
    return NotSold("resting", partial(long_rest_words, rest), partial(rest_words, rest))


def _kept_off(product: Any) -> NotSold | None:
    """That staff keep it off the shelf; what its product set says is not asked, the shop may change that any day."""
    off = off_of(product)
    return NotSold("kept-off", lambda: off.why, partial(card_words, off.reason)) if off and off.is_marked else None


class KeepsRests:
    """Mixin for a strategy: nobody buys what rests or is kept off the shelf. The price alone costs no query for it."""

    def availability_policy(self, product: Any, stockrecord: Any) -> Any:
        """Oscar's answer, unless the product rests or is kept off."""
        asked = partial(self._unless_it_rests, product, stockrecord, super().availability_policy)  # type: ignore[misc]
        return asked() if resting.is_prepared(product) else SimpleLazyObject(asked)

    def parent_availability_policy(self, product: Any, children_stock: Any) -> Any:
        """Oscar's answer; where the product is kept off, or rests as a whole and no variant is sold, that is why."""
        new = [child for child, _record in children_stock if not resting.is_prepared(child)]
        prefetch_related_objects(new, "ocop_provenance__producer")
        resting.prepare(new)
        found = super().parent_availability_policy(product, children_stock)  # type: ignore[misc]
        if kept := _kept_off(product):
            return kept
        rest = None if found.is_available_to_buy else resting.rest_of(product)
        return _resting(rest) if rest else found

    def _unless_it_rests(self, product: Any, stockrecord: Any, otherwise: Any) -> Any:
        rest = resting.rest_of(product, stockrecord) if stockrecord else None
        if stockrecord and (kept := _kept_off(product)):
            return kept
        return _resting(rest) if rest else otherwise(product, stockrecord)


class BoxesFromParts:
    """Mixin for a strategy. What a box holds is read when somebody asks for its stock, and not before."""

    def availability_policy(self, product: Any, stockrecord: Any) -> Any:
        """Oscar's answer; for a box the least that its parts allow."""
        usual = super().availability_policy(product, stockrecord)  # type: ignore[misc]
        if not stockrecord or not product.is_standalone:
            return usual
        return SimpleLazyObject(lambda: _of_parts(product) or usual)


def _of_parts(product: Any) -> Any | None:
    parts = contents.parts_of(product)
    if not parts:
        return None
    boxes = contents.left(parts)
    if boxes is None:
        return get_class("partner.availability", "Available")()
    return get_class("partner.availability", "StockRequired")(boxes)
