from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class BoxesConfig(AppConfig):
    name = "ocop_shop.boxes"
    label = "ocop_boxes"
    verbose_name = _("gift boxes")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Say what is held of people here, and when requests for a quote are forgotten."""
        from ocop_shop.conf import settings
        from ocop_shop.core import personal, retention

        from .personal import HOLDER, forget, old

        personal.register(HOLDER)
        retention.register(retention.Rule("quotes", lambda: settings.asker_days, old, forget))
