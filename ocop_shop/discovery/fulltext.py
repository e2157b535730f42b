"""The index of words beside the listing: FTS5 on SQLite, a tsvector with GIN on PostgreSQL. No extension is needed.

Both split a text at its spaces and nowhere else, so that both find the same: FTS5 by its plain tokenizer, to which
every character beyond ASCII belongs to a word; PostgreSQL by cutting the text itself, without its parser. Title words
stand in the vector once more behind `TITLE_MARK`, which occurs in no word.
"""

from __future__ import annotations

from contextlib import suppress
from typing import Any

from django.apps import apps
from django.db import DatabaseError, transaction

COLUMN = "search_vector"
TITLE_MARK = "="
INDEX = "ocop_listing_words"
# SQLite's triggers that keep the words beside the rows.
_WATCHERS = ("ocop_words_came", "ocop_words_gone", "ocop_words_changed")


def install(connection: Any) -> None:
    """Make the index as this version wants it, with all rows that are there; nothing happens when it stands."""
    faulty = missing(connection)
    if not faulty:
        return
    statements = [statement.format(**_names()) for statement in _STATEMENTS[connection.vendor]]
    if faulty == [INDEX]:
        _index_alone(connection, statements[1])
        return
    remove(connection)
    with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
        if connection.vendor == "postgresql":
            cursor.execute("COMMENT ON COLUMN {table}.{column} IS %s".format(**_names()), [statements[0]])


def missing(connection: Any) -> list[str]:
    """The parts of the index that should be there and are not, or are another version's, by name."""
    wanted = [statement.format(**_names()) for statement in _STATEMENTS.get(connection.vendor, ())]
    if connection.vendor == "sqlite":
        known = dict(zip((index_table(), *_WATCHERS), wanted, strict=False))
        with connection.cursor() as cursor:
            cursor.execute("SELECT name, sql FROM sqlite_master")
            present = dict(cursor.fetchall())
        return [name for name, statement in known.items() if present.get(name) != statement]
    if connection.vendor == "postgresql":
        return [COLUMN] if _present(connection) != wanted[0] else [] if _is_indexed(connection) else [INDEX]
    return []


def is_sound(connection: Any) -> bool:
    """Whether SQLite's index holds the words of the rows and no others; PostgreSQL derives it from them by itself."""
    if connection.vendor != "sqlite":
        return True
    with suppress(DatabaseError), transaction.atomic(using=connection.alias), connection.cursor() as cursor:
        cursor.execute(_COMPARING.format(**_names()))
        return True
    return False


def unindexed(connection: Any, keys: list[int]) -> list[int]:
    """Those of the rows whose name SQLite's index does not know. One query, none on PostgreSQL."""
    if connection.vendor != "sqlite" or not keys:
        return []
    with connection.cursor() as cursor:
        cursor.execute(_UNINDEXED.format(**_names(), keys=", ".join(["%s"] * len(keys))), keys)
        return [key for (key,) in cursor.fetchall()]


def fill(connection: Any) -> None:
    """Write SQLite's index anew from the rows."""
    with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
        cursor.execute(_FILLING.format(**_names()))


def remove(connection: Any) -> None:
    """Take the index away, as before a migration changes the listing; the next `install` fills it again."""
    with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
        for statement in _REMOVING.get(connection.vendor, ()):
            cursor.execute(statement.format(**_names()))


def stands(connection: Any) -> bool:
    """Whether the index is there, as `hits` expects it on this kind of database."""
    return connection.vendor not in _STATEMENTS or bool(_present(connection))


def index_table() -> str:
    """The name of SQLite's table of words."""
    return f"{_listing()}_words"


def _listing() -> str:
    return str(apps.get_model("ocop_discovery", "Listing")._meta.db_table)


def _names() -> dict[str, str]:
    return {"table": f'"{_listing()}"', "words": f'"{index_table()}"', "column": COLUMN, "mark": TITLE_MARK}


def _present(connection: Any) -> str:
    """The statement that made the index, empty where there is none."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT sql FROM sqlite_master WHERE name = %s", [index_table()])
        else:
            cursor.execute(
                "SELECT col_description(attrelid, attnum) FROM pg_attribute"
                " WHERE attrelid = to_regclass(%s) AND attname = %s AND NOT attisdropped",
                ["{table}".format(**_names()), COLUMN],
            )
        row = cursor.fetchone()
    return str(row[0] or "-") if row else ""


def _is_indexed(connection: Any) -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_index WHERE indexrelid = to_regclass(%s) AND indisvalid", [INDEX])
        return cursor.fetchone() is not None


def _index_alone(connection: Any, statement: str) -> None:
    """PostgreSQL's index over the words that are there already; outside a transaction no writer waits for it."""
    if not connection.in_atomic_block:
        statement = statement.replace("CREATE INDEX", "CREATE INDEX CONCURRENTLY")
    with connection.cursor() as cursor:
        cursor.execute(f"DROP INDEX IF EXISTS {INDEX}")
        cursor.execute(statement)


_NEW = "INSERT INTO {words} (rowid, title_key, text_key) VALUES (NEW.product_id, NEW.title_key, NEW.text_key);"
_OLD = (
    "INSERT INTO {words} ({words}, rowid, title_key, text_key)"
    " VALUES ('delete', OLD.product_id, OLD.title_key, OLD.text_key);"
)
_FILLING = "INSERT INTO {words} ({words}) VALUES ('rebuild')"
_COMPARING = "INSERT INTO {words} ({words}, rank) VALUES ('integrity-check', 1)"
_UNINDEXED = (
    "SELECT product_id FROM {table} WHERE product_id IN ({keys}) AND title_key <> '' AND NOT EXISTS (SELECT 1 FROM"
    " {words} WHERE {words} MATCH 'title_key : \"' || {table}.title_key || '\"' AND rowid = {table}.product_id)"
    " ORDER BY product_id"
)
_STATEMENTS: dict[str, tuple[str, ...]] = {
    "sqlite": (
        (
            "CREATE VIRTUAL TABLE {words} USING fts5(title_key, text_key, content={table}, content_rowid='product_id',"
            " tokenize=\"ascii tokenchars '_'\", prefix='1 2 3', columnsize=0)"
        ),
        "CREATE TRIGGER ocop_words_came AFTER INSERT ON {table} BEGIN " + _NEW + " END",
        "CREATE TRIGGER ocop_words_gone AFTER DELETE ON {table} BEGIN " + _OLD + " END",
        "CREATE TRIGGER ocop_words_changed AFTER UPDATE ON {table} WHEN OLD.product_id IS NOT NEW.product_id"
        " OR OLD.title_key IS NOT NEW.title_key OR OLD.text_key IS NOT NEW.text_key BEGIN " + _OLD + _NEW + " END",
        _FILLING,
    ),
    "postgresql": (
        (
            "ALTER TABLE {table} ADD COLUMN {column} tsvector GENERATED ALWAYS AS (array_to_tsvector(array_remove("
            "string_to_array(text_key || ' {mark}' || replace(title_key, ' ', ' {mark}'), ' '), ''))) STORED"
        ),
        # Writers add to a small list first; it is kept small, because every search reads it as well.
        "CREATE INDEX ocop_listing_words ON {table} USING gin ({column}) WITH (gin_pending_list_limit = 256)",
    ),
}
_REMOVING: dict[str, tuple[str, ...]] = {
    "sqlite": (
        "DROP TRIGGER IF EXISTS ocop_words_came",
        "DROP TRIGGER IF EXISTS ocop_words_gone",
        "DROP TRIGGER IF EXISTS ocop_words_changed",
        "DROP TABLE IF EXISTS {words}",
    ),
    # The index goes with its column.
    "postgresql": ("ALTER TABLE IF EXISTS {table} DROP COLUMN IF EXISTS {column}",),
}
