from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("ocop_discovery", "0006_rows_go_with_their_product_by_trigger")]

    operations = [
        migrations.RemoveIndex(model_name="listing", name="ocop_listing_place"),
        migrations.AddIndex(
            model_name="listing",
            index=models.Index(
                fields=[
                    "province_code",
                    "commune_code",
                    "stars",
                    "product_set",
                    "producer_kind",
                    "in_stock",
                    "potential_5",
                    "is_public",
                ],
                name="ocop_listing_communes",
                condition=models.Q(is_public=True),
            ),
        ),
    ]
