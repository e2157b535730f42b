"""Names that a place went by before it was made: a shopper who types "Hà Giang" finds what is made in Đồng Văn."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.apps import apps
from django.db.models import Q

_OLD = ("old__kind", "old__name", "old__aliases")
_DISTRICT = ("old__parent__kind", "old__parent__name")
_PROVINCE = tuple(f"old__parent__parent__{name}" for name in ("kind", "name", "aliases"))


@dataclass(frozen=True)
class FormerNames:
    """Names of districts and provinces that are gone, by the key of what they are looked up for.

    Of a province made of several, only its communes know from which of them they came.
    """

    of_communes: dict[int, list[str]] = field(default_factory=dict)
    of_provinces: dict[int, list[str]] = field(default_factory=dict)

    def around(self, commune: Any, province: Any) -> Iterable[str]:
        """What lay around this commune, or was this province, each once."""
        found = self.of_communes.get(commune.pk, []) if commune else []
        whole = self.of_provinces.get(province.pk, []) if province else []
        return dict.fromkeys([*found, *whole])


def former_names(communes: Iterable[int]) -> FormerNames:
    """The former names around these communes, and those of provinces that were made of one other. One query."""
    links = apps.get_model("ocop_regions", "Succession").objects.filter(
        Q(new__in=set(communes)) | Q(new__level="province")
    )
    found = FormerNames()
    several: set[int] = set()
    rows = links.order_by("new", "pk").values_list("new_id", "new__level", *_OLD, *_DISTRICT, *_PROVINCE)
    for new, level, *names in rows:
        if level == "province":
            several |= {new} & found.of_provinces.keys()
            found.of_provinces[new] = [" ".join(filter(None, names[:3]))]
        else:
            district, province = " ".join(filter(None, names[3:5])), " ".join(filter(None, names[5:]))
            found.of_communes.setdefault(new, []).extend(filter(None, (district, province)))
    for new in several:
        del found.of_provinces[new]
    return found
