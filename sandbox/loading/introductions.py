"""What the demo's places are known for, on their own pages."""

from __future__ import annotations

import json

from django.apps import apps

from ocop_shop.regions import actions

from . import files


def load() -> int:
    """Introduce the places of the demo; what an editor wrote is left alone. Returns how many were introduced."""
    told = json.loads((files.FOLDER / "introductions.json").read_text(encoding="utf-8"))
    silent = apps.get_model("ocop_regions", "Place").objects.filter(slug__in=told, intro="", intro_en="")
    return sum(
        actions.introduce(place, intro=told[place.slug]["vi"], intro_en=told[place.slug]["en"])
        for place in silent.order_by("pk")
    )
