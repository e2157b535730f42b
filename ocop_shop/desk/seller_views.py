"""Checking sellers again. For staff with the right `ocop_proposals.decide_proposal`; others are refused."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.contrib import messages
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ocop_shop.core import text
from ocop_shop.producers import actions, rechecks, selling, tax_codes
from ocop_shop.producers.abstract_identity_models import Fact, Outcome
from ocop_shop.proposals.identity import FIELDS, IdentitySubject, in_words
from ocop_shop.proposals.joining_fields import LABELS

from .review_views import AtTheReview

SHOWN = 100


class SellersView(AtTheReview):
    """The sellers that have to be checked again, and looking for any other. For staff who may decide on proposals."""

    http_method_names = ["get", "head", "options"]

    def get(self, request: HttpRequest) -> HttpResponse:
        """The list, and what was looked for."""
        words = text.clean(request.GET.get("q", ""))[:100]
        due = rechecks.due()
        context = {"due": due[:SHOWN], "number": len(due), "words": words, "found": _found(words) if words else []}
        return render(request, "ocop_shop/desk/sellers.html", context)


class SellerView(AtTheReview):
    """One seller: what its identity says, who checked it when, what it said before. For staff who may decide."""

    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        """The identity with its history."""
        return self._page(request, _identity(slug))

    def post(self, request: HttpRequest, slug: str) -> HttpResponse:
        """Check it again: what came out for each fact, and by what."""
        identity = _identity(slug)
        outcomes = {fact: request.POST.get(f"outcome-{fact}", "") for fact in Fact.values}
        said = {fact: outcome for fact, outcome in outcomes.items() if outcome in Outcome.values}
        by = text.clean(request.POST.get("source", ""))[:200]
        if not said or not by:
            messages.error(request, _("Say for one fact at least what came out, and by what you checked it."))
            return self._page(request, identity, outcomes, status=422)
        if any(request.POST.get(f"seen-{fact}", now) != now for fact in said if (now := identity.print_of(fact))):
            messages.error(request, _("The identity has changed since you opened this page. Look at it once more."))
            return self._page(request, identity, outcomes, status=409)
        note = text.clean(request.POST.get("note", ""))[:500]
        for fact, outcome in said.items():
            actions.verify(identity, fact, actor=request.user, outcome=outcome, source=by, note=note)
        told = ngettext("%(number)d check is written down.", "%(number)d checks are written down.", len(said))
        messages.success(request, told % {"number": len(said)})
        return redirect("ocop:desk-seller", slug)

    def _page(self, request: HttpRequest, identity: Any, outcomes: Any = None, status: int = 200) -> HttpResponse:
        subject = IdentitySubject()
        verified, due = selling.verified(identity), rechecks.due_facts(identity)
        context = {
            "identity": identity,
            "facts": [(label, words) for _name, label, words in in_words(identity)],
            "rows": [
                (
                    fact,
                    verified.get(fact.value),
                    due.get(fact.value),
                    (outcomes or {}).get(fact.value, ""),
                    identity.print_of(fact.value),
                )
                for fact in Fact
            ],
            "outcomes": Outcome.choices,
            "checks": identity.verifications.select_related("verified_by")[:SHOWN],
            "former": [_in_words(subject, one) for one in identity.former.select_related("changed_by")[:SHOWN]],
            "source": request.POST.get("source", ""),
            "note": request.POST.get("note", ""),
        }
        answer = render(request, "ocop_shop/desk/seller.html", context, status=status)
        answer["Cache-Control"] = "no-store"
        return answer


def _in_words(subject: IdentitySubject, former: Any) -> tuple[Any, list[tuple[Any, str]]]:
    said = former.facts
    return former, [(LABELS[name], subject.shown(name, said[name])) for name in FIELDS if said.get(name)]


def _found(words: str) -> Any:
    """Sellers by name or tax code, however the code is written."""
    rows = apps.get_model("ocop_producers", "SellerIdentity").objects.select_related("producer")
    named = Q(legal_name__icontains=words) | Q(producer__name__icontains=words)
    return rows.filter(named | Q(tax_code=tax_codes.normal(words))).order_by("legal_name", "pk")[:SHOWN]


def _identity(slug: str) -> Any:
    rows = apps.get_model("ocop_producers", "SellerIdentity").objects
    return get_object_or_404(rows.select_related("producer", "province", "commune"), producer__slug=slug)
