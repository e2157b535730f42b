"""What the engine asks of a kind of proposal. Each kind is a class of its own, named in `registry`."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from typing import Any


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

    def shown(self, field: str, value: Any) -> str:
        """A value in words, as staff compare it."""
        return "" if value is None else str(value)
