"""Fields of forms that take pictures and papers: what is in `cleaned_data` is safe to keep.

    picture = PictureField(label=_("Picture"))
    pictures = PicturesField(label=_("Pictures"), most=6, required=False)
    paper = PaperField(label=_("Business licence"))

The form needs `enctype="multipart/form-data"` and `request.FILES`. Keep papers in `private_storage`. What is wrong with
a file is said at the field, with what to do about it; the code of the error is its `uploads.Reason`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Literal

from django import forms
from django.core.files.base import ContentFile

from .papers import safe_paper
from .pictures import safe_picture
from .uploads import BadUpload, Reason

# A phone then offers its camera and its album. Kinds one by one would hide photos in HEIC, which are read too.
PICTURES = "image/*"
PAPERS = "application/pdf,image/*"
Camera = Literal["", "user", "environment"]


class _SafeField(forms.FileField):
    """A field for a file that goes through `make_safe`.

    `camera="environment"` opens the camera of a phone at once, and closes the album: only for a picture of this moment.
    """

    accept = ""
    make_safe: Callable[[Any], ContentFile[bytes]]

    def __init__(self, *, camera: Camera = "", **options: Any) -> None:
        self.camera = camera
        # An empty file has a sentence of ours.
        super().__init__(**{"allow_empty_file": True, **options})

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {
            **super().widget_attrs(widget),
            "accept": self.accept,
            **({"capture": self.camera} if self.camera else {}),
        }

    def to_python(self, data: Any) -> Any:
        sent = super().to_python(data)
        if sent is None:
            return None
        try:
            return type(self).make_safe(sent)
        except BadUpload as bad:
            raise forms.ValidationError(str(bad), code=bad.reason.value) from bad


class PictureField(_SafeField):
    """One picture, as `pictures.safe_picture` draws it anew."""

    accept = PICTURES
    make_safe = staticmethod(safe_picture)


class PaperField(_SafeField):
    """One paper: a PDF in which nothing acts, or a photo (`papers.safe_paper`)."""

    accept = PAPERS
    make_safe = staticmethod(safe_paper)


class SeveralFiles(forms.FileInput):
    """A file input in which more than one can be chosen."""

    allow_multiple_selected = True

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        return files.getlist(name) if hasattr(files, "getlist") else files.get(name)


class PicturesField(PictureField):
    """Several pictures, at most `most`; what is cleaned is a list, empty where none was sent.

    What is wrong is said of each picture by the name under which it was sent; then none is taken.
    """

    widget = SeveralFiles

    def __init__(self, *, most: int, **options: Any) -> None:
        self.most = most
        super().__init__(**options)

    def clean(self, data: Any, initial: Any = None) -> Any:
        sent = [file for file in (data if isinstance(data, (list, tuple)) else [data]) if file]
        if not sent:
            super().clean(None, None)
            return []
        if len(sent) > self.most:
            bad = BadUpload(Reason.TOO_MANY, most=self.most)
            raise forms.ValidationError(str(bad), code=bad.reason.value)
        return self._all_or_none(sent)

    def _all_or_none(self, sent: list[Any]) -> list[Any]:
        taken, wrong = [], []
        for file in sent:
            try:
                taken.append(super().clean(file, None))
            except forms.ValidationError as error:
                told = f"{file.name}: {' '.join(error.messages)}"
                wrong.append(forms.ValidationError(told, code=error.error_list[0].code))
        if wrong:
            raise forms.ValidationError(wrong)
        return taken
