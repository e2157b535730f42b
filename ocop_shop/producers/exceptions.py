"""Why something about a producer's people was not done. `str()` is a sentence for who asked; nothing was written."""

from __future__ import annotations

from django.utils.translation import gettext as _


class MembershipError(Exception):
    """What could not be done; members and invitations are as before."""


class LastOwner(MembershipError):
    """A producer keeps one owner at least."""

    def __str__(self) -> str:
        return _("This is the last owner. Make somebody else an owner first.")


class InvitationOver(MembershipError):
    """The link of an invitation is unknown, was used, was taken back, or is too old."""

    def __str__(self) -> str:
        return _("This invitation is not valid any more. Please ask for a new one.")


class AlreadyMember(MembershipError):
    """The person works for the producer already."""

    def __str__(self) -> str:
        return _("This person works for the producer already.")


class TooManyInvitations(MembershipError):
    """More open invitations than a producer can need."""

    def __str__(self) -> str:
        return _("There are many open invitations already. Take some back first.")


class TaxCodeTaken(Exception):
    """Another producer is known under this tax code; nothing was written."""

    def __str__(self) -> str:
        return _("Another producer has this tax code already.")


class NothingSaid(Exception):
    """A product is kept off the shelf for another reason than the named ones, and nobody said which."""

    def __str__(self) -> str:
        return _("Say in your words why it is not sold here.")
