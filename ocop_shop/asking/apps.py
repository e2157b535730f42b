from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AskingConfig(AppConfig):
    name = "ocop_shop.asking"
    label = "ocop_asking"
    verbose_name = _("questions and answers")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Name what producers are told from here."""
        from . import notices

        notices.register()
