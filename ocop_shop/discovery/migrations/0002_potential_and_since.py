"""The stage "potential 5 stars" and the first day of the claim. Both are derived: every row is made anew at next use."""

from django.db import migrations, models


def forget_the_day(apps, schema_editor):
    """A listing that is true for no day is made anew by its first reader."""
    apps.get_model("ocop_discovery", "ListingDay").objects.all().delete()


class Migration(migrations.Migration):
    dependencies = [("ocop_discovery", "0001_initial")]

    operations = [
        migrations.AddField("listing", "potential_5", models.BooleanField(default=False)),
        migrations.AddField("listing", "claim_since", models.DateField(null=True)),
        migrations.RunPython(forget_the_day, migrations.RunPython.noop),
    ]
