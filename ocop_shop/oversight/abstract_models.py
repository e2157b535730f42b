"""Tables of the programme staff's work. What they decide is in the register; here is who does what, and when."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ocop_shop.core import codes


def new_case_number() -> str:
    """A fresh case number of nine characters, such as "D-7KQ2MX94"; it cannot be guessed."""
    return f"D-{codes.new_code(8)}"


class Role(models.TextChoices):
    """What a person does in the programme; `rights` says what each may do."""

    CENTRAL = "central", _("central office")
    PROVINCE = "province", _("provincial office")
    COMMUNE = "commune", _("commune")
    AUDITOR = "auditor", _("auditor, reads only")


class AbstractRemit(models.Model):
    """A role given to a person for a place. After a merger it holds for the place that took over."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="ocop_remits", verbose_name=_("person")
    )
    role = models.CharField(_("role"), max_length=10, choices=Role.choices)
    place = models.ForeignKey(
        "ocop_regions.Place",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("place"),
        help_text=_("Empty: the whole country."),
    )
    given_at = models.DateTimeField(_("given at"))

    class Meta:
        abstract = True
        app_label = "ocop_oversight"
        ordering = ["user", "role"]
        verbose_name = _("remit")
        verbose_name_plural = _("remits")
        constraints = [
            models.UniqueConstraint(fields=["user", "role", "place"], name="ocop_remit_once"),
            models.UniqueConstraint(
                fields=["user", "role"], condition=Q(place__isnull=True), name="ocop_remit_for_the_country_once"
            ),
            models.CheckConstraint(
                condition=Q(role__in=["central", "auditor"]) | Q(place__isnull=False), name="ocop_remit_has_a_place"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_role_display()} – {self.place or _('whole country')}"


class Channel(models.TextChoices):
    """How somebody was reached."""

    PHONE = "phone", _("telephone")
    EMAIL = "email", _("e-mail")
    VISIT = "visit", _("visit")
    MESSAGE = "message", _("message")


class Outcome(models.TextChoices):
    """What came of it."""

    WILL_FILE = "will_file", _("will apply for renewal")
    HAS_FILED = "has_filed", _("has applied for renewal")
    NEEDS_HELP = "needs_help", _("needs help with the dossier")
    WILL_NOT = "will_not", _("does not want to renew")
    STOPPED = "stopped", _("no longer makes the product")
    NOT_REACHED = "not_reached", _("not reached")


class AbstractContact(models.Model):
    """One entry of the work list: who was called about a certificate that ends, and what came of it."""

    certificate = models.ForeignKey(
        "ocop_certification.Certificate", models.PROTECT, related_name="contacts", verbose_name=_("certificate")
    )
    at = models.DateTimeField(_("when"))
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("by")
    )
    channel = models.CharField(_("how"), max_length=8, choices=Channel.choices)
    outcome = models.CharField(_("what came of it"), max_length=12, choices=Outcome.choices)
    note = models.TextField(_("note"), blank=True)
    again_on = models.DateField(_("try again on"), null=True, blank=True)

    class Meta:
        abstract = True
        app_label = "ocop_oversight"
        ordering = ["-at", "-pk"]
        verbose_name = _("contact")
        verbose_name_plural = _("contacts")

    def __str__(self) -> str:
        return f"{self.at:%d/%m/%Y}: {self.get_outcome_display()}"


class AbstractReminder(models.Model):
    """A reminder that a certificate ends, to one recipient; written before it is sent, so that none goes out twice."""

    certificate = models.ForeignKey("ocop_certification.Certificate", models.PROTECT, related_name="reminders")
    expires_on = models.DateField(_("end it reminds of"))
    days_before = models.PositiveSmallIntegerField(_("days before the end"))
    # "producer:12" or "user:7": never an address, which may change or have to go.
    recipient = models.CharField(_("recipient"), max_length=40)
    created_at = models.DateTimeField(_("written at"))
    # Set while somebody sends it, so that nobody else does.
    taken_at = models.DateTimeField(_("being sent since"), null=True, blank=True, editable=False)
    sent_at = models.DateTimeField(_("sent at"), null=True, blank=True)
    failure = models.CharField(_("why it was not sent"), max_length=255, blank=True)

    class Meta:
        abstract = True
        app_label = "ocop_oversight"
        ordering = ["-created_at", "-pk"]
        verbose_name = _("reminder")
        verbose_name_plural = _("reminders")
        constraints = [
            models.UniqueConstraint(
                fields=["certificate", "expires_on", "days_before", "recipient"], name="ocop_reminder_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.certificate_id}: {self.days_before} → {self.recipient}"


class Finding(models.TextChoices):
    """What staff found about a doubted badge."""

    RIGHT = "right", _("the badge is right")
    CORRECTED = "corrected", _("the badge was wrong and has been corrected")
    ELSEWHERE = "elsewhere", _("passed on to another body")
    UNCLEAR = "unclear", _("could not be settled")


class AbstractDoubtReport(models.Model):
    """A shopper doubts a badge. The claim is kept as it was shown; the case has an owner, a deadline and an answer."""

    number = models.CharField(_("case number"), max_length=12, unique=True, default=new_case_number, editable=False)
    certificate = models.ForeignKey(
        "ocop_certification.Certificate", models.PROTECT, related_name="doubts", verbose_name=_("certificate")
    )
    # Who appeals, where it is the producer itself and not a shopper.
    producer = models.ForeignKey(
        "ocop_producers.Producer",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="appeals",
        verbose_name=_("producer who appeals"),
    )
    text = models.TextField(_("what is doubtful"), max_length=2000)
    contact = models.CharField(_("telephone or e-mail"), max_length=200, blank=True)
    shown = models.JSONField(_("claim as it was shown"), default=dict)
    reported_at = models.DateTimeField(_("reported at"))
    due_on = models.DateField(_("answer due on"))
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("owner")
    )
    evidence = models.TextField(_("evidence found"), blank=True)
    finding = models.CharField(_("finding"), max_length=10, choices=Finding.choices, blank=True)
    answer = models.TextField(_("answer to the reporter"), blank=True)
    answered_at = models.DateTimeField(_("answered at"), null=True, blank=True)

    class Meta:
        abstract = True
        app_label = "ocop_oversight"
        ordering = ["due_on", "pk"]
        verbose_name = _("doubted badge")
        verbose_name_plural = _("doubted badges")
        constraints = [
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True) | (~Q(finding="") & ~Q(answer="")),
                name="ocop_answered_doubt_has_an_answer",
            ),
            models.UniqueConstraint(
                fields=["certificate", "producer"],
                condition=Q(answered_at__isnull=True) & Q(producer__isnull=False),
                name="ocop_one_open_appeal",
            ),
        ]

    def __str__(self) -> str:
        return self.number
