"""What the list of the register is narrowed to: every answer is a condition on the table."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django import forms
from django.apps import apps
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ocop_shop.certification import rules
from ocop_shop.certification.choices import Evidence, IssuerLevel
from ocop_shop.core import clock, text

from . import remits, states
from .rights import Right

SORTS = {
    "end": ("expires_on", "pk"),
    "-end": ("-expires_on", "-pk"),
    "product": ("search_key", "pk"),
    "-product": ("-search_key", "-pk"),
}
"""What a list can be sorted by: the last day, or the name of the product without its marks."""
DEFAULT_SORT = "-end"
_ALL = gettext_lazy("all")
_MOST_WORDS = 8


class RegisterForm(forms.Form):
    """The filters above the list. What makes no sense is left out, so that an old address still opens a list."""

    q = forms.CharField(
        label=gettext_lazy("Product, producer, decision or code"),
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"type": "search"}),
    )
    state = forms.ChoiceField(label=gettext_lazy("State today"), required=False)
    stars = forms.TypedChoiceField(
        label=gettext_lazy("Stars"),
        coerce=int,
        empty_value=None,
        required=False,
        choices=[("", _ALL), *((stars, f"{stars} ★") for stars in rules.STARS)],
    )
    place = forms.TypedChoiceField(label=gettext_lazy("Place"), coerce=int, empty_value=None, required=False)
    month = forms.RegexField(
        r"^[12]\d{3}-(0[1-9]|1[0-2])$",
        label=gettext_lazy("Ends in the month"),
        required=False,
        widget=forms.TextInput(attrs={"type": "month", "placeholder": "2027-03"}),
    )
    level = forms.ChoiceField(
        label=gettext_lazy("Level of the issuer"), required=False, choices=[("", _ALL), *IssuerLevel.choices]
    )
    issuer = forms.CharField(label=gettext_lazy("Issuer"), required=False, max_length=100)
    evidence = forms.ChoiceField(
        label=gettext_lazy("Evidence"), required=False, choices=[("", _ALL), *Evidence.choices]
    )

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        state: Any = self.fields["state"]
        state.choices = [("", _ALL), *states.FILTERS.items()]
        place: Any = self.fields["place"]
        place.choices = [("", _("all within my remit")), *_places(user)]

    @property
    def given(self) -> dict[str, Any]:
        """What was asked for and can be."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value not in (None, "")}

    @property
    def is_narrowed_further(self) -> bool:
        """Whether any of the filters is in use that stand behind "More filters"."""
        return bool({"month", "level", "issuer", "evidence"} & self.given.keys())

    def narrowed(self, rows: QuerySet[Any], on: date | None = None) -> QuerySet[Any]:
        """Those of `rows` that were asked for, as they stand on `on` (default: today)."""
        given = self.given
        found: QuerySet[Any] = rows.filter(_condition(given, on or clock.today()))
        if "q" in given:
            found = found.filter(pk__in=_called(given["q"]).values("pk"))
        return found


def sorted_by(rows: QuerySet[Any], sort: str | None) -> QuerySet[Any]:
    """`rows` in the order of a name of `SORTS`; in the usual order for another name."""
    return rows.order_by(*SORTS[sort if sort in SORTS else DEFAULT_SORT])


def _condition(given: dict[str, Any], day: date) -> Q:
    condition = Q()
    for name, column in (("stars", "stars"), ("evidence", "evidence"), ("level", "decision__issuer_level")):
        if name in given:
            condition &= Q(**{column: given[name]})
    if "state" in given:
        condition &= states.narrowed_to(given["state"], day)
    if "place" in given:
        condition &= _from(given["place"], day)
    if "month" in given:
        first = date.fromisoformat(f"{given['month']}-01")
        condition &= Q(expires_on__gte=first, expires_on__lt=(first + timedelta(days=31)).replace(day=1))
    for word in text.words(given.get("issuer", ""))[:_MOST_WORDS]:
        condition &= Q(decision__issuer_key__contains=word)
    return condition


def _called(words: str) -> QuerySet[Any]:
    """By words in any spelling; a code may have been typed in groups of letters."""
    certificates = apps.get_model("ocop_certification", "Certificate").objects
    found: QuerySet[Any] = certificates.called(words)
    code = text.clean(words).replace(" ", "").replace("-", "").upper()
    return found | certificates.filter(code=code)


def _from(place_id: int, day: date) -> Q:
    """From this place, mergers followed; of a former province, also what is on record as having come from it."""
    provenances = apps.get_model("ocop_producers", "Provenance").objects
    place = apps.get_model("ocop_regions", "Place").objects.filter(pk=place_id).first()
    if place is None or place.valid_until is None or place.valid_until >= day:
        return Q(product__in=provenances.from_places(remits.places_of(place_id, day)).values("product"))
    here = provenances.from_places([place_id]).values("product")
    return Q(product__in=here) | Q(product__in=provenances.filter(former_province=place_id).values("product"))


def _places(user: Any) -> list[tuple[Any, list[tuple[int, str]]]]:
    """The provinces of today and of before 2025 in which somebody works, and the communes of a commune's remit."""
    reached = remits.reached(user, Right.VIEW)
    places = apps.get_model("ocop_regions", "Place").objects.order_by("name_key", "pk")
    found = list(places.provinces() if reached is None else places.filter(pk__in=reached))
    today = clock.today()
    now = [place for place in found if place.valid_until is None or place.valid_until >= today]
    groups = [(_("Today"), now), (_("Former"), [place for place in found if place not in now])]
    return [(label, [(place.pk, _name(place)) for place in group]) for label, group in groups if group]


def _name(place: Any) -> str:
    """Provinces by their bare name, since the list is sorted by it."""
    return str(place.name if place.level == "province" else place.full_name)
