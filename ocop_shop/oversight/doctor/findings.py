"""What the doctor says: one contradiction, about whom, and what to do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

UNREADABLE = "unreadable"


@dataclass(frozen=True)
class Finding:
    """A contradiction: the check that saw it, whom it is about ("certificate:12"), a sentence, and what to do."""

    check: str
    subject: str
    sentence: str
    remedy: str


def of_certificate(key: int) -> str:
    """The subject of a finding about a certificate, as the audit log writes it too."""
    return f"certificate:{key}"


def of_product(key: int) -> str:
    """The subject of a finding about a product."""
    return f"product:{key}"


def called(certificate: Any) -> str:
    """A certificate as staff would look it up: its check code and the product as printed."""
    return f"{certificate.code} ({certificate.product_name})"
