from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DiscoveryConfig(AppConfig):
    name = "ocop_shop.discovery"
    label = "ocop_discovery"
    verbose_name = _("Finding products")
    default_auto_field = "django.db.models.BigAutoField"
