"""What somebody typed into an editor, made safe to print: as HTML, as plain text, as data in a script element."""

from __future__ import annotations

import json
import re
from html import unescape
from typing import Any

import nh3
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from . import text as words

TAGS = {"a", "b", "br", "em", "h2", "h3", "h4", "i", "li", "ol", "p", "strong", "sub", "sup", "ul"}
_ATTRIBUTES = {"a": {"href", "title"}}
_SCHEMES = {"http", "https", "mailto", "tel"}
_END_OF_A_LINE = re.compile(r"</(?:div|h[1-6]|li|ol|p|td|tr|ul)>|<br\s*/?>", re.IGNORECASE)
# What could end a script element or be read as markup or as a new line; inside JSON each may be written as a number.
_NEVER_IN_A_SCRIPT = {ord(sign): f"\\u{ord(sign):04X}" for sign in "<>&\u2028\u2029"}


def clean_html(text: str) -> SafeString:
    """`text` with a few tags of running text left in it; scripts, handlers, styles, pictures and frames are dropped.

    Links that lead away carry `rel="nofollow noopener"`, so that a description is worth nothing to spammers.
    """
    cleaned = nh3.clean(
        text or "", tags=TAGS, attributes=_ATTRIBUTES, url_schemes=_SCHEMES, link_rel="nofollow noopener"
    )
    return mark_safe(cleaned)


def plain(text: str, limit: int) -> str:
    """Typed HTML as running text without markup, at most `limit` characters long."""
    told = words.clean(unescape(nh3.clean(_END_OF_A_LINE.sub(" ", text or ""), tags=set())))
    return told if len(told) <= limit else f"{told[: limit - 1].rstrip()}…"


def json_ld(data: Any) -> SafeString:
    """`data` as a `<script type="application/ld+json">`; nothing in it can end the element or run."""
    told = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return format_html('<script type="application/ld+json">{}</script>', mark_safe(told.translate(_NEVER_IN_A_SCRIPT)))
