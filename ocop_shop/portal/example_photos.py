"""A good photo beside a bad one, for every task that needs a photo. The pictures: sandbox/make/examples.py."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

# What `sandbox/make/examples.py` draws; a place is kept for it while it loads.
WIDTH, HEIGHT = 480, 360


@dataclass(frozen=True)
class Example:
    """What makes this photo a good or a bad one, and what is to be seen on it."""

    words: Promise
    alt: Promise


@dataclass(frozen=True)
class Pair:
    """How to do it, and how not."""

    good: Example
    bad: Example


PAIRS: Mapping[str, Pair] = {
    "product": Pair(
        Example(
            _("Bright, sharp, the whole label."), _("A jar of honey in daylight on a plain ground, the label readable.")
        ),
        Example(
            _("Dark, blurred, cut off."),
            _("The same jar in the dark, tilted, its label cut off, other things beside it."),
        ),
    ),
    "people": Pair(
        Example(
            _("Light on the face, at work."),
            _("A tea picker from the waist up, the face in the light, a basket in both hands."),
        ),
        Example(
            _("Against the light, too small, cut off."),
            _("The same tea picker as a dark shape at the edge, with a bright sky behind."),
        ),
    ),
    "paper": Pair(
        Example(
            _("Flat, from above, all four corners."),
            _("A sheet of paper seen straight from above; every line can be read."),
        ),
        Example(
            _("Crooked, in the shadow, a corner is missing."),
            _("The same sheet seen from the side, half in the shadow, with a corner outside the photo."),
        ),
    ),
    "parcel": Pair(
        Example(
            _("Filled up, the slip on top."), _("An open box with two jars, paper around them and the packing slip.")
        ),
        Example(_("Loose, no slip, too dark."), _("An open box in the dark, with two jars lying about in it.")),
    ),
}
