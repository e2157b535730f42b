"""Tables of places. A code is not an identity: codes were re-used in 2025, so a place is a row with validity."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from ocop_shop.core import text

from .managers import PlaceQuerySet


class Level(models.TextChoices):
    """Levels of government; districts ended on 1 July 2025."""

    PROVINCE = "province", _("Province or city")
    DISTRICT = "district", _("District")
    COMMUNE = "commune", _("Commune, ward or special zone")


class AbstractMacroRegion(models.Model):
    """A group of provinces as people speak of it: "Đồng bằng sông Cửu Long"."""

    code = models.CharField(_("code"), max_length=16, unique=True)
    name = models.CharField(_("name"), max_length=100)
    name_en = models.CharField(_("name in English"), max_length=100, blank=True)
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        abstract = True
        app_label = "ocop_regions"
        ordering = ["position", "code"]
        verbose_name = _("macro-region")
        verbose_name_plural = _("macro-regions")

    def __str__(self) -> str:
        return self.name


class AbstractPlace(models.Model):
    """A province, district or commune during the years it existed under one name, kind and parent."""

    level = models.CharField(_("level"), max_length=10, choices=Level.choices)
    code = models.CharField(_("official code"), max_length=8)
    kind = models.CharField(_("kind"), max_length=20, help_text=_("tỉnh, thành phố, xã, phường, đặc khu …"))
    name = models.CharField(_("name"), max_length=100, help_text=_("Without the word of its kind."))
    slug = models.SlugField(_("slug"), max_length=120, unique=True)
    name_key = models.CharField(max_length=100, db_index=True, editable=False)
    parent = models.ForeignKey(
        "ocop_regions.Place", models.PROTECT, null=True, blank=True, related_name="children", verbose_name=_("part of")
    )
    macro_region = models.ForeignKey(
        "ocop_regions.MacroRegion",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="places",
        verbose_name=_("macro-region"),
    )
    valid_from = models.DateField(_("first day"), null=True, blank=True, help_text=_("Empty: before our records."))
    valid_until = models.DateField(_("last day"), null=True, blank=True, help_text=_("Empty: it still exists."))
    latitude = models.FloatField(_("latitude"), null=True, blank=True)
    longitude = models.FloatField(_("longitude"), null=True, blank=True)
    aliases = models.CharField(
        _("other names"),
        max_length=255,
        blank=True,
        help_text=_("Names under which addresses also print it, without marks and spaces, one space between two."),
    )
    intro = models.TextField(
        _("introduction"), max_length=2000, blank=True, help_text=_("What the place is known for. Shown on its page.")
    )
    intro_en = models.TextField(_("introduction in English"), max_length=2000, blank=True)
    intro_changed_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = PlaceQuerySet.as_manager()

    class Meta:
        abstract = True
        app_label = "ocop_regions"
        ordering = ["code"]
        verbose_name = _("place")
        verbose_name_plural = _("places")
        constraints = [
            models.UniqueConstraint(fields=["level", "code", "valid_from"], name="ocop_place_once_per_period"),
            # SQLite counts two empty dates as different, so the oldest period of a unit needs its own rule.
            models.UniqueConstraint(
                fields=["level", "code"], condition=Q(valid_from__isnull=True), name="ocop_place_once_from_start"
            ),
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True)
                | Q(valid_from__isnull=True)
                | Q(valid_until__gte=F("valid_from")),
                name="ocop_place_ends_after_start",
            ),
        ]
        indexes = [models.Index(fields=["level", "parent", "name_key"], name="ocop_place_in_parent")]

    def __str__(self) -> str:
        return self.full_name

    @property
    def full_name(self) -> str:
        """The name with its kind as a sentence begins it: "Xã Tiểu Cần", "Tỉnh Vĩnh Long"."""
        return f"{self.kind[:1].upper()}{self.kind[1:]} {self.name}"

    def exists_on(self, day: date) -> bool:
        """Whether the place exists on `day`."""
        return (self.valid_from is None or self.valid_from <= day) and (
            self.valid_until is None or self.valid_until >= day
        )

    @property
    def display_intro(self) -> str:
        """The introduction in the reader's language; Vietnamese where no other is given."""
        return (self.intro_en if get_language() == "en" else "") or self.intro

    def get_absolute_url(self) -> str:
        return reverse("ocop:place", args=[self.slug])

    def save(self, *args: object, **kwargs: object) -> None:
        self.name_key = text.key(self.name)
        super().save(*args, **kwargs)  # type: ignore[arg-type]


class AbstractSuccession(models.Model):
    """On `on`, `old` became `new` or part of it; a split unit has several rows, one of them the default."""

    old = models.ForeignKey("ocop_regions.Place", models.CASCADE, related_name="successions")
    new = models.ForeignKey("ocop_regions.Place", models.CASCADE, related_name="predecessions")
    on = models.DateField(_("day of the change"))
    is_default = models.BooleanField(_("main successor"), default=True)
    instrument = models.CharField(_("legal instrument"), max_length=80, blank=True)

    class Meta:
        abstract = True
        app_label = "ocop_regions"
        verbose_name = _("succession of places")
        verbose_name_plural = _("successions of places")
        constraints = [
            models.UniqueConstraint(fields=["old", "new", "on"], name="ocop_succession_once"),
            models.CheckConstraint(condition=~Q(old=F("new")), name="ocop_succession_of_another"),
        ]

    def __str__(self) -> str:
        return f"{self.old} → {self.new}"
