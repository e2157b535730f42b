from django.db import migrations, models


class Migration(migrations.Migration):
    """Profiles of before keep an empty moment: when they changed is not on record."""

    dependencies = [("ocop_producers", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="producer", name="changed_at", field=models.DateTimeField(editable=False, null=True)
        ),
    ]
