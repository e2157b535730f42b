"""Addresses of ocop_shop. Include them before Oscar's: `path("", include("ocop_shop.urls"))`."""

from django.urls import path

from ocop_shop.discovery import views

app_name = "ocop"

urlpatterns = [
    path("producers/", views.ProducerListView.as_view(), name="producers"),
    path("producers/<slug:slug>/", views.ProducerDetailView.as_view(), name="producer"),
    path("regions/", views.RegionListView.as_view(), name="regions"),
    path("ocop/", views.StarsExplainedView.as_view(), name="stars"),
    path("healthz", views.health, name="health"),
]
