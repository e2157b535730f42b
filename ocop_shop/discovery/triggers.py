"""Triggers of the database that keep the listing honest, whoever writes: our actions, Oscar, the admin, plain SQL.

Three kinds. Where something changes that a row is made of (`watching`), a *mark* is left, and the next reader makes the
row anew. Where a row comes, goes or changes a facet value, the *change of the counts* is written. Both happen in the
transaction of the change, and both only add rows, so that no writer waits for another. Where a product goes, its row
and what belongs to that go with it, also what somebody wrote at the same moment.

They are made after `migrate`, not by a migration: SQLite makes tables anew when it changes them, and a migration of
another app would lose the triggers on its tables.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any

from django.db import transaction

from . import fulltext
from .abstract_models import COMBINATION
from .watching import EVERY, PREFIX, Trigger, marking, table

_RANDOM = {"sqlite": "abs(random() % 9007199254740991)", "postgresql": "(random() * 9007199254740991)::bigint"}
_NAMES = f"{PREFIX}names_"
# What names are read from; a process remembers them until the stamp changes.
_NAMED = (
    "catalogue.Category",
    "ocop_regions.Place",
    "ocop_regions.MacroRegion",
    "ocop_regions.Succession",
)


def can_be_made(connection: Any) -> bool:
    """Whether all tables are there that triggers stand on; not so after `migrate` of a few apps to an early state."""
    if connection.vendor not in _RANDOM:
        return False
    with connection.cursor() as cursor:
        present = set(connection.introspection.table_names(cursor))
    wanted = {trigger.table.strip('"') for trigger in _wanted(connection.vendor)}
    return wanted | {table("ocop_discovery.ListingMark").strip('"')} <= present


def install(connection: Any) -> list[str]:
    """Make all triggers and the index of words as this version wants them; returns which triggers it had to make.

    Nothing changes where all is well. Whoever gets names back calls `catch_up`.
    """
    found = missing(connection)
    _make(connection, found)
    _stamp(connection)
    fulltext.install(connection)
    return found


def catch_up(connection: Any, made: Collection[str]) -> None:
    """Make good what was written while these triggers were not there: it has left no mark, and turned no stamp."""
    if made:
        turn_stamp(connection)
    if not all(name.startswith(_NAMES) for name in made):
        mark_everything(connection)


def turn_stamp(connection: Any) -> None:
    """Have every process forget what places and categories are called."""
    with connection.cursor() as cursor:
        cursor.execute(_turning(connection.vendor))


def remove(connection: Any) -> None:
    """Take all triggers away, as before SQLite changes a table."""
    fulltext.remove(connection)
    with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
        for name, where, _definition in _present(connection):
            cursor.execute(_dropping(connection, name, where))


def missing(connection: Any) -> list[str]:
    """The names of triggers that should be there and are not, are switched off, or do something else."""
    present = {name: definition for name, _table, definition in _present(connection)}
    return sorted(name for name, wanted in _definitions(connection.vendor).items() if present.get(name) != wanted)


def mark_everything(connection: Any) -> None:
    """Have the next reader make all rows anew, and drop those whose product is gone."""
    products, rows, marks = map(table, ("catalogue.Product", "ocop_discovery.Listing", "ocop_discovery.ListingMark"))
    with connection.cursor() as cursor:
        everything = f"SELECT id FROM {products} UNION SELECT product_id FROM {rows}"
        cursor.execute(f"INSERT INTO {marks} (product_id) {everything}")


def _wanted(vendor: str) -> Iterator[Trigger]:
    yield from marking()
    yield from _counting()
    yield from _going()
    bump = f"{_turning(vendor)};"
    for label in _NAMED:
        name = f"{_NAMES}{label.split('.')[1].lower()}"
        # PostgreSQL keeps every version of a row until the transaction ends: for each of 14,000 places is too often.
        yield Trigger(name, table(label), dict.fromkeys(EVERY, bump), once=True)


def _turning(vendor: str) -> str:
    return f"UPDATE {table('ocop_discovery.Stamp')} SET token = {_RANDOM[vendor]} WHERE name = 'names'"


def _counting() -> Iterator[Trigger]:
    """The changes of the counts: a public row leaves its combination with -1 and comes to one with +1."""
    changes, columns = table("ocop_discovery.ListingCountChange"), ", ".join(COMBINATION)

    def change(row: str, by: int) -> str:
        values = ", ".join(f"COALESCE({row}.{c}, 0)" if c == "product_set" else f"{row}.{c}" for c in COMBINATION)
        return f"INSERT INTO {changes} ({columns}, change) SELECT {values}, {by} WHERE {row}.is_public;"

    rows = table("ocop_discovery.Listing")
    yield Trigger(f"{PREFIX}count_came", rows, {"INSERT": change("NEW", 1)})
    yield Trigger(f"{PREFIX}count_gone", rows, {"DELETE": change("OLD", -1)})
    both = change("OLD", -1) + change("NEW", 1)
    yield Trigger(f"{PREFIX}count_changed", rows, {"UPDATE": both}, (*COMBINATION, "is_public"))


def _going() -> Iterator[Trigger]:
    """A product takes its row along, and a row its categories and values. Django leaves this to us (`DO_NOTHING`)."""
    rows, filed, values = (table(f"ocop_discovery.{name}") for name in ("Listing", "ListingCategory", "ListingValue"))
    row = f"DELETE FROM {rows} WHERE product_id = OLD.id;"
    yield Trigger(f"{PREFIX}gone_product", table("catalogue.Product"), {"DELETE": row})
    parts = "".join(f"DELETE FROM {part} WHERE listing_id = OLD.product_id;" for part in (filed, values))
    yield Trigger(f"{PREFIX}gone_row", rows, {"DELETE": parts})


def _definitions(vendor: str) -> dict[str, str]:
    """By the name of each trigger what it does, as the database tells it."""
    return {
        name: _creating(trigger, moment, name) if vendor == "sqlite" else _inside(trigger, moment)
        for trigger in _wanted(vendor)
        for moment in trigger.bodies
        if (name := _name(trigger, moment))
    }


def _name(trigger: Trigger, moment: str) -> str:
    return f"{trigger.name}_{moment.lower()}"


def _changed(trigger: Trigger, differs: str) -> str:
    return " OR ".join(f"OLD.{column} {differs} NEW.{column}" for column in trigger.columns)


def _creating(trigger: Trigger, moment: str, name: str) -> str:
    """SQLite's statement, which it keeps as it is."""
    when = f"WHEN {_changed(trigger, 'IS NOT')} " if trigger.columns and moment == "UPDATE" else ""
    return f"CREATE TRIGGER {name} AFTER {moment} ON {trigger.table} {when}BEGIN {trigger.bodies[moment]} END"


def _inside(trigger: Trigger, moment: str) -> str:
    """The body of PostgreSQL's function. A trigger that names columns would keep them from being changed."""
    body = trigger.bodies[moment]
    if trigger.columns and moment == "UPDATE":
        body = f"IF {_changed(trigger, 'IS DISTINCT FROM')} THEN {body} END IF;"
    # What the function is run for stands in it, so that a trigger made for something else is made again.
    return f" BEGIN {body} RETURN NULL; END {'-- once for a statement' if trigger.once else ''}"


def _made(vendor: str, trigger: Trigger, moment: str) -> Iterator[str]:
    name = _name(trigger, moment)
    if vendor == "sqlite":
        yield _creating(trigger, moment, name)
        return
    inside = _inside(trigger, moment)
    yield f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $${inside}$$"
    each = "STATEMENT" if trigger.once else "ROW"
    yield f"CREATE TRIGGER {name} AFTER {moment} ON {trigger.table} FOR EACH {each} EXECUTE FUNCTION {name}()"


def _make(connection: Any, names: list[str]) -> None:
    """Make these triggers and take those away that this version does not know.

    Each in a transaction of its own: who changes several tables at once would wait for us in a circle.
    """
    wanted = _definitions(connection.vendor)
    present = {name: where for name, where, _definition in _present(connection)}
    statements = {name: [_dropping(connection, name, present[name])] for name in present if name not in wanted}
    for trigger in _wanted(connection.vendor):
        for moment in trigger.bodies:
            if (name := _name(trigger, moment)) in names:
                gone = [_dropping(connection, name, present[name])] if name in present else []
                statements[name] = [*gone, *_made(connection.vendor, trigger, moment)]
    for one in statements.values():
        with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
            for statement in one:
                cursor.execute(statement)


def _stamp(connection: Any) -> None:
    stamps = table("ocop_discovery.Stamp")
    with connection.cursor() as cursor:
        for name in ("names", "words"):
            token = _RANDOM[connection.vendor]
            cursor.execute(
                f"INSERT INTO {stamps} (name, token) SELECT '{name}', {token} WHERE true ON CONFLICT (name) DO NOTHING"
            )


def _present(connection: Any) -> list[tuple[str, str, str]]:
    """Name, table and definition of each of our triggers; one that is switched off does nothing."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT name, tbl_name, sql FROM sqlite_master WHERE type = 'trigger'")
        else:
            cursor.execute(
                "SELECT tgname, relname, CASE WHEN tgenabled IN ('O', 'A') THEN prosrc ELSE '' END FROM pg_trigger"
                " JOIN pg_class ON pg_class.oid = tgrelid JOIN pg_proc ON pg_proc.oid = tgfoid"
                " WHERE NOT tgisinternal AND pg_table_is_visible(pg_class.oid)"
            )
        return [found for found in cursor.fetchall() if found[0].startswith(PREFIX)]


def _dropping(connection: Any, name: str, where: str) -> str:
    return f"DROP TRIGGER {name}" if connection.vendor == "sqlite" else f'DROP TRIGGER {name} ON "{where}"'
