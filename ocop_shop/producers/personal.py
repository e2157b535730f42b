"""What is held of a producer: its desk, its profile with the people in it, and who it is before the law."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django.apps import apps
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ocop_shop.conf import settings
from ocop_shop.core import personal
from ocop_shop.core.personal import Fates, Person, Row

from . import story_words
from .actions.consents import drop_file
from .roles import OWNER

EMPTIED: dict[str, Any] = {
    "name_en": "",
    "brand": "",
    "address_as_printed": "",
    "since": None,
    "story": "",
    "story_en": "",
    "story_parts": [],
    "phone": "",
    "email": "",
    "website": "",
    "representative": "",
    "publish_phone": False,
    "publish_email": False,
    "publish_address": False,
    "publish_representative": False,
    "is_public": False,
}
"""What a closed profile says: its name, kind and place are the register's, the rest was the producer's."""
_ENTRIES = ("people", "awards", "ip_rights", "points_of_sale")


# --- the desk -------------------------------------------------------------------------------------------------------


def _memberships(person: Person) -> Any:
    rows = apps.get_model("ocop_producers", "Member").objects
    return rows.filter(user=person.user) if person.user else rows.none()


def _invitations(person: Person) -> Any:
    """Those to an address that somebody has shown to read, and those of an account's own desks to its address."""
    rows = apps.get_model("ocop_producers", "Invitation").objects
    if person.user and person.account_email:
        desks = _memberships(person).values("producer")
        return rows.filter(producer__in=desks, email__iexact=person.account_email)
    return rows.filter(email__iexact=person.email) if person.email else rows.none()


def _desks(person: Person) -> Iterator[Row]:
    members = _memberships(person).select_related("producer").order_by("pk")
    yield from personal.rows_of(members, "producer__name", "role", "created_at")
    invited = _invitations(person).select_related("producer").order_by("pk")
    yield from personal.rows_of(invited, "producer__name", "email", "role", "created_at", "accepted_at")


def _leave(person: Person) -> Fates:
    number = 0
    # Which invitations are theirs follows from the memberships.
    for rows in (_invitations(person), _memberships(person)):
        number += rows.count()
        rows.delete()
    return personal.count(erased=number)


def _last_owner(person: Person) -> list[str]:
    """A producer must not be left without anybody who may close it."""
    owned = _memberships(person).filter(role=OWNER).select_related("producer")
    others = apps.get_model("ocop_producers", "Member").objects.filter(role=OWNER).exclude(user=person.user)
    alone = owned.exclude(producer__in=others.values("producer")).order_by("producer__name")
    said = _("%(producer)s would be left without an owner. Make somebody else one, or have it closed.")
    return [said % {"producer": member.producer.name} for member in alone]


def _people_of_the_desk(producer: Any) -> Iterator[Row]:
    """Who works for it, as its owners see them in the room of its people."""
    members = producer.members.select_related("user").order_by("pk")
    yield from personal.rows_of(members, "user__get_full_name", "user__email", "role", "created_at")
    yield from personal.rows_of(producer.invitations.order_by("pk"), "email", "role", "created_at", "accepted_at")


def _close_the_desk(producer: Any) -> Fates:
    number = producer.members.count() + producer.invitations.count()
    producer.members.all().delete()
    producer.invitations.all().delete()
    return personal.count(erased=number)


# --- the profile ----------------------------------------------------------------------------------------------------


def _profile(producer: Any) -> Iterator[Row]:
    fields = ("name", "name_en", "kind", "brand", "address_as_printed", "since", "story", "story_en")
    reach = ("phone", "email", "website", "representative", "is_public", "created_at")
    pictures = list(producer.pictures.order_by("pk"))
    parts = story_words.told(producer.story_parts, _named(pictures))
    for said in personal.rows_of([producer], *fields, *reach):
        yield {**said, capfirst(_("parts of the story")): parts}
    yield from personal.rows_of(pictures, "image", "caption", "alt")
    people = producer.people.order_by("pk")
    yield from personal.rows_of(people, "name", "role", "quote", "picture", "consent", "consent_at", "consent_note")
    yield from personal.rows_of(producer.awards.order_by("pk"), "title", "issuer", "year")
    rights = producer.ip_rights.order_by("pk")
    yield from personal.rows_of(rights, "kind", "name", "number", "office", "valid_from", "valid_until")
    yield from personal.rows_of(producer.points_of_sale.order_by("pk"), "name", "address", "phone", "hours")
    yield from personal.rows_of(producer.consents.order_by("pk"), "what", "given", "at")


def _named(pictures: Iterable[Any]) -> dict[str, str]:
    """What the story calls each picture, and what it is called here: the file itself is another row."""
    return {
        f"picture:{one.pk}": one.caption or one.alt or _("Picture %(name)s") % {"name": number}
        for number, one in enumerate(pictures, 1)
    }


def _empty_the_profile(producer: Any) -> Fates:
    number = 0
    for name, file in (*((entry, "picture" if entry == "people" else "") for entry in _ENTRIES), ("pictures", "image")):
        rows = list(getattr(producer, name).all())
        number += len(rows)
        getattr(producer, name).all().delete()
        # Once the rows are gone, so that two of them that show one file do not keep it.
        for row in rows if file else ():
            drop_file(row, file)
    changed = any(getattr(producer, field) != value for field, value in EMPTIED.items())
    for field, value in EMPTIED.items():
        setattr(producer, field, value)
    if changed:
        producer.save(update_fields=list(EMPTIED))
    return personal.count(erased=number + producer.consents.all().delete()[0], anonymised=int(changed))


# --- who it is before the law ---------------------------------------------------------------------------------------


def _identity(producer: Any) -> Iterator[Row]:
    rows = apps.get_model("ocop_producers", "SellerIdentity").objects.filter(producer=producer)
    fields = ("legal_name", "kind", "tax_code", "licence_number", "licence_date", "licence_issuer", "street")
    money = ("representative", "representative_id_end", "bank", "account", "holder", "terms_version", "consented_at")
    yield from personal.rows_of(rows, *fields, *money)
    checks = apps.get_model("ocop_producers", "Verification").objects.filter(identity__producer=producer)
    yield from personal.rows_of(checks.order_by("pk"), "fact", "state", "source", "verified_at")
    before = apps.get_model("ocop_producers", "FormerIdentity").objects.filter(identity__producer=producer)
    yield from personal.rows_of(before.order_by("pk"), "facts", "valid_until")


def _keep_the_identity(producer: Any) -> Fates:
    return personal.count(
        kept=apps.get_model("ocop_producers", "SellerIdentity").objects.filter(producer=producer).count()
    )


HOLDERS = (
    personal.Holder(
        "desk",
        gettext_lazy("Work for producers"),
        stays=lambda: _(
            "Who works for a producer is known while they do. An invitation is kept while the producer sells."
        ),
        tables=("ocop_producers.Member", "ocop_producers.Invitation"),
        of_person=_desks,
        of_producer=_people_of_the_desk,
        erase_person=_leave,
        erase_producer=_close_the_desk,
        holds_up_person=_last_owner,
    ),
    personal.Holder(
        "profile",
        gettext_lazy("Profile"),
        stays=lambda: _(
            "Kept while the producer sells here. When it is closed, name, kind, commune and province stay, as the OCOP "
            "register has them."
        ),
        tables=(
            "ocop_producers.Producer",
            "ocop_producers.ProducerPicture",
            "ocop_producers.Person",
            "ocop_producers.Award",
            "ocop_producers.IPRight",
            "ocop_producers.PointOfSale",
            "ocop_producers.Consent",
        ),
        of_producer=_profile,
        erase_producer=_empty_the_profile,
    ),
    personal.Holder(
        "identity",
        gettext_lazy("Who the seller is before the law"),
        stays=lambda: (
            _("Whom the shop paid stays for %(years)d years after closing, as accounting wants it, and goes then.")
            % {"years": settings.accounting_years}
        ),
        tables=("ocop_producers.SellerIdentity", "ocop_producers.Verification", "ocop_producers.FormerIdentity"),
        of_producer=_identity,
        erase_producer=_keep_the_identity,
    ),
)
