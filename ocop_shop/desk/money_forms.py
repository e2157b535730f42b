"""Forms of the desk about money."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from oscar.core.loading import get_model

from ocop_shop.conf import settings
from ocop_shop.core import money, text
from ocop_shop.importing import bank_statements
from ocop_shop.importing.limits import FileRejected
from ocop_shop.importing.messages import FILE_MESSAGES
from ocop_shop.payments import amounts


class RefundForm(forms.Form):
    """How much is given back, and why."""

    amount = forms.CharField(label=gettext_lazy("Amount"), max_length=30)
    reason = forms.CharField(label=gettext_lazy("Reason"), max_length=500)
    number = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=30_000)

    def __init__(self, *args: Any, currency: str = money.CURRENCY, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.currency = currency

    def clean_amount(self) -> Decimal:
        amount = amounts.read(self.cleaned_data["amount"], self.currency)
        if not amount:
            raise forms.ValidationError(_("This is no amount in %(currency)s.") % {"currency": self.currency})
        return amount

    def clean_reason(self) -> str:
        return text.clean(self.cleaned_data["reason"])


class AssignForm(forms.Form):
    """To which order money belongs."""

    number = forms.CharField(label=gettext_lazy("Order number"), max_length=40)

    def clean_number(self) -> Any:
        number = text.clean(self.cleaned_data["number"]).upper()
        order = get_model("order", "Order").objects.filter(number__iexact=number).first()
        if order is None or order.total_incl_tax <= 0:
            raise forms.ValidationError(_("There is no order %(number)s with a payment.") % {"number": number})
        return order


class StatementForm(forms.Form):
    """A bank statement: a file, or rows copied from the bank's page."""

    file = forms.FileField(label=gettext_lazy("File (.xlsx or .csv)"), required=False)
    rows = forms.CharField(
        label=gettext_lazy("or copied rows, with their header"), required=False, widget=forms.Textarea({"rows": 6})
    )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        sent, rows = cleaned.get("file"), cleaned.get("rows", "")
        if not sent and not rows.strip():
            raise forms.ValidationError(_("Choose a file or paste some rows."))
        try:
            cleaned["statement"] = self._read(sent) if sent else bank_statements.pasted(rows)
        except bank_statements.NoSuchTable as rejected:
            told = _("No columns for amount and purpose were found. Leave the header of the table in.")
            raise forms.ValidationError(told) from rejected
        except FileRejected as rejected:
            raise forms.ValidationError(str(FILE_MESSAGES[rejected.reason])) from rejected
        return cleaned

    def _read(self, sent: Any) -> bank_statements.Statement:
        if sent.size > settings.import_max_bytes:
            raise FileRejected("file_too_large")
        return bank_statements.read(sent.read(), sent.name)
