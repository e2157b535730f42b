"""Applications to join, as producers and staff write them."""

from __future__ import annotations

import itertools
from typing import Any

from django.core.files.base import ContentFile

from ocop_shop.proposals import actions
from ocop_shop.proposals.joining import ASSISTED
from ocop_shop.test.factories import make_user

TAX_CODE, OTHER_TAX_CODE, PERSON = "2100000014", "2100000039", "084190001234"
_numbers = itertools.count(1)

COMPLETE = {
    "kind": "cooperative",
    "legal_name": "Hợp tác xã Dừa Xanh",
    "tax_code": TAX_CODE,
    "licence_number": "580704000123",
    "licence_date": "2019-05-06",
    "licence_issuer": "Phòng Tài chính – Kế hoạch",
    "province": "86",
    "commune": "29341",
    "street": "Ấp Cây Hẹ",
    "representative": "Trần Thị Mai",
    "representative_id_end": "1234",
    "phone": "0912 345 678",
    "email": "duaxanh@example.com",
    "consent": "1",
    "consented_at": "2026-11-20T03:00:00+00:00",
}
BANK = {"bank": "970405", "account": "1234567890", "holder": "HTX DUA XANH"}
EVERYTHING = {"claim": "new", "checked": ["tax_code", "licence", "address"], "note": "Gọi điện, xem giấy"}


def begun(author: Any = None, *, assisted: bool = False, **changes: Any) -> Any:
    """A draft with everything in it but papers; `changes` are values in the place of those."""
    author = author or make_user()
    subject = f"{ASSISTED}{next(_numbers)}" if assisted else f"joining:user:{author.pk}"
    return actions.begin("joining", subject, values={**COMPLETE, **changes}, author=author)


def with_paper(proposal: Any, field: str = "licence", content: bytes = b"%PDF-1.4 giay phep\n%%EOF\n") -> Any:
    """The paper, as it is after it was made safe."""
    file = ContentFile(content, name=f"giay-{next(_numbers)}.pdf")
    return actions.add_file(proposal, field, file, actor=proposal.author, title="giay-phep.pdf", is_picture=False)


def ready(author: Any = None, **options: Any) -> Any:
    """A draft that may be sent."""
    proposal = begun(author, **options)
    with_paper(proposal)
    proposal.refresh_from_db()
    return proposal


def submitted(author: Any = None, **options: Any) -> Any:
    """One that waits for staff."""
    proposal = ready(author, **options)
    return actions.submit(proposal, version=proposal.version, actor=proposal.author)


def accepted(author: Any = None, *, by: Any = None, decision: Any = None, **options: Any) -> Any:
    """One that staff have accepted."""
    proposal = submitted(author, **options)
    actions.accept(
        proposal, version=proposal.version, actor=by or make_user(is_staff=True), decision=decision or EVERYTHING
    )
    proposal.refresh_from_db()
    return proposal
