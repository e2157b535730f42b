from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PreparingConfig(AppConfig):
    name = "ocop_shop.preparing"
    label = "ocop_preparing"
    verbose_name = _("preparation of dossiers")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Say what is held of people here."""
        from ocop_shop.core import personal

        from .personal import HOLDER

        personal.register(HOLDER)
