"""Rows of the register for invented goods, as its actions leave them: decision, certificate, event and standings."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from functools import lru_cache
from typing import Any

from ocop_shop.certification.abstract_models import CODE_LENGTH, number_key
from ocop_shop.certification.actions.recording import model
from ocop_shop.certification.choices import Evidence
from ocop_shop.certification.life import EventKind, Life
from ocop_shop.certification.timeline import Period, timeline
from ocop_shop.core import clock, text
from ocop_shop.core.codes import ALPHABET

from . import tables
from .goods import Good, Recognition

_CODES = len(ALPHABET) ** CODE_LENGTH
_STRIDE = 7_919_000_000_001  # shares no divisor with the number of codes: every product gets one of its own


class Decisions:
    """The decisions met so far; each is written when it is first needed."""

    def __init__(self) -> None:
        self._keys: dict[tuple[str, date], int] = {}
        self._new: list[tuple[Any, ...]] = []

    def key_of(self, held: Recognition) -> int:
        """The key of the decision by which `held` was granted."""
        name = (held.body, held.issued_on)
        if name not in self._keys:
            key = self._keys[name] = len(self._keys) + 1
            number = f"{100 + key}/QĐ-{'UBND' if held.body else 'BNNMT'}"
            issuer = f"UBND tỉnh {held.body}" if held.body else "Bộ Nông nghiệp và Môi trường"
            level = "province" if held.body else "national"
            self._new.append(
                (key, number, number_key(number), held.issued_on.year, held.issued_on, issuer, text.key(issuer), level)
            )
        return self._keys[name]

    def write(self) -> None:
        """Write those that are not in their table yet."""
        tables.write(
            model("Decision"),
            ("id", "number", "number_key", "year", "issued_on", "issuer", "issuer_key", "issuer_level"),
            self._new,
        )
        self._new = []


def certify(stretch: Sequence[Good], decisions: Decisions) -> None:
    """Write all that the register holds of these goods. A certificate has the key of its product."""
    held = [(good, good.recognition) for good in stretch if good.recognition]
    keys = [decisions.key_of(recognition) for _good, recognition in held]
    decisions.write()
    _certificates(held, keys)
    now = clock.now()
    tables.write(
        model("CertificateEvent"),
        ("certificate_id", "kind", "effective_on", "until", "stars", "evidence", "decision_id", "recorded_at"),
        (
            (good.key, EventKind.GRANTED.value, r.issued_on, r.expires_on, r.stars, Evidence.SIGNED.value, key, now)
            for (good, r), key in zip(held, keys, strict=True)
        ),
    )
    tables.write(
        model("Standing"),
        ("product_id", "certificate_id", "state", "stars", "starts_on", "ends_on"),
        _standings(held),
    )


def _certificates(held: Sequence[tuple[Good, Recognition]], keys: Sequence[int]) -> None:
    now = clock.now()
    tables.write(
        model("Certificate"),
        (
            "id", "code", "product_id", "decision_id", "stars", "valid_from", "expires_on", "rule_set", "evidence",
            "product_name", "producer_name", "search_key", "recorded_at",
        ),
        (
            (
                good.key, code, good.key, key, r.stars, r.issued_on, r.expires_on, r.rule_set, Evidence.SIGNED.value,
                good.title, good.maker.name, f" {text.key(f'{good.title} {good.maker.name} {code}')}", now,
            )
            for (good, r), key in zip(held, keys, strict=True)
            for code in [_code(good.key)]
        ),
    )  # fmt: skip


def _standings(held: Sequence[tuple[Good, Recognition]]) -> Iterator[tuple[Any, ...]]:
    for good, r in held:
        for period in periods(r):
            yield good.key, good.key, period.state.value, period.stars, period.starts_on, period.ends_on


@lru_cache(maxsize=10_000)
def periods(held: Recognition) -> list[Period]:
    """The standings of a product with this one certificate."""
    return timeline([Life(0, held.stars, held.issued_on, held.expires_on, 0)])


def _code(key: int) -> str:
    number, letters = key * _STRIDE % _CODES, []
    for _position in range(CODE_LENGTH):
        number, letter = divmod(number, len(ALPHABET))
        letters.append(ALPHABET[letter])
    return "".join(letters)
