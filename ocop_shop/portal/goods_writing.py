"""Writing a listing at the portal: by its form, by the script that saves while somebody types, and against others."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from ocop_shop.core import limits
from ocop_shop.core.upload_fields import PicturesField
from ocop_shop.producers.listing_fields import notices_of
from ocop_shop.producers.off_the_shelf import off_of
from ocop_shop.producers.roles import Right
from ocop_shop.proposals import actions
from ocop_shop.proposals.actions import listings
from ocop_shop.proposals.exceptions import EditedMeanwhile, NotReady, ProposalError
from ocop_shop.proposals.listing import reading
from ocop_shop.proposals.listing.pictures import FIELD, as_values, moved, pictures_of
from ocop_shop.proposals.listing.problems import is_new, on_enquiry
from ocop_shop.proposals.registry import subject_of

from .access import AtThePortal, version_of
from .goods_forms import ListingForm, rows_of_variants

PICTURES = limits.Limit("portal-pictures", most=300, seconds=86_400, writes=True)
SAVINGS = limits.Limit("portal-savings", most=3_000, seconds=86_400, writes=True)


class WritesListings(AtThePortal):
    """A view in which a listing is written. For those who may list products."""

    right = Right.LISTINGS

    def written(self, request: HttpRequest, proposal: Any) -> HttpResponse:
        """Save what was sent and do what the button said; the answer is for a script where one has asked."""
        verdict = limits.spend(SAVINGS, f"producer:{self.work.producer.pk}")
        if not verdict.allowed:
            return limits.too_many(request, verdict)
        values = reading.read(dict(request.POST.lists()))
        try:
            kept = listings.save_listing(proposal, values, version=version_of(request), actor=request.user)
        except EditedMeanwhile as problem:
            return self._overtaken(request, problem, values)
        except ProposalError as problem:
            return self._refused(request, proposal, str(problem))
        kept, wrong = self._with_pictures(request, kept)
        if _by_script(request):
            return self._told(request, kept, wrong)
        return self._done(request, kept, wrong)

    def draft(self, request: HttpRequest, proposal: Any, status: int = 200, **told: Any) -> HttpResponse:
        """The page of a draft; `told` may hold `values`, `problems`, `theirs`, and `wrong` for the pictures."""
        values = told.get("values", proposal.values)
        problems: Mapping[str, Sequence[str]] = told.get("problems", {})
        context = {
            "proposal": proposal,
            "form": ListingForm(values, problems),
            "pictures": pictures_of(proposal),
            "picture_problems": [*problems.get(FIELD, ()), *told.get("wrong", ())],
            "variants": rows_of_variants(values),
            "variant_problems": problems.get("variants", ()),
            "number_of_problems": sum(map(len, problems.values())),
            "notices": notices_of(values.get("product_set")),
            "on_enquiry": on_enquiry(values),
            "off": off_of(proposal.product) if proposal.product_id else None,
            "is_new": is_new(proposal),
            "theirs": told.get("theirs", ()),
            "why": _why(proposal),
            "title": subject_of(proposal).title(proposal),
        }
        return self.page(request, "goods_draft.html", context, status=status)

    def address(self, name: str, *args: Any) -> str:
        """An address at this desk."""
        return reverse(f"ocop:{name}", args=[self.work.producer.slug, *args])

    def _with_pictures(self, request: HttpRequest, kept: Any) -> tuple[Any, list[str]]:
        """The proposal with the pictures that were sent; what is wrong with them in words."""
        sent = request.FILES.getlist(FIELD)
        if not sent:
            return kept, []
        room = reading.MOST_PICTURES - len(pictures_of(kept))
        if room < len(sent):
            return kept, [_("At most %(most)d photos. Take some off.") % {"most": reading.MOST_PICTURES}]
        if not all(limits.spend(PICTURES, f"producer:{self.work.producer.pk}").allowed for _one in sent):
            return kept, [_("Those were many photos for one day. Please go on tomorrow.")]
        try:
            contents = PicturesField(most=reading.MOST_PICTURES, required=False).clean(sent)
            return listings.add_pictures(kept, contents, actor=request.user), []
        except ValidationError as error:
            return kept, list(error.messages)
        except ProposalError as problem:
            return kept, [str(problem)]

    def _done(self, request: HttpRequest, kept: Any, wrong: list[str]) -> HttpResponse:
        do, _colon, key = request.POST.get("do", "save").partition(":")
        if do in {"up", "down"}:
            entries = moved(as_values(pictures_of(kept)), key, -1 if do == "up" else 1)
            kept = actions.save(kept, {FIELD: entries}, version=kept.version, actor=request.user)
        elif do == "off":
            kept = listings.remove_picture(kept, key, actor=request.user)
        elif do == "submit" and not wrong:
            return self._submitted(request, kept)
        elif do == "preview" and not wrong:
            return redirect(self.address("portal-draft-preview", kept.pk))
        elif not wrong:
            messages.success(request, _("Saved. Only you and the shop can see it."))
        if wrong:
            return self.draft(request, kept, 422, wrong=wrong)
        return redirect(self.address("portal-draft", kept.pk) + ("#photos" if do in {"up", "down", "off"} else ""))

    def _submitted(self, request: HttpRequest, kept: Any) -> HttpResponse:
        try:
            actions.submit(kept, version=kept.version, actor=request.user)
        except NotReady as problem:
            return self.draft(request, kept, 422, problems=problem.problems)
        except ProposalError as problem:
            return self._refused(request, kept, str(problem))
        messages.success(request, _("Sent. The shop looks at it and you are told here."))
        return redirect(self.address("portal-goods"))

    def _overtaken(self, request: HttpRequest, problem: EditedMeanwhile, values: dict[str, Any]) -> HttpResponse:
        """Both are shown: what somebody saved meanwhile, and what was sent now, which stays in the form."""
        kept, wrong = self._with_pictures(request, problem.proposal)
        if _by_script(request):
            return JsonResponse({"note": str(problem), "pictures": None}, status=409)
        subject = subject_of(kept)
        theirs = [
            (label, subject.shown(name, kept.values.get(name)), subject.shown(name, values[name]))
            for name, label in subject.labels(kept).items()
            if name in values and values[name] != kept.values.get(name, "" if isinstance(values[name], str) else None)
        ]
        return self.draft(request, kept, 409, values={**kept.values, **values}, theirs=theirs, wrong=wrong)

    def _refused(self, request: HttpRequest, proposal: Any, told: str) -> HttpResponse:
        if _by_script(request):
            return JsonResponse({"note": told}, status=409)
        messages.error(request, told)
        return redirect(self.address("portal-draft", proposal.pk))

    def _told(self, request: HttpRequest, kept: Any, wrong: list[str]) -> JsonResponse:
        """What the script needs: the version it has to send next, where, and the pictures where some came."""
        told = {"version": kept.version, "url": self.address("portal-draft", kept.pk), "note": _("Saved")}
        if request.FILES:
            context = {"work": self.work, "proposal": kept, "pictures": pictures_of(kept), "picture_problems": wrong}
            told["pictures"] = render_to_string("ocop_shop/portal/elements/pictures.html", context, request=request)
        return JsonResponse(told)


def _by_script(request: HttpRequest) -> bool:
    return request.headers.get("X-Autosave") == "1"


def _why(proposal: Any) -> list[tuple[str, str]]:
    """Why it was sent back: for all of it, then field by field, in words."""
    labels = subject_of(proposal).labels(proposal)
    found = [("", proposal.reason)] if proposal.reason else []
    return found + [(labels.get(name, ""), why) for name, why in proposal.reasons.items()]
