"""What a channel promises. Each is a class of its own; a shop adds one with `OCOP_NOTICE_CHANNELS`."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar

from django.utils.functional import Promise


class Refused(Exception):
    """It will never be taken there: nobody tries again. What it says is kept, so let no address or secret be in it."""


class Away(Exception):
    """Not now: it is tried again later, as after every other exception. What this one says is kept, as of `Refused`."""


@dataclass(frozen=True)
class Told:
    """A notice in the words and the language of its reader; `link` is a whole address, or empty."""

    key: int
    kind: str
    level: str
    at: datetime
    words: str
    link: str


@dataclass(frozen=True)
class Message:
    """What goes out together to one person, or to one address of a producer.

    `key` stays the same when it is sent once more. `text` is all of it, ready to be read; `member` is who reads it,
    None where it goes to the `endpoint` of the producer.
    """

    key: str
    producer: Any
    told: Sequence[Told]
    subject: str
    text: str
    html: str
    language: str
    is_digest: bool
    member: Any = None
    endpoint: Any = None


class Channel(ABC):
    """A way out of the shop for notices: `code` stands in the database, `name` on the page of wishes."""

    code: ClassVar[str]
    name: ClassVar[str | Promise]
    # To each of a producer's people; else to the one address that the producer has set for this channel.
    is_personal: ClassVar[bool] = True

    def reaches(self, member: Any) -> bool:
        """Whether this person can be told here at all; asked when it is sent, of personal channels."""
        return True

    @abstractmethod
    def send(self, message: Message) -> None:
        """Hand it over, or raise. It may be called again with the same `message.key` after a crash."""
