"""Where papers lie that are not for everybody: outside the folder that the web server shows.

    file = models.FileField(upload_to="papers/", storage=private_storage)

Files have no address. A view that has asked who may read gives them back with `papers.download`.
"""

from __future__ import annotations

import os
from typing import Final

from django.conf import settings as django_settings
from django.core.files.storage import FileSystemStorage, Storage, storages

ALIAS: Final = "ocop_private"


def private_storage() -> Storage:
    """What `STORAGES["ocop_private"]` names, else a folder on this machine: for `storage=` of a field."""
    return storages[ALIAS] if is_named() else PrivateFolder()


def is_named() -> bool:
    """Whether the shop has a storage of its own for papers."""
    return ALIAS in django_settings.STORAGES


class PrivateFolder(FileSystemStorage):
    """The folder `OCOP_PRIVATE_ROOT`; where that is not set, one beside `MEDIA_ROOT`, never in it.

    The folder is asked for with every file, so that a test can move it. Only the shop's own user and group read there.
    """

    # Django keeps these once they were asked for, and falls back to the address and the rights of public files.
    base_url = None  # type: ignore[assignment]
    file_permissions_mode = 0o640
    directory_permissions_mode = 0o750

    @property
    def base_location(self) -> str:
        """The folder as the settings name it at this moment."""
        return (
            getattr(django_settings, "OCOP_PRIVATE_ROOT", "")
            or f"{os.path.abspath(django_settings.MEDIA_ROOT)}-private"
        )

    @property
    def location(self) -> str:
        """The same as a whole path."""
        return os.path.abspath(self.base_location)
