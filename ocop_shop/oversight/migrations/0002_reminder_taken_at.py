from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("ocop_oversight", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="reminder",
            name="taken_at",
            field=models.DateTimeField(blank=True, editable=False, null=True, verbose_name="being sent since"),
        )
    ]
