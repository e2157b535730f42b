from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    name = "ocop_shop.accounts"
    label = "ocop_accounts"
    verbose_name = _("Accounts of producers")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Name what producers are told from here."""
        from . import notices

        notices.register()
