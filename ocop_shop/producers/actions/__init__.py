"""Every change of producers, their profile, their provenance and their people: atomic, audited, safe to repeat."""

from .consents import withdraw
from .inviting import accept, invite, revoke
from .membership import add_member, change_role, remove
from .profiles import rewrite
from .registering import ProducerFacts, find, place, register
from .selling import describe, seller

__all__ = [
    "ProducerFacts",
    "accept",
    "add_member",
    "change_role",
    "describe",
    "find",
    "invite",
    "place",
    "register",
    "remove",
    "revoke",
    "rewrite",
    "seller",
    "withdraw",
]
