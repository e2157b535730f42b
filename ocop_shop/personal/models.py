"""The tables as shipped; a shop that forks this app defines its own from `abstract_models`."""

from oscar.core.loading import is_model_registered

from .abstract_models import AbstractRequest, Kind, State

__all__ = ["Kind", "State"]

if not is_model_registered("ocop_personal", "Request"):

    class Request(AbstractRequest):
        pass

    __all__.append("Request")
