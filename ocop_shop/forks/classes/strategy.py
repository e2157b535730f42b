"""How Oscar learns whether a product is there: a gift box is, as often as all that is in it."""

from __future__ import annotations

from typing import Any

from oscar.apps.partner.strategy import Default as OscarDefault
from oscar.apps.partner.strategy import Selector as OscarSelector

from ocop_shop.ordering.availability import BoxesFromParts


class Strategy(BoxesFromParts, OscarDefault):
    """Oscar's, with boxes."""


class Selector(OscarSelector):
    """Oscar's choice of a strategy, which is the same for everybody."""

    def strategy(self, request: Any = None, user: Any = None, **kwargs: Any) -> Strategy:
        """The strategy for who is asking."""
        return Strategy(request)
