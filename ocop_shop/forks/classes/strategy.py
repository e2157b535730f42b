"""What a product costs and whether it can be bought, as Oscar answers it; goods that rest cannot be bought."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.db.models import prefetch_related_objects
from django.utils.functional import SimpleLazyObject
from oscar.apps.partner.availability import Base
from oscar.apps.partner.strategy import Default
from oscar.apps.partner.strategy import Selector as OscarSelector

from ocop_shop.supply import resting
from ocop_shop.supply.rests import Rest
from ocop_shop.supply.wording import long_rest_words


class Resting(Base):
    """Goods whose maker has announced a pause, or that are out of season. `rest` says which."""

    code = "resting"

    def __init__(self, rest: Rest) -> None:
        self.rest = rest

    @property
    def message(self) -> str:
        return long_rest_words(self.rest)

    def is_purchase_permitted(self, _quantity: int) -> tuple[bool, str]:
        return False, self.message


class KeepsRests:
    """For a strategy of a shop's own, before Oscar's classes: `class Strategy(KeepsRests, UseFirstStockRecord, …)`."""

    def availability_policy(self, product: Any, stockrecord: Any) -> Any:
        """Oscar's answer, unless the product rests. Who asks for the price alone costs no query for it."""
        asked = partial(self._availability, product, stockrecord)
        return asked() if resting.is_prepared(product) else SimpleLazyObject(asked)

    def parent_availability_policy(self, product: Any, children_stock: Any) -> Any:
        """Oscar's answer; where no variant can be bought and the product rests as a whole, that is why."""
        new = [child for child, _record in children_stock if not resting.is_prepared(child)]
        prefetch_related_objects(new, "ocop_provenance__producer")
        resting.prepare(new)
        found = super().parent_availability_policy(product, children_stock)  # type: ignore[misc]
        if found.is_available_to_buy:
            return found
        rest = resting.rest_of(product)
        return Resting(rest) if rest else found

    def _availability(self, product: Any, stockrecord: Any) -> Any:
        rest = resting.rest_of(product, stockrecord) if stockrecord else None
        return Resting(rest) if rest else super().availability_policy(product, stockrecord)  # type: ignore[misc]


class Strategy(KeepsRests, Default):
    """Oscar's default: the first stock record, no tax on top, stock where it is counted."""


class Selector(OscarSelector):
    """Gives everybody the same strategy."""

    def strategy(self, request: Any = None, user: Any = None, **_more: Any) -> Strategy:
        return Strategy(request)
