"""Tables of the people who work for a producer, and of those who are invited to."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from . import roles
from .managers import InvitationQuerySet, MemberQuerySet


class Role(models.TextChoices):
    """What somebody is to a producer; `roles` says what that allows."""

    OWNER = roles.OWNER, pgettext_lazy("role at a producer", "owner")
    EDITOR = roles.EDITOR, pgettext_lazy("role at a producer", "editor")
    PACKER = roles.PACKER, pgettext_lazy("role at a producer", "packer")


class AbstractMember(models.Model):
    """One person's role at one producer. Without a row there is no way in; a row that goes ends it at once."""

    producer = models.ForeignKey("ocop_producers.Producer", models.CASCADE, related_name="members")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="ocop_memberships")
    role = models.CharField(_("role"), max_length=10, choices=Role.choices)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = MemberQuerySet.as_manager()

    class Meta:
        abstract = True
        app_label = "ocop_producers"
        ordering = ["pk"]
        verbose_name = _("member")
        verbose_name_plural = _("members")
        constraints = [
            models.UniqueConstraint(fields=["producer", "user"], name="ocop_member_once"),
            models.CheckConstraint(condition=Q(role__in=Role.values), name="ocop_member_known_role"),
        ]

    def __str__(self) -> str:
        return f"{self.user} – {self.producer} ({self.role})"


class AbstractInvitation(models.Model):
    """Somebody was asked to work for a producer. Only a hash of the link's secret is kept."""

    producer = models.ForeignKey("ocop_producers.Producer", models.CASCADE, related_name="invitations")
    email = models.EmailField(_("e-mail"))
    role = models.CharField(_("role"), max_length=10, choices=Role.choices)
    secret_hash = models.CharField(max_length=64, unique=True, editable=False)
    invited_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField(_("valid until"))
    accepted_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        abstract = True
        app_label = "ocop_producers"
        ordering = ["-pk"]
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        constraints = [models.CheckConstraint(condition=Q(role__in=Role.values), name="ocop_invitation_known_role")]

    def __str__(self) -> str:
        return f"{self.email} – {self.producer}"
