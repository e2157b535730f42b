"""Tables of proposals: what somebody wants to be published, with its pictures and papers, until staff have decided."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ocop_shop.core.private_storage import private_storage

from . import states
from .managers import ProposalQuerySet


class Kind(models.TextChoices):
    """What a proposal is about; `registry` knows the rules of each."""

    PROFILE = "profile", _("profile")
    LISTING = "listing", _("listing")
    JOINING = "joining", _("joining")
    IDENTITY = "identity", _("identity")


class State(models.TextChoices):
    """Where a proposal stands."""

    DRAFT = states.DRAFT, _("draft")
    SUBMITTED = states.SUBMITTED, _("being looked at")
    RETURNED = states.RETURNED, _("sent back")
    ACCEPTED = states.ACCEPTED, _("accepted")
    WITHDRAWN = states.WITHDRAWN, _("withdrawn")


class AbstractProposal(models.Model):
    """Values that wait for a decision. `base` is what stood there when it was begun, `version` counts every saving.

    `subject` names what it is about ("producer:12", "product:7", "new:…"); of the open ones there is one for each.
    """

    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices)
    subject = models.CharField(max_length=60, editable=False)
    producer = models.ForeignKey(
        "ocop_producers.Producer", models.CASCADE, null=True, blank=True, related_name="proposals"
    )
    product = models.ForeignKey(
        "catalogue.Product", models.SET_NULL, null=True, blank=True, related_name="ocop_proposals"
    )
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="ocop_proposals")
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.DRAFT)
    # In which the author reads letters about it; empty for the shop's own.
    language = models.CharField(max_length=10, blank=True, editable=False)
    values = models.JSONField(default=dict)
    base = models.JSONField(default=dict)
    version = models.PositiveIntegerField(default=1)
    # Who has written what since it was handed in last, for the log (`sittings`).
    sittings = models.JSONField(default=list, editable=False)
    reason = models.TextField(_("reason"), blank=True)
    reasons = models.JSONField(default=dict, help_text=_("By field: why it was sent back."))
    created_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField()
    submitted_at = models.DateTimeField(null=True, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decision = models.JSONField(default=dict, help_text=_("What staff noted when they accepted it."))
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")

    objects = ProposalQuerySet.as_manager()

    class Meta:
        abstract = True
        app_label = "ocop_proposals"
        ordering = ["-pk"]
        verbose_name = _("proposal")
        verbose_name_plural = _("proposals")
        permissions = [("decide_proposal", _("Can decide on proposals of producers"))]
        indexes = [models.Index(fields=["state", "submitted_at"], name="ocop_proposal_queue")]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=Kind.values), name="ocop_proposal_known_kind"),
            models.CheckConstraint(condition=Q(state__in=State.values), name="ocop_proposal_known_state"),
            models.UniqueConstraint(
                fields=["subject"], condition=Q(state__in=sorted(states.OPEN)), name="ocop_proposal_one_open"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.subject} ({self.state})"

    @property
    def is_writable(self) -> bool:
        """Whether its author may still change it."""
        return self.state in states.WRITABLE

    @property
    def is_open(self) -> bool:
        """Whether something may still come of it."""
        return self.state in states.OPEN


class AbstractProposalFile(models.Model):
    """A picture or a paper of a proposal, made safe (`core.pictures`, `core.papers`) and kept away from the web."""

    proposal = models.ForeignKey("ocop_proposals.Proposal", models.CASCADE, related_name="files")
    field = models.CharField(max_length=30)
    file = models.FileField(_("file"), storage=private_storage, upload_to="proposals/%Y/%m/", max_length=255)
    title = models.CharField(_("what it shows"), max_length=255, blank=True)
    is_picture = models.BooleanField(default=True)
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        abstract = True
        app_label = "ocop_proposals"
        ordering = ["field", "position", "pk"]
        verbose_name = _("file of a proposal")
        verbose_name_plural = _("files of a proposal")

    def __str__(self) -> str:
        return self.title or str(self.file.name)
