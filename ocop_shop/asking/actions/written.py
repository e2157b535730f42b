"""What people wrote, cleaned to be kept; what cannot be kept raises `AskingError`."""

from __future__ import annotations

from django.utils.translation import gettext as _

from ocop_shop.asking.exceptions import AskingError
from ocop_shop.core import text

LONGEST_NAME = 60
LONGEST_REASON = 300


def told_in(words: str, most: int, problem: str) -> str:
    """The words in their lines; `problem` is said where there are none."""
    told = text.clean_lines(words)
    if not told:
        raise AskingError(problem)
    if len(told) > most:
        raise AskingError(_("Please write less: at most %(most)d characters.") % {"most": most})
    return told


def named(name: str, problem: str) -> str:
    """A name in one line; `problem` is said where it is none, or too long."""
    called = text.clean(name)
    if not called or len(called) > LONGEST_NAME:
        raise AskingError(problem)
    return called


def reason_in(said: str) -> str:
    """Why staff decided as they did, in one line."""
    why = text.clean(said)
    if not why or len(why) > LONGEST_REASON:
        raise AskingError(_("Say why, in at most %(most)d characters.") % {"most": LONGEST_REASON})
    return why
