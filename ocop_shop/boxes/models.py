"""The tables as shipped; a shop that forks this app defines its own from `abstract_models`."""

from oscar.core.loading import is_model_registered

from .abstract_models import AbstractBoxPart, AbstractQuoteRequest, AbstractSoldPart, QuoteState

__all__ = ["QuoteState"]

if not is_model_registered("ocop_boxes", "BoxPart"):

    class BoxPart(AbstractBoxPart):
        pass

    __all__.append("BoxPart")

if not is_model_registered("ocop_boxes", "SoldPart"):

    class SoldPart(AbstractSoldPart):
        pass

    __all__.append("SoldPart")

if not is_model_registered("ocop_boxes", "QuoteRequest"):

    class QuoteRequest(AbstractQuoteRequest):
        pass

    __all__.append("QuoteRequest")
