"""The kinds of notices, each named by the capability that tells it, in its `AppConfig.ready`:

    kinds.register(Kind("order.new", _("Orders"), Right.ORDERS, "package", words, path, is_urgent=True))

A shop's own app does the same. A notice is put into words in the language of whoever reads it.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise

from ocop_shop.producers import roles
from ocop_shop.producers.roles import Right

from .abstract_models import Level

logger = logging.getLogger(__name__)

Values = Mapping[str, Any]
MOST_OF_TITLE = 80
"""Letters of a title that a notice keeps: it has to fit a line and the subject of a letter."""


@dataclass(frozen=True)
class Kind:
    """What is common to all notices of a kind.

    What stands before the full stop in its `code` is its topic; kinds of one topic have one `name`. `words` says it in
    one sentence, `path` where at the desk of the producer with this slug it is looked at, both from the values of the
    notice. `letter`: subject and body of a letter of its own, for a notice that goes out alone; None where there is
    nothing to write of any more.
    """

    code: str
    name: Promise
    right: Right
    icon: str
    words: Callable[[Values], str]
    path: Callable[[str, Values], str]
    is_urgent: bool = False
    letter: Callable[[Any], tuple[str, str] | None] | None = None

    @property
    def topic(self) -> str:
        """What it is about, together with other kinds."""
        return self.code.partition(".")[0]

    @property
    def level(self) -> Level:
        """Whether it can wait."""
        return Level.URGENT if self.is_urgent else Level.NORMAL


_KINDS: dict[str, Kind] = {}


def register(*kinds: Kind) -> None:
    """Have notices of these kinds; one of the same code takes the place of the first."""
    _KINDS.update((kind.code, kind) for kind in kinds)


def known(code: str) -> Kind | None:
    """The kind with this code; None for one that nobody names any more."""
    return _KINDS.get(code)


def for_role(role: str) -> tuple[Kind, ...]:
    """What somebody with this role is told, in the order in which it was named."""
    return tuple(kind for kind in _KINDS.values() if roles.may(role, kind.right))


def sentence(notice: Any) -> str:
    """A notice in words, in the language in force; its kind alone where the words fail."""
    kind = _KINDS[notice.kind]
    try:
        return kind.words(notice.values)
    except Exception:
        logger.exception("Notice %s could not be put into words", notice.pk)
        return str(kind.name)


def link(notice: Any) -> str:
    """The page at the desk on which it is looked at, as a path; empty where there is none. `producer` is at hand."""
    try:
        return _KINDS[notice.kind].path(notice.producer.slug, notice.values)
    except Exception:
        logger.exception("Notice %s has no page", notice.pk)
        return ""
