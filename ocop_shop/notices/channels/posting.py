"""One POST to an address that somebody else has named: to the machine that was looked at, and not for long."""

from __future__ import annotations

import os
import socket
import ssl
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from threading import Timer
from typing import Any
from urllib.parse import urlsplit

from django.utils.encoding import iri_to_uri

from ocop_shop.notices import reach
from ocop_shop.notices.channel import Away, Refused

SECONDS = 5.0
"""How long one step may take: to connect, to send, to wait for the next bytes."""
SECONDS_IN_ALL = 10.0
MOST_READ = 16_384
PORTS = frozenset({443, 8443})


class Unreachable(Away):
    """Nobody answered in time, or what answered is no such server."""


@dataclass(frozen=True)
class Place:
    """A server by its name, and what is asked of it."""

    name: str
    port: int
    target: str
    is_safe: bool


def post(url: str, body: bytes, headers: Mapping[str, str], networks: Sequence[str] | None = None) -> int:
    """Send `body` to `url` by HTTPS; returns the status of the answer. A redirect is not followed: it is the answer.

    `networks` (only for tests and for developing): connect to these as well, on every port, and also without TLS.
    Raises `Refused` for an address that must not be reached, and `Unreachable`.
    """
    place = read(url, networks)
    where = _looked_up(place, networks or ())
    connection = _Fixed(place, where)
    try:
        return connection.posted(place.target, body, headers)
    except (OSError, HTTPException, ValueError) as error:
        raise Unreachable(type(error).__name__) from error
    finally:
        connection.close()


def read(url: str, networks: Sequence[str] | None = None) -> Place:
    """What `url` names, without asking anybody. Raises `Refused` for what nothing is sent to; `networks` as `post`."""
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port or (443 if parts.scheme == "https" else 80)
        name = host if ":" in host else host.encode("idna").decode()
    except ValueError as error:
        raise Refused("no address") from error
    if parts.username is not None or not name or parts.scheme not in {"https", "http"}:
        raise Refused("no address")
    if networks is None and (parts.scheme != "https" or port not in PORTS):
        raise Refused("https on port 443 or 8443 alone")
    target = iri_to_uri((parts.path or "/") + (f"?{parts.query}" if parts.query else ""))
    return Place(name, port, target, is_safe=parts.scheme == "https")


def _looked_up(place: Place, networks: Sequence[str]) -> str:
    """The address of the machine to connect to; it is looked up this once."""
    try:
        found = [str(one[4][0]) for one in socket.getaddrinfo(place.name, place.port, type=socket.SOCK_STREAM)]
    except (OSError, UnicodeError) as error:
        raise Unreachable("no such name") from error
    allowed = reach.allowed(found, networks)
    if not allowed:
        raise Refused("an address that must not be reached")
    # IPv4 first: a server without a way out by IPv6 is more common than the other.
    return min(allowed, key=lambda address: ":" in address)


class _Fixed(HTTPConnection):
    """A connection to one machine by its number, under the name that its certificate must bear."""

    def __init__(self, place: Place, where: str) -> None:
        super().__init__(place.name, place.port, timeout=SECONDS)
        self._where, self._is_safe = where, place.is_safe
        self._handle: socket.socket | None = None

    def connect(self) -> None:
        """Connect to the number; with TLS the name is checked."""
        self.sock = socket.create_connection((self._where, self.port), SECONDS)
        self._handle = socket.socket(fileno=os.dup(self.sock.fileno()))
        self._timer = Timer(SECONDS_IN_ALL, self._cut)
        self._timer.daemon = True
        self._timer.start()
        if self._is_safe:
            self.sock = ssl.create_default_context().wrap_socket(self.sock, server_hostname=self.host)

    def posted(self, target: str, body: bytes, headers: Mapping[str, str]) -> int:
        """The status of the answer; of what it says only a little is read."""
        self.request("POST", target, body, {**headers, "Connection": "close"})
        answer = self.getresponse()
        answer.read(MOST_READ)
        return answer.status

    def close(self) -> None:
        """Let go of everything."""
        super().close()
        if self._handle is not None:
            self._timer.cancel()
            self._handle.close()
            self._handle = None

    def _cut(self, *_args: Any) -> None:
        """Whoever answers a byte at a time is not waited for."""
        if self._handle is not None:
            try:
                self._handle.shutdown(socket.SHUT_RDWR)
            except OSError:  # it is over already
                return
