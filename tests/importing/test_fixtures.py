"""Every example file, compared key by key with what is expected of it."""

from __future__ import annotations

import hashlib
import json
import unicodedata
from pathlib import Path
from typing import Any

import pytest

from ocop_shop.importing import report
from ocop_shop.importing.plan import Plan, read_plan

FIXTURES = Path(__file__).parent / "fixtures"
EXPECTED = sorted(path.name for path in FIXTURES.glob("*.expected.json"))
# The codes of made-up certificates that annex 06 revokes; with a register they are found by product and decision.
FOUND_IN_REGISTER = {
    ("Mứt dừa Sông Xanh", "305/QĐ-UBND"): "FX01",
    ("Bánh in Sông Xanh", "305/QĐ-UBND"): "FX02",
    ("Kẹo dừa Ví Dụ", "612/QĐ-UBND"): None,
    ("Trà bụp giấm Đồng Sen", None): "FX05",
}


def _find_certificate(entry: Any) -> str | None:
    if entry.product == "Kẹo dừa Ví Dụ":
        return "FX03" if entry.producer.startswith("Công ty") else "FX04"
    return FOUND_IN_REGISTER.get((entry.product, entry.recognised_by))


def _agrees(wanted: dict[str, Any], got: dict[str, Any]) -> bool:
    return all(name in got and got[name] == value for name, value in wanted.items())


def _assert_same(wanted: list[dict[str, Any]], got: list[dict[str, Any]]) -> None:
    left = list(got)
    for entry in wanted:
        match = next((found for found in left if _agrees(entry, found)), None)
        assert match is not None, f"{entry} is not among {[f for f in got if f['row'] == entry['row']]}"
        left.remove(match)
    assert left == []


@pytest.mark.parametrize("name", EXPECTED)
def test_file_is_read_as_expected(name: str, gazetteer: Any) -> None:
    wanted = json.loads((FIXTURES / name).read_text(encoding="utf-8"))
    content = (FIXTURES / wanted["file"]).read_bytes()

    plan = read_plan(content, wanted["file"], gazetteer, find_certificate=_find_certificate)
    got = report.as_json(plan)

    other = wanted.get("also_acceptable", {})
    if other and got["file_result"] != wanted["file_result"]:
        assert _agrees(other, got)
        return
    assert _agrees({key: wanted[key] for key in ("file_result", "file_reason", "encoding") if key in wanted}, got)
    _assert_same(wanted.get("accepted", wanted.get("accepted_sample")), _sampled(got["accepted"], wanted))
    _assert_same(wanted["errors"], got["errors"])
    _assert_same(wanted["warnings"], got["warnings"])
    assert _agrees(wanted["totals"], got["totals"])
    for sheet, found in zip(wanted.get("sheets", []), got["sheets"], strict=False):
        assert found["title"] == sheet["title"]
        assert _agrees({key: value for key, value in sheet.items() if key != "title"}, found)
    if "digest" in wanted:
        assert _digest(plan) == wanted["digest"]["value"]


def _sampled(accepted: list[dict[str, Any]], wanted: dict[str, Any]) -> list[dict[str, Any]]:
    if "accepted" in wanted:
        return accepted
    rows = {entry["row"] for entry in wanted["accepted_sample"]}
    return [entry for entry in accepted if entry["row"] in rows]


def _digest(plan: Plan) -> str:
    lines = "".join(
        f"{e.sheet}\t{e.row}\t{e.product}\t{e.producer}\t{e.stars}\t{e.decision_no}\t{e.issued_on.isoformat()}\n"
        for e in plan.accepted
    )
    return hashlib.sha256(unicodedata.normalize("NFC", lines).encode()).hexdigest()


def test_made_up_certificates_are_read_like_any_list(gazetteer: Any) -> None:
    name = "test_certificates.csv"
    plan = read_plan((FIXTURES / name).read_bytes(), name, gazetteer)
    assert [(entry.reference, entry.stars, entry.decision_no) for entry in plan.accepted] == [
        ("FX01", 3, "305/QĐ-UBND"),
        ("FX02", 3, "305/QĐ-UBND"),
        ("FX03", 4, "612/QĐ-UBND"),
        ("FX04", 3, "612/QĐ-UBND"),
        ("FX05", 3, "1693/QĐ-UBND"),
    ]
    assert plan.errors == ()
