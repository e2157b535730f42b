from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AuditingConfig(AppConfig):
    name = "ocop_shop.auditing"
    label = "ocop_audit"
    verbose_name = _("Audit log")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Say what is held of people here."""
        from ocop_shop.core import personal

        from .personal import HOLDER

        personal.register(HOLDER)
