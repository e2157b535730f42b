"""The people of a producer: for its owners. Accepting an invitation: for whoever is signed in and has its link."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.contrib import messages
from django.contrib.auth.mixins import LoginRequiredMixin
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _
from django.views.generic import View

from ocop_shop.core import clock, limits
from ocop_shop.core.keys import key_in
from ocop_shop.notices import people
from ocop_shop.producers import actions, letters
from ocop_shop.producers.exceptions import MembershipError
from ocop_shop.producers.roles import Right

from .access import AtThePortal
from .member_forms import InviteForm, RoleForm

INVITATIONS = limits.Limit("portal-invite", most=30, seconds=86_400, writes=True)


class MembersView(AtThePortal):
    """Who works for the producer, and who is asked to. For owners."""

    right = Right.MEMBERS

    def get(self, request: HttpRequest, **_kwargs: Any) -> HttpResponse:
        """The list."""
        return self._list(request, InviteForm())

    def post(self, request: HttpRequest, **_kwargs: Any) -> HttpResponse:
        """Invite somebody, take an invitation back, change a role, or end a membership."""
        doing = {"invite": self._invite, "revoke": self._revoke, "role": self._role, "remove": self._remove}
        act = doing.get(request.POST.get("do", ""))
        if act is None:
            return self._list(request, InviteForm(), status=422)
        try:
            answer = act(request)
        except MembershipError as problem:
            messages.error(request, str(problem))
            answer = None
        return answer or redirect("ocop:portal-members", self.work.producer.slug)

    def _invite(self, request: HttpRequest) -> HttpResponse | None:
        form = InviteForm(request.POST)
        if not form.is_valid():
            return self._list(request, form, status=422)
        verdict = limits.spend(INVITATIONS, f"producer:{self.work.producer.pk}")
        if not verdict.allowed:
            return limits.too_many(request, verdict)
        said = form.cleaned_data
        invitation, secret = actions.invite(self.work.producer, said["email"], said["role"], actor=request.user)
        link = request.build_absolute_uri(reverse("ocop:portal-invitation", args=[secret]))
        if letters.invite(invitation, link):
            messages.success(request, _("The invitation is on its way to %(email)s.") % {"email": said["email"]})
            return None
        # The mail did not go: the link can be handed on by other means, and is shown this once.
        return self._list(request, InviteForm(), link=link)

    def _revoke(self, request: HttpRequest) -> None:
        invitations = self.work.producer.invitations
        actions.revoke(get_object_or_404(invitations, pk=key_in(request.POST.get("invitation"))), actor=request.user)
        messages.success(request, _("The invitation is taken back."))

    def _role(self, request: HttpRequest) -> None:
        form = RoleForm(request.POST)
        if form.is_valid():
            actions.change_role(self._member(request), form.cleaned_data["role"], actor=request.user)
            messages.success(request, _("The role is changed, from now on."))

    def _remove(self, request: HttpRequest) -> HttpResponse | None:
        member = self._member(request)
        actions.remove(member, actor=request.user)
        if member.user_id == request.user.pk:
            messages.success(request, _("You do not work for this producer any more."))
            return redirect("ocop:portal")
        messages.success(request, _("This person has no way in any more."))
        return None

    def _member(self, request: HttpRequest) -> Any:
        return get_object_or_404(
            self.work.producer.members.select_related("producer"), pk=key_in(request.POST.get("member"))
        )

    def _list(self, request: HttpRequest, form: InviteForm, status: int = 200, link: str = "") -> HttpResponse:
        context = {
            "members": self.work.producer.members.select_related("user").order_by("pk"),
            "invitations": self.work.producer.invitations.open(clock.now()).order_by("pk"),
            "form": form,
            "role_form": RoleForm(),
            "link": link,
            "has_address_of_others": people.has_address_of_others(self.work.producer),
        }
        return self.page(request, "members.html", context, status=status)


class LeaveView(AtThePortal):
    """Stop working for a producer. For every member; staff who assist have nothing to leave."""

    def post(self, request: HttpRequest, **_kwargs: Any) -> HttpResponse:
        """End one's own membership."""
        member = get_object_or_404(self.work.producer.members.select_related("producer"), user=request.user)
        try:
            actions.remove(member, actor=request.user)
        except MembershipError as problem:
            messages.error(request, str(problem))
            return redirect("ocop:portal-home", self.work.producer.slug)
        messages.success(request, _("You do not work for this producer any more."))
        return redirect("ocop:portal")


class InvitationView(LoginRequiredMixin, View):
    """What an invitation offers, and accepting it. For whoever is signed in and has its link."""

    http_method_names = ["get", "head", "post", "options"]

    def get(self, request: HttpRequest, secret: str) -> HttpResponse:
        """Who asks, and for what; nothing happens yet."""
        rows = apps.get_model("ocop_producers", "Invitation").objects.open(clock.now()).with_secret(secret)
        invitation = rows.select_related("producer", "invited_by").first()
        answer = render(request, "ocop_shop/portal/invitation.html", {"invitation": invitation})
        answer.status_code = 200 if invitation else 404
        add_never_cache_headers(answer)
        return answer

    def post(self, request: HttpRequest, secret: str) -> HttpResponse:
        """Accept it."""
        try:
            member = actions.accept(secret, request.user)
        except MembershipError as problem:
            messages.error(request, str(problem))
            return redirect("ocop:portal")
        return redirect("ocop:portal-home", member.producer.slug)
