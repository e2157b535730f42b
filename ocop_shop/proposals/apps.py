from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ProposalsConfig(AppConfig):
    name = "ocop_shop.proposals"
    label = "ocop_proposals"
    verbose_name = _("Proposals of producers")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Say what is held of people here, when proposals are forgotten, and what producers are told from here."""
        from ocop_shop.conf import settings
        from ocop_shop.core import personal, retention

        from . import notices
        from .actions import decided, forget_decided, forget_stale, stale
        from .personal import HOLDER

        notices.register()
        retention.register(retention.Rule("proposals", lambda: settings.draft_days, stale, forget_stale))
        retention.register(retention.Rule("decided_proposals", lambda: settings.decided_days, decided, forget_decided))
        personal.register(HOLDER)
