from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class BoxesConfig(AppConfig):
    name = "ocop_shop.boxes"
    label = "ocop_boxes"
    verbose_name = _("gift boxes")
    default_auto_field = "django.db.models.BigAutoField"
