from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ProposalsConfig(AppConfig):
    name = "ocop_shop.proposals"
    label = "ocop_proposals"
    verbose_name = _("Proposals of producers")
    default_auto_field = "django.db.models.BigAutoField"
