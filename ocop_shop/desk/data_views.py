"""Requests about personal data at the shop's desk. For staff who may answer them (`access.DATA`), nobody else."""

from __future__ import annotations

from typing import Any

from django import forms
from django.apps import apps
from django.contrib import messages
from django.contrib.auth import get_user_model
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import View

from ocop_shop.auditing import actions as audit
from ocop_shop.personal import actions, export, people, requests
from ocop_shop.personal.exceptions import NobodyFound, PersonalError
from ocop_shop.personal.models import Kind, State

from .access import AtTheDesk, may_answer_about_data

PAGE = 50


class LetterForm(forms.Form):
    """What somebody wrote to the shop, and whom it is about."""

    kind = forms.ChoiceField(label=gettext_lazy("What they ask for"), choices=Kind.choices)
    about = forms.ChoiceField(
        label=gettext_lazy("About whom"),
        choices=[
            ("account", gettext_lazy("an account, by its e-mail address")),
            ("address", gettext_lazy("an e-mail address without an account")),
            ("producer", gettext_lazy("a producer, by the last part of its address")),
        ],
    )
    name = forms.CharField(label=gettext_lazy("E-mail address, or last part of the producer's address"), max_length=254)
    proved = forms.BooleanField(label=gettext_lazy("I have made sure that it is this person who asks."))

    def clean(self) -> dict[str, Any]:
        """Accounts are erased, producers are closed."""
        said = super().clean() or self.cleaned_data
        kind, is_producer = said.get("kind"), said.get("about") == "producer"
        if kind and (kind == Kind.CLOSE) != is_producer and kind != Kind.EXPORT:
            self.add_error("kind", _("A producer is closed; an account or an address is erased."))
        if said.get("about") == "address" and said.get("name") and "@" not in said["name"]:
            self.add_error("name", _("Write an e-mail address."))
        return said


class _AtTheData(AtTheDesk, View):
    """A page for those who may answer; no cache keeps it."""

    http_method_names = ["get", "head", "post", "options"]

    def test_func(self) -> bool:
        return may_answer_about_data(self.request.user)

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        answer = super().dispatch(request, *args, **kwargs)
        add_never_cache_headers(answer)
        return answer


class RequestsView(_AtTheData):
    """Requests by state, those that are due first on top; and a form for what came by letter."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """The list."""
        return self._page(request, LetterForm())

    def post(self, request: HttpRequest) -> HttpResponse:
        """Enter what somebody wrote; its clock runs from now."""
        form = LetterForm(request.POST)
        if not form.is_valid():
            return self._page(request, form, status=422)
        try:
            whose = _found(form.cleaned_data["about"], form.cleaned_data["name"].strip())
        except NobodyFound as problem:
            form.add_error("name", str(problem))
            return self._page(request, form, status=422)
        with audit.assisted():
            made = actions.ask(Kind(form.cleaned_data["kind"]), whose, actor=request.user, by_letter=True)
        return redirect("ocop:desk-data-request", made.pk)

    def _page(self, request: HttpRequest, form: LetterForm, status: int = 200) -> HttpResponse:
        asked = request.GET.get("state", "")
        state = asked if asked in State.values else State.OPEN
        rows = requests.rows().filter(state=state).select_related("producer", "user")
        rows = rows.order_by("due_on", "pk") if state == State.OPEN else rows.order_by("-done_at", "-pk")
        page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
        context = {"page_obj": page, "paginator": page.paginator, "state": state, "states": State.choices, "form": form}
        return render(request, "ocop_shop/desk/data_requests.html", context, status=status)


class RequestView(_AtTheData):
    """One request: whose data, what holds it up, what became of it; to carry out or to refuse."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The page."""
        return self._page(request, _request(pk))

    def post(self, request: HttpRequest, pk: int) -> HttpResponseBase:
        """Hand out a copy, carry it out, or refuse it."""
        asked, do = _request(pk), request.POST.get("do", "")
        try:
            with audit.assisted():
                if do == "copy":
                    return self._copy(request, asked)
                if do == "refuse":
                    actions.refuse(asked, request.POST.get("reason", ""), actor=request.user)
                elif do == "carry_out" and request.POST.get("sure") and asked.kind != Kind.EXPORT:
                    actions.carry_out(asked, actor=request.user)
                else:
                    raise PersonalError(_("Tick the box first: it cannot be brought back."))
        except PersonalError as problem:
            return self._page(request, _request(pk), problem=str(problem))
        messages.success(request, _("Answered. Tell the person, if they wrote a letter."))
        return redirect("ocop:desk-data-request", pk)

    def _copy(self, request: HttpRequest, asked: Any) -> HttpResponseBase:
        whose = actions.whose(asked)
        if whose is None or not asked.is_open:
            raise PersonalError(_("What this request is about is not there any more."))
        answer = export.archive(whose, _named(asked))
        if asked.kind == Kind.EXPORT:
            actions.carry_out(asked, actor=request.user)
        else:
            actions.note_export(whose, actor=request.user)
        return answer

    def _page(self, request: HttpRequest, asked: Any, problem: str = "") -> HttpResponse:
        whose = actions.whose(asked) if asked.is_open else None
        context = {
            "asked": asked,
            "named": _named(asked),
            "reasons": actions.what_holds_up(whose) if whose and asked.kind != Kind.EXPORT else [],
            "held": export.kinds_of_producer() if asked.producer else list(export.held(whose)) if whose else [],
            "became": requests.told(asked.outcome),
            "problem": problem,
            "reason": request.POST.get("reason", ""),
            "most": actions.LONGEST,
            "is_export": asked.kind == Kind.EXPORT,
        }
        return render(request, "ocop_shop/desk/data_request.html", context, status=409 if problem else 200)


def _request(pk: int) -> Any:
    model = apps.get_model("ocop_personal", "Request")
    return get_object_or_404(model.objects.select_related("producer", "user", "asked_by", "decided_by"), pk=pk)


def _named(asked: Any) -> str:
    if asked.producer:
        return str(asked.producer.name)
    if asked.user:
        return str(asked.user.email or asked.user.get_username())
    return asked.email or _("an e-mail address")


def _found(about: str, name: str) -> Any:
    if about != "producer" and not people.is_distinct(name):
        raise NobodyFound
    if about == "address":
        return people.of_email(name)
    if about == "producer":
        found = apps.get_model("ocop_producers", "Producer").objects.filter(slug=name).first()
    else:
        found = get_user_model()._default_manager.filter(email__iexact=name).order_by("pk").first()
    if found is None:
        raise NobodyFound
    return found if about == "producer" else people.of_user(found)
