from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PaymentsConfig(AppConfig):
    name = "ocop_shop.payments"
    label = "ocop_payments"
    verbose_name = _("payments")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Name the rule under which messages about money are forgotten."""
        from ocop_shop.conf import settings
        from ocop_shop.core import retention

        from . import due
        from .actions import forget_words

        retention.register(retention.Rule("payment_messages", lambda: settings.message_days, due.words, forget_words))
