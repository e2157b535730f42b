"""Every change of producers, their provenance and their people: atomic, audited, safe to repeat."""

from .identifying import IdentityFacts, identify, make_seller, verify
from .inviting import accept, invite, revoke
from .membership import add_member, change_role, remove
from .registering import RESERVED, ProducerFacts, complete, find, place, register

__all__ = [
    "RESERVED",
    "IdentityFacts",
    "ProducerFacts",
    "accept",
    "add_member",
    "change_role",
    "complete",
    "find",
    "identify",
    "invite",
    "make_seller",
    "place",
    "register",
    "remove",
    "revoke",
    "verify",
]
