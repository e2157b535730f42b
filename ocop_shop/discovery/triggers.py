"""Triggers of the database that keep the listing honest, whoever writes: our actions, Oscar, the admin, plain SQL.

Two kinds. Where something changes that a row is made of, a *mark* is left, and the next reader makes the row anew. Where
a row comes, goes or changes a facet value, the *change of the counts* is written. Both happen in the transaction of the
change, and both only add rows, so that no writer waits for another.

They are made after `migrate`, not by a migration: SQLite makes tables anew when it changes them, and a migration of
another app would lose the triggers on its tables.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import transaction

from . import fulltext
from .abstract_models import COMBINATION

PREFIX = "ocop_d_"
_RANDOM = {"sqlite": "abs(random() % 9007199254740991)", "postgresql": "(random() * 9007199254740991)::bigint"}


@dataclass(frozen=True)
class Trigger:
    """What is done after `moments` on each row of `table`; `{row}` in `body` is the row as it is or, deleted, was.

    With `columns` an update counts only when one of them changed.
    """

    name: str
    table: str
    moments: tuple[str, ...]
    body: str
    columns: tuple[str, ...] = ()


def can_be_made(connection: Any) -> bool:
    """Whether all tables are there that triggers stand on; not so after `migrate` of a few apps to an early state."""
    with connection.cursor() as cursor:
        present = set(connection.introspection.table_names(cursor))
    wanted = {trigger.table.strip('"') for trigger in _wanted(connection.vendor)}
    return wanted | {_table("ocop_discovery.ListingMark").strip('"')} <= present


def install(connection: Any) -> None:
    """Make all triggers as this version wants them; what is there already is replaced."""
    with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
        for statement in _removing(connection, cursor):
            cursor.execute(statement)
        for trigger in _wanted(connection.vendor):
            for statement in _made(connection.vendor, trigger):
                cursor.execute(statement)
        stamp = _table("ocop_discovery.Stamp")
        for name in ("names", "words"):
            token = _RANDOM[connection.vendor]
            cursor.execute(
                f"INSERT INTO {stamp} (name, token) SELECT '{name}', {token} WHERE true ON CONFLICT (name) DO NOTHING"
            )
    fulltext.install(connection)


def remove(connection: Any) -> None:
    """Take all triggers away, as before SQLite changes a table."""
    fulltext.remove(connection)
    with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
        for statement in _removing(connection, cursor):
            cursor.execute(statement)


def missing(connection: Any) -> list[str]:
    """The names of triggers that should be there and are not."""
    with connection.cursor() as cursor:
        present = {name for name, _table_name in _present(connection, cursor)}
    wanted = {name for trigger in _wanted(connection.vendor) for name in _names(connection.vendor, trigger)}
    return sorted(wanted - present)


def _table(label: str) -> str:
    return f'"{apps.get_model(label)._meta.db_table}"'


def _wanted(vendor: str) -> Iterator[Trigger]:
    yield from _marking()
    yield from _counting()
    bump = f"UPDATE {_table('ocop_discovery.Stamp')} SET token = {_RANDOM[vendor]} WHERE name = 'names';"
    for label in ("catalogue.Category", "ocop_regions.Place", "ocop_regions.MacroRegion"):
        name = f"{PREFIX}names_{label.split('.')[1].lower()}"
        yield Trigger(name, _table(label), ("INSERT", "UPDATE", "DELETE"), bump)


def _marking() -> Iterator[Trigger]:
    """Marks for all that a row is made of."""
    mark = _table("ocop_discovery.ListingMark")
    every = ("INSERT", "UPDATE", "DELETE")
    of_product = f"INSERT INTO {mark} (product_id) VALUES ({{row}}.product_id);"
    for label in (
        "partner.StockRecord",
        "catalogue.ProductImage",
        "catalogue.ProductCategory",
        "ocop_producers.Provenance",
        "ocop_certification.Standing",
        "ocop_certification.Evaluation",
    ):
        yield Trigger(f"{PREFIX}mark_{label.split('.')[1].lower()}", _table(label), every, of_product)
    product = _table("catalogue.Product")
    of_itself = f"INSERT INTO {mark} (product_id) VALUES (COALESCE({{row}}.parent_id, {{row}}.id));"
    yield Trigger(f"{PREFIX}mark_product", product, ("INSERT", "UPDATE"), of_itself)
    of_parent = f"INSERT INTO {mark} (product_id) SELECT {{row}}.parent_id WHERE {{row}}.parent_id IS NOT NULL;"
    yield Trigger(f"{PREFIX}mark_variant", product, ("DELETE",), of_parent)
    yield from _marking_many(mark)


def _marking_many(mark: str) -> Iterator[Trigger]:
    """Marks for what many rows are made of: a category that moved, a maker, the name of a place."""
    filed, origins = _table("catalogue.ProductCategory"), _table("ocop_producers.Provenance")
    makers = _table("ocop_producers.Producer")
    yield Trigger(
        f"{PREFIX}mark_category",
        _table("catalogue.Category"),
        ("UPDATE",),
        f"INSERT INTO {mark} (product_id) SELECT product_id FROM {filed} WHERE category_id = {{row}}.id;",
        ("path",),
    )
    yield Trigger(
        f"{PREFIX}mark_producer",
        makers,
        ("UPDATE",),
        f"INSERT INTO {mark} (product_id) SELECT product_id FROM {origins} WHERE producer_id = {{row}}.id;",
    )
    lies_there = "province_id = {row}.id OR commune_id = {row}.id"
    yield Trigger(
        f"{PREFIX}mark_place",
        _table("ocop_regions.Place"),
        ("UPDATE",),
        f"INSERT INTO {mark} (product_id) SELECT product_id FROM {origins} WHERE {lies_there}"
        f" OR former_province_id = {{row}}.id OR producer_id IN (SELECT id FROM {makers} WHERE {lies_there});",
        ("name", "kind", "slug", "code", "parent_id"),
    )


def _counting() -> Iterator[Trigger]:
    """The changes of the counts: a public row leaves its combination with -1 and comes to one with +1."""
    changes, columns = _table("ocop_discovery.ListingCountChange"), ", ".join(COMBINATION)

    def change(row: str, by: int) -> str:
        values = ", ".join(f"COALESCE({row}.{c}, 0)" if c == "product_set" else f"{row}.{c}" for c in COMBINATION)
        return f"INSERT INTO {changes} ({columns}, change) SELECT {values}, {by} WHERE {row}.is_public;"

    table = _table("ocop_discovery.Listing")
    yield Trigger(f"{PREFIX}count_came", table, ("INSERT",), change("NEW", 1))
    yield Trigger(f"{PREFIX}count_gone", table, ("DELETE",), change("OLD", -1))
    both = change("OLD", -1) + change("NEW", 1)
    yield Trigger(f"{PREFIX}count_changed", table, ("UPDATE",), both, (*COMBINATION, "is_public"))


def _body(trigger: Trigger, moment: str) -> str:
    return trigger.body.format(row="OLD" if moment == "DELETE" else "NEW")


def _changed(trigger: Trigger, differs: str) -> str:
    return " OR ".join(f"OLD.{column} {differs} NEW.{column}" for column in trigger.columns)


def _names(vendor: str, trigger: Trigger) -> list[str]:
    return [f"{trigger.name}_{moment.lower()}" for moment in trigger.moments]


def _made(vendor: str, trigger: Trigger) -> Iterator[str]:
    for name, moment in zip(_names(vendor, trigger), trigger.moments, strict=True):
        body = _body(trigger, moment)
        guarded = trigger.columns and moment == "UPDATE"
        if vendor == "sqlite":
            when = f"WHEN {_changed(trigger, 'IS NOT')}" if guarded else ""
            yield f"CREATE TRIGGER {name} AFTER {moment} ON {trigger.table} {when} BEGIN {body} END"
        else:
            # Asked inside the function: a trigger that names columns would keep them from being changed.
            changed = _changed(trigger, "IS DISTINCT FROM")
            inside = f"IF {changed} THEN {body} END IF;" if guarded else body
            yield (
                f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS"
                f" $$ BEGIN {inside} RETURN NULL; END $$"
            )
            yield (f"CREATE TRIGGER {name} AFTER {moment} ON {trigger.table} FOR EACH ROW EXECUTE FUNCTION {name}()")


def _present(connection: Any, cursor: Any) -> list[tuple[str, str]]:
    if connection.vendor == "sqlite":
        cursor.execute("SELECT name, tbl_name FROM sqlite_master WHERE type = 'trigger'")
    else:
        cursor.execute(
            "SELECT tgname, relname FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid"
            " WHERE NOT tgisinternal AND pg_table_is_visible(pg_class.oid)"
        )
    return [(name, table) for name, table in cursor.fetchall() if name.startswith(PREFIX)]


def _removing(connection: Any, cursor: Any) -> list[str]:
    present = _present(connection, cursor)
    if connection.vendor == "sqlite":
        return [f"DROP TRIGGER {name}" for name, _table_name in present]
    return [f'DROP TRIGGER {name} ON "{table}"' for name, table in present]
