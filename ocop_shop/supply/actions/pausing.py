"""Pauses and seasons: announced, ended, changed."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta
from typing import Any, Final

from django.apps import apps
from django.db import transaction

from ocop_shop.auditing import actions as audit
from ocop_shop.core import clock
from ocop_shop.supply import records, rests
from ocop_shop.supply.exceptions import NotOwn, WrongDays, WrongMonths
from ocop_shop.supply.signals import rest_changed

_LONGEST: Final = timedelta(days=2 * 366)


@transaction.atomic
def pause(
    producer: Any,
    product: Any = None,
    *,
    until: date | None = None,
    begins_on: date | None = None,
    note: str = "",
    actor: Any = None,
) -> Any:
    """Stop selling `product`, or everything, from `begins_on` (today) until the day before `until`; returns the pause.

    A pause that was announced before for the same is replaced; repeating one changes nothing. Raises `NotOwn` and
    `WrongDays`. What was ordered before stays ordered.
    """
    today = clock.today()
    first = max(begins_on or today, today)
    if first > today + _LONGEST or (until is not None and not first < until <= today + _LONGEST):
        raise WrongDays
    _lock(producer, product)
    standing = _standing(producer, product)
    if standing and _same(standing, first, until, note):
        return standing
    if standing:
        _end(standing)
    made = standing.__class__ if standing else apps.get_model("ocop_supply", "Pause")
    kept = made.objects.create(producer=producer, product=product, begins_on=first, until=until, note=note)
    _tell("supply.paused", producer, product, actor, after={"begins_on": first, "until": until})
    return kept


@transaction.atomic
def resume(producer: Any, product: Any = None, *, actor: Any = None) -> bool:
    """Sell `product`, or everything, again from this moment; False where no pause of the same was running or to come.

    A pause of everything and one of a product are two: each is ended for itself. Raises `NotOwn`.
    """
    _lock(producer, product)
    standing = _standing(producer, product)
    if standing is None or (standing.until is not None and standing.until <= clock.today()):
        return False
    _end(standing)
    told = {"begins_on": standing.begins_on, "until": standing.until}
    _tell("supply.resumed", producer, product, actor, before=told)
    return True


@transaction.atomic
def set_season(producer: Any, product: Any, months: Collection[int], *, actor: Any = None) -> bool:
    """Sell `product` in these solar months alone, year after year; none or all twelve: the whole year.

    False where it was so before. Raises `NotOwn` and `WrongMonths`.
    """
    wanted = frozenset(months)
    if not wanted <= rests.ALL_MONTHS:
        raise WrongMonths
    _lock(producer, product)
    seasons = apps.get_model("ocop_supply", "Season").objects
    kept = seasons.filter(product=product).first()
    before = kept.months if kept else frozenset()
    after = wanted if wanted != rests.ALL_MONTHS else frozenset()
    if before == after:
        return False
    if after:
        seasons.update_or_create(product=product, defaults={"month_bits": rests.bits(after)})
    else:
        seasons.filter(product=product).delete()
    told = {"months": sorted(before)}, {"months": sorted(after)}
    _tell("supply.season_changed", producer, product, actor, before=told[0], after=told[1])
    return True


def _lock(producer: Any, product: Any) -> None:
    """One at a time for a producer; the product must be one of its own."""
    # Not against who only points at the producer: orders and members go on.
    producers = apps.get_model("ocop_producers", "Producer").objects
    producers.select_for_update(of=("self",), no_key=True).get(pk=producer.pk)
    if product is not None and not records.goods_of(producer).filter(pk=product.pk).exists():
        raise NotOwn


def _standing(producer: Any, product: Any) -> Any | None:
    pauses = apps.get_model("ocop_supply", "Pause").objects.of_producer(producer).standing()
    return pauses.filter(product=product).first()


def _same(pause_: Any, first: date, until: date | None, note: str) -> bool:
    """Whether it says this already; one that runs since yesterday is not begun anew today."""
    begun = pause_.begins_on == first or (pause_.span.holds(clock.today()) and first == clock.today())
    return bool(begun and pause_.until == until and pause_.note == note)


def _end(pause_: Any) -> None:
    pause_.ended_at = clock.now()
    pause_.save(update_fields=["ended_at"])


def _tell(act: str, producer: Any, product: Any, actor: Any, **values: Any) -> None:
    subject = f"product:{product.pk}" if product is not None else f"producer:{producer.pk}"
    audit.record(act, subject, actor=actor, **values)
    touched = [product.pk] if product is not None else producer.provenances.values_list("product_id", flat=True)
    rest_changed.send(sender=producer.__class__, product_ids=frozenset(touched))
