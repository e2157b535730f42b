"""The address of a producer's own to which a channel takes its notices. Its secret is in no log."""

from __future__ import annotations

import secrets
from typing import Any

from django.apps import apps
from django.db import transaction

from ocop_shop.auditing import actions as audit
from ocop_shop.core import clock
from ocop_shop.notices.channels.webhook import host_of

_SECRET_BYTES = 32


@transaction.atomic
def set_endpoint(producer: Any, channel: str, address: str, *, actor: Any) -> tuple[Any, str]:
    """Have the notices of `producer` taken to `address`; the endpoint, and its secret where there is a new one.

    Another address gets another secret. The same again changes nothing, and the secret is empty then.
    """
    _locked(producer)
    rows = apps.get_model("ocop_notices", "Endpoint").objects
    kept = rows.filter(producer=producer, channel=channel).first()
    if kept and kept.address == address:
        return kept, ""
    before = {"host": host_of(kept.address)} if kept else {}
    kept = kept or rows.model(producer=producer, channel=channel)
    kept.address, kept.set_at, kept.set_by, kept.secret = address, clock.now(), actor, _secret()
    kept.save()
    after = {"channel": channel, "host": host_of(address)}
    audit.record("notices.address_set", f"producer:{producer.pk}", actor=actor, before=before, after=after)
    return kept, kept.secret


@transaction.atomic
def renew_secret(endpoint: Any, *, actor: Any) -> str:
    """Sign with another secret from now on; returns it, nothing for an address that is gone.

    What was signed with the one before does not fit any more. Who does it answers for the address from then on.
    """
    kept = type(endpoint).objects.select_for_update().filter(pk=endpoint.pk).first()
    if kept is None:
        return ""
    kept.secret, kept.set_by = _secret(), actor
    kept.save(update_fields=["secret", "set_by"])
    after = {"channel": kept.channel}
    audit.record("notices.secret_renewed", f"producer:{kept.producer_id}", actor=actor, after=after)
    return str(kept.secret)


@transaction.atomic
def remove_endpoint(producer: Any, channel: str, *, actor: Any) -> bool:
    """Take nothing there any more, nor what waits; False where nothing was set."""
    _locked(producer)
    kept = apps.get_model("ocop_notices", "Endpoint").objects.filter(producer=producer, channel=channel).first()
    if kept is None:
        return False
    before = {"channel": channel, "host": host_of(kept.address)}
    kept.delete()
    audit.record("notices.address_removed", f"producer:{producer.pk}", actor=actor, before=before)
    return True


def _locked(producer: Any) -> None:
    """One at a time for a producer; who only points at it goes on."""
    producers = apps.get_model("ocop_producers", "Producer").objects
    producers.select_for_update(of=("self",), no_key=True).get(pk=producer.pk)


def _secret() -> str:
    return secrets.token_urlsafe(_SECRET_BYTES)
