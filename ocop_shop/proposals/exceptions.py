"""Why nothing came of an act on a proposal. `str()` is a sentence for who asked; nothing was written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _


class ProposalError(Exception):
    """What could not be done; the proposal is as before."""


class EditedMeanwhile(ProposalError):
    """Somebody saved it since it was read; `proposal` is how it stands now."""

    def __init__(self, proposal: Any) -> None:
        super().__init__()
        self.proposal = proposal

    def __str__(self) -> str:
        return _("Somebody else has changed this in the meantime. Look at both and save again.")


class NotWritable(ProposalError):
    """It is being looked at, or was decided on."""

    def __str__(self) -> str:
        return _("This is being looked at by the shop, or was decided already. Take it back first to change it.")


class NotDecidable(ProposalError):
    """It does not wait for a decision."""

    def __str__(self) -> str:
        return _("This does not wait for a decision any more.")


class ReasonMissing(ProposalError):
    """Who sends something back says why."""

    def __str__(self) -> str:
        return _("Say why: the producer reads it.")


class NotReady(ProposalError):
    """Something is missing or wrong; `problems` names it by field."""

    def __init__(self, problems: Mapping[str, Sequence[str]]) -> None:
        super().__init__()
        self.problems = problems

    def __str__(self) -> str:
        return _("Some things are missing or wrong; they are marked below.")
