"""What a product may claim on a day, as a value that crosses every boundary. No tables here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from .life import BADGE_STATES, State


@dataclass(frozen=True)
class Claim:
    """The answer for one product and one day; `stars` is set only while a badge may be shown.

    The state began on `since` and holds until `holds_until`, as far as anything is on record.
    """

    product_id: int
    on: date
    state: State = State.NONE
    stars: int | None = None
    since: date | None = None
    holds_until: date | None = None
    certificate_id: int | None = None
    code: str = ""
    decision_no: str = ""
    issuer: str = ""
    issuer_level: str = ""
    issued_on: date | None = None
    issued_precision: str = "day"
    valid_from: date | None = None
    expires_on: date | None = None
    certified_stars: int | None = None
    rule_set: str = ""
    certified_name: str = ""

    @property
    def has_badge(self) -> bool:
        """Whether stars may be shown: a certificate is valid or lawfully extended on the day."""
        return self.state in BADGE_STATES and self.stars is not None

    @property
    def exists(self) -> bool:
        """Whether there is anything to say at all."""
        return self.state is not State.NONE
