from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DeliveryConfig(AppConfig):
    name = "ocop_shop.delivery"
    label = "ocop_delivery"
    verbose_name = _("delivery")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Name what producers are told from here."""
        from . import notices

        notices.register()
