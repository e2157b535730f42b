from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PagesConfig(AppConfig):
    """Optional: a site with its own base page mixes `ocop_shop.buylocal.mixins` into its own pages instead."""

    name = "ocop_shop.buylocal.pages"
    label = "ocop_buylocal"
    verbose_name = _("Buy-local pages")
    default_auto_field = "django.db.models.BigAutoField"
