"""Forms of the checklist: the papers, or one part of the criteria, each with an answer, a note and a file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from ocop_shop.certification.criteria import Criterion, Option, Paper
from ocop_shop.core.upload_fields import PaperField
from ocop_shop.preparing.abstract_models import LONGEST_NOTE
from ocop_shop.preparing.actions import Entry


@dataclass(frozen=True)
class Line:
    """A criterion or paper with its fields; `item` is what is kept of it.

    `stands`: what is kept and is not what the form says, in words; only asked for after somebody else has saved.
    """

    subject: Any
    item: Any | None
    answer: forms.BoundField
    note: forms.BoundField
    paper: forms.BoundField
    drop: forms.BoundField | None
    stands: tuple[str, ...] = ()

    @property
    def has_errors(self) -> bool:
        """Whether something is wrong with it."""
        return any(field.errors for field in (self.answer, self.note, self.paper))


class ChecklistForm(forms.Form):
    """The `subjects`, filled with `items`. A file that is chosen goes through `PaperField`."""

    def __init__(self, subjects: tuple[Criterion | Paper, ...], items: Any, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.subjects, self.items = subjects, items
        for subject in subjects:
            self._add(subject, items.get(subject.code))

    def _add(self, subject: Criterion | Paper, item: Any | None) -> None:
        code = subject.code
        if isinstance(subject, Criterion):
            chosen = "" if item is None or item.chosen is None else str(item.chosen)
            self.fields[f"chosen-{code}"] = forms.ChoiceField(
                label=_said(subject),
                choices=_choices(subject),
                widget=forms.RadioSelect,
                required=False,
                initial=chosen,
            )
        else:
            done = bool(item and item.is_done)
            self.fields[f"done-{code}"] = forms.BooleanField(label=_said(subject), required=False, initial=done)
        self.fields[f"note-{code}"] = forms.CharField(
            label=_("Note"),
            widget=forms.Textarea(attrs={"rows": 2, "maxlength": LONGEST_NOTE}),
            max_length=LONGEST_NOTE,
            required=False,
            initial=item.note if item else "",
        )
        self.fields[f"paper-{code}"] = PaperField(label=_("File: a PDF or a photo"), required=False)
        if item is not None and item.file:
            self.fields[f"drop-{code}"] = forms.BooleanField(label=_("Take this file off"), required=False)

    def lines(self, *, compared: bool = False) -> Iterator[Line]:
        """The lines in the order of the sheet; `compared`: each with what is kept where the form says otherwise."""
        for subject in self.subjects:
            code = subject.code
            answer = f"chosen-{code}" if isinstance(subject, Criterion) else f"done-{code}"
            drop = self[f"drop-{code}"] if f"drop-{code}" in self.fields else None
            item = self.items.get(code)
            stands = tuple(self._other(subject, item)) if compared else ()
            yield Line(subject, item, self[answer], self[f"note-{code}"], self[f"paper-{code}"], drop, stands)

    def _other(self, subject: Criterion | Paper, item: Any | None) -> Iterator[str]:
        code = subject.code
        if isinstance(subject, Criterion):
            kept = "" if item is None or item.chosen is None else str(item.chosen)
            if kept != (self[f"chosen-{code}"].value() or ""):
                yield str(dict(_choices(subject)).get(kept, kept))
        elif bool(item and item.is_done) != bool(self[f"done-{code}"].value()):
            yield str(_("at hand") if item and item.is_done else _("not at hand"))
        note = item.note if item else ""
        if note.split() != str(self[f"note-{code}"].value() or "").split():
            yield note or str(_("no note"))

    def entries(self) -> Iterator[Entry]:
        """What was sent, as the action takes it."""
        said = self.cleaned_data
        for subject in self.subjects:
            code = subject.code
            chosen, paper = said.get(f"chosen-{code}", ""), said.get(f"paper-{code}")
            sent = self.files.get(f"paper-{code}")
            yield Entry(
                code,
                int(chosen) if chosen else None,
                bool(said.get(f"done-{code}")),
                said[f"note-{code}"],
                paper,
                str(sent.name) if paper and sent else "",
                bool(said.get(f"drop-{code}")),
            )


def _choices(criterion: Criterion) -> list[tuple[str, Any]]:
    none = _("None of these (0 points)")
    options = [(str(one.order), _option(one)) for one in criterion.options]
    has_zero = any(one.points == 0 for one in criterion.options)
    return [("", _("Not answered yet")), *options, *([] if has_zero else [("0", none)])]


def _option(option: Option) -> str:
    words = {"words": _said(option), "points": option.points, "stars": option.star}
    if option.star:
        return str(_("%(words)s (%(points)d points; needed for %(stars)d stars)") % words)
    return str(_("%(words)s (%(points)d points)") % words)


def _said(told: Any) -> str:
    return str(told.en if get_language() == "en" else told.vi)
