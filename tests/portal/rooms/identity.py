"""The identity before the law, and a change of it with its paper: for owners alone."""

from __future__ import annotations

from typing import Any

from django.core.files.base import ContentFile

from ocop_shop.producers import actions as producers
from ocop_shop.producers.actions import IdentityFacts
from ocop_shop.producers.roles import Right
from ocop_shop.proposals import actions
from ocop_shop.proposals.identity import subject_for

ROOMS = {"portal-identity": Right.IDENTITY, "portal-identity-paper": Right.IDENTITY}


def fill(producer: Any) -> tuple[dict[str, dict[str, Any]], list[str]]:
    """An identity that nobody else may read, and a change of it."""
    words = [f"Tên pháp lý của {producer.slug}", f"Tên mới của {producer.slug}"]
    facts = IdentityFacts(words[0], "cooperative", tax_code=f"T{producer.pk:09}", representative="Bà Tư")
    producers.identify(producer, facts)
    told = {"values": {"legal_name": words[1]}, "author": None, "producer": producer}
    change = actions.begin("identity", subject_for(producer), **told)
    paper = ContentFile(b"%PDF-1.4", name=f"giay-{producer.pk}.pdf")
    file = actions.add_file(change, "licence", paper, actor=None, title="giay.pdf", is_picture=False)
    return {"portal-identity-paper": {"file": file.pk}}, words
