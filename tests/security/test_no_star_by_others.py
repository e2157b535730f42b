"""No role but programme staff can make a star appear, whatever it opens, fills in and sends.

A visitor opens every address, sends to every address, and sends every form that a page shows, filled in as a browser
would with something plausible where it is empty; of forms that many pages share, the first few. Whatever comes of it is
looked at and undone.
"""

from __future__ import annotations

import re
import shutil
from collections import Counter
from collections.abc import Iterator
from typing import Any
from urllib.parse import urljoin, urlsplit

import pytest
from bs4 import BeautifulSoup
from django.apps import apps
from django.contrib import admin
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, transaction
from django.urls import Resolver404, resolve, reverse
from oscar.core.loading import get_model
from wagtail.snippets.models import get_snippet_models

from tests.asking.buying import bought
from tests.oversight.staff import client
from tests.security.test_every_url import ADDRESSES, _gaps_of_the_demo, part_of

pytestmark = pytest.mark.pages
ROLES = ("anonymous", "customer", "manager", "editor", "commune", "auditor")
# In the open shop they are customers like others; what is closed to them they try to open all the same.
WORK_IN_THE_ADMIN = {"editor", "commune", "auditor"}
# These take a product away, and its days with it; its certificates stay (docs/adr, decision 4).
TAKES_AWAY = {"dashboard:catalogue-product-delete", "dashboard:catalogue-product-list"}
# Forms that must have been accepted by those whose work they are, or the walk has tried nothing.
ACCEPTED = {
    "customer": {"catalogue:reviews-add", "customer:profile-update", "customer:wishlists-create"},
    "manager": {
        "dashboard:catalogue-category-update",
        "dashboard:catalogue-product",
        "dashboard:catalogue-product-bulk-action",
        "dashboard:catalogue-product-create",
        "dashboard:partner-manage",
    },
    "editor": {"wagtailadmin_pages:edit", "wagtailimages:edit"},
}
# What somebody might try everywhere: the fields of a star, of a grant and of every step.
PLAUSIBLE: dict[str, Any] = {
    "stars": "5",
    "ocop_stars": "5",
    "certificate": "1",
    "kind": "granted",
    "number": "1/QĐ-UBND",
    "issued_on": "01/11/2026",
    "issuer": "UBND tỉnh Vĩnh Long",
    "issuer_level": "province",
    "effective_on": "01/11/2026",
    "valid_from": "01/11/2026",
    "expires_on": "01/11/2029",
    "until": "01/11/2029",
    "evidence": "A",
    "ground": "b",
    "reason": "Vì thế",
    "event": "1",
    "agreed": "x",
    "product_name": "Kẹo dừa",
    "role": "central",
    "place": "",
    "user": "1",
    "lines": "7KQ2MX94RB",
    "action": "make_public",
}
# Beside what a form shows: a star, and what scripts would add to the editor of a page.
EXTRA: dict[str, Any] = {"stars": "5", "ocop_stars": "5", "body-count": "0", "action-publish": "action-publish"}
# Each card of a list has the form that puts it into the basket: these and a few more are enough.
MOST_ALIKE = 4
_AWAY = re.compile("login|^/cms/$")
_WRITES = re.compile(r'^\s*(INSERT|UPDATE|DELETE)\b.*"ocop_(certification|discovery_listing|oversight)', re.DOTALL)


@pytest.fixture
def own_pictures(demo_shop, settings, tmp_path):
    """What deletes a picture deletes its file too, and no transaction brings that back."""
    shutil.copytree(settings.MEDIA_ROOT, tmp_path / "media")
    settings.MEDIA_ROOT = str(tmp_path / "media")


@pytest.mark.long
@pytest.mark.parametrize("role", ROLES)
def test_no_role_but_programme_staff_can_make_a_star_appear(own_pictures, bare_errors, role):
    walk = Walk(role)
    for address in ADDRESSES:
        if role in WORK_IN_THE_ADMIN and part_of(address) == "shop":
            continue
        walk.open_and_send(address.name, address.filled(walk.values.get(address.name, walk.values[""])))
    assert walk.appeared == []
    assert walk.lost == []
    assert ACCEPTED.get(role, set()) - walk.accepted == set()


def test_the_walk_would_notice_a_star(demo_shop):
    """Who may make one does so under the same eyes."""
    walk = Walk("central")
    product = get_model("catalogue", "Product").objects.filter(structure="standalone").order_by("pk").first()
    url = reverse("ocop_register:grant_product", args=[product.pk])
    data = {**PLAUSIBLE, "kind": "", "issuer_level": "national", "issued_on": "01/06/2026", "expires_on": ""}
    token = re.search(r'name="agreed" value="(\w+)"', walk.client.post(url, data).content.decode()).group(1)
    assert walk.appeared == []
    walk._ask("", "POST", url, {**data, "agreed": token})
    kinds = {row.partition("('")[2].partition("'")[0] for row in walk.appeared}
    assert kinds >= {"certificate", "decision", "event", "standing"}


def test_no_table_of_ours_is_edited_in_a_general_admin(demo_shop):
    """Neither Django's admin nor Wagtail's snippets know the register: there is no form for a star at all."""
    known = {*admin.site._registry, *get_snippet_models()}
    assert [model.__name__ for model in known if model._meta.app_label.startswith("ocop_")] == []


class Walk:
    """Somebody who tries everything; what a request changed is looked at and undone."""

    def __init__(self, role: str) -> None:
        self.client = client(role)
        self.client.raise_request_exception = False
        self.values = {**dict(_gaps_of_the_demo()), **dict(_more_gaps())}
        if role == "customer":  # only buyers review
            key = self.values[""]["product_pk"]
            bought(self.client.user, get_model("catalogue", "Product").objects.get(pk=key))
        self.before = stars()
        self.appeared: list[str] = []
        self.lost: list[str] = []
        self.accepted: set[str] = set()
        self.sent: set[str] = set()
        self.alike: Counter[tuple[str, tuple[str, ...]]] = Counter()

    def open_and_send(self, name: str, url: str) -> None:
        page = self._ask(name, "GET", url, {})
        self._ask(name, "POST", url, PLAUSIBLE)
        if page.status_code == 200 and "html" in page.headers.get("Content-Type", "") and not page.streaming:
            for target, data in forms(page.content.decode(), url):
                if self._is_new(target, data):
                    self._ask(name_of(target), "POST", target, data)

    def _is_new(self, target: str, data: dict[str, Any]) -> bool:
        """Whether no such form was sent there yet, and few of the same view with the same fields."""
        fields, path = tuple(sorted(data)), urlsplit(target).path
        if (known := f"{path} {fields}") in self.sent or self.alike[name_of(target), fields] >= MOST_ALIKE:
            return False
        self.sent.add(known)
        self.alike[name_of(target), fields] += 1
        return True

    def _ask(self, name: str, method: str, url: str, data: dict[str, Any]) -> Any:
        cookies, wrote = self.client.cookies.copy(), []

        def watch(execute, sql, params, many, context):
            if _WRITES.match(sql):
                wrote.append(sql)
            return execute(sql, params, many, context)

        with transaction.atomic(), connection.execute_wrapper(watch):
            answer = self.client.generic(method, url) if method == "GET" else self.client.post(url, data)
            if wrote and not connection.needs_rollback:
                self._look(f"{method} {url}", name)
            transaction.set_rollback(True)
        self.client.cookies = cookies
        # Who is turned away is sent to a sign-in page or to the home page of the admin.
        if method == "POST" and answer.status_code == 302 and not _AWAY.search(answer.headers["Location"]):
            self.accepted.add(name)
        return answer

    def _look(self, request: str, name: str) -> None:
        after = stars()
        self.appeared += [f"{request}: {row}" for row in after - self.before]
        if name not in TAKES_AWAY:
            self.lost += [f"{request}: {row}" for row in self.before - after]


def stars() -> set[tuple[Any, ...]]:
    """Every row from which a star follows, and every remit to make one."""
    register = {name: apps.get_model("ocop_certification", name).objects for name in ("Certificate", "Decision")}
    events = apps.get_model("ocop_certification", "CertificateEvent").objects
    standings = apps.get_model("ocop_certification", "Standing").objects.filter(stars__isnull=False)
    listed = apps.get_model("ocop_discovery", "Listing").objects.filter(stars__gt=0)
    remits = apps.get_model("ocop_oversight", "Remit").objects
    facts = ("pk", "stars", "valid_from", "expires_on", "evidence", "decision")
    return {
        *(("certificate", *row) for row in register["Certificate"].values_list(*facts)),
        *(("decision", *row) for row in register["Decision"].values_list("pk", "number", "issuer_level")),
        *(("event", *row) for row in events.values_list("pk", "kind", "certificate", "stars", "until")),
        *(("standing", *row) for row in standings.values_list("certificate", "stars", "starts_on", "ends_on")),
        *(("listing", *row) for row in listed.values_list("pk", "stars")),
        *(("remit", *row) for row in remits.values_list("user", "role", "place")),
    }


def name_of(url: str) -> str:
    try:
        return resolve(urlsplit(url).path).view_name
    except Resolver404:
        return ""


def forms(html: str, url: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """The forms of a page that are sent by POST: where to, and what."""
    for form in BeautifulSoup(html, "html.parser").find_all("form"):
        target = urljoin(url, form.get("action") or url)
        local = not urlsplit(target).netloc and "logout" not in target and "i18n" not in target
        if form.get("method", "get").lower() == "post" and local:
            yield target, EXTRA | filled(form)


def filled(form: Any) -> dict[str, Any]:
    """What a browser would send of a form in which somebody has filled in what was empty."""
    data: dict[str, Any] = {}
    for field in form.find_all(["input", "select", "textarea", "button"]):
        name, kind = field.get("name"), field.get("type", "text" if field.name == "input" else "")
        if not name or name == "csrfmiddlewaretoken" or (field.name == "button" and name in data):
            continue
        if field.name == "select":
            data.setdefault(name, _chosen(field))
        elif field.name == "textarea":
            data[name] = field.text.strip("\n") or "Một đoạn chữ"
        elif kind in {"checkbox", "radio"}:
            if field.has_attr("checked") or name not in data:
                data[name] = field.get("value", "on")
        elif kind == "file":
            data[name] = SimpleUploadedFile("x.txt", b"x") if field.has_attr("required") else ""
        else:
            data[name] = field.get("value") or _plausible(name, kind)
    # A form set sends what it has: no new rows that nobody began, nothing marked to be deleted.
    return {name: value for name, value in data.items() if not name.endswith("-DELETE")}


def _chosen(field: Any) -> str:
    options = field.find_all("option")
    marked = next((option for option in options if option.has_attr("selected") and option.get("value")), None)
    some = marked or next((option for option in options if option.get("value")), None)
    wanted = some if field.has_attr("required") or marked else None
    return wanted.get("value") if wanted else ""


def _plausible(name: str, kind: str) -> str:
    """Something for an empty field; form sets are left as they are, a row begun by half would be refused."""
    if re.search(r"-\d+-", name):
        return ""
    by_kind = {"email": "ai-do@example.com", "number": "5", "date": "2026-11-01", "url": "https://example.com/"}
    by_name = dict.fromkeys(("q", "phone_number", "postcode", "upc", "go_live_at", "expire_at"), "")
    return by_name.get(name, by_kind.get(kind, "" if kind in {"hidden", "password", "search"} else "Kẹo dừa"))


def _more_gaps() -> Iterator[tuple[str, dict[str, Any]]]:
    """Real things for the gaps of addresses where people work."""
    product = get_model("catalogue", "Product").objects.filter(ocop_certificates__isnull=False).order_by("pk").first()
    collection = apps.get_model("wagtailcore", "Page").objects.filter(depth__gt=2).order_by("pk").first()
    yield "dashboard:catalogue-product", {"pk": product.pk}
    yield "dashboard:catalogue-product-delete", {"pk": product.pk}
    yield "dashboard:catalogue-product-create", {"product_class_slug": product.product_class.slug}
    yield "dashboard:catalogue-class-update", {"pk": product.product_class.pk}
    yield "dashboard:partner-manage", {"pk": get_model("partner", "Partner").objects.order_by("pk").first().pk}
    for verb in ("edit", "publish", "unpublish", "move", "copy", "delete"):
        yield f"wagtailadmin_pages:{verb}", {"page_id": collection.pk}
    image = apps.get_model("wagtailimages", "Image").objects.order_by("pk").first()
    yield "wagtailimages:edit", {"image_id": image.pk}
