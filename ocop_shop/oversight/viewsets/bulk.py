"""Revoking or lapsing from a list at `/cms/`: send the list, look at the dry run, apply it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from ocop_shop.certification.actions import DecisionFacts
from ocop_shop.certification.life import EventKind
from ocop_shop.importing.messages import sentence
from ocop_shop.oversight import bulk, bulk_token
from ocop_shop.oversight.bulk_forms import ListForm, OrderForm
from ocop_shop.oversight.bulk_judging import DryRun, Order, Verdict, dry_run
from ocop_shop.oversight.bulk_rows import Row
from ocop_shop.oversight.exceptions import OversightError
from ocop_shop.oversight.rights import Right

from .desk import DeskViewSet
from .pages import DeskPage

_INDEX = "ocop_bulk:index"
_NEEDED = ("number", "issued_on", "issuer", "issuer_level")


class ListView(DeskPage):
    """A list comes in; what is answered to it is its dry run."""

    right = Right.STEPS
    page_title = gettext_lazy("Revoke or lapse from a list")
    header_icon = "list-ul"
    template_name = "ocop_shop/cms/bulk/list.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """An empty form, unless one came back with errors."""
        return super().get_context_data(**{"form": ListForm(), **kwargs})

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Read the list. Its title gives the decision where it can."""
        form = ListForm(request.POST, request.FILES)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form))
        kind = form.cleaned_data["kind"]
        unread = [{"where": e.row, "sentence": sentence(e)} for e in form.plan.errors] if form.plan else []
        page = DryRunPage.beside(self, unread=unread)
        return page.show(kind, form.listed.rows, _order_of(kind, form.listed.decision), decision=form.listed.decision)


class DryRunPage(DeskPage):
    """The dry run of a list, with the facts of the decision to fill in or change, and the button that applies it."""

    right = Right.STEPS
    page_title = gettext_lazy("Check before applying")
    header_icon = "list-ul"
    trail = ((_INDEX, gettext_lazy("Revoke or lapse from a list")),)
    template_name = "ocop_shop/cms/bulk/dry_run.html"
    unread: Any = ()

    @classmethod
    def beside(cls, view: DeskPage, **attributes: Any) -> DryRunPage:
        """This page for the request that another view is answering."""
        page = cls(**attributes)
        page.setup(view.request)
        return page

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """There is nothing to look at without a list."""
        return redirect(_INDEX)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Check the same list again, with the facts as they were filled in."""
        try:
            shown = bulk_token.unpack(request.POST.get("list", ""), request.user)
        except OversightError as error:
            return _sent_back(request, error)
        return self.show_again(shown)

    def show_again(self, shown: bulk_token.Shown) -> HttpResponse:
        """The dry run with the facts that were filled in, or what is wrong with them."""
        form = OrderForm(self.request.POST, kind=shown.kind)
        if not form.is_valid():
            return self.show(shown.kind, shown.rows, None, form=form)
        return self.show(shown.kind, shown.rows, form.order)

    def show(
        self,
        kind: str,
        rows: tuple[Row, ...],
        order: Order | None,
        *,
        decision: DecisionFacts | None = None,
        form: OrderForm | None = None,
        status: int = 200,
    ) -> HttpResponse:
        """The page for these rows. Without an order, it asks for what is missing of the decision."""
        found = dry_run(self.request.user, order, rows) if order else None
        context = self.get_context_data(
            form=form or OrderForm.of(kind, order, decision),
            found=found,
            rows=rows,
            revoking=kind == EventKind.REVOKED,
            token=bulk_token.pack(self.request.user, EventKind(kind), rows, found),
            unread=self.unread,
            tallies=_tallies(found),
            button=_button(kind, found),
        )
        return self.render_to_response(context, status=status)


class ApplyView(DryRunPage):
    """Writes what the dry run showed. Facts that were changed since are checked first, and shown once more."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """All rows or none; applying twice changes nothing."""
        try:
            shown = bulk_token.unpack(request.POST.get("list", ""), request.user)
        except OversightError as error:
            return _sent_back(request, error)
        form = OrderForm(request.POST, kind=shown.kind)
        if not form.is_valid() or form.order != shown.order:
            messages.warning(
                request, _("The facts were changed after the check. Look at what they do; nothing was written.")
            )
            return self.show_again(shown)
        try:
            done = bulk.apply(request.user, form.order, shown.expected)
        except bulk.BulkRefused as refused:
            messages.error(request, _refusals(refused))
            return self.show(shown.kind, shown.rows, form.order, status=409)
        except OversightError as error:
            messages.error(request, _("%(reason)s Nothing was written.") % {"reason": error})
            return self.show(shown.kind, shown.rows, form.order, status=409)
        messages.success(request, _done(shown.kind, done))
        return redirect(_INDEX)


class BulkViewSet(DeskViewSet):
    """Revocation and lapse from a list."""

    name = "ocop_bulk"
    url_prefix = "ocop/bulk"
    icon = "list-ul"
    menu_label = gettext_lazy("Revoke from a list")
    menu_order = 40
    right = Right.STEPS

    def get_urlpatterns(self) -> list[URLPattern]:
        """The list, its dry run, and applying it."""
        return [
            path("", self.construct_view(ListView), name="index"),
            path("check/", self.construct_view(DryRunPage), name="check"),
            path("apply/", self.construct_view(ApplyView), name="apply"),
        ]


def _order_of(kind: str, decision: DecisionFacts | None) -> Order | None:
    """The order that a list gives by itself: a whole decision; None where something is missing of it."""
    if kind != EventKind.REVOKED or decision is None or not all(getattr(decision, name) for name in _NEEDED):
        return None
    return Order(EventKind.REVOKED, decision.issued_on, decision)


def _sent_back(request: HttpRequest, error: OversightError) -> HttpResponse:
    messages.error(request, str(error))
    return redirect(_INDEX)


def _refusals(refused: bulk.BulkRefused) -> str:
    first = "; ".join(f"{line.row.where}: {line.sentence}" for line in refused.lines[:3])
    more = len(refused.lines) - 3
    rest = _(" and %(count)s more") % {"count": more} if more > 0 else ""
    return _("Nothing was written. Row %(rows)s%(rest)s") % {"rows": first, "rest": rest}


def _done(kind: str, done: bulk.Applied) -> str:
    if not done.changed:
        return _("Everything in this list is on record already; nothing was changed.")
    revoked = ngettext("%(count)s certificate revoked.", "%(count)s certificates revoked.", done.changed)
    lapsed = ngettext("%(count)s extension ended.", "%(count)s extensions ended.", done.changed)
    said = (revoked if kind == EventKind.REVOKED else lapsed) % {"count": done.changed}
    already = _("%(count)s were on record already.") % {"count": done.unchanged} if done.unchanged else ""
    return f"{said} {already}".strip()


def _button(kind: str, found: DryRun | None) -> str:
    count = len(found.written) if found else 0
    revoke = ngettext("Revoke %(count)s certificate", "Revoke %(count)s certificates", count)
    lapse = ngettext("End %(count)s extension", "End %(count)s extensions", count)
    return str((revoke if kind == EventKind.REVOKED else lapse) % {"count": count}) if count else ""


def _tallies(found: DryRun | None) -> list[tuple[str, int, str]]:
    """What becomes of how many rows: verdict, number, words."""
    words = {
        Verdict.CHANGES: _("lose their star"),
        Verdict.RECORDED: _("go on record, no star changes"),
        Verdict.DONE: _("on record already"),
        Verdict.REFUSED: _("left out"),
    }
    return [(verdict.value, found.count(verdict), said) for verdict, said in words.items()] if found else []
