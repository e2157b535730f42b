"""A letter to the staff who may answer a new case. It says where to look, never what the reporter wrote."""

from __future__ import annotations

import logging
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from ocop_shop.certification import wording
from ocop_shop.core import text
from ocop_shop.core.addresses import in_letters

from .remits import homes_of, people_for
from .rights import Right

logger = logging.getLogger(__name__)


def tell_staff(case: Any) -> int:
    """Write to everybody entitled to answer `case`, in the shop's language; returns how many letters were sent.

    A letter that cannot be sent is logged and holds up nobody: the case stands in the queue.
    """
    try:
        people = people_for(homes_of(case.certificate), Right.ANSWER).exclude(email="").order_by("pk")
        with translation.override(settings.LANGUAGE_CODE):
            letters = [_letter(case, person.email) for person in people]
        return get_connection().send_messages(letters) or 0 if letters else 0
    except Exception:
        logger.exception("The staff could not be told of case %s", case.pk)
        return 0


def _letter(case: Any, address: str) -> EmailMessage:
    values = {
        "number": case.number,
        "product": case.certificate.product_name,
        "code": case.certificate.code,
        "day": wording.day(case.due_on),
        "link": in_letters(reverse("ocop_doubts:case", args=[case.number])),
    }
    if case.producer_id:
        subject = _("A producer appeals: %(product)s") % {"product": text.clean(case.certificate.product_name)}
        body = _(
            "Appeal %(number)s\nProduct: %(product)s\nCheck code: %(code)s\nAnswer due on %(day)s\n\n"
            "What the producer writes stands in the queue of doubted badges."
        )
        return EmailMessage(subject, f"{body % values}\n{values['link']}".rstrip(), to=[address])
    subject = _("A badge is doubted: %(product)s") % {"product": text.clean(case.certificate.product_name)}
    body = _(
        "Case %(number)s\nProduct: %(product)s\nCheck code: %(code)s\nAnswer due on %(day)s\n\n"
        "What was reported stands in the queue of doubted badges."
    )
    return EmailMessage(subject, f"{body % values}\n{values['link']}".rstrip(), to=[address])
