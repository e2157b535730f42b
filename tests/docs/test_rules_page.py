"""The page about the rules repeats what the file of rule sets says, and names every article of the decree in it."""

from __future__ import annotations

import re
from dataclasses import fields
from pathlib import Path

import pytest

from ocop_shop.certification import rule_sets, rules

pytestmark = pytest.mark.sources

DOCS = Path(__file__).resolve().parents[2] / "docs"
PAGE = "explanation/the-rules.md"
HOW_TO = "how-to/add-the-next-decision.md"


def text(page: str) -> str:
    return (DOCS / page).read_text(encoding="utf-8")


def table(heading: str) -> list[list[str]]:
    """The cells of the first table under a heading, row by row, without the ruled line."""
    under = text(PAGE).partition(f"## {heading}\n")[2].lstrip().partition("\n\n")[0]
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in under.splitlines()]
    return [row for row in rows if not set("".join(row)) <= set("-")]


def column(found: rules.RuleSet) -> list[str]:
    """What the table says of one decision."""
    days = [f"{day:%d/%m/%Y}" if day else "–" for day in (found.in_force_from, found.in_force_until, found.lapses_on)]
    window = found.filing_window_days
    revoked = [found.articles.get(topic, "") for topic in ("revocation", "revokers")]
    return [
        f"`{found.decision}`",
        *days,
        str(found.validity_months),
        *(", ".join(found.deciders[stars]) for stars in (3, 4, 5)),
        ", ".join(str(points) for points in found.parts.values()),
        ", ".join(str(lowest) for lowest, _next in found.bands.values()),
        f"{window[0]} to {window[1]}" if window else "not known",
        f"articles {revoked[0]} and {revoked[1]}" if found.grounds else "not known",
    ]


def test_the_table_of_decisions_is_that_of_the_file() -> None:
    _names, *columns = zip(*table("Four decisions"), strict=True)
    assert [list(told) for told in columns] == [column(found) for found in rules.rule_sets()]


def test_every_article_of_the_decree_is_read_on_the_page() -> None:
    page = text(PAGE)
    for topic, number in rules.rule_sets()[-1].articles.items():
        assert re.search(rf"(?:art\.|and|articles) {re.escape(number)}(?![\d.]\d|\.[a-z])", page), topic


def test_each_part_about_the_law_names_its_article() -> None:
    headings = re.findall(r"^## (.+)$", text(PAGE), re.MULTILINE)
    assert [heading for heading in headings if "art." not in heading] == [
        "Four decisions",
        "What the rules do not judge",
        "Next",
    ]


def test_the_how_to_tells_every_field_of_a_rule_set() -> None:
    first_cells = [line.split("|")[1] for line in text(HOW_TO).splitlines() if line.startswith("| `")]
    told = [name for cell in first_cells for name in re.findall(r"`(\w+)`", cell)]
    assert sorted(told) == sorted(field.name for field in fields(rule_sets.RuleSet))
