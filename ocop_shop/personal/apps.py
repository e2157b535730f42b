from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PersonalConfig(AppConfig):
    name = "ocop_shop.personal"
    label = "ocop_personal"
    verbose_name = _("Personal data")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Say what Oscar's tables and our own hold of people, and when it is forgotten."""
        from ocop_shop.core import personal

        from . import account, forgetting, goods, orders, requests, reviews

        personal.register(*account.HOLDERS, *goods.HOLDERS, orders.HOLDER, reviews.HOLDER, requests.HOLDER)
        forgetting.register()
