from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DeliveryConfig(AppConfig):
    name = "ocop_shop.delivery"
    label = "ocop_delivery"
    verbose_name = _("delivery")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Say what is held of people here, and name what producers are told from here."""
        from ocop_shop.core import personal

        from . import notices
        from .personal import HOLDER

        personal.register(HOLDER)
        notices.register()
