"""How somebody is told. One's own wishes for every member; the address of the producer's own machine for owners."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from ocop_shop.core import limits
from ocop_shop.notices import actions, people
from ocop_shop.notices.abstract_models import wishes_of
from ocop_shop.notices.channel import Refused
from ocop_shop.notices.channels import webhook
from ocop_shop.notices.channels.posting import Unreachable
from ocop_shop.notices.registry import channel_of, channels
from ocop_shop.producers.roles import Right

from . import notices
from .access import AtThePortal
from .notice_forms import PersonalForm, PlaceForm

TESTS = limits.Limit("portal-webhook-test", most=20, seconds=3600, writes=True)
HOOK = webhook.Webhook.code


class _Wishes(AtThePortal):
    """The page of wishes, which both addresses show."""

    def _page(
        self, request: HttpRequest, *, form: Any = None, place_form: Any = None, secret: str = "", status: int = 200
    ) -> HttpResponse:
        member = notices.member_of(self.work)
        place = self._place() if self.work.may(Right.MEMBERS) else None
        if form is None and member:
            form = self._personal(member)
        if place_form is None and self.work.may(Right.MEMBERS) and channel_of(HOOK):
            place_form = PlaceForm(wishes=place or self._blank(), prefix="there")
        context = {"form": form, "place": place, "place_form": place_form, "secret": secret}
        context["is_of_others"] = place is not None and people.has_address_of_others(self.work.producer)
        return self.page(request, "notice_wishes.html", {**context, "email": self.work.user.email}, status=status)

    def _place(self) -> Any | None:
        places = self.work.producer.ocop_endpoints.filter(channel=HOOK).select_related("producer")
        return places.first()

    def _kept(self) -> Any:
        place = self._place()
        if place is None:
            raise Http404
        return place

    def _blank(self) -> Any:
        return apps.get_model("ocop_notices", "Endpoint")(producer=self.work.producer, channel=HOOK)

    @staticmethod
    def _personal(member: Any, said: Any = None) -> PersonalForm:
        own = [channel for channel in channels() if channel.is_personal and channel.reaches(member)]
        return PersonalForm(said, channels=own, wishes=wishes_of(member), prefix="own")


class WishesView(_Wishes):
    """What comes by which channel, and when. For every member; staff who assist have nothing of their own here."""

    def get(self, request: HttpRequest, **_kwargs: Any) -> HttpResponse:
        """The forms."""
        return self._page(request)

    def post(self, request: HttpRequest, **_kwargs: Any) -> HttpResponse:
        """Keep one's own wishes."""
        member = notices.member_of(self.work)
        if member is None:
            raise Http404
        form = self._personal(member, request.POST)
        if not form.is_valid():
            return self._page(request, form=form, status=422)
        actions.wish(member, form.ways(), **form.wished())
        messages.success(request, _("Saved. It holds from now on."))
        return redirect("ocop:portal-notice-wishes", self.work.producer.slug)


class AddressView(_Wishes):
    """The address of the producer's own to which a webhook goes. For owners, and staff who assist."""

    right = Right.MEMBERS

    def get(self, request: HttpRequest, **_kwargs: Any) -> HttpResponse:
        """It stands on the page of wishes."""
        return redirect("ocop:portal-notice-wishes", self.work.producer.slug)

    def post(self, request: HttpRequest, **_kwargs: Any) -> HttpResponse:
        """Set the address, take it off, sign anew, or send a test."""
        doing = {"address": self._set, "secret": self._renew, "remove": self._remove, "test": self._test}
        act = doing.get(request.POST.get("do", ""))
        if act is None:
            return self._page(request, status=422)
        return act(request) or redirect("ocop:portal-notice-wishes", self.work.producer.slug)

    def _set(self, request: HttpRequest) -> HttpResponse | None:
        place = self._place()
        form = PlaceForm(request.POST, wishes=place or self._blank(), prefix="there")
        if not form.is_valid():
            return self._page(request, place_form=form, status=422)
        kept, secret = actions.set_endpoint(self.work.producer, HOOK, form.cleaned_data["address"], actor=request.user)
        actions.wish_there(kept, **form.wished(), actor=request.user)
        if secret:
            return self._page(request, secret=secret)
        messages.success(request, _("Saved. It holds from now on."))
        return None

    def _renew(self, request: HttpRequest) -> HttpResponse | None:
        return self._page(request, secret=actions.renew_secret(self._kept(), actor=request.user))

    def _remove(self, request: HttpRequest) -> None:
        if actions.remove_endpoint(self.work.producer, HOOK, actor=request.user):
            messages.success(request, _("Nothing goes to that address any more."))

    def _test(self, request: HttpRequest) -> HttpResponse | None:
        place = self._kept()
        verdict = limits.spend(TESTS, f"producer:{self.work.producer.pk}")
        if not verdict.allowed:
            return limits.too_many(request, verdict)
        try:
            status = webhook.trial(place)
        except Refused:
            messages.error(request, _("This address must not be reached: it is not on the open network."))
        except Unreachable:
            messages.error(request, _("Nobody answered there, or not in time."))
        else:
            say = messages.success if webhook.is_taken(status) else messages.error
            say(request, _("The other side answered: %(status)s.") % {"status": status})
        return None
