"""The landscapes of the demo shop by name."""

from __future__ import annotations

from collections.abc import Callable

from . import countryside, waterside

SCENES: dict[str, Callable[[], str]] = {
    "canh-song": waterside.river,
    "canh-ruong": countryside.rice_field,
    "canh-vuon-dua": countryside.coconut_garden,
    "canh-bien": waterside.coast,
    "canh-dao": waterside.islands,
    "canh-bac-thang": countryside.terraces,
    "canh-rung-nui": countryside.highland,
    "canh-doi-che": countryside.tea_hills,
    "canh-lang": countryside.village,
    "canh-ruong-muoi": countryside.salt_fields,
    "canh-cho-noi": waterside.floating_market,
    "canh-thanh-co": countryside.citadel,
    "canh-hang-dong": waterside.caves,
    "canh-con": waterside.islet,
}
