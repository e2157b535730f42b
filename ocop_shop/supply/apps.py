from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SupplyConfig(AppConfig):
    name = "ocop_shop.supply"
    label = "ocop_supply"
    verbose_name = _("Price, stock and pauses")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Say what is held of people here, and name what producers are told from here."""
        from ocop_shop.core import personal

        from . import notices
        from .personal import HOLDER

        personal.register(HOLDER)
        notices.register()
