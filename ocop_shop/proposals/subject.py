"""What the engine asks of a kind of proposal. Each kind is a class of its own, named in `registry`."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from typing import Any

from django.urls import reverse


class Subject(ABC):
    """The rules of one kind of proposal: which fields it has, what stands there now, when it may be published."""

    @abstractmethod
    def labels(self, proposal: Any) -> Mapping[str, str]:
        """The fields in the order in which they are read, each with its name in words."""

    @abstractmethod
    def current(self, proposal: Any) -> Mapping[str, Any]:
        """What stands there now, by field, in the form of `values`; empty for something new."""

    @abstractmethod
    def problems(self, proposal: Any) -> Mapping[str, Sequence[str]]:
        """What keeps it from being submitted or accepted, by field, in sentences that say what to do."""

    @abstractmethod
    def apply(self, proposal: Any, *, actor: Any) -> None:
        """Publish it, in the transaction of the decision: write the values where they belong, copy the pictures."""

    @abstractmethod
    def title(self, proposal: Any) -> str:
        """What it is about, in a few words."""

    # A template below the comparison, for what staff look at and answer beside it; empty for nothing.
    review_template = ""

    def link(self, proposal: Any) -> str:
        """Where its author goes on with it, as a path."""
        return (
            reverse("ocop:portal-home", args=[proposal.producer.slug])
            if proposal.producer_id
            else reverse("ocop:portal")
        )

    def file_name(self, file: Any) -> str:
        """What a picture or paper of it is, in words."""
        return str(file.title or file.field)

    def review(self, proposal: Any) -> Mapping[str, Any]:
        """What `review_template` shows."""
        return {}

    def decided(self, proposal: Any, said: Mapping[str, str]) -> Mapping[str, Any]:
        """What staff answered beside the comparison, as it is kept in `decision`; `said` is what their form sent."""
        return {}

    def shown(self, field: str, value: Any) -> str:
        """A value in words, as staff compare it."""
        return "" if value is None else str(value)
