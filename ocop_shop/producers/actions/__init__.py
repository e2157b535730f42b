"""Every change of producers, their profile, their provenance and their people: atomic, audited, safe to repeat."""

from .consents import withdraw
from .identifying import IdentityFacts, identify, told, verify
from .inviting import accept, invite, revoke
from .membership import add_member, change_role, remove
from .profiles import rewrite
from .registering import RESERVED, ProducerFacts, complete, entrust, find, place, register
from .selling import describe, make_seller
from .shelf import keep_off, let_back

__all__ = [
    "RESERVED",
    "IdentityFacts",
    "ProducerFacts",
    "accept",
    "add_member",
    "change_role",
    "complete",
    "describe",
    "entrust",
    "find",
    "identify",
    "invite",
    "keep_off",
    "let_back",
    "make_seller",
    "place",
    "register",
    "remove",
    "revoke",
    "rewrite",
    "told",
    "verify",
    "withdraw",
]
