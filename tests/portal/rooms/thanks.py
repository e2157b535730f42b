"""What buyers thanked with, and their photos."""

from __future__ import annotations

from typing import Any

from ocop_shop.asking import actions
from ocop_shop.producers.roles import Right
from tests.asking.thanking import photo, sent_by

ROOMS = {"portal-thanks": Right.ANSWERS, "portal-thanks-photo": Right.ANSWERS}


def fill(producer: Any) -> tuple[dict[str, dict[str, Any]], list[str]]:
    """A thank-you for the producer alone, with a photo."""
    words = f"Cảm ơn riêng {producer.slug}"
    thanks = actions.thank(sent_by(producer), producer, words, name="Lan", may_show=False, picture=photo())
    return {"portal-thanks-photo": {"key": thanks.pk}}, [words]
