"""Writing a part of a profile: a form, or a list of entries. For members who look after the profile."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from ocop_shop.producers import entries, story
from ocop_shop.producers.profile_values import CONSENTS, current, row_key
from ocop_shop.producers.roles import Right
from ocop_shop.producers.story_words import PARTS as KINDS
from ocop_shop.proposals import actions, profile_consents, profile_drafts
from ocop_shop.proposals.exceptions import EditedMeanwhile, ProposalError
from ocop_shop.proposals.profile import LABELS
from ocop_shop.proposals.profile_drafts import Draft
from ocop_shop.proposals.profile_words import shown

from .access import AtThePortal, version_of
from .profile_forms import no_longer_shown
from .profile_parts import PARTS, Part
from .profile_views import file_url

NEW = "new"


class AtAPart(AtThePortal):
    """A view of one part of the profile. For members who look after the profile, and staff who assist."""

    right = Right.PROFILE

    @property
    def part(self) -> Part:
        """Which part it is."""
        return PARTS[self.kwargs["part"]]

    def back(self, name: str = "") -> HttpResponse:
        """To the list of this part, or to another room."""
        return redirect(name or f"ocop:portal-profile-{self.part.name}", self.work.producer.slug)

    def part_page(
        self, request: HttpRequest, template: str, draft: Draft, context: Mapping[str, Any], status: int = 200
    ) -> HttpResponse:
        """A page of the part; it says why staff have sent this part back."""
        reasons = draft.proposal.reasons if draft.proposal else {}
        told = [(LABELS[name], reasons[name]) for name in self.part.fields if reasons.get(name)]
        return self.page(request, template, {"part": self.part, "draft": draft, "reasons": told, **context}, status)

    def conflict(self, request: HttpRequest, problem: ProposalError) -> tuple[Draft, list[tuple[Any, str]]]:
        """What is told when nothing could be saved: the draft as it stands, and what somebody else wrote there."""
        messages.error(request, str(problem))
        draft = Draft.of(self.work.producer)
        if not isinstance(problem, EditedMeanwhile):
            return draft, []
        return draft, [(LABELS[name], shown(name, told)) for name, told in draft.some(self.part.fields).items()]


class PartFormView(AtAPart):
    """A part that is one form: about the producer, its contact."""

    def get(self, request: HttpRequest, **_kwargs: Any) -> HttpResponse:
        """The form."""
        draft = Draft.of(self.work.producer)
        return self._form(request, draft, self.part.form(initial=draft.some(self.part.fields)))

    def post(self, request: HttpRequest, **_kwargs: Any) -> HttpResponse:
        """Write it into the draft. What shall not be shown any more is hidden at once, without anybody's decision."""
        form = self.part.form(request.POST)
        draft, version = self._hide(request)
        if not form.is_valid():
            return self._form(request, draft, form, status=422)
        stands = draft.some(self.part.fields)
        changed = {name: value for name, value in form.told().items() if value != stands[name]}
        try:
            if changed:
                profile_drafts.save(draft, changed, version=version, actor=request.user)
        except ProposalError as problem:
            draft, other = self.conflict(request, problem)
            return self._form(request, draft, form, status=409, other=other)
        messages.success(request, _("Saved in your draft.") if changed else _("Nothing is left to hand in here."))
        return self.back("ocop:portal-profile")

    def _hide(self, request: HttpRequest) -> tuple[Draft, int]:
        """Hide what is switched off; returns the draft after that, and the version that the form is then of."""
        draft, version = Draft.of(self.work.producer), version_of(request)
        hidden = []
        if self.part.name == "contact" and request.POST.get("version"):
            public = current(self.work.producer, [f"publish_{what}" for what in CONSENTS])
            hidden = no_longer_shown(public, request.POST)
        for what in hidden:
            profile_consents.withdraw(self.work.producer, what, actor=request.user)
        if not hidden:
            return draft, version
        messages.success(request, _("What you switched off is hidden from now on."))
        self.work.producer.refresh_from_db()
        after = Draft.of(self.work.producer)
        return after, after.version if draft.version == version else version

    def _form(self, request: HttpRequest, draft: Draft, form: Any, status: int = 200, other: Any = ()) -> HttpResponse:
        return self.part_page(request, form.template, draft, {"form": form, "other": other}, status)


class EntriesView(AtAPart):
    """A part that is a list: its entries in their order, each to be changed, moved or taken off."""

    def get(self, request: HttpRequest, **_kwargs: Any) -> HttpResponse:
        """The list."""
        return self._list(request, Draft.of(self.work.producer))

    def post(self, request: HttpRequest, **_kwargs: Any) -> HttpResponse:
        """Move an entry or take it off. A person who is taken off is hidden at once."""
        draft, name = Draft.of(self.work.producer), self.part.entries
        entry = entries.found(draft.some([name])[name], request.POST.get("item", "")[:40])
        if entry is None:
            raise Http404
        doing: dict[str, Callable[[HttpRequest, Draft, Mapping[str, Any]], None]] = {
            "up": partial(self._move, by=-1),
            "down": partial(self._move, by=1),
            "remove": self._remove,
        }
        act = doing.get(request.POST.get("do", ""))
        if act is None:
            return self._list(request, draft, status=422)
        try:
            act(request, draft, entry)
        except ProposalError as problem:
            self.conflict(request, problem)
            return self._list(request, Draft.of(self.work.producer), status=409)
        return self.back()

    def _move(self, request: HttpRequest, draft: Draft, entry: Mapping[str, Any], by: int) -> None:
        name = self.part.entries
        told = entries.moved(draft.some([name])[name], entry["id"], by)
        profile_drafts.save(draft, {name: told}, version=version_of(request), actor=request.user)

    def _remove(self, request: HttpRequest, draft: Draft, entry: Mapping[str, Any]) -> None:
        name = self.part.entries
        if name == "pictures" and entry["id"] in story.pictures(draft.some(["story"])["story"]):
            messages.error(request, _("Your story shows this picture. Take it out of the story first."))
            return
        draft, version = hidden_person(self, draft, entry, version_of(request))
        with transaction.atomic():
            told = entries.without(draft.some([name])[name], entry["id"])
            profile_drafts.save(draft, {name: told}, version=version, actor=request.user)
            file = entry["id"] if name == "pictures" else entry.get("picture", "")
            if file.startswith("file:"):
                actions.remove_file(draft.proposal, int(file.removeprefix("file:")), actor=request.user)

    def _list(self, request: HttpRequest, draft: Draft, status: int = 200) -> HttpResponse:
        name = self.part.entries
        urls = draft.urls(partial(file_url, self.work.producer)) if name in {"pictures", "people", "story"} else {}
        rows = [(one, self.part.title(one), _thumb(one, urls)) for one in draft.some([name])[name]]
        kinds = KINDS.items() if name == "story" else [("", self.part.one)]
        return self.part_page(request, "profile_entries.html", draft, {"rows": rows, "kinds": kinds}, status)


class EntryView(AtAPart):
    """One entry of a part that is a list, or a new one."""

    def get(self, request: HttpRequest, item: str, **_kwargs: Any) -> HttpResponse:
        """The form."""
        draft = Draft.of(self.work.producer)
        before, kind = self._found(draft, item)
        form_class, told = self.part.forms[kind], before.get("value", before)
        initial = form_class.initial_of(told) if before and kind else before
        return self._form(request, draft, form_class(initial=initial, **self._given(draft, before)))

    def post(self, request: HttpRequest, item: str, **_kwargs: Any) -> HttpResponse:
        """Write the entry into the draft."""
        draft = Draft.of(self.work.producer)
        before, kind = self._found(draft, item)
        form = self.part.forms[kind](request.POST, request.FILES, **self._given(draft, before))
        if not form.is_valid():
            return self._form(request, draft, form, status=422)
        try:
            self._save(request, draft, form, before or {"id": str(uuid4())})
        except ProposalError as problem:
            draft, other = self.conflict(request, problem)
            return self._form(request, draft, form, status=409, other=other)
        messages.success(request, _("Saved in your draft."))
        return self.back()

    def _found(self, draft: Draft, item: str) -> tuple[dict[str, Any], str]:
        """The entry and its kind; an empty one for a new entry. Others are not found."""
        new = {f"{NEW}-{kind}" if kind else NEW: kind for kind in self.part.forms}
        if item in new:
            return {}, new[item]
        entry = entries.found(draft.some([self.part.entries])[self.part.entries], item)
        if entry is None:
            raise Http404
        return entry, entry.get("type", "")

    def _given(self, draft: Draft, before: Mapping[str, Any]) -> dict[str, Any]:
        if self.part.entries != "story":
            return {"is_new": not before}
        urls = draft.urls(partial(file_url, self.work.producer))
        listed = draft.some(["pictures"])["pictures"]
        known = [
            (one["id"], one["alt"] or one["caption"] or _("Picture %(name)s") % {"name": number}, urls[one["id"]])
            for number, one in enumerate(listed, start=1)
            if one["id"] in urls
        ]
        return {"is_new": not before, "pictures": known}

    def _save(self, request: HttpRequest, draft: Draft, form: Any, before: dict[str, Any]) -> None:
        version, name = version_of(request), self.part.entries
        if not form.cleaned_data.get("consent", True):
            draft, version = hidden_person(self, draft, before, version)
        with transaction.atomic():
            refs = {}
            for field, purpose in form.uploads.items():
                if content := form.cleaned_data.get(field):
                    title = form.cleaned_data.get("alt") or form.cleaned_data.get("name", "")
                    refs[field] = profile_drafts.add_picture(
                        draft, content, purpose, title, version=version, actor=request.user
                    )
                    version = draft.version
            values = {name: entries.put(draft.some([name])[name], form.entry(before, refs))}
            if name == "story" and "file" in refs:
                listed = draft.some(["pictures"])["pictures"]
                values["pictures"] = entries.put(listed, form.new_picture(refs["file"]))
            profile_drafts.save(draft, values, version=version, actor=request.user)

    def _form(self, request: HttpRequest, draft: Draft, form: Any, status: int = 200, other: Any = ()) -> HttpResponse:
        context = {"form": form, "other": other, "is_entry": True}
        return self.part_page(request, form.template, draft, context, status)


def hidden_person(view: AtAPart, draft: Draft, entry: Mapping[str, Any], version: int) -> tuple[Draft, int]:
    """Hide a person at once who is shown now; returns the draft after that, and the version that a form is then of."""
    key = row_key(entry) if view.part.entries == "people" else None
    if key is None or not profile_consents.withdraw(view.work.producer, f"person:{key}", actor=view.request.user):
        return draft, version
    messages.success(view.request, _("This person is hidden from now on."))
    after = Draft.of(view.work.producer)
    return after, after.version if draft.version == version else version


def _thumb(entry: Mapping[str, Any], urls: Mapping[str, str]) -> str:
    """Where a small picture of an entry lies; empty where it has none."""
    value = entry.get("value", {})
    refs = [entry["id"], entry.get("picture", ""), value.get("image", ""), *value.get("images", ())]
    return next((urls[ref] for ref in refs if ref in urls), "")
