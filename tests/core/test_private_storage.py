"""Papers lie where no address leads, and whoever puts that place among the public files is told."""

import os
from pathlib import Path

import pytest
from django.conf import settings
from django.core.checks import run_checks
from django.core.files.base import ContentFile
from django.core.files.storage import InMemoryStorage
from django.db.models import FileField
from django.test import override_settings

from ocop_shop import checks
from ocop_shop.core.private_storage import PrivateFolder, private_storage

IN_MEMORY = {"BACKEND": "django.core.files.storage.InMemoryStorage"}


def told(**changed):
    with override_settings(**changed):
        return [message.id for message in run_checks(tags=[checks.TAG])]


def test_a_paper_is_kept_in_the_private_folder_and_nowhere_else():
    kept = private_storage().save("papers/ab12.pdf", ContentFile(b"%PDF-1.4"))
    lies = Path(private_storage().path(kept))
    assert lies.is_relative_to(settings.OCOP_PRIVATE_ROOT)
    assert not lies.is_relative_to(settings.MEDIA_ROOT)
    with private_storage().open(kept) as file:
        assert file.read() == b"%PDF-1.4"


def test_a_paper_has_no_address():
    kept = private_storage().save("papers/ab12.pdf", ContentFile(b"%PDF-1.4"))
    with pytest.raises(ValueError, match="URL"):
        private_storage().url(kept)


@pytest.mark.django_db
def test_the_address_of_public_files_does_not_lead_to_it(client):
    kept = private_storage().save("papers/ab12.pdf", ContentFile(b"%PDF-1.4"))
    aside = os.path.relpath(private_storage().path(kept), settings.MEDIA_ROOT)
    for path in (kept, aside, aside.replace("/", "%2f"), f"x/../{aside}", private_storage().path(kept)):
        answer = client.get(f"/media/{path}", follow=True)
        assert answer.status_code in {400, 404}
        assert b"%PDF" not in answer.content


def test_others_on_the_machine_cannot_read_it():
    lies = Path(private_storage().path(private_storage().save("rights/ab12.pdf", ContentFile(b"%PDF-1.4"))))
    assert lies.stat().st_mode & 0o777 == 0o640
    assert lies.parent.stat().st_mode & 0o007 == 0


def test_a_name_that_leads_out_of_the_folder_is_refused():
    with pytest.raises(Exception, match="traversal"):
        private_storage().save("../../ab12.pdf", ContentFile(b"%PDF-1.4"))


def test_without_a_setting_it_is_a_folder_beside_the_public_one(tmp_path):
    folder = PrivateFolder()
    with override_settings(MEDIA_ROOT=str(tmp_path / "media"), OCOP_PRIVATE_ROOT=""):
        assert folder.location == str(tmp_path / "media-private")
    with override_settings(MEDIA_ROOT=f"{tmp_path}/media/", OCOP_PRIVATE_ROOT=""):
        assert folder.location == str(tmp_path / "media-private")


def test_the_folder_is_asked_for_with_every_file(tmp_path):
    folder = PrivateFolder()
    assert folder.location == settings.OCOP_PRIVATE_ROOT
    with override_settings(OCOP_PRIVATE_ROOT=str(tmp_path)):
        assert folder.location == str(tmp_path)


def test_a_shop_may_name_a_storage_of_its_own():
    with override_settings(STORAGES={**settings.STORAGES, "ocop_private": IN_MEMORY}):
        assert isinstance(private_storage(), InMemoryStorage)
    assert isinstance(private_storage(), PrivateFolder)


def test_a_migration_names_the_place_and_not_the_folder():
    field = FileField(upload_to="papers/", storage=private_storage)
    assert field.deconstruct()[3]["storage"] is private_storage


@pytest.mark.parametrize("inside", ["MEDIA_ROOT", "STATIC_ROOT"])
@pytest.mark.parametrize("below", ["", "private", "a/../b"])
def test_a_private_folder_inside_a_public_one_is_an_error(tmp_path, inside, below):
    assert told(**{inside: str(tmp_path), "OCOP_PRIVATE_ROOT": str(tmp_path / below)}) == ["ocop_shop.E020"]


def test_a_link_that_leads_into_the_public_folder_is_an_error(tmp_path):
    (tmp_path / "media").mkdir()
    (tmp_path / "private").symlink_to(tmp_path / "media")
    assert told(MEDIA_ROOT=tmp_path / "media", OCOP_PRIVATE_ROOT=str(tmp_path / "private")) == ["ocop_shop.E020"]


def test_a_folder_of_its_own_beside_one_with_the_same_beginning_is_fine(tmp_path):
    assert told(MEDIA_ROOT=str(tmp_path / "media"), OCOP_PRIVATE_ROOT=str(tmp_path / "media-private")) == []


def test_a_storage_of_the_shops_own_inside_the_public_folder_is_an_error(tmp_path):
    own = {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": str(tmp_path / "x")}}
    assert told(MEDIA_ROOT=str(tmp_path), STORAGES={**settings.STORAGES, "ocop_private": own}) == ["ocop_shop.E020"]


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({"OCOP_PRIVATE_ROOT": ""}, ["ocop_shop.W007"]),
        ({"OCOP_PRIVATE_ROOT": "", "DEBUG": True}, []),
        ({"OCOP_PRIVATE_ROOT": "", "STORAGES": {**settings.STORAGES, "ocop_private": IN_MEMORY}}, []),
    ],
)
def test_an_open_shop_that_has_chosen_no_folder_is_warned(changed, expected):
    assert told(**changed) == expected
