"""Filters of `{% load ocop %}` that write: money, numbers, days, names in the reader's language, cleaned HTML."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from django import template
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from ocop_shop.certification import wording
from ocop_shop.core import counting, html
from ocop_shop.core import money as whole_dong
from ocop_shop.ordering import wording as wording_of_orders
from ocop_shop.payments import amounts

register = template.Library()


@register.filter
def dong(value: Decimal | int | None) -> str:
    """Whole đồng as a Vietnamese reads them: 125.000 ₫."""
    return "" if value is None else whole_dong.format_dong(value)


@register.filter
def money(value: Decimal | None, currency: str) -> str:
    """An amount with its currency."""
    return "" if value is None else amounts.shown(value, currency)


@register.filter
def grouped(value: Any) -> str:
    """A number of things or of days with the reader's sign between thousands: 1.056."""
    return counting.grouped(value)


@register.filter
def order_state(state: str) -> str:
    """The state of an order or of a line in words."""
    return wording_of_orders.state_label(state)


@register.filter
def dmy(value: date | None) -> str:
    """A day as dd/mm/yyyy."""
    return wording.day(value)


@register.filter
def as_known(value: date | None, precision: str) -> str:
    """A day no more exactly than its source gives it."""
    return wording.day_as_known(value, precision)


@register.filter
def in_language(named: Any) -> str:
    """The English name of something that has one (`name_en`), for English readers; else its name."""
    return (getattr(named, "name_en", "") if get_language() == "en" else "") or getattr(named, "name", "")


@register.filter
def clean_html(text: str) -> SafeString:
    """Typed HTML with everything dangerous taken out."""
    return html.clean_html(text)


@register.filter
def parts(values: Iterable[Any], size: int) -> tuple[list[Any], list[Any]]:
    """The first `size` values and the rest."""
    listed = list(values)
    return listed[:size], listed[size:]
