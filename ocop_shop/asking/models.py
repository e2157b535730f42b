"""The tables as shipped; a shop that forks this app defines its own from `abstract_models`."""

from oscar.core.loading import is_model_registered

from .abstract_models import AbstractQuestion, AbstractReviewReply, AbstractThanks, Shown, State, ThanksState

__all__ = ["Shown", "State", "ThanksState"]

if not is_model_registered("ocop_asking", "Question"):

    class Question(AbstractQuestion):
        pass

    __all__.append("Question")

if not is_model_registered("ocop_asking", "ReviewReply"):

    class ReviewReply(AbstractReviewReply):
        pass

    __all__.append("ReviewReply")

if not is_model_registered("ocop_asking", "Thanks"):

    class Thanks(AbstractThanks):
        pass

    __all__.append("Thanks")
