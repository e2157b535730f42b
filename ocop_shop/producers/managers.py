"""Who may see which producer, in one place."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Any, Self

from django.db import models
from django.db.models import Q

from .invitations import hash_of


class ProducerQuerySet(models.QuerySet[Any]):
    """Producers, narrowed by who asks."""

    def public(self) -> Self:
        """Those with a public page."""
        return self.filter(is_public=True)

    def of_member(self, user: Any) -> Self:
        """Those that `user` works for."""
        return self.filter(members__user=user) if user.is_authenticated else self.none()


class ProvenanceQuerySet(models.QuerySet[Any]):
    """Where products come from."""

    def kept_off(self) -> Self:
        """Those of products that staff keep off the shelf, the newest mark first."""
        return self.exclude(kept_off="").order_by("-kept_off_at", "-pk")

    def from_places(self, places: Collection[int]) -> Self:
        """Those from one of these provinces or communes, by key: the product's own place, or else its maker's."""
        own = Q(province__in=places) | Q(commune__in=places) | Q(commune__parent__in=places)
        makers = Q(producer__province__in=places) | Q(producer__commune__in=places)
        makers |= Q(producer__commune__parent__in=places)
        return self.filter(own | Q(province__isnull=True, commune__isnull=True) & makers)


class PersonQuerySet(models.QuerySet[Any]):
    """People of producers."""

    def shown(self) -> Self:
        """Those who agreed to be shown."""
        return self.filter(consent=True)


class MemberQuerySet(models.QuerySet[Any]):
    """Who works for whom."""

    def of(self, user: Any) -> Self:
        """The roles of `user`, with their producers, by name."""
        own = self.filter(user=user) if user.is_authenticated else self.none()
        return own.select_related("producer").order_by("producer__name", "producer_id")


class InvitationQuerySet(models.QuerySet[Any]):
    """Who was asked to work for whom."""

    def open(self, at: datetime) -> Self:
        """Those that may still be accepted at this moment."""
        return self.filter(accepted_at=None, revoked_at=None, expires_at__gt=at)

    def with_secret(self, secret: str) -> Self:
        """The one whose link has this secret."""
        return self.filter(secret_hash=hash_of(secret))
