"""Addresses of ocop_shop. Include them before Oscar's: `path("", include("ocop_shop.urls"))`."""

from django.urls import path

from ocop_shop.asking import thanks_views
from ocop_shop.asking import views as asking
from ocop_shop.boxes import views as boxes
from ocop_shop.buylocal.embedding import of_collection
from ocop_shop.certification import views as certification
from ocop_shop.desk import (
    box_views,
    data_views,
    delivery_views,
    payout_views,
    question_views,
    range_views,
    review_views,
    seller_views,
    shelf_views,
)
from ocop_shop.desk import money_views as desk
from ocop_shop.desk import thanks_views as desk_thanks
from ocop_shop.discovery import embed_views, embeds, feeds, place_views, suggest_views, views
from ocop_shop.oversight import views as oversight
from ocop_shop.payments import views as payments
from ocop_shop.personal import views as personal
from ocop_shop.portal import joining_assisted_views
from ocop_shop.portal import urls as portal

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
    *(
        path(f"ocop/embed/{name}{end}", view.as_view(read=read), name=f"embed-{name.partition('/')[0]}{suffix}")
        for name, read in (
            ("producer/<slug:slug>", embeds.of_producer),
            ("place/<slug:slug>", embeds.of_place),
            ("collection/<str:slug>", of_collection),
        )
        for end, suffix, view in (("/", "", embed_views.FrameView), (".json", "-json", embed_views.JsonView))
    ),
    path("boxes/<int:pk>/quote/", boxes.QuoteView.as_view(), name="quote"),
    path("questions/<int:pk>/", asking.QuestionsView.as_view(), name="questions"),
    path("thanks/photos/<int:pk>/", thanks_views.ThanksPhotoView.as_view(), name="thanks-photo"),
    path("accounts/orders/<str:number>/thanks/<slug:slug>/", thanks_views.ThankView.as_view(), name="thank"),
    path(
        "accounts/order-status/<str:number>/<str:token>/thanks/<slug:slug>/",
        thanks_views.GuestThankView.as_view(),
        name="thank-guest",
    ),
    path("accounts/my-data/", personal.MyDataView.as_view(), name="my-data"),
    path("accounts/my-data/erase/", personal.EraseView.as_view(), name="my-data-erase"),
    path("accounts/my-data/by-mail/", personal.AskByMailView.as_view(), name="my-data-ask"),
    path("accounts/my-data/by-mail/<str:token>/", personal.MailedView.as_view(), name="my-data-mailed"),
    path("search/suggest/", suggest_views.suggest, name="suggest"),
    path("feeds/certificates.atom", feeds.certificates, name="feed"),
    path("feeds/products.atom", feeds.products, name="feed-products"),
    path("pay/hooks/<slug:provider>/", payments.HookView.as_view(), name="pay-hook"),
    path("pay/<str:token>/", payments.PayView.as_view(), name="pay"),
    path("pay/<str:token>/return/", payments.PaidView.as_view(), name="paid"),
    path("pay/<str:token>/qr.svg", payments.PictureView.as_view(), {"kind": "svg"}, name="pay-picture"),
    path("pay/<str:token>/qr.png", payments.PictureView.as_view(), {"kind": "png"}, name="pay-picture-png"),
    path("dashboard/boxes/", box_views.BoxesView.as_view(), name="desk-boxes"),
    path("dashboard/boxes/quotes/", box_views.QuotesView.as_view(), name="desk-quotes"),
    path("dashboard/boxes/quotes/<int:pk>/", box_views.QuoteView.as_view(), name="desk-quote"),
    path("dashboard/boxes/<int:pk>/", box_views.BoxView.as_view(), name="desk-box"),
    path("dashboard/data-requests/", data_views.RequestsView.as_view(), name="desk-data"),
    path("dashboard/data-requests/<int:pk>/", data_views.RequestView.as_view(), name="desk-data-request"),
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
    path("dashboard/proposals/join/new/", joining_assisted_views.JoinForView.as_view(), name="desk-join"),
    path("dashboard/proposals/<int:pk>/", review_views.ProposalView.as_view(), name="desk-proposal"),
    path(
        "dashboard/proposals/<int:pk>/files/<int:file>/",
        review_views.ProposalFileView.as_view(),
        name="desk-proposal-file",
    ),
    path(
        "dashboard/proposals/<int:pk>/pictures/<int:file>/",
        review_views.ProposalPictureView.as_view(),
        name="desk-proposal-picture",
    ),
    path(
        "dashboard/proposals/<int:pk>/preview/",
        review_views.ProposalPreviewView.as_view(),
        name="desk-proposal-preview",
    ),
    path("dashboard/questions/", question_views.QuestionsView.as_view(), name="desk-questions"),
    path("dashboard/questions/thanks/", desk_thanks.ThanksView.as_view(), name="desk-thanks"),
    path(
        "dashboard/questions/thanks/<int:pk>/photo/",
        desk_thanks.ThanksPhotoView.as_view(),
        name="desk-thanks-photo",
    ),
    path("dashboard/origin-ranges/", range_views.RangesView.as_view(), name="desk-ranges"),
    path("dashboard/off-the-shelf/", shelf_views.ShelfView.as_view(), name="desk-shelf"),
    path("dashboard/off-the-shelf/<int:pk>/", shelf_views.ShelfProductView.as_view(), name="desk-shelf-product"),
    path("dashboard/sellers/", seller_views.SellersView.as_view(), name="desk-sellers"),
    path("dashboard/sellers/<slug:slug>/", seller_views.SellerView.as_view(), name="desk-seller"),
    *portal.urlpatterns,
    path("healthz", views.health, name="health"),
]
