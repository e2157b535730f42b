"""The tables as shipped; a shop that forks this app defines its own from `abstract_models`."""

from oscar.core.loading import is_model_registered

from .abstract_identity_models import AbstractFormerIdentity, AbstractSellerIdentity, AbstractVerification
from .abstract_member_models import AbstractInvitation, AbstractMember, Role
from .abstract_models import AbstractProducer, AbstractProducerPicture, AbstractProvenance, Kind, NetUnit, OffReason
from .abstract_profile_models import (
    AbstractAward,
    AbstractConsent,
    AbstractIPRight,
    AbstractPerson,
    AbstractPointOfSale,
    RightKind,
)

__all__: list[str] = ["Kind", "NetUnit", "OffReason", "RightKind", "Role"]

if not is_model_registered("ocop_producers", "Producer"):

    class Producer(AbstractProducer):
        pass

    __all__.append("Producer")

if not is_model_registered("ocop_producers", "ProducerPicture"):

    class ProducerPicture(AbstractProducerPicture):
        pass

    __all__.append("ProducerPicture")

if not is_model_registered("ocop_producers", "Provenance"):

    class Provenance(AbstractProvenance):
        pass

    __all__.append("Provenance")

if not is_model_registered("ocop_producers", "Member"):

    class Member(AbstractMember):
        pass

    __all__.append("Member")

if not is_model_registered("ocop_producers", "Invitation"):

    class Invitation(AbstractInvitation):
        pass

    __all__.append("Invitation")

if not is_model_registered("ocop_producers", "Person"):

    class Person(AbstractPerson):
        pass

    __all__.append("Person")

if not is_model_registered("ocop_producers", "Award"):

    class Award(AbstractAward):
        pass

    __all__.append("Award")

if not is_model_registered("ocop_producers", "IPRight"):

    class IPRight(AbstractIPRight):
        pass

    __all__.append("IPRight")

if not is_model_registered("ocop_producers", "PointOfSale"):

    class PointOfSale(AbstractPointOfSale):
        pass

    __all__.append("PointOfSale")

if not is_model_registered("ocop_producers", "Consent"):

    class Consent(AbstractConsent):
        pass

    __all__.append("Consent")
if not is_model_registered("ocop_producers", "SellerIdentity"):

    class SellerIdentity(AbstractSellerIdentity):
        pass

    __all__.append("SellerIdentity")

if not is_model_registered("ocop_producers", "Verification"):

    class Verification(AbstractVerification):
        pass

    __all__.append("Verification")

if not is_model_registered("ocop_producers", "FormerIdentity"):

    class FormerIdentity(AbstractFormerIdentity):
        pass

    __all__.append("FormerIdentity")
