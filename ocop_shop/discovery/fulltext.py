"""The index of words beside the listing: FTS5 on SQLite, a tsvector with GIN on PostgreSQL. No extension is needed.

Both split a text at its spaces and nowhere else, so that both find the same: FTS5 by its plain tokenizer, to which
every character beyond ASCII belongs to a word; PostgreSQL by cutting the text itself, without its parser. Title words
stand in the vector once more behind `TITLE_MARK`, which occurs in no word.
"""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.db import transaction

COLUMN = "search_vector"
TITLE_MARK = "="


def install(connection: Any) -> None:
    """Make the index as this version wants it, with all rows that are there; nothing happens when it stands."""
    wanted = _STATEMENTS.get(connection.vendor)
    if wanted is None:
        return
    statements = [statement.format(**_names()) for statement in wanted]
    if _present(connection) == statements[0]:
        return
    remove(connection)
    with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
        if connection.vendor == "postgresql":
            cursor.execute("COMMENT ON COLUMN {table}.{column} IS %s".format(**_names()), [statements[0]])


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


_NEW = "INSERT INTO {words} (rowid, title_key, text_key) VALUES (NEW.product_id, NEW.title_key, NEW.text_key);"
_OLD = (
    "INSERT INTO {words} ({words}, rowid, title_key, text_key)"
    " VALUES ('delete', OLD.product_id, OLD.title_key, OLD.text_key);"
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
        "INSERT INTO {words} ({words}) VALUES ('rebuild')",
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
