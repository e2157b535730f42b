"""Addresses of ocop_shop. Include them before Oscar's: `path("", include("ocop_shop.urls"))`."""

from django.urls import path

from ocop_shop.certification import views as certification
from ocop_shop.desk import delivery_views, payout_views, review_views
from ocop_shop.desk import money_views as desk
from ocop_shop.discovery import feeds, place_views, suggest_views, views
from ocop_shop.oversight import views as oversight
from ocop_shop.payments import views as payments
from ocop_shop.portal import member_views
from ocop_shop.portal import money_views as portal_money
from ocop_shop.portal import views as portal

app_name = "ocop"

urlpatterns = [
    path("producers/", views.ProducerListView.as_view(), name="producers"),
    path("producers/<slug:slug>/", views.ProducerDetailView.as_view(), name="producer"),
    path("regions/", place_views.RegionListView.as_view(), name="regions"),
    path("regions/before-7-2025/", place_views.OldMapView.as_view(), name="regions-old"),
    path("regions/near/", place_views.NearView.as_view(), name="near"),
    path("regions/code/<str:code>/", place_views.CodeView.as_view(), name="place-code"),
    path("regions/code/<str:level>/<str:code>/", place_views.CodeView.as_view(), name="place-code-of"),
    path("regions/<str:slug>/", place_views.PlaceView.as_view(), name="place"),
    path("ocop/", views.StarsExplainedView.as_view(), name="stars"),
    path("ocop/check/", certification.CheckView.as_view(), name="check"),
    path("ocop/check/<str:code>/", certification.CertificateView.as_view(), name="certificate"),
    path("ocop/check/<str:code>/doubt/", oversight.DoubtView.as_view(), name="doubt"),
    path("ocop/case/<str:number>/", oversight.CaseView.as_view(), name="case"),
    path("search/suggest/", suggest_views.suggest, name="suggest"),
    path("feeds/certificates.atom", feeds.certificates, name="feed"),
    path("feeds/products.atom", feeds.products, name="feed-products"),
    path("pay/hooks/<slug:provider>/", payments.HookView.as_view(), name="pay-hook"),
    path("pay/<str:token>/", payments.PayView.as_view(), name="pay"),
    path("pay/<str:token>/return/", payments.PaidView.as_view(), name="paid"),
    path("pay/<str:token>/qr.svg", payments.PictureView.as_view(), {"kind": "svg"}, name="pay-picture"),
    path("pay/<str:token>/qr.png", payments.PictureView.as_view(), {"kind": "png"}, name="pay-picture-png"),
    path("dashboard/delivery/", delivery_views.WaysView.as_view(), name="desk-ways"),
    path("dashboard/delivery/new/", delivery_views.WayView.as_view(), name="desk-way-new"),
    path("dashboard/delivery/<int:pk>/", delivery_views.WayView.as_view(), name="desk-way"),
    path("dashboard/money/", desk.MoneyView.as_view(), name="desk-money"),
    path("dashboard/money/statement/", desk.StatementView.as_view(), name="desk-statement"),
    path("dashboard/money/<str:number>/", desk.OrderMoneyView.as_view(), name="desk-order-money"),
    path("dashboard/payouts/", payout_views.PayoutsView.as_view(), name="desk-payouts"),
    path("dashboard/payouts/file.<str:form>", payout_views.PayoutsFileView.as_view(), name="desk-payouts-file"),
    path("dashboard/payouts/refunds/<int:pk>/", payout_views.RefundView.as_view(), name="desk-payout-refund"),
    path("dashboard/payouts/of/<slug:slug>/", payout_views.AccountView.as_view(), name="desk-payout"),
    path(
        "dashboard/payouts/of/<slug:slug>/<str:month>/file.<str:form>",
        payout_views.StatementFileView.as_view(),
        name="desk-payout-file",
    ),
    path("dashboard/proposals/", review_views.ProposalsView.as_view(), name="desk-proposals"),
    path("dashboard/proposals/<int:pk>/", review_views.ProposalView.as_view(), name="desk-proposal"),
    path(
        "dashboard/proposals/<int:pk>/files/<int:file>/",
        review_views.ProposalFileView.as_view(),
        name="desk-proposal-file",
    ),
    path("portal/", portal.DoorView.as_view(), name="portal"),
    path("portal/invitation/<str:secret>/", member_views.InvitationView.as_view(), name="portal-invitation"),
    path("portal/<slug:slug>/", portal.HomeView.as_view(), name="portal-home"),
    path("portal/<slug:slug>/money/", portal_money.MoneyView.as_view(), name="portal-money"),
    path("portal/<slug:slug>/money/<str:month>/", portal_money.StatementView.as_view(), name="portal-statement"),
    path(
        "portal/<slug:slug>/money/<str:month>/file.<str:form>",
        portal_money.StatementFileView.as_view(),
        name="portal-statement-file",
    ),
    path("portal/<slug:slug>/figures/", portal_money.FiguresView.as_view(), name="portal-figures"),
    path("portal/<slug:slug>/people/", member_views.MembersView.as_view(), name="portal-members"),
    path("portal/<slug:slug>/leave/", member_views.LeaveView.as_view(), name="portal-leave"),
    path("healthz", views.health, name="health"),
]
