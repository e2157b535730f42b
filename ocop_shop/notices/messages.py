"""What goes out, in the words and the language of its reader: one notice, or several together."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import ngettext

from ocop_shop.core.addresses import in_letters
from ocop_shop.core.clock import VIETNAM

from . import kinds
from .abstract_models import wishes_of
from .channel import Message, Told
from .hours import Way


def message_of(deliveries: Sequence[Any]) -> Message | None:
    """The message of deliveries to one recipient by one channel; None where there is nothing to tell any more.

    Notices, producer, member with user, and wishes are at hand.
    """
    first = deliveries[0]
    wishes = first.endpoint if first.endpoint_id else wishes_of(first.member)
    language = wishes.language or settings.LANGUAGE_CODE
    with translation.override(language):
        return _written(deliveries, language)


def _written(deliveries: Sequence[Any], language: str) -> Message | None:
    first, notices = deliveries[0], [one.notice for one in deliveries]
    producer, own = notices[0].producer, None
    kind = kinds.known(notices[0].kind)
    is_digest = first.way == Way.DIGEST
    if not is_digest and kind and kind.letter:
        own = kind.letter(notices[0])
        if own is None:
            return None
    told = [_told(notice) for notice in notices]
    subject = own[0] if own else _subject(told, producer)
    context = {
        "producer": producer,
        "told": told,
        "letter": own[1].strip() if own else "",
        "wishes": in_letters(reverse("ocop:portal-notice-wishes", args=[producer.slug])),
        "shop": getattr(settings, "OSCAR_SHOP_NAME", ""),
    }
    return Message(
        key=key_of(deliveries),
        producer=producer,
        told=told,
        subject=" ".join(subject.split()),
        text=render_to_string("ocop_shop/mail/notices.txt", context).strip() + "\n",
        html=render_to_string("ocop_shop/mail/notices.html", context),
        language=language,
        is_digest=is_digest,
        member=first.member,
        endpoint=first.endpoint,
    )


def key_of(deliveries: Sequence[Any]) -> str:
    """The same for the same deliveries, however often they are sent."""
    keys = ",".join(str(key) for key in sorted(one.pk for one in deliveries))
    return hashlib.sha256(keys.encode()).hexdigest()[:32]


def _told(notice: Any) -> Told:
    words, link = kinds.sentence(notice), in_letters(kinds.link(notice))
    return Told(notice.pk, notice.kind, notice.level, notice.at.astimezone(VIETNAM), words, link)


def _subject(told: Sequence[Told], producer: Any) -> str:
    if len(told) == 1:
        return told[0].words
    named = {"count": len(told), "producer": producer.display_name}
    return ngettext("%(count)s notice for %(producer)s", "%(count)s notices for %(producer)s", len(told)) % named
