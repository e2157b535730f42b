"""Every change of the register. Each verb is atomic, locks the product first, is audited and can be repeated."""

from .correcting import Facts, correct, strike
from .evaluating import Scoring, open_round, record_evaluation, withdraw_evaluation
from .granting import DecisionFacts, grant, record_decision
from .recording import batched, rewrite_standing
from .taking_steps import cease, conclude, extend, file_renewal, lapse, reinstate, revoke, suspend

__all__ = [
    "DecisionFacts",
    "Facts",
    "Scoring",
    "batched",
    "cease",
    "conclude",
    "correct",
    "extend",
    "file_renewal",
    "grant",
    "lapse",
    "open_round",
    "record_decision",
    "record_evaluation",
    "reinstate",
    "revoke",
    "rewrite_standing",
    "strike",
    "suspend",
    "withdraw_evaluation",
]
