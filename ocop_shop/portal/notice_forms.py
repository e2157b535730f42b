"""Forms about how somebody is told."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ocop_shop.notices.channel import Channel, Refused
from ocop_shop.notices.channels import posting, webhook
from ocop_shop.notices.hours import Way as Told
from ocop_shop.notices.models import Level, Way

_WISHES = ("quiet_from", "quiet_until", "digest_hour", "language")


class _Time(forms.TimeInput):
    input_type = "time"

    def __init__(self) -> None:
        super().__init__(format="%H:%M")


class WishesForm(forms.Form):
    """Hours and language."""

    quiet_from = forms.TimeField(
        label=gettext_lazy("Quiet from"),
        widget=_Time,
        help_text=gettext_lazy("From then on nothing comes; it waits."),
    )
    quiet_until = forms.TimeField(
        label=gettext_lazy("Quiet until"), widget=_Time, help_text=gettext_lazy("The same time twice: no quiet hours.")
    )
    digest_hour = forms.TypedChoiceField(
        label=gettext_lazy("Once a day, at"), coerce=int, choices=[(hour, f"{hour:02}:00") for hour in range(24)]
    )
    language = forms.ChoiceField(label=gettext_lazy("Language of messages"))

    def __init__(self, data: Any = None, *, wishes: Any, prefix: str, initial: Mapping[str, Any] | None = None) -> None:
        now = {name: getattr(wishes, name) for name in _WISHES}
        now["language"] = now["language"] or settings.LANGUAGE_CODE
        super().__init__(data, prefix=prefix, initial={**now, **(initial or {})})
        self.fields["language"].choices = settings.LANGUAGES  # type: ignore[attr-defined]

    def wished(self) -> dict[str, Any]:
        """Hours and language, as the actions take them."""
        return {name: self.cleaned_data[name] for name in _WISHES}


class PersonalForm(WishesForm):
    """How one person is told by each channel of what cannot wait, and of the rest."""

    def __init__(self, data: Any = None, *, channels: Sequence[Channel], wishes: Any, prefix: str) -> None:
        super().__init__(data, wishes=wishes, prefix=prefix)
        self._codes = [channel.code for channel in channels]
        for channel in channels:
            for level, label in _labels(str(channel.name)):
                name = f"{channel.code}-{level}"
                way = wishes.way(channel.code, level)
                self.fields[name] = forms.ChoiceField(label=label, choices=Way.choices, initial=way)
        self.order_fields([f"{code}-{level}" for code in self._codes for level in Level.values])

    def ways(self) -> dict[str, dict[str, Told]]:
        """The ways by channel and level."""
        said = self.cleaned_data
        return {code: {level: Told(said[f"{code}-{level}"]) for level in Level.values} for code in self._codes}


class PlaceForm(WishesForm):
    """The address of a machine of the producer's own, and what goes there."""

    address = forms.CharField(
        label=gettext_lazy("Address on the internet"),
        max_length=500,
        widget=forms.URLInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        help_text=gettext_lazy("Begins with https:// and is reached from everywhere."),
    )
    urgent = forms.ChoiceField(label=gettext_lazy("New orders and what else cannot wait"), choices=Way.choices)
    normal = forms.ChoiceField(label=gettext_lazy("The rest"), choices=Way.choices)
    field_order = ("address", "urgent", "normal")

    def __init__(self, data: Any = None, *, wishes: Any, prefix: str) -> None:
        initial = {"address": wishes.address, "urgent": wishes.urgent, "normal": wishes.normal}
        super().__init__(data, wishes=wishes, prefix=prefix, initial=initial)

    def first_of(self) -> list[forms.BoundField]:
        """What has to be said."""
        return [self[name] for name in self.field_order]

    def rest_of(self) -> list[forms.BoundField]:
        """What is good as it is, mostly."""
        return [self[name] for name in _WISHES]

    def is_wrong_below(self) -> bool:
        """Whether something of the rest has to be looked at."""
        return any(name in self.errors for name in _WISHES)

    def clean_address(self) -> str:
        """An address that something may be sent to; whether it is there, the test says."""
        address = str(self.cleaned_data["address"])
        try:
            posting.read(address, webhook.networks())
        except Refused as problem:
            told = _("This address cannot be used: it has to begin with https:// and to be reached from everywhere.")
            raise forms.ValidationError(told) from problem
        return address

    def wished(self) -> dict[str, Any]:
        """All but the address, as the action takes it."""
        ways = {name: Told(self.cleaned_data[name]) for name in ("urgent", "normal")}
        return {**super().wished(), **ways}


def _labels(channel: str) -> tuple[tuple[str, str], ...]:
    named = {"channel": channel}
    return (
        (Level.URGENT, _("%(channel)s: new orders and what else cannot wait") % named),
        (Level.NORMAL, _("%(channel)s: the rest") % named),
    )
