"""Orders of before whose goods nobody noted: what the register says today is the best that is known."""

from django.db import migrations

BATCH = 1_000


def note_makers(apps, _schema_editor):
    lines = apps.get_model("order", "Line").objects.order_by("pk")
    provenances = apps.get_model("ocop_producers", "Provenance").objects.exclude(producer=None)
    rows = apps.get_model("ocop_delivery", "LineMaker").objects
    last = 0
    while found := list(lines.filter(pk__gt=last).values_list("pk", "product_id", "product__parent_id")[:BATCH]):
        products = {key for _line, *keys in found for key in keys if key}
        makers = dict(provenances.filter(product__in=products).values_list("product_id", "producer_id"))
        rows.bulk_create(
            [rows.model(line_id=line, producer_id=makers.get(own) or makers.get(parent)) for line, own, parent in found],
            ignore_conflicts=True,
        )
        last = found[-1][0]


class Migration(migrations.Migration):
    dependencies = [
        ("ocop_delivery", "0002_whose_lines_and_what_left"),
        ("ocop_producers", "0003_people_who_work_for_a_producer"),
        ("catalogue", "__first__"),
        ("order", "__first__"),
    ]

    operations = [migrations.RunPython(note_makers, migrations.RunPython.noop)]
