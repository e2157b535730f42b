"""Many certificates revoked or lapsed at once: all of a list or, when one row is refused, nothing.

`bulk_judging.dry_run` shows beforehand what would become of each row; `apply` looks at everything again.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.apps import apps
from django.db import transaction
from django.utils.translation import gettext as _

from ocop_shop.auditing import actions as audit
from ocop_shop.certification import actions as register
from ocop_shop.certification.actions.recording import locked_product
from ocop_shop.certification.exceptions import RegisterError
from ocop_shop.certification.life import EventKind
from ocop_shop.core import locking

from .bulk_effects import Effect
from .bulk_judging import DryRun, Line, Order, Verdict, dry_run
from .bulk_rows import Row
from .exceptions import OversightError


@dataclass
class Applied:
    """What was written, and how many rows were on record before."""

    changed: int = 0
    unchanged: int = 0
    certificates: list[int] = field(default_factory=list)


class BulkRefused(OversightError):
    """A row cannot be written as the dry run showed it; nothing was written. `lines` names each."""

    def __init__(self, lines: Sequence[Line]) -> None:
        super().__init__("; ".join(f"{line.row.where}: {line.sentence}" for line in lines))
        self.lines = tuple(lines)


def apply(user: Any, order: Order, expected: Sequence[tuple[Row, int, Effect | None]]) -> Applied:
    """Write what a dry run has shown: for each row the certificate by key and the effect that was expected.

    One transaction, all rows or none; a row that is on record already is passed over, so applying twice changes
    nothing. Raises `BulkRefused` when anything is no longer as it was shown, or not within the remits of `user`.
    """
    with transaction.atomic():
        locking.one_at_a_time("import")  # an import locks products in the order of its list
        _lock([key for _row, key, _effect in expected])
        found = dry_run(user, order, [row for row, _key, _effect in expected])
        if found.problem:
            raise OversightError(found.problem)
        refused = [line for line, wanted in zip(found.lines, expected, strict=True) if not _is_as_shown(line, wanted)]
        if refused:
            raise BulkRefused([_changed(line) for line in refused])
        return _write(user, found)


def _write(user: Any, found: DryRun) -> Applied:
    done = Applied(unchanged=found.count(Verdict.DONE))
    for line in found.written:
        try:
            _take_step(found.order, line, user)
        except RegisterError as error:
            raise BulkRefused([Line(line.row, Verdict.REFUSED, line.certificate, sentence=str(error))]) from error
        done.changed += 1
        done.certificates.append(line.certificate.pk)
    if done.changed:
        order = found.order
        after = {"count": done.changed, "effective_on": order.effective_on, "certificates": done.certificates}
        number = order.decision.number if order.decision else ""
        audit.record(
            f"register.bulk_{order.kind}",
            "register",
            actor=user,
            after=after | {"decision": number},
            reason=order.reason,
        )
    return done


def _take_step(order: Order, line: Line, user: Any) -> None:
    reason = " – ".join(filter(None, [order.reason, line.row.reason]))
    if order.kind is EventKind.LAPSED:
        register.lapse(line.certificate, effective_on=order.effective_on, reason=reason, actor=user)
        return
    register.revoke(
        line.certificate,
        ground=line.ground,
        effective_on=order.effective_on,
        decision=line.decision,
        reason=reason,
        actor=user,
    )


def _is_as_shown(line: Line, wanted: tuple[Row, int, Effect | None]) -> bool:
    _row, key, expected = wanted
    same = line.certificate is not None and line.certificate.pk == key
    return same and (line.verdict is Verdict.DONE or (line.is_written and line.effect == expected))


def _changed(line: Line) -> Line:
    said = line.sentence if line.verdict is Verdict.REFUSED else ""
    said = said or _("The register has changed since this list was checked. Look at it again.")
    return Line(line.row, Verdict.REFUSED, line.certificate, line.status, sentence=said)


def _lock(certificate_ids: Iterable[int]) -> None:
    """Lock the products of these certificates, always in the same order, so that two lists cannot block each other."""
    rows = apps.get_model("ocop_certification", "Certificate").objects.filter(pk__in=list(certificate_ids))
    for product_id in sorted(set(rows.exclude(product=None).values_list("product_id", flat=True))):
        locked_product(product_id)
