"""The least that 20 cards and 5 facets cost: two queries of plain tables, and text put together by hand."""

from __future__ import annotations

from html import escape

from django.db import connection
from django.http import HttpRequest, HttpResponse

from tests.benchmarks.simple import CARD_COLUMNS, CARDS, VALUES

_CARDS = f"SELECT {', '.join(CARD_COLUMNS)} FROM {CARDS} ORDER BY place_in_order, product_id LIMIT 20"
_VALUES = f"SELECT facet, value, number FROM {VALUES}"


def floor(request: HttpRequest) -> HttpResponse:
    """The first page."""
    with connection.cursor() as cursor:
        cursor.execute(_CARDS)
        cards = cursor.fetchall()
        cursor.execute(_VALUES)
        values = cursor.fetchall()
    total = sum(number for facet, _value, number in values if facet == "in_stock")
    return HttpResponse(
        f"<!doctype html><html lang=vi><title>Sản phẩm</title><body><p>{total} sản phẩm</p>"
        f"<form>{''.join(map(_value, values))}</form><ol>{''.join(map(_card, cards))}</ol></body></html>"
    )


def hello(request: HttpRequest) -> HttpResponse:
    """What an answer costs at all."""
    return HttpResponse("ok")


def _value(row: tuple[str, str, int]) -> str:
    facet, value, number = row
    return f'<label><input type=checkbox name="{facet}" value="{value}">{escape(value)} ({number})</label>'


def _card(row: tuple[int, int, str, str, int, int, str, str, int]) -> str:
    key, _order, title, slug, price, stars, place, maker, picture = row
    badge = f'<span role=img aria-label="OCOP {stars} sao">{"★" * stars}</span>' if stars else ""
    return (
        f'<li><article data-product-id="{key}"><a href="/catalogue/{slug}_{key}/">'
        f'<img src="/media/products/bench-{picture}.jpg" alt="">{escape(title)}</a>{badge}'
        f"<p>{escape(place)}</p><p>{escape(maker)}</p><p>{price:,} ₫</p></article></li>"
    )
