"""The guards that the database itself keeps: triggers and constraints that refuse what must never be written."""

from __future__ import annotations

from collections.abc import Iterator

from django.db import connection
from django.utils.translation import gettext as _

from ocop_shop.ordering import guard

from .findings import Finding

_SQLITE = "SELECT name FROM sqlite_master WHERE type = 'trigger'"
# A trigger that somebody has disabled ('D') guards nothing.
_POSTGRES = """
SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled IN ('O', 'A')
UNION SELECT conname FROM pg_constraint WHERE contype = 'x'
"""

# The migration that made a guard, by the guard's name in each database.
GUARDS = {
    "sqlite": {
        "ocop_one_standing_per_day_INSERT": "ocop_certification 0002",
        "ocop_one_standing_per_day_UPDATE": "ocop_certification 0002",
        "ocop_events_are_only_added_UPDATE": "ocop_certification 0005",
        "ocop_events_are_only_added_DELETE": "ocop_certification 0005",
        "ocop_entries_are_only_added_INSERT": "ocop_accounts 0002",
        "ocop_entries_are_only_added_UPDATE": "ocop_accounts 0002",
        "ocop_entries_are_only_added_DELETE": "ocop_accounts 0002",
        "ocop_audit_entry_append_only_INSERT": "ocop_audit 0002",
        "ocop_audit_entry_append_only_UPDATE": "ocop_audit 0002",
        "ocop_audit_entry_append_only_DELETE": "ocop_audit 0002",
        "ocop_audit_seal_append_only_INSERT": "ocop_audit 0002",
        "ocop_audit_seal_append_only_UPDATE": "ocop_audit 0002",
        "ocop_audit_seal_append_only_DELETE": "ocop_audit 0002",
    },
    "postgresql": {
        "ocop_one_standing_per_day": "ocop_certification 0002",
        "ocop_events_are_only_added": "ocop_certification 0005",
        "ocop_entries_are_only_added": "ocop_accounts 0002",
        "ocop_audit_entry_append_only": "ocop_audit 0002",
        "ocop_audit_seal_append_only": "ocop_audit 0002",
    },
}


def triggers() -> Iterator[Finding]:
    """Guards that this database should have and has not; other databases than the two we know have none."""
    wanted = GUARDS.get(connection.vendor)
    if not wanted:
        return
    with connection.cursor() as cursor:
        cursor.execute(_SQLITE if connection.vendor == "sqlite" else _POSTGRES)
        present = {name for (name,) in cursor.fetchall()}
    for name, migration in wanted.items():
        if name not in present:
            yield Finding(
                "triggers",
                f"guard:{name}",
                _("The database no longer refuses what %(guard)s forbids: the guard is gone or switched off.")
                % {"guard": name},
                _("Put it back with the function `add` of migration %(migration)s, and compare with a backup.")
                % {"migration": migration},
            )


def stock_guard() -> Iterator[Finding]:
    """The guard of Oscar's stock records, which every `migrate` makes as this version wants it."""
    if connection.vendor in GUARDS and not guard.stands(connection):
        yield Finding(
            "stock_guard",
            f"guard:{guard.NAME}",
            _("The database no longer refuses to sell more pieces than there are: the guard is gone or altered."),
            _("Run migrate, which puts it back, and look for stock records with more pieces allocated than there are."),
        )
