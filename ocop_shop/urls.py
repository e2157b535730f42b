"""Addresses of ocop_shop. Include them before Oscar's: `path("", include("ocop_shop.urls"))`."""

from django.urls import path

from ocop_shop.certification import views as certification
from ocop_shop.discovery import feeds, views
from ocop_shop.oversight import views as oversight

app_name = "ocop"

urlpatterns = [
    path("producers/", views.ProducerListView.as_view(), name="producers"),
    path("producers/<slug:slug>/", views.ProducerDetailView.as_view(), name="producer"),
    path("regions/", views.RegionListView.as_view(), name="regions"),
    path("ocop/", views.StarsExplainedView.as_view(), name="stars"),
    path("ocop/check/", certification.CheckView.as_view(), name="check"),
    path("ocop/check/<str:code>/", certification.CertificateView.as_view(), name="certificate"),
    path("ocop/check/<str:code>/doubt/", oversight.DoubtView.as_view(), name="doubt"),
    path("ocop/case/<str:number>/", oversight.CaseView.as_view(), name="case"),
    path("feeds/certificates.atom", feeds.certificates, name="feed"),
    path("healthz", views.health, name="health"),
]
