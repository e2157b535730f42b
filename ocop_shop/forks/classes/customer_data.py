"""Oscar's way to delete an account, which would leave its person in the orders: it leads to ours."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from oscar.apps.customer.views import ProfileDeleteView as OscarProfileDeleteView


class ProfileDeleteView(OscarProfileDeleteView):
    """Sends whoever is signed in to the page that erases the account."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Whatever was sent: nothing is deleted here."""
        return redirect("ocop:my-data-erase")
