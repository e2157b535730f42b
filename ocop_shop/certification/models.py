"""The tables as shipped; a shop that forks this app defines its own from `abstract_models`."""

from oscar.core.loading import is_model_registered

from .abstract_evaluation_models import AbstractEvaluation, AbstractEvaluationRound
from .abstract_models import (
    AbstractCertificate,
    AbstractCertificateEvent,
    AbstractDecision,
    AbstractSoldClaim,
    AbstractStanding,
)
from .choices import EvaluationResult, Evidence, IssuerLevel, Precision, RecognitionKind

__all__ = ["EvaluationResult", "Evidence", "IssuerLevel", "Precision", "RecognitionKind"]

if not is_model_registered("ocop_certification", "Decision"):

    class Decision(AbstractDecision):
        pass

    __all__.append("Decision")

if not is_model_registered("ocop_certification", "Certificate"):

    class Certificate(AbstractCertificate):
        pass

    __all__.append("Certificate")

if not is_model_registered("ocop_certification", "CertificateEvent"):

    class CertificateEvent(AbstractCertificateEvent):
        pass

    __all__.append("CertificateEvent")

if not is_model_registered("ocop_certification", "Standing"):

    class Standing(AbstractStanding):
        pass

    __all__.append("Standing")

if not is_model_registered("ocop_certification", "SoldClaim"):

    class SoldClaim(AbstractSoldClaim):
        pass

    __all__.append("SoldClaim")

if not is_model_registered("ocop_certification", "EvaluationRound"):

    class EvaluationRound(AbstractEvaluationRound):
        pass

    __all__.append("EvaluationRound")

if not is_model_registered("ocop_certification", "Evaluation"):

    class Evaluation(AbstractEvaluation):
        pass

    __all__.append("Evaluation")
