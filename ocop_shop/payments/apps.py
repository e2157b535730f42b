from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PaymentsConfig(AppConfig):
    name = "ocop_shop.payments"
    label = "ocop_payments"
    verbose_name = _("payments")
    default_auto_field = "django.db.models.BigAutoField"
