"""Tags of the producers' portal."""

from __future__ import annotations

from typing import Any

from django import template
from django.forms import BoundField
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from ocop_shop.conf import settings
from ocop_shop.portal import notices
from ocop_shop.portal.access import Work
from ocop_shop.portal.example_photos import HEIGHT, PAIRS, WIDTH
from ocop_shop.portal.goods_forms import ListingForm
from ocop_shop.portal.guides import GUIDES
from ocop_shop.portal.help_texts import SHOP, help_for
from ocop_shop.portal.navigation import rooms
from ocop_shop.producers.listing_fields import Notice
from ocop_shop.producers.models import Role

register = template.Library()


@register.simple_tag
def portal_rooms(work: Work) -> list[dict[str, Any]]:
    """The rooms of the desk that this work may enter."""
    return list(rooms(work))


@register.inclusion_tag("ocop_shop/portal/elements/help.html", takes_context=True)
def portal_help(context: dict[str, Any], work: Work) -> dict[str, Any]:
    """What the page that is asked for is for, and whom to ask; nothing where nobody has written of it."""
    found = help_for(getattr(context["request"].resolver_match, "url_name", "") or "")
    return {
        "help": found,
        "work": work,
        "guides": [(task, GUIDES[task]) for task in found.guides] if found else [],
        "shop_email": settings.shop_email if found and found.ask is SHOP else "",
    }


@register.inclusion_tag("ocop_shop/portal/elements/examples.html")
def portal_examples(name: str) -> dict[str, Any]:
    """A good photo beside a bad one for the task of this name; nothing where there is none."""
    return {"pair": PAIRS.get(name), "name": name, "width": WIDTH, "height": HEIGHT}


@register.simple_tag
def portal_bell(work: Work) -> str:
    """How many notices this person has not seen yet: "3", "99+", or nothing."""
    return notices.bell(work)


@register.simple_tag
def portal_role(role: str) -> str:
    """A role in words."""
    return str(dict(Role.choices).get(role, role))


@register.simple_tag
def portal_input(field: BoundField) -> SafeString:
    """The input of a field in our look; what a form says of it stays."""
    own = field.field.widget.attrs.get("class", "")
    return field.as_widget(attrs={"class": f"ocop-in {own}".strip()})


@register.simple_tag
def portal_words(notice: Notice) -> str:
    """What has to be known about a product set, in the reader's language."""
    return notice.en if get_language() == "en" else notice.vi


@register.simple_tag
def portal_unit(form: ListingForm, question: BoundField) -> str:
    """The unit of a question ("%", "cm"); empty where there is none."""
    return form.units.get(question.name, "")


@register.filter
def short_dong(value: int) -> str:
    """Đồng in few letters, as at the side of a chart: "1,5 tr" in Vietnamese, "1.5M" in English."""
    units = ((10**9, _("%(number)sbn")), (10**6, _("%(number)sM")), (10**3, _("%(number)sk")))
    for size, unit in units:
        if abs(value) >= size:
            whole, rest = divmod(abs(value) * 10 // size, 10)
            mark = "." if get_language() == "en" else ","
            number = f"{whole}{mark}{rest}" if rest else str(whole)
            return unit % {"number": f"-{number}" if value < 0 else number}
    return str(value)
