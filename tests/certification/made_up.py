"""The law with one more decision in it, which nobody has signed: all its numbers differ from those we know."""

from __future__ import annotations

import copy
import json
from importlib.resources import files
from typing import Any

from ocop_shop.certification import rule_sets

NEXT: dict[str, Any] = {
    "decision": "99/2030/QĐ-TTg",
    "in_force_from": "2030-03-01",
    "in_force_until": None,
    "lapses_on": None,
    "validity_months": 24,
    "deciders": {"4": ["region"], "5": ["national", "region"]},
    "bands": {"1": [0, 20], "2": [20, 40], "3": [40, 65], "4": [65, 85], "5": [85, 110]},
    "parts": {"A": 50, "B": 30, "C": 20, "D": 10},
    "potential_5": {"level": "region", "min_score": 85},
    "filing_window_days": [90, 30],
    "answer_days": 20,
    "commune_working_days": 5,
    "extension_max_days": 60,
    "reminder_days": [0, 100, 31],
    "rounds": [
        {"level": "region", "number": 1, "proposed_before": "02-15", "held_before": "04-01", "article": "9.3"},
    ],
    "revokers": {"4": ["national"], "5": ["national"]},
    "revocation_days": 10,
    "grounds": [{"letter": "a", "vi": "Lý do một", "en": "One"}, {"letter": "g", "vi": "Lý do hai", "en": "Two"}],
    "pending": [{"kinds": ["again"], "under": "26/2026/QĐ-TTg", "days": 14, "article": "20.1"}],
    "articles": {
        "deciders": "2.1", "validity": "2.2", "filing": "3.1", "extension": "20.2", "revocation": "6.1",
        "revokers": "6.2", "parts": "1.1", "bands": "1.2", "potential_5": "1.3", "in_force": "19",
    },
}  # fmt: skip


def carried() -> dict[str, Any]:
    """The data of the package, as parsed."""
    source = files("ocop_shop.certification") / "data" / "rule_sets.json"
    parsed: dict[str, Any] = json.loads(source.read_text(encoding="utf-8"))
    return parsed


def law() -> rule_sets.Law:
    """The law as it would be after somebody has entered `NEXT` and closed its predecessor."""
    data = carried()
    last = data["rule_sets"][-1]
    last["in_force_until"], last["lapses_on"] = "2030-02-28", "2030-03-31"
    data["rule_sets"].append(copy.deepcopy(NEXT))
    return rule_sets.read(data)
