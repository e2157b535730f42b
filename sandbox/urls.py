"""Addresses of the sandbox shop: Vietnamese without a prefix, English under /en/."""

from typing import Any

from django.apps import apps
from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import include, path, re_path
from django.views.static import serve
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls
from wagtail.views import serve as wagtail_serve

handler400 = "sandbox.errors.bad_request"
OSCAR: Any = apps.get_app_config("oscar")

urlpatterns = [
    path("i18n/", include("django.conf.urls.i18n")),
    path("admin/", admin.site.urls),
    path("cms/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    # The sandbox serves its own pictures; a real shop leaves this to its web server.
    re_path(r"^media/(?P<path>.*)$", serve, {"document_root": settings.MEDIA_ROOT}),
    *i18n_patterns(
        # The home page is Wagtail's; Oscar would redirect its own.
        path("", wagtail_serve, {"path": ""}, name="home"),
        path("", include("ocop_shop.urls")),
        path("", include(OSCAR.urls[0])),
        path("", include(wagtail_urls)),
        prefix_default_language=False,
    ),
]
