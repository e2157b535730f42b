"""A letter to the buyer when a parcel leaves: what is in it, with whom it goes, and nothing of the other parcels."""

from __future__ import annotations

import logging
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation

from ocop_shop.core.addresses import in_letters
from ocop_shop.core.letters import written

logger = logging.getLogger(__name__)


def tell_sent(dispatch: Any) -> bool:
    """Write to the buyer in the language of the order; False where no letter was sent. One that fails is logged."""
    order = dispatch.order
    if not order.email:
        return False
    try:
        with translation.override(_language(dispatch) or settings.LANGUAGE_CODE):
            return bool(_letter(order, dispatch).send())
    except Exception:
        logger.exception("The buyer of order %s could not be told of parcel %s", order.number, dispatch.pk)
        return False


def _letter(order: Any, dispatch: Any) -> EmailMultiAlternatives:
    context = {
        "order": order,
        "dispatch": dispatch,
        "producer": dispatch.producer.display_name if dispatch.producer else "",
        "parts": dispatch.event.line_quantities.select_related("line").order_by("pk"),
        "link": in_letters(_page(order)),
        "site": order.site,
    }
    letter = EmailMultiAlternatives(*written("parcel_sent", context), to=[order.email])
    letter.attach_alternative(render_to_string("ocop_shop/mail/parcel_sent.html", context), "text/html")
    return letter


def _language(dispatch: Any) -> str:
    """What the buyer read when the parcel was agreed; of one that nobody agreed, when another one was."""
    parcels = dispatch.order.agreed_parcels.exclude(language="")
    own = parcels.filter(maker_key=dispatch.maker_key).first() or parcels.first()
    return own.language if own else ""


def _page(order: Any) -> str:
    if order.user_id:
        return reverse("customer:order", args=[order.number])
    return reverse("customer:anon-order", args=[order.number, order.verification_hash()])
