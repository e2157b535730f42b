"""The database itself refuses to change what was recorded."""

from types import SimpleNamespace

import pytest
from django.contrib.auth.models import Permission
from django.db import IntegrityError, connection, transaction

from ocop_shop.auditing import actions as audit
from ocop_shop.auditing.models import Entry, Seal
from ocop_shop.auditing.verification import verify
from tests.auditing.conftest import append_only

TABLES = ("ocop_audit_entry", "ocop_audit_seal")


@pytest.fixture
def sealed(db, committed):
    with committed():
        audit.record("thing.done", "thing:1", after={"stars": 4})
    return Entry.objects.get(subject="thing:1")


def everything():
    return list(Entry.objects.order_by("pk").values()), list(Seal.objects.order_by("pk").values())


def refused(statement, *values):
    before = everything()
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, values)
    assert everything() == before


def test_an_entry_cannot_be_changed(sealed):
    refused("UPDATE ocop_audit_entry SET reason = 'x' WHERE id = %s", sealed.pk)
    sealed.act = "thing.undone"
    with pytest.raises(IntegrityError), transaction.atomic():
        sealed.save()
    assert Entry.objects.get(pk=sealed.pk).act == "thing.done"


def test_an_entry_that_is_not_sealed_yet_cannot_be_changed_either(db):
    audit.record("thing.done", "thing:2")
    refused("UPDATE ocop_audit_entry SET reason = 'x' WHERE subject = 'thing:2'")
    refused("DELETE FROM ocop_audit_entry WHERE subject = 'thing:2'")


def test_an_entry_and_a_seal_cannot_be_deleted(sealed):
    refused("DELETE FROM ocop_audit_seal WHERE entry_id = %s", sealed.pk)
    refused("DELETE FROM ocop_audit_seal")
    refused("DELETE FROM ocop_audit_entry WHERE id = %s", sealed.pk)


def test_a_seal_cannot_be_changed(sealed):
    refused("UPDATE ocop_audit_seal SET hash = %s WHERE entry_id = %s", "0" * 64, sealed.pk)


def test_nothing_is_put_in_the_place_of_an_entry_or_a_seal(sealed):
    """SQLite's REPLACE deletes without asking the trigger on DELETE."""
    verb = "INSERT OR REPLACE" if connection.vendor == "sqlite" else "INSERT"
    refused(
        f"{verb} INTO ocop_audit_entry (id, at, act, subject, actor, before, after, reason)"
        " SELECT id, at, 'forged', subject, actor, before, after, reason FROM ocop_audit_entry WHERE id = %s",
        sealed.pk,
    )
    seal = Seal.objects.get(entry=sealed)
    refused(
        f"{verb} INTO ocop_audit_seal (entry_id, position, previous, hash) VALUES (%s, %s, %s, %s)",
        sealed.pk,
        seal.position + 1,
        seal.previous,
        "0" * 64,
    )
    audit.record("thing.done", "thing:2")
    refused(
        f"{verb} INTO ocop_audit_seal (entry_id, position, previous, hash) VALUES (%s, %s, %s, %s)",
        Entry.objects.get(subject="thing:2").pk,
        seal.position,
        seal.previous,
        "0" * 64,
    )


@pytest.mark.postgres
@pytest.mark.parametrize("table", TABLES)
def test_a_table_cannot_be_emptied(sealed, table):
    connection.check_constraints()
    refused(f"TRUNCATE {table} CASCADE")


def test_the_triggers_are_there_after_migrate(empty_tables):
    """A migration that alters one of the tables on SQLite loses them, and has to make them again."""
    if connection.vendor == "sqlite":
        asked = "SELECT tbl_name, name FROM sqlite_master WHERE type = 'trigger' AND tbl_name IN (%s, %s)"
        moments = ["_DELETE", "_INSERT", "_UPDATE"]
    else:
        asked = (
            "SELECT relname, tgname FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid"
            " WHERE NOT tgisinternal AND tgenabled = 'O' AND relname IN (%s, %s)"
        )
        moments = [""]
    with connection.cursor() as cursor:
        cursor.execute(asked, TABLES)
        found = sorted(cursor.fetchall())
    assert found == [(table, f"{table}_append_only{moment}") for table in TABLES for moment in moments]


def test_triggers_that_are_gone_are_put_back(sealed, without_guards):
    without_guards()
    Entry.objects.filter(pk=sealed.pk).update(reason="x")
    for _time in range(2):
        with connection.cursor() as cursor:
            append_only.add(None, SimpleNamespace(connection=connection, execute=cursor.execute))
        refused("UPDATE ocop_audit_entry SET reason = 'y' WHERE id = %s", sealed.pk)
        refused("DELETE FROM ocop_audit_seal WHERE entry_id = %s", sealed.pk)


@pytest.mark.postgres
def test_a_trigger_that_was_switched_off_is_switched_on_again(sealed):
    connection.check_constraints()
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE ocop_audit_entry DISABLE TRIGGER ocop_audit_entry_append_only")
        append_only.add(None, SimpleNamespace(connection=connection, execute=cursor.execute))
    refused("UPDATE ocop_audit_entry SET reason = 'y' WHERE id = %s", sealed.pk)


def test_nobody_can_be_given_the_right_to_change_the_log(db):
    names = Permission.objects.filter(content_type__app_label="ocop_audit").values_list("codename", flat=True)
    assert list(names) == ["view_entry"]


def test_an_account_that_is_deleted_leaves_the_log_as_it_is(db, user_factory, committed):
    actor = user_factory("canbo@example.com")
    key = actor.pk
    with committed():
        audit.record("thing.done", "thing:1", actor=actor)
    before = everything()
    actor.delete()
    assert everything() == before
    assert Entry.objects.get(subject="thing:1").actor == key
    assert verify().whole
