"""A preparation as it stands: the sheet, the papers, what was answered, and what it comes to. Reading only."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.apps import apps

from ocop_shop.certification import criteria, rules, self_scores, standing
from ocop_shop.certification.claims import Claim
from ocop_shop.certification.criteria import Paper, Sheet
from ocop_shop.certification.rules import RuleSet
from ocop_shop.certification.self_scores import SelfScore
from ocop_shop.certification.terms import Window, filing_window
from ocop_shop.core import clock

HIGHEST = 5


@dataclass(frozen=True)
class Preparation:
    """A product of a producer, its claim today, and all that was prepared under the rules in force.

    `items` has what was written, by the code of the criterion or paper; `version` goes up with each saving.
    """

    product: Any
    claim: Claim
    rules: RuleSet
    sheet: Sheet
    papers: tuple[Paper, ...]
    items: Mapping[str, Any]
    version: int

    @property
    def chosen(self) -> dict[str, int]:
        """The answers, by the code of the criterion."""
        return {code: item.chosen for code, item in self.items.items() if item.chosen is not None}

    @property
    def score(self) -> SelfScore:
        """What the answers come to."""
        return self_scores.score(self.sheet, self.chosen, self.rules)

    @property
    def ready(self) -> int:
        """How many papers are at hand."""
        return sum(bool(item and item.is_done) for item in map(self.items.get, self._codes))

    @property
    def _codes(self) -> list[str]:
        return [paper.code for paper in self.papers]

    @property
    def window(self) -> Window | None:
        """When the dossier for renewal is filed; None without a certificate that ends."""
        ends = self.claim.expires_on if self.claim.has_badge else None
        return filing_window(ends, self.rules) if ends else None


def kinds_of(claim: Claim) -> frozenset[str]:
    """The kinds of a dossier that a product with this claim can hand in."""
    if not claim.has_badge:
        return frozenset({criteria.FIRST})
    higher = {criteria.UPGRADE} if (claim.stars or 0) < HIGHEST else set()
    return frozenset({criteria.AGAIN, *higher})


def product_of(producer: Any, key: int) -> Any | None:
    """A product of `producer`, without variants, with what is on record of where it comes from. One query."""
    products = apps.get_model("catalogue", "Product").objects.exclude(structure="child")
    found = products.select_related("ocop_provenance").filter(pk=key, ocop_provenance__producer=producer)
    return found.first()


def preparation_of(producer: Any, product: Any) -> Preparation | None:
    """How it stands today; None where no criteria are at hand: the set is not known, or the decision's are not.

    Three queries.
    """
    in_force = rules.rule_set_on(clock.today())
    number = product.ocop_provenance.product_set
    sheet = criteria.sheet(in_force.decision, number) if number else None
    if sheet is None:
        return None
    claim = standing.claim_on(product)
    mine = apps.get_model("ocop_preparing", "Preparation").objects.filter(
        producer=producer, product=product, decision=in_force.decision
    )
    row = mine.first()
    items = {item.code: item for item in row.items.all()} if row else {}
    papers = criteria.papers(in_force.decision, sheet.number, kinds_of(claim))
    return Preparation(product, claim, in_force, sheet, papers, items, row.version if row else 0)


def item_of(producer: Any, product: Any, key: int) -> Any | None:
    """Something that `producer` wrote for `product`, with a file; None for anything else. One query."""
    items = apps.get_model("ocop_preparing", "PreparedItem").objects.exclude(file="")
    mine = items.filter(preparation__producer=producer, preparation__product=product)
    return mine.filter(pk=key).first()
