"""`ocop_audit`: the log as JSON and CSV, and the verdict on its chain."""

import csv
import io
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.utils import translation

from ocop_shop.auditing import actions as audit
from ocop_shop.auditing import sealing
from ocop_shop.auditing.models import Entry

pytestmark = pytest.mark.django_db

HOW_TO = Path(__file__).resolve().parents[2] / "docs" / "how-to" / "check-the-audit-log.md"
FORMULA = '=HYPERLINK("http://example.com","Xem")'


@pytest.fixture(autouse=True)
def _in_english():
    with translation.override("en"):
        yield


@pytest.fixture
def log(committed, frozen):
    """Two more entries; the position before them."""
    frozen("2026-11-22 08:00:00")
    start, _hash = sealing.head()
    with committed():
        audit.record("certificate.revoked", "certificate:12", before={"stars": 4}, reason=FORMULA)
        audit.record("certificate.granted", "certificate:13", after={"ghi chú": "ổn"}, reason="dòng 1\ndòng 2; +5")
    return start


def said(*arguments):
    out = io.StringIO()
    call_command("ocop_audit", *arguments, stdout=out)
    return out.getvalue()


def test_json_has_one_object_a_line_with_every_field(log):
    first, second = [json.loads(line) for line in said("--since", str(log)).splitlines()]
    head = sealing.head()
    assert first == {
        "position": log + 1,
        "id": Entry.objects.get(subject="certificate:12").pk,
        "at": "2026-11-22T01:00:00.000000+00:00",
        "act": "certificate.revoked",
        "subject": "certificate:12",
        "actor": None,
        "before": {"stars": 4},
        "after": {},
        "reason": FORMULA,
        "previous": first["previous"],
        "hash": second["previous"],
    }
    assert (second["position"], second["hash"]) == head


def test_csv_comes_back_with_every_row_and_without_formulas(log):
    written = said("--format", "csv", "--since", str(log))
    assert written.startswith("\ufeff")
    first, second = csv.DictReader(io.StringIO(written.removeprefix("\ufeff"), newline=""))
    assert first["reason"] == f"'{FORMULA}"
    assert (first["position"], first["actor"], first["before"]) == (str(log + 1), "", '{"stars":4}')
    assert (second["after"], second["reason"]) == ('{"ghi chú":"ổn"}', "dòng 1\ndòng 2; +5")
    assert [cell for row in (first, second) for cell in row.values() if cell.startswith(tuple("=+-@\t\r"))] == []


def test_an_entry_without_a_seal_is_not_handed_out(log):
    audit.record("thing.done", "thing:1")
    assert "thing:1" not in said()


def test_a_whole_chain_is_said_to_be_whole(log):
    position, head = sealing.head()
    told = said("--verify")
    assert f"{position}:{head}" in told
    assert "The chain is whole." in told
    assert json.loads(said("--verify", "--format", "json")) == {
        "entries": position,
        "sealed": position,
        "unsealed": 0,
        "head_position": position,
        "head_hash": head,
        "broken": [],
    }


def test_a_head_that_was_kept_elsewhere_is_compared(log):
    position, head = sealing.head()
    assert "whole" in said("--verify", "--head", f"{position}:{head}")
    with pytest.raises(CommandError, match=f"at position {position}"):
        said("--verify", "--head", f"{position}:{'0' * 64}")
    with pytest.raises(CommandError, match=f"at position {position + 1}"):
        said("--verify", "--head", f"{position + 7}:{head}")


def test_a_broken_chain_is_an_error_that_names_the_place(log, without_guards):
    without_guards()
    Entry.objects.filter(subject="certificate:12").update(reason="")
    out = io.StringIO()
    with pytest.raises(CommandError, match=f"in 1 places, the first at position {log + 1}"):
        call_command("ocop_audit", "--verify", stdout=out)
    assert f"Position {log + 1}: the entry is not what was sealed." in out.getvalue()


@pytest.mark.parametrize(
    "arguments",
    [
        ("--verify", "--head", "12"),
        ("--verify", "--head", "0:" + "0" * 64),
        ("--verify", "--head", "5:" + "x" * 64),
        ("--head", "5:" + "0" * 64),
        ("--verify", "--format", "csv"),
        ("--since", "yesterday"),
        ("--format", "xml"),
    ],
)
def test_nonsense_is_refused_with_a_sentence(arguments):
    with pytest.raises(CommandError) as refused:
        said(*arguments)
    assert len(str(refused.value)) > 20


def test_the_chain_can_be_followed_without_the_shop(log):
    """The program in the documentation finds the same head, and finds a change."""
    blocks = re.findall(r"^```python\n(.*?)^```$", HOW_TO.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
    [program] = [block for block in blocks if "hashlib" in block]

    def followed(lines):
        return subprocess.run([sys.executable, "-c", program], input=lines, capture_output=True, text=True, check=False)

    lines = said()
    position, head = sealing.head()
    assert followed(lines).stdout.strip() == f"{position}:{head}"
    forged = followed(lines.replace("certificate:12", "certificate:99"))
    assert (forged.returncode, f"Position {log + 1}" in forged.stderr) == (1, True)
