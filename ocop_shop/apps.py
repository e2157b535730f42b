from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OcopShopConfig(AppConfig):
    """The umbrella: templates, tags, static files, locale and commands, which forks of our apps must not lose."""

    name = "ocop_shop"
    label = "ocop_shop"
    verbose_name = _("OCOP shop")

    def ready(self) -> None:
        from . import checks, receivers

        checks.register()
        receivers.connect()
