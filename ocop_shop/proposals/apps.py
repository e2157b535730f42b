from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ProposalsConfig(AppConfig):
    name = "ocop_shop.proposals"
    label = "ocop_proposals"
    verbose_name = _("Proposals of producers")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Name what producers are told, and the rule under which proposals that nobody went on with are forgotten."""
        from ocop_shop.conf import settings
        from ocop_shop.core import retention

        from . import notices
        from .actions import forget_stale, stale

        notices.register()
        retention.register(retention.Rule("proposals", lambda: settings.draft_days, stale, forget_stale))
