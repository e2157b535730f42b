"""Evaluation rounds at `/cms/`: open one, record what the council gave, take back what was wrong."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path, reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ocop_shop.certification import actions as register
from ocop_shop.certification.choices import EvaluationResult, IssuerLevel
from ocop_shop.certification.exceptions import RegisterError
from ocop_shop.core import clock
from ocop_shop.oversight import remits, rounds
from ocop_shop.oversight.rights import Right
from ocop_shop.oversight.rounds_forms import ReasonForm, RoundForm, ScoringForm

from .pages import DeskPage, ReadersPage, ReadersViewSet

_INDEX = "ocop_rounds:index"
_ROUND = "ocop_rounds:round"
_ROUNDS = (_INDEX, gettext_lazy("Evaluation rounds"))
_PAGE_SIZE = 50


class RoundsView(ReadersPage):
    """The rounds within one's remit, with what was found in each."""

    rights = rounds.READING
    page_title = gettext_lazy("Evaluation rounds")
    header_icon = "group"
    template_name = "ocop_shop/cms/rounds/index.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """One page of the rounds, and the dates that the law sets."""
        user = self.request.user
        rows = rounds.with_counts(rounds.rounds_for(user, *self.rights))
        page = Paginator(rows, _PAGE_SIZE).get_page(self.request.GET.get("p"))
        return super().get_context_data(
            rounds=[(row, _name(row), _counts(row)) for row in page],
            page_obj=page,
            results=EvaluationResult.choices,
            lawful=_lawful_dates(),
            may_open=remits.has(user, Right.EVALUATE),
            **kwargs,
        )


class OpenView(DeskPage):
    """Open a round; one that is open already is shown."""

    right = Right.EVALUATE
    page_title = gettext_lazy("Open a round")
    header_icon = "group"
    trail = (_ROUNDS,)
    template_name = "ocop_shop/cms/rounds/open.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The form, and the dates that the law sets."""
        form = RoundForm(user=self.request.user)
        return super().get_context_data(**{"form": form, "lawful": _lawful_dates(), **kwargs})

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Record the round and lead to it."""
        form = RoundForm(request.POST, user=request.user)
        if form.is_valid():
            try:
                opened = register.open_round(**form.cleaned_data, actor=request.user)
            except RegisterError as error:
                form.add_error(None, str(error))
            else:
                return redirect(_ROUND, opened.pk)
        return self.render_to_response(self.get_context_data(form=form))


class RoundMixin:
    """A page about one round. A round of another province does not exist for whoever has no remit there."""

    round_rights: tuple[Right, ...] = (Right.EVALUATE,)
    request: HttpRequest
    kwargs: dict[str, Any]

    @cached_property
    def found(self) -> Any:
        """The round of this address, with its counts."""
        rows = rounds.with_counts(rounds.rounds_for(self.request.user, *self.round_rights))
        return get_object_or_404(rows, pk=self.kwargs["pk"])


class InRoundMixin(RoundMixin):
    """A page below the one of a round."""

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Home, the rounds, this round, this page."""
        *above, last = super().get_breadcrumbs_items()  # type: ignore[misc]
        return [*above, {"url": reverse(_ROUND, args=[self.found.pk]), "label": _name(self.found)}, last]


class RoundView(RoundMixin, ReadersPage):
    """What was recorded in one round, and the search for a product to record."""

    rights = round_rights = rounds.READING
    header_icon = "group"
    trail = (_ROUNDS,)
    template_name = "ocop_shop/cms/rounds/round.html"

    def get_page_title(self) -> str:
        """The round: "Round 2/2026, Vĩnh Long"."""
        return _name(self.found)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The round, its evaluations, and the products that were sought."""
        user, words = self.request.user, self.request.GET.get("q", "").strip()[:100]
        may_record = rounds.may_change(user, self.found)
        return super().get_context_data(
            round=self.found,
            counts=_counts(self.found),
            recorded=rounds.evaluations_of(self.found, user),
            may_record=may_record,
            words=words,
            most=rounds.MOST_FOUND,
            hits=rounds.products(user, self.found, words) if may_record and words else [],
            **kwargs,
        )


class RecordView(InRoundMixin, DeskPage):
    """Record what the council gave one product."""

    right = Right.EVALUATE
    page_title = gettext_lazy("Record an evaluation")
    header_icon = "group"
    trail = (_ROUNDS,)
    template_name = "ocop_shop/cms/rounds/record.html"

    @property
    def product(self) -> Any:
        """The product of this address, within the places of this person and the province of the round."""
        product = rounds.product(self.request.user, self.found, self.kwargs["product_pk"])
        if product is None:
            raise Http404
        return product

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The form, with the day of the round in it."""
        form = ScoringForm(level=self.found.level, initial={"evaluated_on": self.found.held_on})
        return super().get_context_data(**{"form": form, "round": self.found, "product": self.product, **kwargs})

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Record it, or say which article forbids it."""
        product = self.product
        form = ScoringForm(request.POST, level=self.found.level)
        if form.is_valid():
            origin = getattr(product, "ocop_provenance", None)
            maker = origin.producer.name if origin and origin.producer else ""
            try:
                register.record_evaluation(
                    product, form.scoring, round=self.found, producer_name=maker, actor=request.user
                )
            except RegisterError as error:
                form.add_error(None, str(error))
            else:
                messages.success(request, _("Recorded: %(product)s.") % {"product": product.get_title()})
                return redirect(_ROUND, self.found.pk)
        return self.render_to_response(self.get_context_data(form=form, product=product))


class WithdrawView(InRoundMixin, DeskPage):
    """Take back an evaluation that was recorded in error; it stays on record with the reason."""

    right = Right.EVALUATE
    page_title = gettext_lazy("Withdraw an evaluation")
    header_icon = "group"
    trail = (_ROUNDS,)
    template_name = "ocop_shop/cms/rounds/withdraw.html"

    @property
    def evaluation(self) -> Any:
        """The evaluation of this address, within the places of this person."""
        evaluation = rounds.evaluation(self.request.user, self.found, self.kwargs["evaluation_pk"])
        if evaluation is None:
            raise Http404
        return evaluation

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """What is to be taken back, and the form for the reason."""
        given = {"form": ReasonForm(), "round": self.found, "evaluation": self.evaluation, **kwargs}
        return super().get_context_data(**given)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Take it back. Repeating it changes nothing."""
        evaluation = self.evaluation
        form = ReasonForm(request.POST)
        if form.is_valid():
            register.withdraw_evaluation(evaluation, reason=form.cleaned_data["reason"], actor=request.user)
            messages.success(request, _("Withdrawn: %(product)s.") % {"product": evaluation.product_name})
            return redirect(_ROUND, self.found.pk)
        return self.render_to_response(self.get_context_data(form=form, evaluation=evaluation))


class RoundsViewSet(ReadersViewSet):
    """Evaluation rounds."""

    name = "ocop_rounds"
    url_prefix = "ocop/rounds"
    icon = "group"
    menu_label = gettext_lazy("Evaluation rounds")
    menu_order = 50
    rights = rounds.READING

    def get_urlpatterns(self) -> list[URLPattern]:
        """The rounds, one round, and what is done in it."""
        return [
            path("", self.construct_view(RoundsView), name="index"),
            path("open/", self.construct_view(OpenView), name="open"),
            path("<int:pk>/", self.construct_view(RoundView), name="round"),
            path("<int:pk>/record/<int:product_pk>/", self.construct_view(RecordView), name="record"),
            path("<int:pk>/withdraw/<int:evaluation_pk>/", self.construct_view(WithdrawView), name="withdraw"),
        ]


def _name(found: Any) -> str:
    """A round as people speak of it: "Round 2/2026, Vĩnh Long"."""
    place = found.province.name if found.province_id else _level(found.level)
    return _("Round %(number)s/%(year)s, %(place)s") % {"number": found.number, "year": found.year, "place": place}


def _level(level: str) -> str:
    return _("the centre") if level == IssuerLevel.NATIONAL else _("province")


def _counts(found: Any) -> list[tuple[str, int]]:
    return [(str(label), getattr(found, f"count_{value}")) for value, label in EvaluationResult.choices]


def _lawful_dates() -> list[tuple[str, Any, str]]:
    """The rounds of this year and the next as the law sets them: (name, round, article)."""
    year, found = clock.today().year, []
    for when in (year, year + 1):
        for level in (IssuerLevel.PROVINCE, IssuerLevel.NATIONAL):
            for one in rounds.dates_of(level, when):
                values = {"number": one.number, "year": when, "place": _level(level)}
                found.append((_("Round %(number)s/%(year)s, %(place)s") % values, one, _article(one.article)))
    return found


def _article(source: str) -> str:
    decision, _art, number = source.partition(" art. ")
    return _("%(decision)s art. %(number)s") % {"decision": decision, "number": number}
