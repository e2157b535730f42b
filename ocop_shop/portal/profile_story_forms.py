"""Forms of the parts of a story, one for each kind."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from ocop_shop.core.upload_fields import PictureField
from ocop_shop.producers.story import MOST_IN_GALLERY, MOST_STEPS, STEP, TEXTS, VIDEO_SITES, video_site

from .profile_entry_forms import EntryForm
from .profile_forms import Lines, Words, has_something

_SPARE = 2


class PartForm(EntryForm):
    """A part of the story: its fields are those of its value."""

    kind = ""

    def entry(self, before: Mapping[str, Any], refs: Mapping[str, str]) -> dict[str, Any]:
        return {"type": self.kind, "value": self.value(refs), "id": before["id"]}

    def value(self, refs: Mapping[str, str]) -> dict[str, Any]:
        """The value of the part."""
        return {name: self.cleaned_data[name] for name in self.fields}

    @classmethod
    def initial_of(cls, value: Mapping[str, Any]) -> dict[str, Any]:
        """What the form shows of a value."""
        return dict(value)


class TextForm(PartForm):
    """A heading and paragraphs."""

    kind = "text"
    heading = Words(TEXTS["text"]["heading"].longest, _("Heading"))
    text = Lines(
        TEXTS["text"]["text"].longest,
        _("Text"),
        needed=True,
        hint=_("Leave a line empty between two paragraphs."),
        rows=9,
    )
    heading_en = Words(TEXTS["text"]["heading"].longest, _("Heading in English"))
    text_en = Lines(TEXTS["text"]["text"].longest, _("Text in English"), rows=9)


class PicturePartForm(PartForm):
    """One picture across the page: one that is there already, or a new one."""

    kind = "picture"
    uploads = {"file": "pictures"}

    image = forms.ChoiceField(label=_("One of your pictures"), required=False, widget=forms.RadioSelect)
    file = PictureField(label=_("Or a new one"), required=False)
    alt = Words(255, _("What the new one shows"), hint=_("For those who cannot see it."))
    caption = Words(255, _("Caption of the new one"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["image"].choices = self.small_pictures  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        told = super().clean() or self.cleaned_data
        if told.get("file") and not told.get("alt"):
            self.add_error("alt", _("Say what the picture shows, for those who cannot see it."))
        if not told.get("file") and not told.get("image") and "file" not in self.errors:
            self.add_error("image", _("Choose a picture, or add a new one."))
        return told

    def value(self, refs: Mapping[str, str]) -> dict[str, Any]:
        return {"image": refs.get("file") or self.cleaned_data["image"]}

    def new_picture(self, ref: str) -> dict[str, Any]:
        """The picture that came with the part, as an entry of the list of pictures."""
        told = {name: self.cleaned_data[name] for name in ("alt", "caption")}
        return {"id": ref, **told, "alt_en": "", "caption_en": ""}


class GalleryForm(PartForm):
    """Several pictures beside each other."""

    kind = "gallery"
    heading = Words(TEXTS["gallery"]["heading"].longest, _("Heading"))
    images = forms.MultipleChoiceField(
        label=_("Pictures"), widget=forms.CheckboxSelectMultiple, help_text=_("Add new ones under “Pictures” first.")
    )
    heading_en = Words(TEXTS["gallery"]["heading"].longest, _("Heading in English"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["images"].choices = self.small_pictures  # type: ignore[attr-defined]

    def clean_images(self) -> list[str]:
        chosen: list[str] = self.cleaned_data["images"]
        if len(chosen) > MOST_IN_GALLERY:
            raise ValidationError(_("Choose 1 to %(most)d pictures."), params={"most": MOST_IN_GALLERY})
        return chosen


class StepsForm(PartForm):
    """How it is made, step by step. Two steps more than there are can be written at a time."""

    kind = "steps"
    template = "profile_steps.html"

    heading = Words(TEXTS["steps"]["heading"].longest, _("Heading"), hint=_("Such as: From the tree to the jar."))
    heading_en = Words(TEXTS["steps"]["heading"].longest, _("Heading in English"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        asked = self._asked()
        for number in range(asked):
            for name, field in self._step_fields().items():
                self.fields[f"step{number}_{name}"] = field
        self.asked = asked

    def _asked(self) -> int:
        """How many steps are asked for: those that there are and some more, or as many as were sent."""
        if not self.is_bound:
            return min(len(self.initial.get("steps", ())) + _SPARE + self.is_new, MOST_STEPS)
        sent = str(self.data.get("steps_asked", ""))
        return min(int(sent), MOST_STEPS) if sent.isascii() and sent.isdecimal() and len(sent) < 4 else MOST_STEPS

    def _step_fields(self) -> dict[str, forms.Field]:
        fields: dict[str, forms.Field] = {
            "title": Words(STEP["title"].longest, _("What is done")),
            "text": Lines(STEP["text"].longest, _("How"), rows=3),
            "title_en": Words(STEP["title"].longest, _("What is done, in English")),
            "text_en": Lines(STEP["text"].longest, _("How, in English"), rows=3),
        }
        if self.pictures:
            choices = [("", "—"), *self.picture_names]
            fields["image"] = forms.ChoiceField(label=_("Picture"), required=False, choices=choices)
        return fields

    def clean(self) -> dict[str, Any]:
        told = super().clean() or self.cleaned_data
        steps = self._steps(told)
        for number, step in enumerate(steps):
            if not step["title"] and any(step.values()):
                self.add_error(f"step{number}_title", _("Say what is done in this step."))
        if not any(step["title"] for step in steps) and not self.errors:
            self.add_error("step0_title", _("Write one step at least."))
        return told

    def value(self, refs: Mapping[str, str]) -> dict[str, Any]:
        steps = [step for step in self._steps(self.cleaned_data) if step["title"]]
        return {**{name: self.cleaned_data[name] for name in ("heading", "heading_en")}, "steps": steps}

    def _steps(self, told: Mapping[str, Any]) -> list[dict[str, Any]]:
        names = ("title", "title_en", "text", "text_en", "image")
        return [{name: told.get(f"step{at}_{name}", "") for name in names} for at in range(self.asked)]

    @classmethod
    def initial_of(cls, value: Mapping[str, Any]) -> dict[str, Any]:
        steps = {f"step{at}_{name}": told for at, step in enumerate(value["steps"]) for name, told in step.items()}
        return {**value, **steps}

    @property
    def groups(self) -> list[dict[str, Any]]:
        """The fields of each step: its own, and those in English."""
        found = []
        for at in range(self.asked):
            fields = [self[name] for name in self.fields if name.startswith(f"step{at}_")]
            english = [field for field in fields if field.name.endswith("_en")]
            main = [field for field in fields if field not in english]
            opened = has_something(english)
            found.append({"number": at + 1, "main": main, "english": english, "opened": opened})
        return found


class QuoteForm(PartForm):
    """A sentence that somebody said."""

    kind = "quote"
    text = Words(TEXTS["quote"]["text"].longest, _("What was said"), needed=True)
    who = Words(TEXTS["quote"]["who"].longest, _("Who said it"), hint=_("Only with their consent."))
    text_en = Words(TEXTS["quote"]["text"].longest, _("What was said, in English"))
    who_en = Words(TEXTS["quote"]["who"].longest, _("Who said it, in English"))


class VideoForm(PartForm):
    """A link to a video. Nothing of it is loaded into the page."""

    kind = "video"
    title = Words(TEXTS["video"]["title"].longest, _("What can be seen"), needed=True)
    url = Words(500, _("Link"), needed=True, inputmode="url", placeholder="https://")
    title_en = Words(TEXTS["video"]["title"].longest, _("What can be seen, in English"))

    def clean_url(self) -> str:
        told: str = self.cleaned_data["url"]
        if not video_site(told):
            sites = ", ".join(sorted(set(VIDEO_SITES.values())))
            raise ValidationError(
                _("Only links to %(sites)s that begin with https:// can be shown."), params={"sites": sites}
            )
        return told


FORMS: Mapping[str, type[PartForm]] = {
    form.kind: form for form in (TextForm, PicturePartForm, GalleryForm, StepsForm, QuoteForm, VideoForm)
}
