"""What an act does to the star of a product: tried, said, and kept only when the reader has agreed to what was said."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.apps import apps
from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ocop_shop.certification import wording
from ocop_shop.core import clock

_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Badge:
    """Days on which a product shows a star, both included; no last day is known where `ends_on` is None."""

    stars: int
    starts_on: date
    ends_on: date | None

    def __str__(self) -> str:
        values = {"stars": self.stars, "first": wording.day(self.starts_on), "last": wording.day(self.ends_on)}
        return _("%(stars)s stars from %(first)s to %(last)s") % values


@dataclass(frozen=True)
class Effect:
    """The badges of a product before and after an act, and whether the act put anything new on record."""

    before: tuple[Badge, ...]
    after: tuple[Badge, ...]
    is_new: bool = True
    has_product: bool = True

    @property
    def changes_star(self) -> bool:
        """Whether the product shows another star on any day."""
        return self.before != self.after

    @property
    def sentence(self) -> str:
        """What happens to the star, and from which day on. Days read dd/mm/yyyy."""
        if not self.has_product:
            return _("The product is no longer in this shop: no star changes.")
        if self.changes_star:
            return self._change()
        shown = next((badge for badge in self.after if badge.ends_on is None or badge.ends_on >= clock.today()), None)
        if shown is None:
            return _("The star does not change: the product shows none.")
        return _("The star does not change: %(badge)s.") % {"badge": shown}

    def _change(self) -> str:
        first = min(
            day for day in _turns(self.before, self.after) if _stars(self.before, day) != _stars(self.after, day)
        )
        old, new, eve = _on(self.before, first), _on(self.after, first), _on(self.after, first - _DAY)
        values = {"day": wording.day(first), "old": _words(old), "new": _words(new)}
        if new is None:
            back = next((badge for badge in self.after if badge.starts_on > first), None)
            if back is None:
                return _("From %(day)s on the product shows no star any more, so far %(old)s.") % values
            values["back"] = wording.day(back.starts_on)
            return (
                _("From %(day)s on the product shows no star, so far %(old)s; a star again from %(back)s on.") % values
            )
        values["last"] = wording.day(new.ends_on)
        if old is None and eve == new:
            values["eve"] = wording.day(first - _DAY)
            return _("The product keeps its %(new)s until %(last)s, so far until %(eve)s.") % values
        if old is None:
            return _("From %(day)s to %(last)s the product shows %(new)s, so far none.") % values
        return _("From %(day)s on the product shows %(new)s instead of %(old)s.") % values


def attempt(product_id: int | None, act: Callable[[], Any], keep: Callable[[Effect, Any], bool]) -> tuple[Effect, Any]:
    """Do `act` in one transaction and see what it does to the star; nothing stays on record unless `keep` agrees.

    `keep` is given the effect and what `act` returned, and may raise to refuse. Errors of `act` undo everything too.
    """
    events = apps.get_model("ocop_certification", "CertificateEvent").objects
    with transaction.atomic():
        latest, before = _latest(events), badges(product_id)
        done = act()
        effect = Effect(before, badges(product_id), _latest(events) != latest, product_id is not None)
        if not keep(effect, done):
            transaction.set_rollback(True)
    return effect, done


def badges(product_id: int | None) -> tuple[Badge, ...]:
    """The days on which a product shows a star, by what is on record. One query."""
    standings = apps.get_model("ocop_certification", "Standing").objects
    rows: QuerySet[Any] = standings.filter(product=product_id, stars__isnull=False).order_by("starts_on")
    found: list[Badge] = []
    for stars, first, last in rows.values_list("stars", "starts_on", "ends_on"):
        if found and found[-1].stars == stars and found[-1].ends_on == first - _DAY:
            found[-1] = Badge(stars, found[-1].starts_on, last)
        else:
            found.append(Badge(stars, first, last))
    return tuple(found)


def _latest(events: Any) -> Any:
    return events.order_by("-pk").values_list("pk", flat=True).first()


def _turns(*sides: tuple[Badge, ...]) -> set[date]:
    """The days on which something may change."""
    listed = [badge for side in sides for badge in side]
    return {b.starts_on for b in listed} | {b.ends_on + _DAY for b in listed if b.ends_on}


def _on(side: tuple[Badge, ...], day: date) -> Badge | None:
    found = (badge for badge in side if badge.starts_on <= day and (badge.ends_on is None or day <= badge.ends_on))
    return next(found, None)


def _stars(side: tuple[Badge, ...], day: date) -> int | None:
    shown = _on(side, day)
    return shown.stars if shown else None


def _words(badge: Badge | None) -> str:
    return ngettext("%(stars)s star", "%(stars)s stars", badge.stars) % {"stars": badge.stars} if badge else ""
