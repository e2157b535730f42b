"""Who gets into which room of whose desk: every address, as everybody, with things of A, of B and of nobody.

A new address under /portal/ that no module of `tests.portal.rooms` names fails here until somebody has decided whom it
is for. Who is turned away has changed nothing, and nobody reads a word of another producer.
"""

from __future__ import annotations

import re
from itertools import product
from typing import Any

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from ocop_shop.producers import roles
from tests.portal import rooms
from tests.portal.people import ROLES, make_people
from tests.security.urls import Address, addresses

ADDRESSES = [address for address in addresses() if address.path.startswith("portal/")]
# Beside what Oscar's middleware writes for everybody: a session that moves on, a basket.
_WRITES = re.compile(r'^\s*(INSERT INTO|UPDATE|DELETE FROM)\s+"(?!django_session|auth_user"|basket_basket")')
# What somebody might send to any room.
POSTED = {"do": "remove", "member": "1", "role": "owner", "email": "ai-do@example.com"}


@pytest.fixture
def world(db, bare_errors):
    people = make_people()
    return people, {producer.pk: rooms.fill(producer) for producer in (people.a, people.b)}


def name_of(address: Address) -> str:
    return address.name.removeprefix("ocop:")


def test_every_address_of_the_portal_stands_in_the_matrix():
    assert sorted({name_of(address) for address in ADDRESSES} ^ rooms.ROOMS.keys()) == []


# Who may most gets to every query of the database; what others may not enter is the same on each.
EACH = [role if role == "superuser" else pytest.param(role, marks=pytest.mark.pages) for role in ROLES]


@pytest.mark.long
@pytest.mark.parametrize("role", EACH)
def test_everybody_gets_into_their_own_rooms_and_no_others(world, role):
    people, things = world
    client = people.client(role)
    desks = [(people.a, people.a), (people.a, people.b), (None, people.a)]
    # Who works at both desks in the same role learns nothing new at the second.
    if not people.role_at(role, people.a) or people.role_at(role, people.a) != people.role_at(role, people.b):
        desks.append((people.b, people.b))
    wrong, asked = [], set()
    for address, (desk, owned), way in product(ADDRESSES, desks, ("get", "post")):
        gaps = things[owned.pk][0].get(name_of(address), {})
        url = address.filled({**gaps, "slug": desk.slug if desk else "khong-co-ai"})
        if (way, url) in asked:  # without a thing in it, an address is the same whoever owns the things
            continue
        asked.add((way, url))
        status, wrote, text = ask(client, way, url)
        may = expected(people, role, address, desk, foreign=desk is not owned and bool(gaps))
        if fault := fault_of(may, status, wrote) or leak(people, things, role, text):
            wrong.append(f"{way} {url} ({address.name}): {status} {fault}, expected {may}")
    assert wrong == []


def expected(people: Any, role: str, address: Address, desk: Any, *, foreign: bool) -> str:
    """ "in", "login", "missing" or "refused"."""
    right = rooms.ROOMS[name_of(address)]
    if right == rooms.EVERYBODY:
        return "in"
    if role == "anonymous":
        return "login"
    if right is None:
        return "in"
    at = people.role_at(role, desk) if desk else ""
    if not at:
        return "missing"
    if not roles.may(at, right):
        return "refused"
    return "missing" if foreign else "in"


def fault_of(may: str, status: int, wrote: list[str]) -> str:
    """What is wrong with an answer; empty for a right one."""
    if status >= 500:
        return "broke"
    fits = {"in": status not in {401, 403}, "login": status in {302, 405}, "missing": status in {404, 405}}
    if not fits.get(may, status in {403, 405}):
        return "wrong door"
    return f"wrote {wrote[0][:60]}" if may != "in" and wrote else ""


def leak(people: Any, things: dict[int, Any], role: str, text: str) -> str:
    """A word of a producer at whose desk `role` has nothing to do."""
    for producer in (people.a, people.b):
        if not people.role_at(role, producer):
            found = [word for word in things[producer.pk][1] if word in text]
            if found:
                return f"tells {found[0]!r}"
    return ""


def ask(client: Any, way: str, url: str) -> tuple[int, list[str], str]:
    """Status, writing queries and text of the answer; what was changed is undone."""
    with CaptureQueriesContext(connection) as queries, transaction.atomic():
        answer = client.post(url, POSTED) if way == "post" else client.get(url)
        transaction.set_rollback(True)
    wrote = [query["sql"] for query in queries if _WRITES.match(query["sql"])]
    text = "" if answer.streaming else answer.content.decode("utf-8", "replace")
    return answer.status_code, wrote, text
