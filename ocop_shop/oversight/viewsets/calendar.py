"""The calendar of expiries at `/cms/`, the work list behind it, and the clock of 15 days."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path, reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ocop_shop.auditing import actions as audit
from ocop_shop.core import clock, downloads
from ocop_shop.oversight import expiries, remits, worklist
from ocop_shop.oversight.exceptions import OversightError
from ocop_shop.oversight.rights import Right
from ocop_shop.oversight.worklist_forms import ContactForm, PlaceForm, WorkListForm, phase_words

from .desk import DeskViewSet
from .pages import DeskPage

_INDEX = "ocop_calendar:index"
_LIST = "ocop_calendar:list"
_PAGE_SIZE = 50
_CALENDAR = (_INDEX, gettext_lazy("Expiry calendar"))
_JOINED = ("decision", "product__ocop_provenance__producer")


class CalendarView(DeskPage):
    """How many certificates end in which month, by province and star."""

    page_title = gettext_lazy("Expiry calendar")
    header_icon = "calendar-alt"
    template_name = "ocop_shop/cms/calendar/index.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The months, and what waits to be revoked."""
        user = self.request.user
        form = PlaceForm(self.request.GET, user=user)
        given = form.given
        province = given["province"].pk if "province" in given else None
        found = expiries.calendar(user, province=province, stars=given.get("stars"))
        kept = {"province": province, "stars": given.get("stars")}
        return super().get_context_data(
            form=form,
            calendar=found,
            years=_by_year(found),
            kept=urlencode({name: value for name, value in kept.items() if value}),
            waiting=worklist.due_revocations(user),
            **kwargs,
        )


class WorkListView(DeskPage):
    """Certificates that end, one by one: whom to call, who was called, what came of it."""

    page_title = gettext_lazy("Work list")
    header_icon = "calendar-check"
    trail = (_CALENDAR,)
    template_name = "ocop_shop/cms/calendar/list.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """One page of the list, as it was narrowed."""
        user, today = self.request.user, clock.today()
        form = WorkListForm(self.request.GET, user=user)
        rows = form.narrowed(expiries.ending(user, on=today), today).select_related(*_JOINED)
        page = Paginator(rows, _PAGE_SIZE).get_page(self.request.GET.get("p"))
        query = self.request.GET.copy()
        query.pop("p", None)
        return super().get_context_data(
            form=form,
            items=[(item, phase_words(item.phase)) for item in worklist.items(list(page), today)],
            page_obj=page,
            elided_page_range=page.paginator.get_elided_page_range(page.number),
            query=query.urlencode(),
            may_contact=remits.has(user, Right.CONTACT),
            **kwargs,
        )


class ExportView(WorkListView):
    """The whole work list as a file, as it was narrowed. Telephone numbers only for those who call."""

    right = Right.CONTACT

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:  # type: ignore[override]
        """A file in CSV or as a workbook."""
        form = kwargs["form"]
        if form not in downloads.FORMATS:
            raise Http404
        today = clock.today()
        rows = WorkListForm(request.GET, user=request.user).narrowed(
            expiries.ending(request.user, Right.CONTACT, today), today
        )
        found = worklist.items(list(rows.select_related(*_JOINED)), today)
        audit.record("worklist.exported", "register", actor=request.user, after={"format": form, "count": len(found)})
        return downloads.table(form, f"ocop-work-list-{today:%Y%m%d}", _head(), _lines(found))


class ContactView(DeskPage):
    """One certificate that ends: its maker, what was said before, and what is noted now."""

    right = Right.CONTACT
    page_title = gettext_lazy("Contact")
    header_icon = "comment"
    trail = (_CALENDAR, (_LIST, gettext_lazy("Work list")))
    template_name = "ocop_shop/cms/calendar/contact.html"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Keep where to go back to: the list as it was narrowed."""
        super().setup(request, *args, **kwargs)
        wanted = request.POST.get("next") or request.GET.get("next") or ""
        allowed = url_has_allowed_host_and_scheme(wanted, allowed_hosts={request.get_host()})
        self.back = wanted if allowed else reverse(_LIST)

    def certificate(self) -> Any:
        """The certificate, within the places of this person; else there is none."""
        rows = remits.certificates_for(self.request.user, Right.CONTACT).select_related(*_JOINED)
        return get_object_or_404(worklist.with_last_contacts(expiries.with_ends(rows)), pk=self.kwargs["pk"])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The certificate, its contacts, and the form."""
        certificate = kwargs.pop("certificate", None) or self.certificate()
        item = worklist.items([certificate])[0]
        return super().get_context_data(
            item=item,
            phase=phase_words(item.phase),
            contacts=certificate.contacts.select_related("actor"),
            back=self.back,
            **{"form": ContactForm(), **kwargs},
        )

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Record the contact and lead back to the list."""
        certificate = self.certificate()
        form = ContactForm(request.POST)
        if form.is_valid():
            try:
                worklist.record_contact(certificate, **form.cleaned_data, actor=request.user)
            except OversightError as error:
                form.add_error(None, str(error))
            else:
                messages.success(request, _("Recorded: %(product)s.") % {"product": certificate.product_name})
                return redirect(self.back)
        return self.render_to_response(self.get_context_data(form=form, certificate=certificate))


class CalendarViewSet(DeskViewSet):
    """Expiry calendar and work list."""

    name = "ocop_calendar"
    url_prefix = "ocop/calendar"
    icon = "calendar-alt"
    menu_label = gettext_lazy("Expiry calendar")
    menu_order = 20

    def get_urlpatterns(self) -> list[URLPattern]:
        """The calendar, the list, its export, and one certificate's contacts."""
        return [
            path("", self.construct_view(CalendarView), name="index"),
            path("list/", self.construct_view(WorkListView), name="list"),
            path("list/<slug:form>/", self.construct_view(ExportView), name="export"),
            path("contact/<int:pk>/", self.construct_view(ContactView), name="contact"),
        ]


def _by_year(found: expiries.Calendar) -> list[tuple[int, list[tuple[expiries.Month, int]]]]:
    """The months year by year, each with the length of its bar in per cent of the longest."""
    years: dict[int, list[tuple[expiries.Month, int]]] = {}
    for month in found.months:
        years.setdefault(month.first.year, []).append((month, round(100 * month.total / found.highest)))
    return list(years.items())


def _head() -> list[str]:
    return [
        _("Last day"),
        _("Days left"),
        _("Renewal"),
        _("Product"),
        _("Stars"),
        _("Check code"),
        _("Decision"),
        _("Producer"),
        _("Telephone"),
        _("Dossier received on"),
        _("Last contact"),
        _("What came of it"),
        _("Called by"),
        _("Note"),
        _("Try again on"),
    ]


def _lines(found: list[worklist.Item]) -> Iterator[list[Any]]:
    for item in found:
        certificate, contact = item.certificate, item.contact
        yield [
            item.ends_on,
            item.days_left,
            phase_words(item.phase),
            certificate.product_name,
            certificate.stars,
            certificate.code,
            certificate.decision.number,
            item.producer.name if item.producer else certificate.producer_name,
            item.producer.phone if item.producer else "",
            item.filed_on,
            clock.day_of(contact.at) if contact else None,
            contact.get_outcome_display() if contact else "",
            (contact.actor.email if contact.actor else "") if contact else "",
            contact.note if contact else "",
            contact.again_on if contact else None,
        ]
