"""What is in a box, as staff say. Atomic, audited, safe to repeat."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.apps import apps
from django.db import transaction
from django.utils.translation import gettext as _
from oscar.core.loading import get_model

from ocop_shop.auditing import actions as audit
from ocop_shop.certification import standing
from ocop_shop.producers.off_the_shelf import off_of

from .exceptions import BoxError

MOST_PARTS = 30
MOST_PIECES = 99


@transaction.atomic
def set_parts(box: Any, parts: Sequence[tuple[Any, int]], *, actor: Any = None) -> bool:
    """Make these products, each with its pieces, all that is in `box`; False when that was so already.

    Without parts `box` is taken apart: it is no box any more, and hidden, for nothing would be in what is sold. Orders
    keep what was in it when they were placed. Raises `BoxError`, and nothing is changed.
    """
    products = _locked([box.pk, *(part.pk for part, _pieces in parts)])
    kept, wanted = products[box.pk], [(products[part.pk], pieces) for part, pieces in parts]
    rows = apps.get_model("ocop_boxes", "BoxPart").objects
    before = list(rows.filter(box=kept).values_list("part_id", "quantity"))
    after = [(part.pk, pieces) for part, pieces in wanted]
    if before == after:
        return False
    if wanted:
        _check_box(kept)
        _check_parts(kept, wanted)
    rows.filter(box=kept).delete()
    rows.bulk_create(
        rows.model(box=kept, part=part, title=part.get_title()[:255], quantity=pieces, position=position)
        for position, (part, pieces) in enumerate(wanted)
    )
    if not wanted:
        get_model("catalogue", "Product").objects.filter(pk=kept.pk).update(is_public=False)
    vars(box).get("_prefetched_objects_cache", {}).pop("ocop_parts", None)
    audit.record(
        "box.contents_set" if wanted else "box.taken_apart",
        f"product:{kept.pk}",
        actor=actor,
        before={"parts": before},
        after={"parts": after},
    )
    return True


def _locked(keys: Sequence[int]) -> dict[int, Any]:
    """The products, locked in pk order: nobody puts one of them into a box, or something into it, meanwhile."""
    products = get_model("catalogue", "Product").objects.select_for_update(of=("self",), no_key=True)
    joined = products.select_related("ocop_provenance", "parent__ocop_provenance", "product_class")
    found = {product.pk: product for product in joined.filter(pk__in=set(keys)).order_by("pk")}
    if len(found) < len(set(keys)):
        raise BoxError(_("The shop does not have one of these products any more."))
    return found


def _check_box(box: Any) -> None:
    if not box.is_standalone:
        raise BoxError(_("A product with variants, or a variant, cannot be a box."))
    if box.ocop_boxes.exists():
        raise BoxError(_("“%(product)s” is in a box itself. There is no box inside a box.") % {"product": box})
    if standing.claim_on(box).exists:
        # What was certified is what the council was shown: staff of a shop do not change it.
        told = _("“%(product)s” has a certificate of its own: its contents are not for the shop to say.")
        raise BoxError(" ".join([told % {"product": box}, _("Make another product for the box.")]))


def _check_parts(box: Any, parts: Sequence[tuple[Any, int]]) -> None:
    if len(parts) > MOST_PARTS:
        raise BoxError(_("At most %(most)d products go into a box.") % {"most": MOST_PARTS})
    if len({part.pk for part, _pieces in parts}) < len(parts):
        raise BoxError(_("A product is in the list twice. Write it once, with all its pieces."))
    boxes = set(
        apps.get_model("ocop_boxes", "BoxPart")
        .objects.filter(box__in=[part.pk for part, _pieces in parts])
        .values_list("box_id", flat=True)
    )
    for part, pieces in parts:
        if not 1 <= pieces <= MOST_PIECES:
            values = {"product": part, "most": MOST_PIECES}
            raise BoxError(_("“%(product)s”: between 1 and %(most)d pieces go into a box.") % values)
        problem = _why_not(box, part, is_box=part.pk in boxes)
        if problem:
            raise BoxError(problem % {"product": part.get_title()})


def _why_not(box: Any, part: Any, *, is_box: bool) -> str:
    """Why `part` cannot be in a box, as a sentence with a gap for its name; empty where it can."""
    if part.pk == box.pk:
        return _("“%(product)s” cannot be in itself.")
    if is_box:
        return _("“%(product)s” is a box itself. There is no box inside a box.")
    if part.is_parent:
        return _("“%(product)s” has variants. Choose one of them.")
    if not part.is_public or (part.parent_id and not part.parent.is_public):
        return _("“%(product)s” is hidden in the shop. Show it first.")
    off = off_of(part)
    if off and off.is_marked:
        return _("“%(product)s” is kept off the shelf, so no box can hold it.")
    if off:
        return _("“%(product)s” is sold on request only, so no box can hold it.")
    if not part.stockrecords.filter(price__gte=0).exists():
        return _("“%(product)s” has no price and is not on sale.")
    return ""
