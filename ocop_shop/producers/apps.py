from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ProducersConfig(AppConfig):
    name = "ocop_shop.producers"
    label = "ocop_producers"
    verbose_name = _("Producers")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Say what is held of people here."""
        from ocop_shop.core import personal

        from .personal import HOLDERS

        personal.register(*HOLDERS)
