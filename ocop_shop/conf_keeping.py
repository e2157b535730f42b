"""The settings that say how long something of people is kept, and how a setting is read. Ask `ocop_shop.conf`."""

from __future__ import annotations

from decimal import Decimal
from typing import TypeVar

from django.conf import settings as django_settings

T = TypeVar("T")


class KeepingSettings:
    """How long things are kept, and shown; `ocop_forget` carries it out."""

    @property
    def accounting_years(self) -> int:
        """`OCOP_ACCOUNTING_YEARS`: years for which the books keep who bought and who sold. Default 10; 0: for ever."""
        return self._of("OCOP_ACCOUNTING_YEARS", int, 10)

    @property
    def asker_days(self) -> int:
        """`OCOP_ASKER_DAYS`: days after which `ocop_forget` forgets who asked or thanked. Default 730; 0: never."""
        return self._of("OCOP_ASKER_DAYS", int, 730)

    @property
    def buyer_data_days(self) -> int:
        """`OCOP_BUYER_DATA_DAYS`: days in which a producer sees who bought, after the last of it was sent. Default 30.

        Name, telephone, address and note of the parcel; afterwards commune and province alone are shown.
        """
        return self._of("OCOP_BUYER_DATA_DAYS", int, 30)

    @property
    def data_request_days(self) -> int:
        """`OCOP_DATA_REQUEST_DAYS`: days in which the shop answers a request about personal data. Default 20."""
        return self._of("OCOP_DATA_REQUEST_DAYS", int, 20)

    @property
    def decided_days(self) -> int:
        """`OCOP_DECIDED_DAYS`: days after which accepted proposals are emptied, with papers. Default 730; 0: never."""
        return self._of("OCOP_DECIDED_DAYS", int, 730)

    @property
    def draft_days(self) -> int:
        """`OCOP_DRAFT_DAYS`: days after which proposals that nobody went on with are deleted. Default 180; 0: never.

        `ocop_forget` deletes drafts, what was sent back and what was withdrawn, with pictures and papers.
        """
        return self._of("OCOP_DRAFT_DAYS", int, 180)

    @property
    def guest_data_days(self) -> int:
        """`OCOP_GUEST_DATA_DAYS`: days after which guests are taken out of ended orders. Default 730; 0: never."""
        return self._of("OCOP_GUEST_DATA_DAYS", int, 730)

    @property
    def message_days(self) -> int:
        """`OCOP_MESSAGE_DAYS`: days after which the words in messages about money are forgotten. Default 730; 0: never.

        The purpose of a transfer names people and accounts. `ocop_forget` empties it; what the books need stays.
        """
        return self._of("OCOP_MESSAGE_DAYS", int, 730)

    @property
    def notice_days(self) -> int:
        """`OCOP_NOTICE_DAYS`: days after which `ocop_forget` deletes notices to producers. Default 180; 0: never."""
        return self._of("OCOP_NOTICE_DAYS", int, 180)

    def _of(self, name: str, kind: type[T], default: T) -> T:
        value = getattr(django_settings, name, default)
        if kind is Decimal and type(value) is int:
            value = kind(value)  # type: ignore[call-arg]
        if isinstance(value, bool) or not isinstance(value, kind):
            raise TypeError(f"{name} must be {kind.__name__}, not {type(value).__name__}")
        return value
