from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SupplyConfig(AppConfig):
    name = "ocop_shop.supply"
    label = "ocop_supply"
    verbose_name = _("Price, stock and pauses")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Name what producers are told from here."""
        from . import notices

        notices.register()
