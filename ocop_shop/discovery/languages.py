"""The languages in which the shop has addresses, and where each of them begins."""

from __future__ import annotations

from django.conf import settings
from django.conf.urls.i18n import is_language_prefix_patterns_used


def spoken() -> list[str]:
    """The languages that have addresses of their own, the default one first."""
    default = settings.LANGUAGE_CODE
    if not is_language_prefix_patterns_used(settings.ROOT_URLCONF)[0]:
        return [default]
    return sorted((code for code, _name in settings.LANGUAGES), key=lambda code: code != default)


def front_page(language: str) -> str:
    """The path of the shop's front page in a language; all of its addresses begin with it."""
    used, default_too = is_language_prefix_patterns_used(settings.ROOT_URLCONF)
    return f"/{language}/" if used and (default_too or language != settings.LANGUAGE_CODE) else "/"
