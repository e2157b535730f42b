"""Questions, replies to reviews, and thank-yous: every change of them is atomic, audited and safe to repeat."""

from .questions import (
    LONGEST,
    LONGEST_ANSWER,
    SAME_AGAIN,
    answer,
    ask,
    decline,
    publish,
    reply,
    show_answer,
    show_reply,
)
from .thanks import LONGEST_THANKS, decline_thanks, drop_thanks, publish_thanks, show_thanks, take_thanks_back, thank
from .written import LONGEST_NAME, LONGEST_REASON

__all__ = [
    "LONGEST",
    "LONGEST_ANSWER",
    "LONGEST_NAME",
    "LONGEST_REASON",
    "LONGEST_THANKS",
    "SAME_AGAIN",
    "answer",
    "ask",
    "decline",
    "decline_thanks",
    "drop_thanks",
    "publish",
    "publish_thanks",
    "reply",
    "show_answer",
    "show_reply",
    "show_thanks",
    "take_thanks_back",
    "thank",
]
