"""Tables of the makers. They point at Oscar's partner and product by label and add no column to either."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from ocop_shop.core import clock, text

from . import story as stories
from .managers import ProducerQuerySet, ProvenanceQuerySet
from .names import identity


class Kind(models.TextChoices):
    """Kinds of producer ("chủ thể OCOP") as lists print them; 26/2026/QĐ-TTg art. 2.3 names the lawful ones."""

    COMPANY = "company", _("Company")
    PRIVATE_ENTERPRISE = "private_enterprise", _("Private enterprise")
    COOPERATIVE = "cooperative", _("Co-operative")
    COOP_UNION = "coop_union", _("Union of co-operatives")
    COOP_GROUP = "coop_group", _("Co-operative group")
    HOUSEHOLD = "household", _("Household business")
    ESTABLISHMENT = "establishment", _("Production establishment")
    FARM = "farm", _("Farm")
    PRODUCER_HOUSEHOLD = "producer_household", _("Producing household")
    ASSOCIATION = "association", _("Association")


class NetUnit(models.TextChoices):
    """Units in which a label states the net content."""

    GRAM = "g", _("g")
    KILOGRAM = "kg", _("kg")
    MILLILITRE = "ml", _("ml")
    LITRE = "l", _("l")
    PIECE = "piece", _("piece")


class OffReason(models.TextChoices):
    """Why shop staff keep a product off the shelf: the law does not let this shop sell it, or not as it is."""

    MEDICINE = "medicine", _("A medicine: for pharmacies alone")
    HEALTH_FOOD = "health_food", _("A health food without its declaration or the confirmation of its advertising")
    PROTECTED = "protected", _("A protected species")
    OTHER = "other", _("Something else, in your words")


class AbstractProducer(models.Model):
    """The maker of certified goods ("chủ thể"). Not the seller: a partner is linked where the maker sells too."""

    kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices)
    name = models.CharField(_("full name"), max_length=255, help_text=_("As on the certificate."))
    name_key = models.CharField(max_length=255, db_index=True, editable=False)
    match_key = models.CharField(max_length=500, db_index=True, editable=False)
    name_en = models.CharField(_("name in English"), max_length=255, blank=True)
    slug = models.SlugField(_("slug"), max_length=160, unique=True)
    brand = models.CharField(_("brand"), max_length=100, blank=True)
    partner = models.OneToOneField(
        "partner.Partner",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="ocop_producer",
        verbose_name=_("seller in the shop"),
    )
    province = models.ForeignKey(
        "ocop_regions.Place", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("province")
    )
    commune = models.ForeignKey(
        "ocop_regions.Place", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("commune")
    )
    address_as_printed = models.CharField(
        _("address as printed"), max_length=500, blank=True, help_text=_("Kept as the decision writes it.")
    )
    since = models.PositiveSmallIntegerField(_("since"), null=True, blank=True, help_text=_("Year of the beginning."))
    # As it was written before there were parts; shown where there are none.
    story = models.TextField(_("story"), blank=True)
    story_en = models.TextField(_("story in English"), blank=True)
    # In the shape of a StreamField's raw data; the module `story` has its rules.
    story_parts = models.JSONField(_("parts of the story"), default=list, blank=True)
    phone = models.CharField(_("telephone"), max_length=32, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    website = models.URLField(_("website"), blank=True)
    representative = models.CharField(_("representative"), max_length=150, blank=True)
    publish_phone = models.BooleanField(_("show the telephone"), default=False)
    publish_email = models.BooleanField(_("show the e-mail"), default=False)
    publish_address = models.BooleanField(_("show the exact address"), default=False)
    publish_representative = models.BooleanField(_("show the representative"), default=False)
    is_public = models.BooleanField(_("has a public page"), default=True)
    created_at = models.DateTimeField(auto_now_add=True)
    # Empty where the profile is as it was before changes were noted.
    changed_at = models.DateTimeField(null=True, editable=False)

    objects = ProducerQuerySet.as_manager()

    class Meta:
        abstract = True
        app_label = "ocop_producers"
        ordering = ["name"]
        verbose_name = _("producer")
        verbose_name_plural = _("producers")
        # For shop staff who do at the portal what a producer cannot do itself; all of it is noted as such.
        permissions = [("assist_producer", _("Can act for a producer at the portal"))]
        constraints = [models.CheckConstraint(condition=Q(kind__in=Kind.values), name="ocop_producer_known_kind")]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.name_key = text.key(self.name)
        self.match_key = identity(self.name)[:500]
        if self._differs():
            self.changed_at = clock.now()
        if (named := kwargs.get("update_fields")) is not None:
            kwargs["update_fields"] = {*named, "name_key", "match_key", "changed_at"}
        super().save(*args, **kwargs)

    def _differs(self) -> bool:
        """Whether anything is to be written that does not stand there already."""
        names = [field.attname for field in self._meta.concrete_fields if field.attname != "changed_at"]
        stored = type(self)._default_manager.filter(pk=self.pk).values(*names).first() if self.pk else None
        return stored != {name: getattr(self, name) for name in names}

    def get_absolute_url(self) -> str:
        return reverse("ocop:producer", args=[self.slug])

    @property
    def display_name(self) -> str:
        """The name in the reader's language; Vietnamese where no other is given."""
        return (self.name_en if get_language() == "en" else "") or self.name

    @property
    def display_story(self) -> str:
        """The running text of the story in the reader's language; Vietnamese where no other is given."""
        return stories.plain(self.parts, "en" if get_language() == "en" else "vi")

    @property
    def parts(self) -> list[dict[str, Any]]:
        """The story as parts; what was written before there were parts is one part of text."""
        return list(self.story_parts) or stories.from_text(self.story, self.story_en)


class AbstractProducerPicture(models.Model):
    """A picture of the people, the place or the work; the first one is the banner of the profile."""

    producer = models.ForeignKey("ocop_producers.Producer", models.CASCADE, related_name="pictures")
    image = models.ImageField(_("picture"), upload_to="producers/", max_length=255)
    caption = models.CharField(_("caption"), max_length=255, blank=True)
    caption_en = models.CharField(max_length=255, blank=True)
    alt = models.CharField(_("what it shows"), max_length=255, blank=True, help_text=_("For those who cannot see it."))
    alt_en = models.CharField(max_length=255, blank=True)
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        abstract = True
        app_label = "ocop_producers"
        ordering = ["position", "pk"]
        verbose_name = _("picture of a producer")
        verbose_name_plural = _("pictures of a producer")

    def __str__(self) -> str:
        return self.caption or str(self.image.name)

    def save(self, *args: Any, **kwargs: Any) -> None:
        super().save(*args, **kwargs)
        self._changes_the_profile()

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        gone = super().delete(*args, **kwargs)
        self._changes_the_profile()
        return gone

    def _changes_the_profile(self) -> None:
        type(self.producer).objects.filter(pk=self.producer_id).update(changed_at=clock.now())


class AbstractProvenance(models.Model):
    """Where a product comes from: its maker, its place, its set in the decision's list, and its net content."""

    product = models.OneToOneField("catalogue.Product", models.CASCADE, related_name="ocop_provenance")
    producer = models.ForeignKey(
        "ocop_producers.Producer",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="provenances",
        verbose_name=_("producer"),
    )
    province = models.ForeignKey(
        "ocop_regions.Place", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("province")
    )
    commune = models.ForeignKey(
        "ocop_regions.Place", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("commune")
    )
    former_province = models.ForeignKey(
        "ocop_regions.Place", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("former province")
    )
    # From the commune up: it is public, and many makers work where they live.
    place_as_printed = models.CharField(_("place as printed"), max_length=500, blank=True)
    product_set = models.PositiveSmallIntegerField(
        _("product set"), null=True, blank=True, help_text=_("Number 1 to 26 in Appendix I of 26/2026/QĐ-TTg.")
    )
    net_amount = models.DecimalField(_("net content"), max_digits=10, decimal_places=2, null=True, blank=True)
    net_unit = models.CharField(_("unit"), max_length=8, choices=NetUnit.choices, blank=True)
    net_text = models.CharField(_("net content as printed"), max_length=60, blank=True)
    name_en = models.CharField(_("product name in English"), max_length=255, blank=True)
    description_en = models.TextField(_("description in English"), blank=True)
    # Empty while it is sold; `kept_off` reads it, and `actions.keep_off` writes it.
    kept_off = models.CharField(_("kept off the shelf"), max_length=20, choices=OffReason.choices, blank=True)
    kept_off_note = models.CharField(
        _("what is said of it"), max_length=300, blank=True, help_text=_("Buyers and the producer read it.")
    )
    kept_off_at = models.DateTimeField(_("kept off since"), null=True, blank=True, editable=False)
    kept_off_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", editable=False
    )

    objects = ProvenanceQuerySet.as_manager()

    class Meta:
        abstract = True
        app_label = "ocop_producers"
        verbose_name = _("provenance of a product")
        verbose_name_plural = _("provenances of products")
        constraints = [
            models.CheckConstraint(
                condition=Q(product_set__isnull=True) | Q(product_set__range=(1, 26)), name="ocop_product_set_1_to_26"
            ),
            models.CheckConstraint(
                condition=Q(net_amount__isnull=True) | Q(net_amount__gt=0), name="ocop_net_content_positive"
            ),
            models.CheckConstraint(
                condition=Q(kept_off="", kept_off_at__isnull=True)
                | Q(kept_off__in=OffReason.values, kept_off_at__isnull=False),
                name="ocop_kept_off_since",
            ),
            models.CheckConstraint(
                condition=~Q(kept_off=OffReason.OTHER, kept_off_note=""), name="ocop_kept_off_says_why"
            ),
        ]
        indexes = [models.Index(fields=["kept_off_at"], name="ocop_kept_off", condition=~Q(kept_off=""))]

    def __str__(self) -> str:
        return f"{self.product} – {self.producer or '?'}"
