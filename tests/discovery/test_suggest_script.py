"""The script of suggestions is small, stands alone and writes no markup from text."""

from __future__ import annotations

from pathlib import Path

import pytest

import ocop_shop

pytestmark = pytest.mark.sources
SCRIPT = Path(ocop_shop.__file__).parent / "static" / "ocop_shop" / "suggest.js"


def test_it_is_smaller_than_four_kilobytes():
    assert SCRIPT.stat().st_size < 4096


def test_it_writes_text_never_markup_and_loads_nothing():
    script = SCRIPT.read_text(encoding="utf-8")
    assert [
        word for word in ("innerHTML", "outerHTML", "insertAdjacentHTML", "eval(", "import ", "style") if word in script
    ] == []
