from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RegionsConfig(AppConfig):
    name = "ocop_shop.regions"
    label = "ocop_regions"
    verbose_name = _("Places")
    default_auto_field = "django.db.models.BigAutoField"
