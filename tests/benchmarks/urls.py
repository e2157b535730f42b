"""The sandbox's addresses, and before them those of the pages that it is compared with."""

from django.urls import path

from sandbox.urls import handler400
from sandbox.urls import urlpatterns as of_the_shop
from tests.benchmarks.reference import floor, listing

__all__ = ["handler400", "urlpatterns"]

urlpatterns = [
    path("reference/hello/", floor.hello),
    path("reference/floor/", floor.floor),
    path("reference/plain/", listing.PlainListView.as_view()),
    path("reference/faceted/", listing.FacetedListView.as_view()),
    path("reference/product/<int:pk>/", listing.StockDetailView.as_view()),
    *of_the_shop,
]
