"""Looking a certificate up: by its check code, its decision, its product or its producer.

Whoever holds a pack in the hand asks this. The answer is made from the events of the register, never from a list that
could be older. A record that never had proof for a badge is not found: its code was never shown to anybody. One that
had proof and lost it is found, and said to be unproven; so is one that was struck out.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.apps import apps
from django.db.models import Case, Exists, IntegerField, OuterRef, Prefetch, Q, QuerySet, Value, When

from ocop_shop.core import clock, codes, text

from . import standing
from .abstract_models import CODE_LENGTH, number_key
from .actions.recording import life
from .certificate_wording import NAMES, SIGNS, Sign, state_sentence
from .claims import Claim
from .history import Entry, entries, public_events
from .life import PROVEN, EventKind, State
from .stages import Stage
from .status import CertificateState, CertificateStatus, status_of
from .timeline import Period

PAGE_SIZE = 20
MOST = 100
"""More certificates than these are not listed; whoever seeks is asked for another word."""
LONGEST = 200
"""Characters of a search that are read."""

_NUMBER = re.compile(r"(?:[^\W\d]+-)?\d{1,5}(?:/\d{4})?/[^\s,;]+")
_ADDRESS = re.compile(r"/check/([^/?#\s]+)")
_MAX_WORDS = 8
_MAKER = "product__ocop_provenance__producer__"
_FACTS = (EventKind.GRANTED, EventKind.CORRECTED)
_NO_STATE_OF_A_PRODUCT = {
    CertificateState.NOT_YET,
    CertificateState.SUPERSEDED,
    CertificateState.UNPROVEN,
    CertificateState.STRUCK,
}


@dataclass(frozen=True)
class Hit:
    """A certificate that was found, and what it is today."""

    certificate: Any
    status: CertificateStatus

    @property
    def state_name(self) -> str:
        """The state in a few words."""
        return str(NAMES[self.status.state])

    @property
    def sentence(self) -> str:
        """The state in a sentence, with its days."""
        return state_sentence(self.certificate, self.status)

    @property
    def sign(self) -> Sign:
        """The icon and the tone of the state."""
        return SIGNS[self.status.state]

    @property
    def producer(self) -> Any | None:
        """The producer of the product today, if there is a public page of it."""
        origin = getattr(self.certificate.product, "ocop_provenance", None)
        return origin.producer if origin and origin.producer and origin.producer.is_public else None

    @property
    def producer_name(self) -> str:
        """The producer as the decision prints it; where it is not kept, the producer of the product today."""
        return str(self.certificate.producer_name or getattr(self.producer, "name", ""))

    @property
    def is_in_force(self) -> bool:
        """Whether it carries its product's badge today."""
        return self.status.state.is_in_force

    @property
    def is_proven(self) -> bool:
        """Whether it may be said that the product was recognised at all."""
        return self.status.state not in {CertificateState.UNPROVEN, CertificateState.STRUCK}


@dataclass(frozen=True)
class Paper(Hit):
    """A certificate with everything its page shows.

    `successor` took its place, `in_force` is the one that holds today if that is another, `claim` is what its seal
    says: nothing where the state is one that no product has. `stage` is the product's way to five stars, if any.
    """

    claim: Claim
    entries: tuple[Entry, ...] = ()
    successor: Any = None
    in_force: Any = None
    stage: Stage | None = None

    @property
    def product_url(self) -> str:
        """The page of the product; empty where it has none for everybody."""
        product = self.certificate.product
        is_public = product and product.is_public and (product.parent is None or product.parent.is_public)
        return str(product.get_absolute_url()) if is_public else ""

    @property
    def sold_as(self) -> str:
        """What the shop calls the product, where that is not the name which the decision prints."""
        title = str(self.certificate.product.get_title()) if self.product_url else ""
        return title if title and text.key(title) != text.key(self.certificate.product_name) else ""


@dataclass(frozen=True)
class Search:
    """What was found; `code` is set when the words have the form of a check code that is not in the register."""

    words: str
    code: str = ""
    hits: tuple[Hit, ...] = ()
    total: int = 0
    page: int = 1
    last_page: int = 1

    @property
    def numbers(self) -> range:
        """The numbers of the pages."""
        return range(1, self.last_page + 1)

    @property
    def is_cut(self) -> bool:
        """Whether there is more than is listed."""
        return self.total > MOST


def code_of(typed: str) -> str:
    """The check code in what somebody typed or pasted: "7kq2-mx94-rb" is "7KQ2MX94RB"; empty where there is none.

    The address of a check page counts as its code.
    """
    words = text.clean(typed[:LONGEST])
    pasted = _ADDRESS.search(words)
    code = re.sub(r"[\s\W_]+", "", pasted.group(1) if pasted else words).upper()
    return code if codes.is_code(code, CODE_LENGTH) else ""


def by_code(typed: str) -> Any | None:
    """The certificate with this check code, its decision, product and producer; None for an unknown one. One query."""
    code = code_of(typed)
    return _shown().filter(code=code).first() if code else None


def search(typed: str, page: int = 1, on: date | None = None) -> Search:
    """A page of the certificates that fit, at most 100 in all: numbers of decisions first, then names. Four queries."""
    words = text.clean(typed[:LONGEST])
    unknown = code_of(words)
    if not text.words(words):
        return Search(words, unknown)
    found = _matching(words)
    total = found[: MOST + 1].count()
    last_page = max(1, -(-min(total, MOST) // PAGE_SIZE))
    page = min(max(page, 1), last_page)
    rows = list(found[(page - 1) * PAGE_SIZE : min(page * PAGE_SIZE, MOST)])
    states = standing.status_of(rows, on) if rows else {}
    hits = tuple(Hit(row, states[row.pk]) for row in rows)
    return Search(words, unknown, hits, total, page, last_page)


def paper(typed: str, on: date | None = None) -> Paper | None:
    """All that the page of one certificate shows; None for an unknown code. Four queries, however long its history."""
    certificate = by_code(typed)
    if certificate is None:
        return None
    day = on or clock.today()
    beside = _beside(certificate)
    lives = {row.pk: life(row) for row in beside.values()}
    states = {key: status_of(key, lives, day) for key in lives}
    status = states[certificate.pk]
    in_force = next((key for key, other in states.items() if other.state.is_in_force), None)
    stages = standing.stages_on([certificate.product_id], day) if certificate.product_id else {}
    return Paper(
        certificate=certificate,
        status=status,
        claim=_claim(certificate, status),
        entries=entries(beside[certificate.pk].events.all()),
        successor=beside.get(status.superseded_by or 0),
        in_force=None if in_force in {certificate.pk, status.superseded_by} else beside.get(in_force or 0),
        stage=stages.get(certificate.product_id),
    )


def _shown() -> QuerySet[Any]:
    """The certificates whose code may have been seen: they have, or once had, proof for a badge."""
    model = apps.get_model("ocop_certification", "Certificate")
    proofs = apps.get_model("ocop_certification", "CertificateEvent").objects.filter(
        certificate=OuterRef("pk"), kind__in=_FACTS, evidence__in=PROVEN
    )
    joined = model.objects.select_related("decision", "product__parent", "product__ocop_provenance__producer")
    found: QuerySet[Any] = joined.filter(Exists(proofs))
    return found


def _matching(words: str) -> QuerySet[Any]:
    """Those with this number of a decision or its list, else with these words; the closest first, then the newest."""
    number = _NUMBER.search(text.fold(words))
    key = number_key(number.group() if number else words)
    acts = apps.get_model("ocop_certification", "CertificateEvent").objects.filter(decision__number_key=key)
    by_number = Q(decision__number_key=key) | Q(pk__in=acts.values("certificate")) | Q(reference__iexact=words)
    closeness = Case(
        When(by_number, then=Value(0)),
        When(Q(product_name__icontains=words) | Q(producer_name__icontains=words), then=Value(1)),
        When(search_key__startswith=f" {text.key(words)}", then=Value(2)),
        default=Value(3),
        output_field=IntegerField(),
    )
    called = Q()
    for word in text.words(words)[:_MAX_WORDS]:
        called &= Q(search_key__contains=f" {word}") | Q(
            **{f"{_MAKER}is_public": True, f"{_MAKER}name_key__contains": word}
        )
    return _shown().filter(by_number | called).order_by(closeness, "-valid_from", "-pk")


def _beside(certificate: Any) -> dict[int, Any]:
    """The certificate and all others of its product, with their events, by key."""
    model = apps.get_model("ocop_certification", "Certificate")
    same = Q(pk=certificate.pk)
    if certificate.product_id:
        same |= Q(product=certificate.product_id)
    return {row.pk: row for row in model.objects.filter(same).prefetch_related(Prefetch("events", public_events()))}


def _claim(certificate: Any, status: CertificateStatus) -> Claim:
    """What the seal of the certificate says; without a state where the certificate is in one that no product is in."""
    state = State.NONE if status.state in _NO_STATE_OF_A_PRODUCT else State(status.state.value)
    stars = certificate.stars if status.state.is_in_force else None
    period = Period(certificate.pk, stars, state, status.since or status.on, status.holds_until)
    return standing.claim_from(certificate.product_id or 0, status.on, period, certificate)
