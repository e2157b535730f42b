"""Pictures and papers of a proposal. What comes here is safe already (`core.pictures`, `core.papers`)."""

from __future__ import annotations

from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from ocop_shop.core.afterwards import after_commit
from ocop_shop.proposals.exceptions import NotWritable, ProposalError

from .writing import locked, touch

MOST_FILES = 30


class TooManyFiles(ProposalError):
    """A proposal carries a number of files and no more."""

    def __str__(self) -> str:
        return _("There are %(most)d files already. Take one off first.") % {"most": MOST_FILES}


@transaction.atomic
def add_file(
    proposal: Any, field: str, content: ContentFile[bytes], *, actor: Any, title: str = "", is_picture: bool = True
) -> Any:
    """Add a file under `field`, after those that are there. Raises `NotWritable` or `TooManyFiles`."""
    kept = locked(proposal)
    if not kept.is_writable:
        raise NotWritable
    if kept.files.count() >= MOST_FILES:
        raise TooManyFiles
    last = kept.files.filter(field=field).aggregate(last=Max("position"))["last"]
    added = kept.files.create(
        field=field, file=content, title=title[:255], is_picture=is_picture, position=0 if last is None else last + 1
    )
    touch(kept, actor, "proposal.file_added", field=field)
    return added


@transaction.atomic
def remove_file(proposal: Any, key: int, *, actor: Any) -> bool:
    """Take a file off and delete it; False when it is not one of this proposal. Raises `NotWritable`."""
    kept = locked(proposal)
    if not kept.is_writable:
        raise NotWritable
    found = kept.files.filter(pk=key).first()
    if found is None:
        return False
    after_commit(found.file.storage.delete, found.file.name)
    touch(kept, actor, "proposal.file_removed", field=found.field)
    found.delete()
    return True
