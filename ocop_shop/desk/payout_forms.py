"""Forms of the desk about what producers are owed."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ocop_shop.accounts.months import Month
from ocop_shop.core import money

_MOST = int(money.TOO_MUCH) - 1


class MonthForm(forms.Form):
    """Which month is closed, with all before it."""

    month = forms.RegexField(r"^2[0-9]{3}-(0[1-9]|1[0-2])$", label=_("Month"), strip=True)

    def clean_month(self) -> Month | None:
        return Month.read(self.cleaned_data["month"])


class CommissionForm(forms.Form):
    """What the shop keeps of the goods of a producer."""

    percent = forms.DecimalField(
        label=_("Commission (%)"),
        required=False,
        min_value=Decimal(0),
        max_value=Decimal(100),
        max_digits=5,
        decimal_places=2,
        help_text=_("Empty: the shop's own. For what is sold from now on."),
    )


class CorrectionForm(forms.Form):
    """What is put right, and why."""

    amount = forms.IntegerField(
        label=_("Amount (đồng)"),
        min_value=-_MOST,
        max_value=_MOST,
        help_text=_("With a minus before it: taken off what the producer is owed."),
    )
    reason = forms.CharField(label=_("Reason"), max_length=300)
    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)


class SharesForm(forms.Form):
    """How much of a refund was given back for which line."""

    def __init__(self, lines: Iterable[Any], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for line in lines:
            self.fields[f"line-{line.pk}"] = forms.IntegerField(
                label=f"{line.quantity} × {line.title}", min_value=0, max_value=_MOST, required=False
            )

    @property
    def by_line(self) -> dict[int, int]:
        """The amounts by the key of the line."""
        return {int(name.removeprefix("line-")): amount or 0 for name, amount in self.cleaned_data.items()}
