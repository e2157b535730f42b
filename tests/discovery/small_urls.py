"""A shop of one language with the pages of the package alone."""

from django.urls import include, path

from ocop_shop.discovery import robots

urlpatterns = [*robots.addresses(), path("", include("ocop_shop.urls"))]
