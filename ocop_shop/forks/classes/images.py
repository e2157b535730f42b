"""The dashboard's form for pictures of a product. For shop staff and partners whom the shop lets edit products."""

from __future__ import annotations

from typing import Any

from oscar.apps.dashboard.catalogue.forms import ProductImageForm as OscarProductImageForm

from ocop_shop.core.upload_fields import PictureField


class ProductImageForm(OscarProductImageForm):
    """Oscar's, which would publish a photo as it comes from the telephone, with the place where it was taken."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        oscars = self.fields["original"]
        self.fields["original"] = PictureField(
            label=oscars.label, help_text=oscars.help_text, required=oscars.required, widget=oscars.widget
        )
