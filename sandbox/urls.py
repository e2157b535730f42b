"""Addresses of the sandbox shop: Vietnamese without a prefix, English under /en/."""

from typing import Any

from django.apps import apps
from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path, re_path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls
from wagtail.views import serve as wagtail_serve

from ocop_shop.buylocal.sitemaps import PageSection
from ocop_shop.discovery import robots, sitemaps
from sandbox.media import uploaded

handler400 = "sandbox.errors.bad_request"
OSCAR: Any = apps.get_app_config("oscar")

urlpatterns = [
    path("i18n/", include("django.conf.urls.i18n")),
    path("cms/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    *robots.addresses(),
    *sitemaps.addresses({**sitemaps.SECTIONS, "pages": PageSection}),
    re_path(r"^media/(?P<path>.*)$", uploaded),
    *i18n_patterns(
        # The home page is Wagtail's; Oscar would redirect its own.
        path("", wagtail_serve, {"path": ""}, name="home"),
        path("", include("ocop_shop.urls")),
        path("", include(OSCAR.urls[0])),
        path("", include(wagtail_urls)),
        prefix_default_language=False,
    ),
]
