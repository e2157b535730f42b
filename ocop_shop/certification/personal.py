"""The register and a person: certificates are public facts, and steps say who took them by a key."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ocop_shop.core import personal
from ocop_shop.core.personal import Fates, Person, Row


def _of(producer: Any) -> Any:
    rows = apps.get_model("ocop_certification", "Certificate").objects
    return rows.filter(product__ocop_provenance__producer=producer)


def _of_producer(producer: Any) -> Iterator[Row]:
    fields = ("code", "product_name", "producer_name", "stars", "decision__number", "valid_from", "expires_on")
    return personal.rows_of(_of(producer).select_related("decision").order_by("pk"), *fields)


def _steps(person: Person) -> Fates:
    if not person.user:
        return {}
    taken = sum(
        apps.get_model("ocop_certification", model).objects.filter(actor=person.user.pk).count()
        for model in ("CertificateEvent", "Evaluation")
    )
    return personal.count(kept=taken)


HOLDER = personal.Holder(
    "certificates",
    gettext_lazy("OCOP register"),
    stays=lambda: _(
        "Certificates, with the name of the producer as the decision prints it, are public facts. They stay, also "
        "where the name is that of a person."
    ),
    tables=(
        "ocop_certification.Certificate",
        "ocop_certification.CertificateEvent",
        "ocop_certification.Evaluation",
        "ocop_certification.SoldClaim",
    ),
    of_producer=_of_producer,
    erase_person=_steps,
    erase_producer=lambda producer: personal.count(kept=_of(producer).count()),
)
