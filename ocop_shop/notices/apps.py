from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NoticesConfig(AppConfig):
    name = "ocop_shop.notices"
    label = "ocop_notices"
    verbose_name = _("Notices to producers")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Say what is held of people here, and when old notices are forgotten."""
        from ocop_shop.conf import settings
        from ocop_shop.core import personal, retention

        from .actions import forget_old, old
        from .personal import HOLDER

        personal.register(HOLDER)
        retention.register(retention.Rule("notices", lambda: settings.notice_days, old, forget_old))
