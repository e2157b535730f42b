"""Uploaded files: pictures are shown, anything else can only be downloaded."""

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage


@pytest.mark.parametrize("name", ["x.html", "x.svg", "x.js", "x.pdf"])
@pytest.mark.django_db
def test_what_is_no_picture_is_downloaded_and_may_not_run(client, name):
    stored = default_storage.save(f"tests/{name}", ContentFile(b"<script>alert(1)</script>"))
    response = client.get(f"/media/{stored}")
    response.close()
    assert response["Content-Disposition"] == "attachment"
    assert response["Content-Security-Policy"] == "sandbox; default-src 'none'"


@pytest.mark.django_db
def test_a_picture_is_shown(client):
    stored = default_storage.save("tests/x.webp", ContentFile(b"RIFF"))
    response = client.get(f"/media/{stored}")
    response.close()
    assert response["Content-Disposition"].startswith("inline")
    assert response["Content-Type"] == "image/webp"
