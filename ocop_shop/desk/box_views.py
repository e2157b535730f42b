"""Gift boxes and requests for a quote at the shop's desk. For staff who may change orders (`access`), nobody else."""

from __future__ import annotations

from typing import Any, cast

from django.apps import apps
from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.generic import View
from oscar.core.loading import get_class, get_model

from ocop_shop.boxes import actions, contents, quotes
from ocop_shop.boxes.abstract_models import QuoteState
from ocop_shop.boxes.exceptions import BoxError
from ocop_shop.producers import actions as producers

from .access import AtTheDesk
from .box_forms import AnswerForm, BaseParts, BoxForm, ChooseForm, Parts, called

MOST_OFFERED = 500
"""Names that the form offers while one types."""
PAGE = 50


class BoxesView(AtTheDesk, View):
    """All gift boxes, and a field for making one."""

    http_method_names = ["get", "head", "post", "options"]

    def get(self, request: HttpRequest) -> HttpResponse:
        """The list."""
        return self._page(request, ChooseForm())

    def post(self, request: HttpRequest) -> HttpResponse:
        """Go to the contents of the product that was named."""
        form = ChooseForm(request.POST)
        if form.is_valid():
            return redirect("ocop:desk-box", form.cleaned_data["product"].pk)
        return self._page(request, form, status=422)

    def _page(self, request: HttpRequest, form: ChooseForm, status: int = 200) -> HttpResponse:
        products = get_model("catalogue", "Product").objects.filter(contents.has_parts()).order_by("title", "pk")
        shown = products.select_related("product_class", "ocop_provenance__producer").prefetch_related(
            contents.lookup(), "stockrecords"
        )
        page = Paginator(shown, PAGE).get_page(request.GET.get("page"))
        waiting = apps.get_model("ocop_boxes", "QuoteRequest").objects.filter(state=QuoteState.NEW).count()
        rows = [(box, contents.parts_of(box), *_offer(box)) for box in page]
        context = {"rows": rows, "page_obj": page, "paginator": page.paginator, "form": form, "waiting": waiting}
        return render(request, "ocop_shop/desk/boxes.html", context, status=status)


class BoxView(AtTheDesk, View):
    """What is in one box, and who packs it."""

    http_method_names = ["get", "head", "post", "options"]

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The form with what is in it now."""
        box = _product(pk)
        known = [{"product": _named(part), "quantity": part.quantity} for part in contents.parts_of(box)]
        return self._page(request, box, Parts(initial=known, prefix="part"), _box_form(box))

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Write what the form says, or take the box apart."""
        box = _product(pk)
        if request.POST.get("do") == "apart":
            actions.set_parts(box, [], actor=request.user)
            messages.success(request, _("It is no box any more, and hidden. Orders keep what was in it."))
            return redirect("ocop:desk-boxes")
        parts, form = cast("BaseParts", Parts(request.POST, prefix="part")), BoxForm(request.POST)
        if not (parts.is_valid() and form.is_valid()):
            return self._page(request, box, parts, form, status=422)
        if request.POST.get("seen", now := _contents(box)) != now:
            return self._refused(request, box, parts, form, _changed(box))
        if not parts.parts:
            return self._refused(request, box, parts, form, _("Write at least one product, or take the box apart."))
        try:
            with transaction.atomic():
                actions.set_parts(box, parts.parts, actor=request.user)
                producers.entrust(box, form.cleaned_data["packer"], actor=request.user)
        except BoxError as problem:
            return self._refused(request, box, parts, form, str(problem))
        messages.success(request, _("Saved. Orders that were placed before keep what was in the box then."))
        return redirect("ocop:desk-box", box.pk)

    def _refused(self, request: HttpRequest, box: Any, parts: Any, form: BoxForm, problem: str) -> HttpResponse:
        form.add_error(None, problem)
        return self._page(request, _product(box.pk), parts, form, status=422)

    def _page(self, request: HttpRequest, box: Any, parts: Any, form: BoxForm, status: int = 200) -> HttpResponse:
        inside = contents.parts_of(box)
        price, left = _offer(box)
        context = {
            "box": box,
            "parts": parts,
            "form": form,
            "inside": inside,
            "seen": _contents(box),
            "price": price,
            "left": left,
        }
        context |= {"goods": _goods(box), "apart": _sum(inside)}
        return render(request, "ocop_shop/desk/box.html", context, status=status)


class QuotesView(AtTheDesk, View):
    """Requests for a quote, those that wait first."""

    http_method_names = ["get", "head", "options"]

    def get(self, request: HttpRequest) -> HttpResponse:
        """The list; `?state=` shows only those."""
        asked = apps.get_model("ocop_boxes", "QuoteRequest").objects.all()
        state = request.GET.get("state", QuoteState.NEW)
        asked = asked.filter(state=state) if state in QuoteState.values else asked
        page = Paginator(asked.order_by("-asked_at", "-pk"), PAGE).get_page(request.GET.get("page"))
        context = {"page_obj": page, "paginator": page.paginator, "state": state, "states": QuoteState.choices}
        return render(request, "ocop_shop/desk/quotes.html", context)


class QuoteView(AtTheDesk, View):
    """One request, its answer, and closing it."""

    http_method_names = ["get", "head", "post", "options"]

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """What was asked, and the form for the answer."""
        return self._page(request, _request(pk), AnswerForm())

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Answer or close."""
        asked = _request(pk)
        if request.POST.get("do") == "close":
            quotes.close(asked, actor=request.user)
            return redirect("ocop:desk-quotes")
        form = AnswerForm(request.POST)
        if not form.is_valid():
            return self._page(request, asked, form, status=422)
        try:
            quotes.answer(asked, form.cleaned_data["answer"], actor=request.user)
        except BoxError as problem:
            form.add_error(None, str(problem))
            return self._page(request, _request(pk), form, status=422)
        sent = _("Answered; the letter is on its way.") if asked.email else _("Noted. Now call: there is no e-mail.")
        messages.success(request, sent)
        return redirect("ocop:desk-quote", asked.pk)

    def _page(self, request: HttpRequest, asked: Any, form: AnswerForm, status: int = 200) -> HttpResponse:
        context = {"asked": asked, "form": form, "is_new": asked.state == QuoteState.NEW}
        return render(request, "ocop_shop/desk/quote.html", context | _weighed(asked), status=status)


def _product(pk: int) -> Any:
    products = get_model("catalogue", "Product").objects.select_related("product_class", "ocop_provenance__producer")
    return get_object_or_404(products.prefetch_related(contents.lookup(), "stockrecords"), pk=pk if pk < 2**31 else 0)


def _request(pk: int) -> Any:
    model = apps.get_model("ocop_boxes", "QuoteRequest")
    return get_object_or_404(model.objects.select_related("box"), pk=pk if pk < 2**63 else 0)


def _box_form(box: Any) -> BoxForm:
    origin = getattr(box, "ocop_provenance", None)
    return BoxForm(initial={"packer": origin.producer_id if origin else None})


def _named(part: Any) -> str:
    return called(part.part) if part.part else part.title


def _contents(box: Any) -> str:
    """What is in a box, in few letters: a form says by it on what it was filled in."""
    return ",".join(f"{part.part_id}x{part.quantity}" for part in contents.parts_of(box))


def _changed(box: Any) -> str:
    there = ", ".join(f"{part.quantity} × {part.title}" for part in contents.parts_of(box)) or "–"
    told = _(
        "Somebody else has changed the box since you opened this page. In it now: %(parts)s. Save again to have yours."
    )
    return told % {"parts": there}


def _offer(box: Any) -> tuple[Any, int | None]:
    """The price of a box, and how many can be packed; None where nobody keeps count."""
    info = get_class("partner.strategy", "Selector")().strategy().fetch_for_product(box)
    price = info.price.excl_tax if info.price.exists else None
    return price, contents.left(contents.parts_of(box))


def _sum(parts: Any) -> Any:
    """What the things cost one by one, as far as they have a price."""
    records = [(part.stockrecord, part.quantity) for part in parts]
    return sum(record.price * pieces for record, pieces in records if record and record.price is not None)


def _goods(box: Any) -> list[str]:
    """Names that the form offers: what is on sale and no box."""
    products = get_model("catalogue", "Product").objects.filter(is_public=True, stockrecords__price__gte=0)
    offered = products.exclude(contents.has_parts()).exclude(pk=box.pk).select_related("parent").distinct()
    return [called(product) for product in offered.order_by("title", "pk")[:MOST_OFFERED]]


def _weighed(asked: Any) -> dict[str, Any]:
    """What may help to answer: what so many boxes cost today, and how many can be packed."""
    if asked.box is None:
        return {}
    price, left = _offer(asked.box)
    return {"price": price, "left": left, "total": price * asked.quantity if price is not None else None}
