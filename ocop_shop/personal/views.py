"""What the shop holds of somebody, to see, to take away and to erase.

The account's pages are for whoever is signed in, and show that account alone. Who bought without one asks for a link to
their address, and sees what was left under it.
"""

from __future__ import annotations

from typing import Any

from django.conf import settings as django_settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.mixins import LoginRequiredMixin
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _
from django.views.generic import View

from ocop_shop.conf import settings
from ocop_shop.core import limits
from ocop_shop.core.addresses import in_letters
from ocop_shop.core.limits import Limit

from . import actions, export, letters, links, people
from .exceptions import HeldUp, PersonalError
from .forms import AddressForm, PasswordForm, SureForm

COPIES = Limit("data-copy", most=10, seconds=3600, writes=True)
TRIES = Limit("data-password", most=10, seconds=3600, writes=True)
LINKS = Limit("data-link", most=5, seconds=3600, writes=True)
LINKS_TO_ONE = Limit("data-link-to", most=3, seconds=86_400, writes=True)
LINKS_IN_ALL = Limit("data-links", most=200, seconds=3600, writes=True)


class _Private(View):
    """A page that no cache keeps, and whose address is told to nobody."""

    http_method_names = ["get", "head", "post", "options"]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        answer = super().dispatch(request, *args, **kwargs)
        add_never_cache_headers(answer)
        # "no-referrer" would take the origin from the forms, too, and they would be refused.
        answer["Referrer-Policy"] = "same-origin"
        return answer


class MyDataView(LoginRequiredMixin, _Private):
    """What the shop holds about whoever is signed in, and for how long."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """The page."""
        context = {
            "page_title": _("My data"),
            "active_tab": "data",
            "held": list(export.held(people.of_user(request.user))),
        }
        return render(request, "ocop_shop/personal/my_data.html", context)

    def post(self, request: HttpRequest) -> HttpResponseBase:
        """A copy of it all, as a file."""
        verdict = limits.spend(COPIES, f"user:{request.user.pk}")
        if not verdict.allowed:
            return limits.too_many(request, verdict)
        person = people.of_user(request.user)
        actions.note_export(person, actor=request.user)
        return export.archive(person, str(request.user.get_username()))


class EraseView(LoginRequiredMixin, _Private):
    """Erase the account of whoever is signed in; the password is asked again."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """What goes, what stays and why, and what has to end before."""
        return self._page(request, PasswordForm(request.user))

    def post(self, request: HttpRequest) -> HttpResponse:
        """Erase it, and end the visit."""
        verdict = limits.spend(TRIES, f"user:{request.user.pk}")
        if not verdict.allowed:
            return limits.too_many(request, verdict)
        form = PasswordForm(request.user, request.POST)
        if not form.is_valid():
            return self._page(request, form, status=422)
        try:
            actions.erase_account(request.user, actor=request.user)
        except HeldUp:
            return self._page(request, PasswordForm(request.user), status=409)
        logout(request)
        messages.success(request, _("Your account is erased. A letter to the address it had says what stays, and why."))
        return redirect(django_settings.OSCAR_HOMEPAGE)

    def _page(self, request: HttpRequest, form: PasswordForm, status: int = 200) -> HttpResponse:
        person = people.of_user(request.user)
        context = {
            "page_title": _("Erase my account"),
            "active_tab": "data",
            "form": form,
            "held": list(export.held(person)),
            "reasons": actions.what_holds_up(person),
        }
        return render(request, "ocop_shop/personal/erase.html", context, status=status)


class AskByMailView(_Private):
    """Ask for a link to see what was left under an address without an account. For everybody.

    Whether anything is held under an address, this page does not say, and neither does the time it takes.
    """

    def get(self, request: HttpRequest) -> HttpResponse:
        """The form, or that a letter is on its way."""
        return self._page(request, AddressForm())

    def post(self, request: HttpRequest) -> HttpResponse:
        """Send the letter, whatever is held."""
        form = AddressForm(request.POST)
        if not form.is_valid():
            return self._page(request, form, status=422)
        email = form.cleaned_data["email"].strip().casefold()
        visitor = limits.visitor(request, settings.trusted_proxies)
        verdict = limits.spend_all((LINKS_TO_ONE, f"email:{email}"), (LINKS, visitor), (LINKS_IN_ALL, limits.EVERYBODY))
        if not verdict.allowed:
            return limits.too_many(request, verdict)
        path = reverse("ocop:my-data-mailed", args=[links.token_for(email)])
        # The shop's own address where it is known: the one in a request is said by whoever asks.
        link = in_letters(path) or request.build_absolute_uri(path)
        letters.send_link(email, link)
        return redirect(f"{reverse('ocop:my-data-ask')}?sent=1")

    def _page(self, request: HttpRequest, form: AddressForm, status: int = 200) -> HttpResponse:
        context = {"form": form, "is_sent": request.method == "GET" and "sent" in request.GET, "hours": links.HOURS}
        return render(request, "ocop_shop/personal/ask.html", context, status=status)


class MailedView(_Private):
    """What was left under an address without an account. For whoever has the link that was mailed there."""

    def get(self, request: HttpRequest, token: str) -> HttpResponse:
        """What is held, and the two things to do about it."""
        return self._page(request, links.email_in(token), SureForm())

    def post(self, request: HttpRequest, token: str) -> HttpResponseBase:
        """Take a copy, or erase it."""
        email = links.email_in(token)
        if not email:
            return self._page(request, email, SureForm())
        verdict = limits.spend(COPIES, f"email:{email}")
        if not verdict.allowed:
            return limits.too_many(request, verdict)
        if request.POST.get("do") == "copy":
            person = people.of_email(email)
            actions.note_export(person)
            return export.archive(person, email)
        form = SureForm(request.POST)
        if not form.is_valid():
            return self._page(request, email, form, status=422)
        try:
            actions.erase_address(email)
        except PersonalError:
            return self._page(request, email, SureForm(), status=409)
        messages.success(request, _("It is erased. A letter to the address says what stays, and why."))
        return redirect("ocop:my-data-ask")

    def _page(self, request: HttpRequest, email: str, form: SureForm, status: int = 200) -> HttpResponse:
        person = people.of_email(email)
        context = {
            "email": email,
            "form": form,
            "held": list(export.held(person)) if email else [],
            "reasons": actions.what_holds_up(person) if email else [],
        }
        return render(request, "ocop_shop/personal/mailed.html", context, status=status if email else 404)
