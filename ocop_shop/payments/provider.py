"""What a way to pay has to answer. A shop's own provider derives from `Provider` and is named in a setting.

Nothing here writes: a provider asks and answers, `actions` decide and keep. Methods that reach out raise
`ProviderAway` when nobody answers; what was asked is then asked again later, under the same key.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from enum import StrEnum
from typing import Any, ClassVar, Self

from ocop_shop.ordering import states

from .handing import Handing


class Kind(StrEnum):
    """What a message says."""

    PAID = "paid"
    FAILED = "failed"
    ENDED = "ended"
    """Nobody can pay this attempt any more."""
    REFUNDED = "refunded"
    """`amount` is what this one refund gave back; `News.refund` names it."""
    DISPUTED = "disputed"
    OTHER = "other"


@dataclass(frozen=True)
class News:
    """One message about money. `key` is the sender's own name of it: the same key is the same message.

    It finds its attempt by `code`, by the provider's `reference`, or by the `payment`, whichever is given.
    """

    key: str
    kind: Kind
    code: str = ""
    reference: str = ""
    payment: str = ""
    refund: str = ""
    amount: Decimal | None = None
    currency: str = ""
    text: str = ""

    @property
    def words(self) -> str:
        """`text`, as much of it as is kept."""
        return self.text[:500]


@dataclass(frozen=True)
class Started:
    """A provider's answer to an attempt: its name of it, and where the buyer pays (empty: on our own page)."""

    reference: str = ""
    address: str = ""


class PaymentProblem(Exception):
    """What was asked for cannot be done; `str()` is a sentence for whoever asked. Nothing was changed."""


class ProviderAway(PaymentProblem):
    """The provider does not answer, or not in a way that can be understood. Asking again later is safe."""


class Refused(PaymentProblem):
    """The provider says no."""


class Untrue(PaymentProblem):
    """A message that does not come from where it says, or is too old."""


class Provider:
    """A way to pay. `code` names it in the database for ever; the words are for the buyer."""

    code: ClassVar[str]
    name: Any
    """In the list of ways to pay."""
    icon: str = "credit-card"
    places_as: ClassVar[str] = states.AWAITING_PAYMENT
    """The state in which an order is placed: `PENDING` where goods go out before the money comes."""
    gives_back: ClassVar[bool] = False
    """Whether `refund` gives money back by itself; else the shop does it by hand and then says so."""
    adds_up: ClassVar[bool] = False
    """Whether several payments add up to the amount, as with bank transfers. Else one payment is the exact amount."""
    template: ClassVar[str] = ""
    """A template for the buyer's page while the attempt is open; with none there is a button to `Started.address`."""

    @property
    def is_ready(self) -> bool:
        """Whether the shop has set all that it needs; else it is not offered."""
        return True

    @property
    def hold(self) -> timedelta | None:
        """How long goods wait for the money of an attempt; None where they do not."""
        return None

    def at(self, handing: Handing) -> Self | None:
        """This way to pay where the goods come like this, in words that fit; None where it cannot be offered then."""
        return self

    def description(self, total: Decimal, currency: str) -> str:
        """A sentence below the name."""
        return ""

    def refusal(self, total: Decimal, currency: str) -> str:
        """Why an order of `total` cannot be paid this way, for the buyer; empty if it can."""
        return ""

    def start(self, attempt: Any, back: str) -> Started:
        """Tell the provider of an attempt; the buyer comes back to the address `back`.

        It is asked again with the same attempt after a failure, and must answer the same then.
        """
        return Started()

    def news(self, body: bytes, headers: Mapping[str, str]) -> Iterable[News]:
        """What a request to our notification address says; raises `Untrue` when it is not to be believed."""
        raise Untrue(self.code)

    def ask(self, attempt: Any) -> News | None:
        """What the provider knows of an open attempt; None when nothing was decided yet."""
        return None

    def end(self, attempt: Any) -> News | None:
        """See to it that nobody can pay the attempt any more; says what happened to it where it was decided before."""
        return None

    def refund(self, refund: Any) -> str:
        """Give money back; returns the provider's name of the refund. Raises `Refused` or `ProviderAway`.

        It is asked again with the same refund after a failure, and must not give back twice then. By default the shop
        does it by hand.
        """
        return ""

    def context(self, attempt: Any) -> dict[str, Any]:
        """What `template` shows beside the attempt."""
        return {}
