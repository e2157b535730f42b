"""Joining: the page for everybody, and applications that their authors alone may open."""

from __future__ import annotations

from typing import Any

from ocop_shop.test.factories import make_user
from tests.proposals.applying import begun, with_paper

_OF_ONE = ("portal-join-who", "portal-join-known", "portal-join-papers", "portal-join-send")
ROOMS = {"portal-join": "everybody", "portal-join-paper": None, **dict.fromkeys(_OF_ONE)}


def fill(producer: Any) -> tuple[dict[str, dict[str, Any]], list[str]]:
    """An application of somebody who works nowhere yet."""
    words = [f"Cơ sở {producer.slug} nộp đơn", f"Hẻm {producer.slug}", f"don-{producer.slug}@example.com"]
    proposal = begun(make_user(), legal_name=words[0], street=words[1], email=words[2])
    gap = {"pk": proposal.pk}
    return {**dict.fromkeys(_OF_ONE, gap), "portal-join-paper": {**gap, "file": with_paper(proposal).pk}}, words
