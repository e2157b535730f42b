"""What waits in the room of the profile: a draft that was sent back or not handed in, and what is worth adding."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from ocop_shop.producers import completeness
from ocop_shop.producers.completeness import Facts, Report
from ocop_shop.producers.completeness_wording import WORDS
from ocop_shop.producers.roles import Right
from ocop_shop.proposals import states
from ocop_shop.proposals.profile_drafts import Draft

from .access import Work
from .today import SOURCES, Task


def public_report(producer: Any) -> Report:
    """How complete the public profile is. One query."""
    lists = ("pictures", "awards", "ip_rights", "points_of_sale")
    counts = {f"{name}_count": Count(name, distinct=True) for name in lists}
    rows = apps.get_model("ocop_producers", "Producer").objects.filter(pk=producer.pk).order_by()
    told = rows.annotate(shown=Count("people", filter=Q(people__consent=True), distinct=True), **counts)
    found = told.values("shown", *counts).get()
    contacts = [producer.phone and producer.publish_phone, producer.email and producer.publish_email, producer.website]
    facts: Facts = completeness.story_facts(
        producer.parts,
        pictures=found["pictures_count"],
        people=found["shown"],
        contacts=sum(map(bool, contacts)),
        points_of_sale=found["points_of_sale_count"],
        honours=found["awards_count"] + found["ip_rights_count"],
        since=bool(producer.since),
        place=bool(producer.commune_id),
    )
    return completeness.report(facts)


def waiting(work: Work) -> Iterator[Task]:
    """Tasks about the profile. Two queries."""
    url = reverse("ocop:portal-profile", args=[work.producer.slug])
    proposal = Draft.of(work.producer).proposal
    if proposal and proposal.state == states.RETURNED:
        yield Task(_("Your profile was sent back: see why, and hand it in again."), 1, url, urgent=True)
    elif proposal and proposal.state == states.DRAFT:
        yield Task(_("Changes of your profile are not handed in yet."), 1, url)
    report = public_report(work.producer)
    if (item := report.next_item) and not proposal:
        told = {"score": report.score, "next": WORDS[item.key]}
        label = _("Your profile is %(score)d%% complete. %(next)s") % told
        yield Task(label, len(report.missing), reverse(f"ocop:portal-profile-{item.part}", args=[work.producer.slug]))


SOURCES.append((Right.PROFILE, waiting))
