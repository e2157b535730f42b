"""The tables as shipped; a shop that forks this app defines its own from `abstract_models`."""

from oscar.core.loading import is_model_registered

from .abstract_models import AbstractProposal, AbstractProposalFile, Kind, State

__all__: list[str] = ["Kind", "State"]

if not is_model_registered("ocop_proposals", "Proposal"):

    class Proposal(AbstractProposal):
        pass

    __all__.append("Proposal")

if not is_model_registered("ocop_proposals", "ProposalFile"):

    class ProposalFile(AbstractProposalFile):
        pass

    __all__.append("ProposalFile")
