"""The carried places in the tables."""

import json
import logging
import shutil
from datetime import date
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction
from django.utils import translation

from ocop_shop.management.commands.ocop_load_regions import Command
from ocop_shop.regions import data_files
from ocop_shop.regions.actions import LoadReport, Tally, load_places
from ocop_shop.regions.models import MacroRegion, Place, Succession

EMPTY = {"macro_regions": 0, "places": 0, "successions": 0}
FULL = {"macro_regions": 6, "places": 14_142, "successions": 10_633}


@pytest.fixture
def empty(empty_tables):
    """A shop into which no places were loaded yet."""
    assert row_counts() == EMPTY


def row_counts():
    return {
        "macro_regions": MacroRegion.objects.count(),
        "places": Place.objects.count(),
        "successions": Succession.objects.count(),
    }


def load_by_command(*arguments):
    out = StringIO()
    with translation.override("en"):
        call_command(Command(stdout=out), *arguments)
    return out.getvalue()


def test_loading_fills_the_tables_once_and_repeating_it_changes_nothing(empty):
    first = load_places()
    assert first == LoadReport(Tally(created=6), Tally(created=14_142), Tally(created=10_633), dry_run=False)
    before = list(Place.objects.order_by("pk").values_list()), list(Succession.objects.order_by("pk").values_list())

    second = load_places()

    assert second == LoadReport(Tally(unchanged=6), Tally(unchanged=14_142), Tally(unchanged=10_633), dry_run=False)
    assert not second.changed
    after = list(Place.objects.order_by("pk").values_list()), list(Succession.objects.order_by("pk").values_list())
    assert after == before
    assert Place.objects.provinces().before_merger().count() == 63
    assert Place.objects.provinces().in_force(date(2025, 6, 30)).count() == 63
    assert Place.objects.provinces().in_force(date(2026, 11, 22)).count() == 34
    assert Place.objects.communes().in_force(date(2026, 11, 22)).count() == 3_321
    assert Place.objects.districts().in_force(date(2026, 11, 22)).count() == 0


def test_a_load_brings_facts_in_line_and_leaves_what_a_shop_may_choose(db, django_assert_max_num_queries):
    load_places()
    tra_vinh = Place.objects.get(slug="tra-vinh")
    own = Place.objects.create(level="commune", code="99999", kind="xã", name="Của Tiệm", slug="cua-tiem")
    region = MacroRegion.objects.create(code="MINE", name="Vùng của tiệm")
    Place.objects.filter(code="29341", valid_until=None).update(name="Sai", name_key="sai", parent=None)
    Place.objects.filter(slug="vinh-long").update(slug="dat-vinh-long", macro_region=region)
    MacroRegion.objects.filter(code="DBSH").update(name="Đồng bằng Bắc Bộ")
    Succession.objects.filter(old=tra_vinh).update(instrument="")

    with django_assert_max_num_queries(12):
        report = load_places()

    assert report.places == Tally(0, 1, 14_141)
    assert report.successions == Tally(0, 1, 10_632)
    commune = Place.objects.get(code="29341", valid_until=None)
    assert (commune.name, commune.name_key, commune.parent.code) == ("Tiểu Cần", "tieu can", "86")
    assert Place.objects.get(slug="dat-vinh-long").macro_region == region
    assert MacroRegion.objects.get(code="DBSH").name == "Đồng bằng Bắc Bộ"
    assert Succession.objects.get(old=tra_vinh).instrument == "202/2025/QH15"
    assert Place.objects.filter(pk=own.pk).exists()


def test_a_dry_run_counts_the_same_and_writes_nothing(empty):
    report = load_places(dry_run=True)
    assert report == LoadReport(Tally(created=6), Tally(created=14_142), Tally(created=10_633), dry_run=True)
    assert row_counts() == EMPTY


def test_a_load_is_audited_once(empty, caplog, django_capture_on_commit_callbacks):
    for _time in range(2):
        with caplog.at_level(logging.INFO, "ocop_shop.audit"), django_capture_on_commit_callbacks(execute=True):
            load_places()
    entries = [json.loads(record.message) for record in caplog.records if record.name == "ocop_shop.audit"]
    assert [(entry["act"], entry["after"]["places"]["created"]) for entry in entries] == [("places.loaded", 14_142)]


def test_the_command_reports_in_words_or_json(empty):
    said = load_by_command("--dry-run")
    assert "Places: 14142 created, 0 updated, 0 unchanged" in said
    assert "nothing was written" in said
    report = json.loads(load_by_command("--format", "json"))
    assert report["places"] == {"created": 14_142, "updated": 0, "unchanged": 0}
    assert report["dry_run"] is False
    assert row_counts() == FULL


def test_the_command_fails_clearly_and_writes_nothing_when_the_data_are_broken(empty, monkeypatch, tmp_path):
    folder = tmp_path / "data"
    shutil.copytree(data_files.FOLDER, folder)
    with (folder / "former_communes.csv").open("a", encoding="utf-8") as stream:
        stream.write("99999,xã,Không Có,842,2025-06-30,11111,,\n")
    broken = data_files.read
    monkeypatch.setattr(data_files, "read", lambda: broken(folder))

    with pytest.raises(CommandError, match="nothing was written: 0 rows instead of one for commune 11111"):
        load_by_command()

    assert row_counts() == EMPTY


def test_the_command_fails_clearly_and_writes_nothing_when_a_slug_is_taken(empty):
    Place.objects.create(level="commune", code="99999", kind="xã", name="Của Tiệm", slug="xa-tieu-can-29341")
    with pytest.raises(CommandError, match="nothing was written"):
        load_by_command()
    assert row_counts() == {"macro_regions": 0, "places": 1, "successions": 0}


@pytest.mark.parametrize("valid_from", [None, date(2025, 7, 1)])
def test_a_unit_has_one_row_for_each_period(db, valid_from):
    values = {"level": "commune", "code": "99999", "kind": "xã", "name": "Một", "valid_from": valid_from}
    Place.objects.create(slug="mot", **values)
    with pytest.raises(IntegrityError), transaction.atomic():
        Place.objects.create(slug="hai", **values)


def test_a_place_does_not_end_before_it_begins_nor_succeed_itself(db):
    values = {"level": "commune", "code": "99999", "kind": "xã", "name": "Một", "slug": "mot"}
    with pytest.raises(IntegrityError), transaction.atomic():
        Place.objects.create(valid_from=date(2025, 7, 1), valid_until=date(2025, 6, 30), **values)
    place = Place.objects.create(**values)
    with pytest.raises(IntegrityError), transaction.atomic():
        Succession.objects.create(old=place, new=place, on=date(2025, 7, 1))
