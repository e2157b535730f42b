"""Pages with one form that first says what would happen to the star, and then, agreed to, lets it happen."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import gettext as _

from ocop_shop.certification import rules
from ocop_shop.certification.exceptions import RegisterError
from ocop_shop.oversight import permissions
from ocop_shop.oversight.effects import Effect, attempt
from ocop_shop.oversight.exceptions import OversightError
from ocop_shop.oversight.rights import Right

from .pages import DeskPage

_SALT = "ocop_shop.oversight.acting"


class NotYours(OversightError):
    """What would come out of it is more than this person may do; nothing was written."""


class ActingPage(DeskPage):
    """A form whose act is tried before it is done.

    The first sending does the act, reads off what became of the star, and undoes it. The page says so and offers a
    button. Sending again with that button does it, if the same still comes out of it; otherwise the page says anew what
    would happen. An act that is on record already is not recorded twice.
    """

    def form(self, *data: Any) -> forms.Form:
        """The form of this page, with what was sent."""
        raise NotImplementedError

    def product_id(self) -> int | None:
        """Whose star is watched."""
        raise NotImplementedError

    def check(self, done: Any) -> None:
        """Raise `NotYours` where what `done` has come to is more than this person may do."""

    def right_used(self) -> Right:
        """The right that this page's act asks for."""
        raise NotImplementedError

    def becomes(self, done: Any) -> str:
        """What the certificate would be today, in a word or two; asked while `done` is done."""
        raise NotImplementedError

    def finish(self, effect: Effect, done: Any) -> str:
        """Where to go once it is done."""
        raise NotImplementedError

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The form, as it was sent or empty."""
        return super().get_context_data(**{"form": kwargs.pop("form", None) or self.form(), **kwargs})

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Try, and do what was agreed to."""
        form = self.form(request.POST)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form))
        agreed = request.POST.get("agreed", "")
        told: dict[str, Any] = {}

        def keep(effect: Effect, done: Any) -> bool:
            self.check(done)
            self._check_five(effect)
            token = self._token(form, effect)
            told.update(effect=effect, token=token, changed=agreed, becomes=self.becomes(done))
            told["kept"] = bool(agreed) and (not effect.is_new or constant_time_compare(agreed, token))
            return bool(told["kept"])

        try:
            effect, done = attempt(self.product_id(), lambda: form.perform(request.user), keep)  # type: ignore[attr-defined]
        except OperationalError:
            busy = _("Somebody else is writing to the same record right now. Nothing was written; send it again.")
            form.add_error(None, busy)
            return self.render_to_response(self.get_context_data(form=form))
        except NotYours as refusal:
            return self.refused(str(refusal))
        except RegisterError as error:
            form.add_error(None, str(error))
            return self.render_to_response(self.get_context_data(form=form))
        if told["kept"]:
            messages.success(request, effect.sentence)
            return redirect(self.finish(effect, done))
        return self.render_to_response(self.get_context_data(form=form, **told))

    def _check_five(self, effect: Effect) -> None:
        """Five stars are the centre's to give and to take, also by way of another certificate (art. 4.1.b, 8.2.b)."""
        fives = [[badge for badge in side if badge.stars == max(rules.STARS)] for side in (effect.before, effect.after)]
        used = self.right_used()
        if fives[0] != fives[1] and not permissions.may_hold(self.request.user, used, self.product_id(), 5):
            raise NotYours(_("What 5 stars say is for the central office alone (26/2026/QĐ-TTg art. 4.1.b and 8.2.b)."))

    def _token(self, form: forms.Form, effect: Effect) -> str:
        """What somebody agrees to: this act of theirs, with these words, and what it does to the star."""
        told = (self.request.user.pk, self.request.path, sorted(form.cleaned_data.items()), effect)
        return salted_hmac(_SALT, repr(told)).hexdigest()
