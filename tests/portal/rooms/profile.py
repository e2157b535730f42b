"""The profile: its overview, its parts and their entries, the preview, the pictures of the draft."""

from __future__ import annotations

from typing import Any

from django.core.files.base import ContentFile

from ocop_shop.producers.roles import Right
from ocop_shop.proposals import actions
from ocop_shop.proposals.profile import subject_for

_ENTRIES = ("story", "pictures", "people", "awards", "rights", "points")
_NAMES = ("profile", "profile-preview", "profile-file", "profile-about", "profile-contact")

ROOMS = {
    **{f"portal-{name}": Right.PROFILE for name in _NAMES},
    **{f"portal-profile-{part}": Right.PROFILE for part in _ENTRIES},
    **{f"portal-profile-{part}-entry": Right.PROFILE for part in _ENTRIES},
}


def fill(producer: Any) -> tuple[dict[str, dict[str, Any]], list[str]]:
    """A draft with something in every part, which nobody else may read, and public rows beside it."""
    secret = f"Nháp của {producer.slug}"
    telephone = f"09{producer.pk:08}"
    producer.phone = telephone
    producer.save(update_fields=["phone"])
    rows = {
        "people": producer.people.create(name=f"Bà Sáu {producer.slug}"),
        "awards": producer.awards.create(title="Giải nhất chợ huyện"),
        "rights": producer.ip_rights.create(kind="trademark", name="Nhãn", number="4-0001"),
        "points": producer.points_of_sale.create(name="Sạp số 3", address="Chợ"),
        "pictures": producer.pictures.create(image="producers/anh.webp", alt="Sân phơi"),
    }
    part = {
        "type": "text",
        "value": {"heading": "", "heading_en": "", "text": secret, "text_en": ""},
        "id": producer.slug,
    }
    told = {"values": {"story": [part]}, "author": None, "producer": producer}
    proposal = actions.begin("profile", subject_for(producer), **told)
    file = actions.add_file(proposal, "pictures", ContentFile(b"x", name=f"{producer.slug}.jpg"), actor=None)
    items = {name: f"row-{row.pk}" for name, row in rows.items()} | {
        "pictures": f"picture:{rows['pictures'].pk}",
        "story": producer.slug,
    }
    gaps: dict[str, dict[str, Any]] = {f"portal-profile-{name}-entry": {"item": item} for name, item in items.items()}
    return gaps | {"portal-profile-file": {"file": file.pk}}, [secret, telephone, f"Bà Sáu {producer.slug}"]
