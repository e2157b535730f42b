from django.apps import AppConfig


class SandboxConfig(AppConfig):
    """The demo shop's own theme and commands."""

    name = "sandbox"
    label = "sandbox"
    default_auto_field = "django.db.models.BigAutoField"
