"""Notices to a machine of the producer's own, which passes them on: to Zalo, by SMS, into a program.

One signed POST for each message. How to receive it stands in docs/how-to/notify-producers-elsewhere.md.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Sequence
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings as django_settings
from django.utils.translation import gettext_lazy as _

from ocop_shop.conf import settings
from ocop_shop.core import clock
from ocop_shop.notices.channel import Away, Channel, Message, Refused

from .posting import post

_GONE = 410


class NotTaken(Away):
    """The other side answered with another status than one of success."""

    def __init__(self, status: int) -> None:
        super().__init__(f"answer {status}")
        self.status = status


class Webhook(Channel):
    """A signed message to the address that the producer's owner has set."""

    code = "webhook"
    name = _("Address of your own (webhook)")
    is_personal = False

    def send(self, message: Message) -> None:
        """Deliver it; raises `NotTaken`, `posting.Unreachable`, or `Refused` where the address is no good or gone."""
        status = deliver(message.endpoint, _said(message), message.key)
        if status == _GONE:
            raise Refused(f"answer {status}")
        if not is_taken(status):
            raise NotTaken(status)


def is_taken(status: int) -> bool:
    """Whether an answer says that the message was taken."""
    return status // 100 == 2


def trial(endpoint: Any) -> int:
    """Send something that is no notice to an endpoint; the status of the answer. Raises as `posting.post`."""
    said = {"delivery": "test", "producer": endpoint.producer.slug, "is_test": True, "text": "OCOP", "notices": []}
    return deliver(endpoint, said, "test")


def deliver(endpoint: Any, said: Any, key: str) -> int:
    """Send `said` as signed JSON to an endpoint; the status of the answer. Raises as `posting.post`."""
    body = json.dumps(said, ensure_ascii=False).encode()
    moment = str(int(clock.now().timestamp()))
    headers = {
        "Content-Type": "application/json; charset=utf-8",
        "User-Agent": "ocop-shop-notices",
        "X-Ocop-Delivery": key,
        "X-Ocop-Timestamp": moment,
        "X-Ocop-Signature": f"sha256={signature(endpoint.secret, moment, body)}",
    }
    return post(endpoint.address, body, headers, networks())


def signature(secret: str, moment: str, body: bytes) -> str:
    """HMAC-SHA256 of the timestamp, a full stop and the body, in hex."""
    return hmac.new(secret.encode(), moment.encode() + b"." + body, hashlib.sha256).hexdigest()


def networks() -> Sequence[str] | None:
    """The networks that may be reached beside the public ones, while developing; None in a shop that is in earnest."""
    return settings.notice_networks if django_settings.DEBUG else None


def host_of(address: str) -> str:
    """Whom an address names, for the log: its path and query may be secret."""
    return urlsplit(address).hostname or ""


def _said(message: Message) -> dict[str, Any]:
    return {
        "delivery": message.key,
        "producer": message.producer.slug,
        "language": message.language,
        "is_digest": message.is_digest,
        "subject": message.subject,
        "text": message.text,
        "notices": [
            {
                "id": told.key,
                "kind": told.kind,
                "level": told.level,
                "at": told.at.isoformat(),
                "text": told.words,
                "link": told.link,
            }
            for told in message.told
        ],
    }
