"""Tags of `{% load ocop %}` about what shoppers ask and who may review."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import template
from django.apps import apps
from django.utils.translation import gettext as _

from ocop_shop.asking.buyers import has_bought
from ocop_shop.asking.forms import QuestionForm
from ocop_shop.conf import settings

register = template.Library()


@dataclass(frozen=True)
class MayReview:
    """Whether somebody may review a product; else `told` says why not, empty for whoever has done so."""

    is_allowed: bool
    told: str = ""


@register.inclusion_tag("ocop_shop/elements/questions.html", takes_context=True)
def ocop_questions(context: dict[str, Any], product: Any, limit: int = 5) -> dict[str, Any]:
    """The newest questions about `product` with the producer's answers, and the form. One query."""
    most, user = int(limit), context.get("user")
    found = list(apps.get_model("ocop_asking", "Question").objects.shown(product)[: most + 1])
    return {
        "product": product,
        "questions": found[:most],
        "has_more": len(found) > most,
        "form": QuestionForm(user=user),
        "is_known": user is not None and user.is_authenticated,
        "is_looked_at": bool(settings.moderate_questions),
    }


@register.simple_tag(takes_context=True)
def ocop_may_review(context: dict[str, Any], product: Any) -> MayReview:
    """Whether the reader may review `product`: `{% ocop_may_review product as review %}`.

    Two queries for who is signed in, none for others.
    """
    user = context.get("user")
    if user is None or not user.is_authenticated:
        return MayReview(False, _("Only those who bought it here can review it. Sign in to do so."))
    if not has_bought(user, product):
        return MayReview(False, _("Only those who bought this product here can review it, once it was sent."))
    return MayReview(bool(product.is_review_permitted(user)))
