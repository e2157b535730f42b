"""Certificates recorded before: each grant states the facts of its certificate, and each certificate can be found."""

from django.db import migrations
from django.db.models import OuterRef, Subquery

from ocop_shop.core import text


def fill(apps, schema_editor):
    certificates = apps.get_model("ocop_certification", "Certificate").objects.filter(pk=OuterRef("certificate"))
    events = apps.get_model("ocop_certification", "CertificateEvent").objects
    events.filter(kind="granted").update(
        effective_on=Subquery(certificates.values("valid_from")),
        until=Subquery(certificates.values("expires_on")),
        stars=Subquery(certificates.values("stars")),
        evidence=Subquery(certificates.values("evidence")),
    )
    named = apps.get_model("ocop_certification", "Certificate").objects.select_related("decision")
    for certificate in named.iterator(chunk_size=1000):
        words = (certificate.product_name, certificate.producer_name, certificate.decision.number, certificate.code)
        certificate.search_key = f" {text.key(' '.join(words))}"
        certificate.save(update_fields=["search_key"])


class Migration(migrations.Migration):
    dependencies = [("ocop_certification", "0003_events_state_facts")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
