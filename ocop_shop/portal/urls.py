"""Addresses of the producers' portal; `ocop_shop.urls` takes them in."""

from django.urls import path

from . import (
    certificate_views,
    checklist_views,
    data_views,
    draft_views,
    elsewhere_views,
    goods_views,
    help_views,
    identity_views,
    joining_views,
    member_views,
    money_views,
    notice_views,
    notice_wishes_views,
    order_views,
    pause_views,
    price_sheet_views,
    price_views,
    print_views,
    profile_part_views,
    profile_views,
    question_views,
    thanks_views,
)
from . import views as portal
from .profile_parts import PARTS

urlpatterns = [
    path("portal/", portal.DoorView.as_view(), name="portal"),
    path("portal/invitation/<str:secret>/", member_views.InvitationView.as_view(), name="portal-invitation"),
    path("portal/join/", joining_views.JoinView.as_view(), name="portal-join"),
    path("portal/join/<int:pk>/who/", joining_views.WhoView.as_view(), name="portal-join-who"),
    path("portal/join/<int:pk>/known/", joining_views.KnownView.as_view(), name="portal-join-known"),
    path("portal/join/<int:pk>/papers/", joining_views.PapersView.as_view(), name="portal-join-papers"),
    path("portal/join/<int:pk>/papers/<int:file>/", joining_views.PaperView.as_view(), name="portal-join-paper"),
    path("portal/join/<int:pk>/send/", joining_views.SendView.as_view(), name="portal-join-send"),
    path("portal/<slug:slug>/", portal.HomeView.as_view(), name="portal-home"),
    path(
        "portal/<slug:slug>/certificates/",
        certificate_views.CertificatesView.as_view(),
        name="portal-certificates",
    ),
    path(
        "portal/<slug:slug>/certificates/<int:pk>/appeal/",
        certificate_views.AppealView.as_view(),
        name="portal-appeal",
    ),
    path(
        "portal/<slug:slug>/checklist/<int:product>/",
        checklist_views.ChecklistView.as_view(),
        name="portal-checklist",
    ),
    path(
        "portal/<slug:slug>/checklist/<int:product>/pack.pdf",
        checklist_views.PackView.as_view(),
        name="portal-checklist-pack",
    ),
    path(
        "portal/<slug:slug>/checklist/<int:product>/files/<int:item>/",
        checklist_views.FileView.as_view(),
        name="portal-checklist-file",
    ),
    path(
        "portal/<slug:slug>/checklist/<int:product>/<slug:part>/",
        checklist_views.PartView.as_view(),
        name="portal-checklist-part",
    ),
    path("portal/<slug:slug>/print/", print_views.PrintKitView.as_view(), name="portal-print"),
    path(
        "portal/<slug:slug>/print/<int:product>/<slug:what>.<slug:form>",
        print_views.PrintView.as_view(),
        name="portal-print-file",
    ),
    path("portal/<slug:slug>/orders/", order_views.OrdersView.as_view(), name="portal-orders"),
    path("portal/<slug:slug>/orders/<str:number>/", order_views.OrderView.as_view(), name="portal-order"),
    path("portal/<slug:slug>/goods/", goods_views.GoodsView.as_view(), name="portal-goods"),
    path("portal/<slug:slug>/elsewhere/", elsewhere_views.ElsewhereView.as_view(), name="portal-elsewhere"),
    path("portal/<slug:slug>/goods/new/", goods_views.NewView.as_view(), name="portal-goods-new"),
    path("portal/<slug:slug>/goods/<int:product>/edit/", goods_views.EditView.as_view(), name="portal-goods-edit"),
    path("portal/<slug:slug>/goods/<int:product>/copy/", goods_views.CopyView.as_view(), name="portal-goods-copy"),
    path("portal/<slug:slug>/goods/drafts/<int:draft>/", draft_views.DraftView.as_view(), name="portal-draft"),
    path("portal/<slug:slug>/goods/drafts/<int:draft>/copy/", goods_views.CopyView.as_view(), name="portal-draft-copy"),
    path(
        "portal/<slug:slug>/goods/drafts/<int:draft>/preview/",
        draft_views.DraftPreviewView.as_view(),
        name="portal-draft-preview",
    ),
    path(
        "portal/<slug:slug>/goods/drafts/<int:draft>/pictures/<int:file>/",
        draft_views.DraftPictureView.as_view(),
        name="portal-draft-picture",
    ),
    path("portal/<slug:slug>/prices/", price_views.PricesView.as_view(), name="portal-prices"),
    path("portal/<slug:slug>/prices/sheet/", price_sheet_views.SheetView.as_view(), name="portal-price-sheet"),
    path("portal/<slug:slug>/pause/", pause_views.PauseView.as_view(), name="portal-pause"),
    path("portal/<slug:slug>/money/", money_views.MoneyView.as_view(), name="portal-money"),
    path("portal/<slug:slug>/money/<str:month>/", money_views.StatementView.as_view(), name="portal-statement"),
    path(
        "portal/<slug:slug>/money/<str:month>/file.<str:form>",
        money_views.StatementFileView.as_view(),
        name="portal-statement-file",
    ),
    path("portal/<slug:slug>/figures/", money_views.FiguresView.as_view(), name="portal-figures"),
    path("portal/<slug:slug>/notices/", notice_views.NoticesView.as_view(), name="portal-notices"),
    path(
        "portal/<slug:slug>/notices/wishes/",
        notice_wishes_views.WishesView.as_view(),
        name="portal-notice-wishes",
    ),
    path(
        "portal/<slug:slug>/notices/address/",
        notice_wishes_views.AddressView.as_view(),
        name="portal-notice-address",
    ),
    path("portal/<slug:slug>/questions/", question_views.QuestionsView.as_view(), name="portal-questions"),
    path("portal/<slug:slug>/questions/thanks/", thanks_views.ThanksView.as_view(), name="portal-thanks"),
    path(
        "portal/<slug:slug>/questions/thanks/<int:key>/photo/",
        thanks_views.ThanksPhotoView.as_view(),
        name="portal-thanks-photo",
    ),
    path("portal/<slug:slug>/help/", help_views.HelpView.as_view(), name="portal-help"),
    path("portal/<slug:slug>/help/<slug:task>/", help_views.GuideView.as_view(), name="portal-guide"),
    path("portal/<slug:slug>/identity/", identity_views.IdentityView.as_view(), name="portal-identity"),
    path(
        "portal/<slug:slug>/identity/papers/<int:file>/",
        identity_views.IdentityPaperView.as_view(),
        name="portal-identity-paper",
    ),
    path("portal/<slug:slug>/people/", member_views.MembersView.as_view(), name="portal-members"),
    path("portal/<slug:slug>/data/", data_views.DataView.as_view(), name="portal-data"),
    path("portal/<slug:slug>/leave/", member_views.LeaveView.as_view(), name="portal-leave"),
    path("portal/<slug:slug>/profile/", profile_views.ProfileView.as_view(), name="portal-profile"),
    path(
        "portal/<slug:slug>/profile/preview/",
        profile_views.ProfilePreviewView.as_view(),
        name="portal-profile-preview",
    ),
    path(
        "portal/<slug:slug>/profile/files/<int:file>/",
        profile_views.ProfileFileView.as_view(),
        name="portal-profile-file",
    ),
    *(
        path(
            f"portal/<slug:slug>/profile/{name}/",
            (profile_part_views.EntriesView if part.entries else profile_part_views.PartFormView).as_view(),
            {"part": name},
            name=f"portal-profile-{name}",
        )
        for name, part in PARTS.items()
    ),
    *(
        path(
            f"portal/<slug:slug>/profile/{name}/<str:item>/",
            profile_part_views.EntryView.as_view(),
            {"part": name},
            name=f"portal-profile-{name}-entry",
        )
        for name, part in PARTS.items()
        if part.entries
    ),
]
