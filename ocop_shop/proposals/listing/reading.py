"""What somebody typed into the form of a listing, as the values of a proposal. No Django here.

Nothing is refused here: a draft keeps what was typed, also what makes no sense yet. A number that can be read becomes
one, all else stays text and is told of when the listing is submitted.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from typing import Any, Final

from ocop_shop.core import text
from ocop_shop.producers.listing_fields import LONGEST, field_called
from ocop_shop.producers.offer_limits import dong, pieces

Posted = Mapping[str, Sequence[str]]

MOST_VARIANTS: Final = 12
MOST_PICTURES: Final = 8
ALT_LENGTH: Final = 200
TITLE_LENGTH: Final = 120
DESCRIPTION_LENGTH: Final = 6_000
LABEL_LENGTH: Final = 60

FIELD: Final = "field_"
"""Before the code of a question of the product set, in values and in forms."""
LINES: Final[Mapping[str, int]] = {"title": TITLE_LENGTH, "title_en": TITLE_LENGTH, "net_amount": 20, "net_unit": 8}
LINES_OF_OFFER: Final[Mapping[str, int]] = {"sku": 64}
TEXTS: Final = ("description", "description_en")
KEYS: Final = ("product_set", "category")
_PICTURE = re.compile(r"(?:file|image):[1-9]\d{0,17}", re.ASCII)
_KEPT: Final = 40


def read(posted: Posted) -> dict[str, Any]:
    """The values that were posted; what the form did not ask for is not among them."""
    found: dict[str, Any] = {}
    for name, longest in {**LINES, **LINES_OF_OFFER}.items():
        if name in posted:
            found[name] = line(_first(posted, name), longest)
    for name in TEXTS:
        if name in posted:
            found[name] = lines(_first(posted, name), DESCRIPTION_LENGTH)
    for name in KEYS:
        if name in posted:
            found[name] = _key(_first(posted, name))
    found |= _offer(posted)
    for name in posted:
        asked = field_called(name.removeprefix(FIELD)) if name.startswith(FIELD) else None
        if asked:
            found[name] = lines(_first(posted, name), LONGEST[asked.type])
    if "picture" in posted:
        found["pictures"] = _pictures(posted)
    if any(name.startswith("variant-") for name in posted):
        found["variants"] = _variants(posted)
    return found


def line(written: str, longest: int) -> str:
    """One line of text, cleaned. One sign more than may be is kept, so that it can be told of."""
    return text.clean(_whole(written))[: longest + 1]


def lines(written: str, longest: int) -> str:
    """Several lines, each cleaned, at most one empty one between two."""
    told = "\n".join(text.clean(part) for part in _whole(written).splitlines())
    return re.sub(r"\n{3,}", "\n\n", told).strip()[: longest + 1]


def _whole(written: str) -> str:
    """Without halves of signs, which no database keeps."""
    return "".join(sign for sign in written if unicodedata.category(sign) != "Cs")


def _first(posted: Posted, name: str) -> str:
    told = posted.get(name) or [""]
    return str(told[-1])


def _key(written: str) -> int | None:
    return int(written) if re.fullmatch(r"[1-9]\d{0,8}", written, re.ASCII) else None


def _offer(posted: Posted) -> dict[str, Any]:
    readers = {"price": dong, "stock": pieces}
    return {name: _number(_first(posted, name), reader) for name, reader in readers.items() if name in posted}


def _number(written: str, reader: Any) -> int | str | None:
    told = line(written, _KEPT)[:_KEPT]
    if not told:
        return None
    amount: int | None = reader(told)
    return told if amount is None else amount


def _pictures(posted: Posted) -> list[dict[str, str]]:
    """The pictures in the order in which the form names them, each once, with what it shows."""
    named = dict.fromkeys(key for key in posted["picture"] if _PICTURE.fullmatch(key))
    return [{"key": key, "alt": line(_first(posted, f"alt-{key}"), ALT_LENGTH)[:ALT_LENGTH]} for key in named][:60]


def _variants(posted: Posted) -> list[dict[str, Any]]:
    """The rows in which anything was written, in their order."""
    found = []
    for number in range(MOST_VARIANTS + 1):
        row = {
            "label": line(_first(posted, f"variant-{number}-label"), LABEL_LENGTH),
            "price": _number(_first(posted, f"variant-{number}-price"), dong),
            "stock": _number(_first(posted, f"variant-{number}-stock"), pieces),
        }
        if any(value not in {None, ""} for value in row.values()):
            found.append(row)
    return found
