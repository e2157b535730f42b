"""HTML that somebody typed into an editor, made safe to print."""

from __future__ import annotations

import nh3
from django.utils.safestring import SafeString, mark_safe

TAGS = {"a", "b", "br", "em", "h2", "h3", "h4", "i", "li", "ol", "p", "strong", "sub", "sup", "ul"}
_ATTRIBUTES = {"a": {"href", "title"}}
_SCHEMES = {"http", "https", "mailto", "tel"}


def clean_html(text: str) -> SafeString:
    """`text` with a few tags of running text left in it; scripts, handlers, styles, pictures and frames are dropped.

    Links that lead away carry `rel="nofollow noopener"`, so that a description is worth nothing to spammers.
    """
    cleaned = nh3.clean(
        text or "", tags=TAGS, attributes=_ATTRIBUTES, url_schemes=_SCHEMES, link_rel="nofollow noopener"
    )
    return mark_safe(cleaned)
