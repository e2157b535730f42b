"""How often one visitor, and all together, may do something: counted in fixed windows on Django's cache.

A window begins every `seconds` of the clock, so at its edge somebody may do twice as much at once; in return a count is
one number with an end of its own. Several workers count together only on a cache that they share (Redis, Memcached).

When the cache does not answer, reading stays open and writing is closed: a page that is read too often does little
harm, a queue that anybody may fill does.
"""

from __future__ import annotations

import ipaddress
import logging
from dataclasses import dataclass

from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.crypto import salted_hmac

from . import clock

logger = logging.getLogger(__name__)

EVERYBODY = ""
"""In the place of an address: all visitors together."""
_SALT = "ocop_shop.core.limits"
_CLOSED_FOR = 300


@dataclass(frozen=True)
class Limit:
    """At most `most` times in `seconds`, for what is called `scope`; `writes` says that it changes something."""

    scope: str
    most: int
    seconds: int
    writes: bool = False


@dataclass(frozen=True)
class Verdict:
    """Whether it may be done; if not, `wait` seconds from now. `down`: nobody can tell, the cache does not answer."""

    allowed: bool
    wait: int = 0
    down: bool = False


def spend(limit: Limit, who: str = EVERYBODY) -> Verdict:
    """Count one more time for `who` (an address of `visitor`) and say whether it is still within the limit."""
    passed = int(clock.now().timestamp())
    window, gone = divmod(passed, limit.seconds)
    name = salted_hmac(_SALT, who).hexdigest()[:32] if who else "everybody"
    try:
        times = _counted(f"ocop:limit:{limit.scope}:{name}:{window}", limit.seconds)
    except Exception:
        logger.exception("The cache does not count %s", limit.scope)
        return Verdict(not limit.writes, _CLOSED_FOR, down=True)
    return Verdict(times <= limit.most, limit.seconds - gone)


def spend_all(*limits: tuple[Limit, str]) -> Verdict:
    """Count against several limits, one after the other; the first that is reached ends it and spares those behind.

    Name the narrowest first: then one address that tries too often does not use up what all have together.
    """
    for limit, who in limits:
        verdict = spend(limit, who)
        if not verdict.allowed:
            return verdict
    return Verdict(allowed=True)


def visitor(request: HttpRequest, trusted_proxies: int = 0) -> str:
    """The address to count for: an IPv4 address, or the /64 network of an IPv6 address, which one household has.

    It is who connects, or behind `trusted_proxies` proxies what the outermost of them saw: the address so many places
    from the right in X-Forwarded-For. What stands further left was written by the visitor and is not believed.
    Visitors without a readable address count as one.
    """
    address = request.META.get("REMOTE_ADDR", "")
    if trusted_proxies > 0:
        forwarded = request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")
        if len(forwarded) >= trusted_proxies:
            address = forwarded[-trusted_proxies]
    return _network(address.strip())


def too_many(request: HttpRequest, verdict: Verdict) -> HttpResponse:
    """The page for whoever has to wait: 429, or 503 where nobody can count. It says for how long."""
    minutes = -(-verdict.wait // 60)
    context = {"verdict": verdict, "minutes": minutes}
    answer = render(request, "ocop_shop/too_many.html", context, status=503 if verdict.down else 429)
    answer["Retry-After"] = str(verdict.wait)
    answer["Cache-Control"] = "no-store"
    return answer


def _counted(key: str, seconds: int) -> int:
    """One more under `key`, which is forgotten after its window."""
    cache.add(key, 0, timeout=seconds + 1)
    try:
        return int(cache.incr(key))
    except ValueError:
        # The window ended between the two steps.
        cache.set(key, 1, timeout=seconds + 1)
        return 1


def _network(address: str) -> str:
    bare = address[1:].partition("]")[0] if address.startswith("[") else address
    if bare.count(":") == 1:
        bare = bare.partition(":")[0]
    try:
        read = ipaddress.ip_address(bare)
    except ValueError:
        return "unknown"
    if isinstance(read, ipaddress.IPv6Address):
        inner = read.ipv4_mapped
        return str(inner) if inner else str(ipaddress.ip_network((read.packed[:8] + bytes(8), 64)).network_address)
    return str(read)
