from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AskingConfig(AppConfig):
    name = "ocop_shop.asking"
    label = "ocop_asking"
    verbose_name = _("questions and answers")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Say what is held of people here, when it is forgotten, and what producers are told from here."""
        from ocop_shop.conf import settings
        from ocop_shop.core import personal, retention

        from . import notices, thanks_personal
        from .personal import HOLDER, forget_askers, named

        personal.register(HOLDER, thanks_personal.HOLDER)
        retention.register(retention.Rule("askers", lambda: settings.asker_days, named, forget_askers))
        retention.register(
            retention.Rule("thanks", lambda: settings.asker_days, thanks_personal.old, thanks_personal.forget)
        )
        notices.register()
