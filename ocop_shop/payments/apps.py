from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PaymentsConfig(AppConfig):
    name = "ocop_shop.payments"
    label = "ocop_payments"
    verbose_name = _("payments")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Say what is held of people, which messages are forgotten when, and what an order waits for once sent."""
        from ocop_shop.conf import settings
        from ocop_shop.core import personal, retention
        from ocop_shop.ordering import completion

        from . import due
        from .actions import forget_words
        from .personal import HOLDER

        personal.register(HOLDER)
        completion.awaits(due.is_awaited_at_the_door)
        retention.register(retention.Rule("payment_messages", lambda: settings.message_days, due.words, forget_words))
