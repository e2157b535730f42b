"""A listing that a producer proposes: a new product of theirs, or other texts and pictures for one that is there."""

from .subject import ListingSubject

__all__ = ["ListingSubject"]
