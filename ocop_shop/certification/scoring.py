"""Points and what they come to: bands of stars, parts, results of councils. No Django here.

A score is a `Decimal` from 0 to 100. It is the mean of a council's marks (26/2026/QĐ-TTg art. 3.3), so it may have
decimals, here up to three. The decision prints no rule for rounding, so nothing is rounded: 89.999 is not 90.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal

from .rule_sets import RuleSet
from .rules import UnlawfulStep

MAX_DECIMALS = 3


def star_of(total: Decimal, rules: RuleSet) -> int:
    """The star whose band holds `total`, 1 to 5 (art. 3.3); 1 and 2 are results only, without certificate (art. 4.1.a).

    More than this many stars are not lawful; fewer may be, where a criterion misses its mark of stars (Appendix II).
    """
    _check_total(total, rules)
    return max(star for star, (lowest, _next) in rules.bands.items() if lowest <= total)


def check_scores(parts: Mapping[str, Decimal | None], total: Decimal | None, rules: RuleSet) -> None:
    """Raise `UnlawfulStep` unless each part lies within its maximum (art. 3.1) and all parts add up to the total.

    Means are rounded one by one, so parts with decimals may miss the total by one unit of the last decimal printed:
    33.33 + 20.33 + 30.33 is a total of 84.00 as well as of 83.99. Whole numbers have to be exact. The sum is checked
    only where every part and the total are given.
    """
    for part, points in parts.items():
        most = rules.parts.get(part)
        if most is None or (points is not None and not _is_score(points, most)):
            told = ", ".join(f"{code} {points}" for code, points in rules.parts.items())
            raise UnlawfulStep("wrong_part", rules.article("parts"), part=part, parts=told)
    if total is None:
        return
    _check_total(total, rules)
    given = [parts.get(part) for part in rules.parts]
    known = [points for points in given if points is not None]
    summed = sum(known, Decimal(0))
    if len(known) == len(given) and abs(summed - total) > _rounding([*known, total]):
        raise UnlawfulStep("wrong_sum", rules.article("parts"), sum=summed, total=total)


def check_result(level: str | None, stars: int, total: Decimal | None, rules: RuleSet) -> None:
    """Raise `UnlawfulStep` unless a council of `level` may give `stars` for `total`.

    Never more stars than the band of the total; fewer are lawful (Appendix II). Never more than its body may recognise:
    a provincial total of 90 is the potential for 5 stars and no five (art. 7.3.e). A national council may find fewer
    than 5 (art. 7.4.g). An unknown level (None or empty) and an unknown total are not held against a result.
    """
    if stars not in rules.bands:
        raise UnlawfulStep("result_out_of_range", rules.article("bands"), stars=stars)
    if level and stars > max((star for star in rules.deciders if rules.may_decide(star, level)), default=0):
        raise UnlawfulStep("issuer_may_not_decide", rules.article("deciders"), stars=stars, level=level)
    if total is not None and stars > (highest := star_of(total, rules)):
        raise UnlawfulStep("above_band", rules.article("bands"), stars=stars, total=total, highest=highest)


def check_potential(level: str, total: Decimal | None, rules: RuleSet) -> None:
    """Raise `UnlawfulStep` unless a council of `level` may find the potential for 5 stars at `total`.

    Only a provincial council may, from 90 points on (26/2026/QĐ-TTg art. 7.3.e); old lists do not print the total.
    """
    potential = rules.potential_5
    if total is not None:
        _check_total(total, rules)
    if potential is None or level != potential.level or (total is not None and total < potential.min_score):
        details = {"lowest": potential.min_score} if potential else {}
        raise UnlawfulStep("not_potential", rules.article("potential_5"), level=level, total=total, **details)


def _check_total(total: Decimal, rules: RuleSet) -> None:
    if not _is_score(total, rules.full_score):
        raise UnlawfulStep("wrong_total", rules.article("bands"), total=total, most=rules.full_score)


def _is_score(points: Decimal, most: int) -> bool:
    """Whether `points` lie from 0 to `most` with no more decimals than a mean is written with."""
    if not isinstance(points, Decimal):
        raise TypeError(f"points are Decimal, not {type(points).__name__}")
    return points.is_finite() and 0 <= points <= most and _decimals(points) <= MAX_DECIMALS


def _decimals(points: Decimal) -> int:
    exponent = points.normalize().as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def _rounding(scores: Iterable[Decimal]) -> Decimal:
    """One unit of the last decimal that any of `scores` has; nothing between whole numbers."""
    decimals = max(map(_decimals, scores))
    return Decimal(1).scaleb(-decimals) if decimals else Decimal(0)
