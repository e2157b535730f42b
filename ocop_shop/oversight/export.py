"""The register as a table to take away: one row for each certificate, as it stands on the day of the export."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, Final

from django.apps import apps
from django.db.models import F, QuerySet, Value
from django.db.models.functions import Coalesce, NullIf
from django.utils.translation import gettext_lazy

from ocop_shop.certification.certificate_wording import NAMES
from ocop_shop.certification.choices import Evidence, IssuerLevel, RecognitionKind
from ocop_shop.core import clock

from . import expiries, states

_CHUNK = 2000
# The columns whose values are words.
_WORDS: Final[Mapping[str, Mapping[str, Any]]] = {
    "state": {state.value: name for state, name in NAMES.items()},
    "decision__issuer_level": dict(IssuerLevel.choices),
    "kind": dict(RecognitionKind.choices),
    "evidence": dict(Evidence.choices),
}

HEAD: Final = {
    "code": gettext_lazy("Check code"),
    "product_name": gettext_lazy("Product"),
    "made_by": gettext_lazy("Producer"),
    "province": gettext_lazy("Province"),
    "commune": gettext_lazy("Commune"),
    "stars": gettext_lazy("Stars"),
    "state": gettext_lazy("State"),
    "number": gettext_lazy("Decision"),
    "issued_on": gettext_lazy("Day of the decision"),
    "issuer": gettext_lazy("Issued by"),
    "level": gettext_lazy("Level"),
    "valid_from": gettext_lazy("First day"),
    "expires_on": gettext_lazy("Last day"),
    "ends_on": gettext_lazy("Last day with extension"),
    "kind": gettext_lazy("Kind"),
    "evidence": gettext_lazy("Evidence"),
    "score": gettext_lazy("Score"),
    "rule_set": gettext_lazy("Rules of its day"),
    "recorded_on": gettext_lazy("Recorded on"),
}
"""The columns, in their order."""


_MADE_OF = (
    "code",
    "product_name",
    "made_by",
    "home",
    "place",
    "stars",
    "state",
    "decision__number",
    "decision__issued_on",
    "decision__issuer",
    "decision__issuer_level",
    "valid_from",
    "expires_on",
    "ends_on",
    "kind",
    "evidence",
    "score",
    "rule_set",
    "recorded_at",
)


def head() -> list[str]:
    """The names of the columns, in the reader's language."""
    return [str(name) for name in HEAD.values()]


def rows(certificates: QuerySet[Any], on: date) -> Iterator[list[Any]]:
    """The certificates as rows under `HEAD`, in their order, with their state on `on`. One query, read in pieces.

    The language is that of the moment of the call: the rows may be read when the request is over.
    """
    maker = "product__ocop_provenance__producer__"
    place = Coalesce(F("product__ocop_provenance__commune__name"), F(f"{maker}commune__name"))
    printed = Coalesce(NullIf(F("producer_name"), Value("")), F(f"{maker}name"))
    dated = expiries.with_ends(certificates).annotate(state=states.state_on(on), place=place, made_by=printed)
    found = dated.values(*_MADE_OF)
    words = {name: {value: str(told) for value, told in known.items()} for name, known in _WORDS.items()}
    provinces = dict(apps.get_model("ocop_regions", "Place").objects.provinces().values_list("pk", "name"))
    return (_line(row, {**words, "home": provinces}) for row in found.iterator(chunk_size=_CHUNK))


def _line(row: dict[str, Any], words: Mapping[str, Mapping[Any, str]]) -> list[Any]:
    """One row; numbers and days stay what they are, so that a spreadsheet can reckon with them."""
    read = row | {name: known.get(row[name], "") for name, known in words.items()}
    read["score"] = None if row["score"] is None else float(row["score"])
    read["recorded_at"] = clock.day_of(row["recorded_at"])
    return [read[name] for name in _MADE_OF]
