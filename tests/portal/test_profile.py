"""The profile at the producer's desk: writing part by part, hiding at once, preview, handing in, what comes back."""

from __future__ import annotations

import io

import pytest
from django.apps import apps
from django.contrib.auth.models import Permission
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from ocop_shop.producers import actions as producers
from ocop_shop.producers.profile_values import current
from ocop_shop.proposals import actions
from ocop_shop.proposals.profile import subject_for
from ocop_shop.test.factories import make_place, make_producer, make_user
from tests.templates.reading import read

PARTS = ("", "about", "story", "pictures", "people", "contact", "awards", "rights", "points")
ATTACK = '"><script>alert(1)</script><img src=x onerror=alert(2)>'


@pytest.fixture
def producer(db):
    return make_producer("Hợp tác xã Cầu Kè", story="Từ năm 1998.")


@pytest.fixture
def owner(producer, client):
    user = make_user()
    producers.add_member(producer, user, "owner")
    client.force_login(user)
    return user


def url(producer, part="", *gaps):
    return reverse(f"ocop:portal-profile{part and '-'}{part}", args=[producer.slug, *gaps])


def draft(producer):
    return apps.get_model("ocop_proposals", "Proposal").objects.open().filter(subject=subject_for(producer)).first()


def version(producer):
    return draft(producer).version if draft(producer) else 0


def send(client, producer, part, *gaps, **values):
    """Send a form of the draft as it stands."""
    return client.post(url(producer, part, *gaps), {"version": version(producer), **values})


def photo(name="anh.jpg"):
    content = io.BytesIO()
    Image.new("RGB", (40, 30), "green").save(content, "JPEG")
    return SimpleUploadedFile(name, content.getvalue(), content_type="image/jpeg")


def write_story(client, producer, told="Ba đời nấu mật."):
    return send(client, producer, "story-entry", "new-text", heading="", text=told)


# --- writing ------------------------------------------------------------------------------------------------------


def test_looking_at_a_profile_begins_no_draft(client, producer, owner):
    for part in PARTS:
        assert client.get(url(producer, part)).status_code == 200
    assert client.get(url(producer, "preview")).status_code == 200
    assert draft(producer) is None


def test_a_part_of_the_story_goes_into_the_draft_behind_what_is_public(client, producer, owner):
    assert write_story(client, producer).status_code == 302
    told = [part["value"]["text"] for part in draft(producer).values["story"]]
    assert told == ["Từ năm 1998.", "Ba đời nấu mật."]
    producer.refresh_from_db()
    assert producer.story_parts == []


def test_parts_are_moved_and_taken_out_without_script(client, producer, owner):
    write_story(client, producer)
    first, second = draft(producer).values["story"]
    send(client, producer, "story", item=second["id"], do="up")
    assert [part["id"] for part in draft(producer).values["story"]] == [second["id"], first["id"]]
    send(client, producer, "story", item=first["id"], do="remove")
    assert [part["id"] for part in draft(producer).values["story"]] == [second["id"]]


@pytest.mark.parametrize(
    ("kind", "told"),
    [
        ("quote", {"text": "Làm kỹ.", "who": "Bà Sáu"}),
        ("video", {"title": "Lò nấu", "url": "https://youtu.be/abc"}),
        ("steps", {"heading": "Từ cây", "steps_asked": "2", "step0_title": "Hái", "step1_title": "Nấu"}),
    ],
)
def test_every_kind_of_part_can_be_written_and_opened_again(client, producer, owner, kind, told):
    assert send(client, producer, "story-entry", f"new-{kind}", **told).status_code == 302
    part = draft(producer).values["story"][-1]
    assert part["type"] == kind
    page = client.get(url(producer, "story-entry", part["id"])).content.decode()
    assert all(value in page for name, value in told.items() if name != "steps_asked")


def test_a_picture_comes_with_a_part_and_stands_in_the_album_too(client, producer, owner):
    answer = send(client, producer, "story-entry", "new-picture", file=photo(), alt="Sân phơi")
    assert answer.status_code == 302
    values = draft(producer).values
    ref = f"file:{draft(producer).files.get().pk}"
    assert values["story"][-1]["value"] == {"image": ref}
    assert [(one["id"], one["alt"]) for one in values["pictures"]] == [(ref, "Sân phơi")]
    seen = client.get(url(producer, "file", draft(producer).files.get().pk))
    assert (seen.status_code, seen["Content-Type"]) == (200, "image/jpeg")


def test_a_gallery_is_chosen_from_the_pictures(client, producer, owner):
    send(client, producer, "pictures-entry", "new", file=photo(), alt="Sân phơi")
    ref = draft(producer).values["pictures"][0]["id"]
    assert ref in client.get(url(producer, "story-entry", "new-gallery")).content.decode()
    assert send(client, producer, "story-entry", "new-gallery", images=[ref]).status_code == 302
    assert send(client, producer, "story-entry", "new-gallery", images=["picture:999"]).status_code == 422
    assert len(draft(producer).values["story"]) == 2


def test_a_picture_that_the_story_shows_is_not_taken_off(client, producer, owner):
    send(client, producer, "story-entry", "new-picture", file=photo(), alt="Sân phơi")
    ref = draft(producer).values["pictures"][0]["id"]
    send(client, producer, "pictures", item=ref, do="remove")
    assert (len(draft(producer).values["pictures"]), draft(producer).files.count()) == (1, 1)


def test_a_picture_that_is_taken_off_is_deleted_with_its_file(client, producer, owner):
    send(client, producer, "pictures-entry", "new", file=photo(), alt="Sân phơi")
    send(client, producer, "pictures", item=draft(producer).values["pictures"][0]["id"], do="remove")
    assert (draft(producer).values["pictures"], draft(producer).files.count()) == ([], 0)


@pytest.mark.parametrize(
    ("part", "told"),
    [
        ("awards", {"title": "Giải nhất", "year": "2020"}),
        ("rights", {"kind": "trademark", "name": "Sáu", "number": "4-1", "valid_from": "2020-01-02"}),
        ("points", {"name": "Sạp 3", "address": "Chợ huyện", "phone": "0912345678"}),
        ("people", {"name": "Bà Sáu", "consent": "on", "consent_note": "ký 12/5"}),
    ],
)
def test_entries_of_every_list_can_be_written_and_opened_again(client, producer, owner, part, told):
    assert send(client, producer, f"{part}-entry", "new", **told).status_code == 302
    entry = draft(producer).values[part][0]
    page = client.get(url(producer, f"{part}-entry", entry["id"])).content.decode()
    assert all(value in page for name, value in told.items() if name != "consent")
    changed = told | {next(name for name in ("title", "name") if name in told): "Khác"}
    assert send(client, producer, f"{part}-entry", entry["id"], **changed).status_code == 302
    assert len(draft(producer).values[part]) == 1


@pytest.mark.parametrize(
    ("part", "gaps", "told"),
    [
        ("awards-entry", ["new"], {"title": ""}),
        ("awards-entry", ["new"], {"title": "x", "year": "2999"}),
        ("rights-entry", ["new"], {"kind": "nothing", "name": "x", "number": "1"}),
        ("rights-entry", ["new"], {"kind": "trademark", "name": "x", "number": "1", "valid_from": "31/31"}),
        ("points-entry", ["new"], {"name": "x", "address": "y", "phone": "call me"}),
        ("people-entry", ["new"], {"name": "x", "consent": "on"}),
        ("pictures-entry", ["new"], {"alt": "x"}),
        ("story-entry", ["new-text"], {"text": ""}),
        ("story-entry", ["new-text"], {"text": "x" * 5001}),
        ("story-entry", ["new-video"], {"title": "x", "url": "javascript:alert(1)"}),
        ("story-entry", ["new-picture"], {}),
        ("story-entry", ["new-steps"], {"steps_asked": "²"}),
        ("about", [], {"kind": "x"}),
        ("about", [], {"kind": "cooperative", "since": "abc"}),
        ("about", [], {"kind": "cooperative", "website": "javascript:alert(1)"}),
        ("contact", [], {"phone": "12"}),
        ("contact", [], {"publish_phone": "on"}),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_written(client, producer, owner, part, gaps, told):
    answer = send(client, producer, part, *gaps, **told)
    assert answer.status_code == 422
    assert "ocop-err" in answer.content.decode()
    assert draft(producer) is None


@pytest.mark.parametrize("item", ["new-nothing", "row-1", "row-x", "new-", "%00", "²"])
def test_what_is_not_there_is_not_found(client, producer, owner, item):
    assert client.get(url(producer, "story-entry", item)).status_code == 404
    assert client.get(url(producer, "awards-entry", item)).status_code == 404


def test_a_commune_is_asked_for_after_its_province(client, producer, owner):
    commune = make_place("29341", level="commune", parent=make_place("86"))
    told = {"kind": "cooperative", "province": "19", "commune": commune.code}
    send(client, producer, "about", **told)
    assert (draft(producer).values["province"], draft(producer).values.get("commune", "")) == ("19", "")
    send(client, producer, "about", **{**told, "province": "86"})
    assert draft(producer).values["commune"] == "29341"


def test_saving_what_stands_there_begins_no_draft(client, producer, owner):
    send(client, producer, "about", kind=producer.kind, province="86")
    assert draft(producer) is None


# --- two people at one draft --------------------------------------------------------------------------------------


def test_nobody_overwrites_what_they_have_not_seen(client, producer, owner):
    write_story(client, producer)
    seen = version(producer)
    send(client, producer, "about", kind="company", province="86", brand="Của Ba")
    late = client.post(url(producer, "about"), {"version": seen, "kind": "farm", "province": "86", "brand": "Của Tư"})
    page = late.content.decode()
    assert (late.status_code, draft(producer).values["brand"]) == (409, "Của Ba")
    assert "data-conflict" in page
    assert "Của Tư" in page
    assert "Của Ba" in page
    again = read(page).one("input", name="version")["value"]
    client.post(url(producer, "about"), {"version": again, "kind": "farm", "province": "86", "brand": "Của Tư"})
    assert draft(producer).values["brand"] == "Của Tư"


def test_two_who_begin_at_once_do_not_lose_a_word(client, producer, owner):
    client.post(url(producer, "story-entry", "new-text"), {"version": 0, "text": "Một"})
    late = client.post(url(producer, "story-entry", "new-text"), {"version": 0, "text": "Hai"})
    assert late.status_code == 409
    assert "Hai" in late.content.decode()
    assert [part["value"]["text"] for part in draft(producer).values["story"]] == ["Từ năm 1998.", "Một"]


@pytest.mark.parametrize("told", ["", "x", "-1", "²", "9" * 30])
def test_a_nonsense_version_is_an_old_one(client, producer, owner, told):
    write_story(client, producer)
    answer = client.post(url(producer, "awards-entry", "new"), {"version": told, "title": "x"})
    assert (answer.status_code, "awards" in draft(producer).values) == (409, False)


# --- hiding -------------------------------------------------------------------------------------------------------


def test_switching_off_hides_at_once_and_waits_for_nobody(client, producer, owner):
    producer.phone, producer.publish_phone = "0912345678", True
    producer.save()
    assert "0912345678" in client.get(producer.get_absolute_url()).content.decode()
    send(client, producer, "contact", phone="0912345678")
    producer.refresh_from_db()
    assert producer.publish_phone is False
    assert "0912345678" not in client.get(producer.get_absolute_url()).content.decode()
    assert producer.consents.get().by == owner


def test_switching_off_works_though_the_rest_of_the_form_is_wrong(client, producer, owner):
    producer.phone, producer.publish_phone = "0912345678", True
    producer.save()
    assert send(client, producer, "contact", phone="12").status_code == 422
    producer.refresh_from_db()
    assert producer.publish_phone is False


def test_switching_on_waits_for_the_shop(client, producer, owner):
    send(client, producer, "contact", phone="0912345678", publish_phone="on")
    producer.refresh_from_db()
    assert (producer.publish_phone, draft(producer).values["publish_phone"]) == (False, True)


def test_hiding_works_while_the_draft_is_being_looked_at(client, producer, owner):
    producer.phone, producer.publish_phone = "0912345678", True
    producer.save()
    write_story(client, producer)
    actions.submit(draft(producer), version=version(producer), actor=owner)
    send(client, producer, "contact", phone="0912345678")
    producer.refresh_from_db()
    assert (producer.publish_phone, draft(producer).state) == (False, "submitted")


@pytest.mark.parametrize("way", ["untick", "remove"])
def test_a_person_who_does_not_want_to_be_shown_is_gone_at_once(client, producer, owner, way):
    person = producer.people.create(name="Bà Sáu", consent=True)
    assert "Bà Sáu" in client.get(producer.get_absolute_url()).content.decode()
    if way == "untick":
        send(client, producer, "people-entry", f"row-{person.pk}", name="Bà Sáu")
    else:
        send(client, producer, "people", item=f"row-{person.pk}", do="remove")
    assert "Bà Sáu" not in client.get(producer.get_absolute_url()).content.decode()
    person.refresh_from_db()
    assert person.consent is False


# --- preview and decision -----------------------------------------------------------------------------------------


def test_the_preview_is_the_public_page_filled_from_the_draft(client, producer, owner):
    write_story(client, producer, "Chưa ai đọc.")
    answer = client.get(url(producer, "preview"))
    page = answer.content.decode()
    assert "Chưa ai đọc." in page
    assert "data-preview" in page
    assert 'content="noindex"' in page
    assert "application/ld+json" not in page
    assert (answer["X-Robots-Tag"], "no-store" in answer["Cache-Control"]) == ("noindex", True)
    assert "Chưa ai đọc." not in client.get(producer.get_absolute_url()).content.decode()


def test_the_preview_is_for_those_who_work_on_it_and_those_who_decide(client, producer, owner):
    write_story(client, producer, "Chưa ai đọc.")
    key = draft(producer).pk
    preview, desk = url(producer, "preview"), reverse("ocop:desk-proposal-preview", args=[key])
    packer, stranger, reviewer = make_user(), make_user(is_staff=True), make_user(is_staff=True)
    producers.add_member(producer, packer, "packer")
    reviewer.user_permissions.add(Permission.objects.get(codename="decide_proposal"))
    client.logout()
    assert (client.get(preview).status_code, client.get(desk).status_code) == (302, 302)
    seen = {}
    for name, user in (("packer", packer), ("stranger", stranger), ("reviewer", reviewer)):
        client.force_login(user)
        seen[name] = (client.get(preview).status_code, client.get(desk).status_code)
    assert seen == {"packer": (403, 403), "stranger": (404, 403), "reviewer": (404, 200)}


def test_a_draft_is_handed_in_taken_back_and_discarded(client, producer, owner):
    write_story(client, producer)
    send(client, producer, "", do="submit")
    assert draft(producer).state == "submitted"
    assert write_story(client, producer).status_code == 409
    send(client, producer, "", do="take_back")
    assert draft(producer).state == "draft"
    send(client, producer, "", do="discard")
    assert draft(producer) is None
    producer.refresh_from_db()
    assert producer.display_story == "Từ năm 1998."


def test_what_is_wrong_is_said_before_it_is_handed_in(client, producer, owner):
    write_story(client, producer, "Sản phẩm đạt OCOP 5 sao.")
    answer = send(client, producer, "", do="submit")
    assert answer.status_code == 422
    assert read(answer.content.decode()).one("li", data_part="story").all(class_="ocop-err")
    assert draft(producer).state == "draft"


def test_the_shop_compares_sends_back_with_reasons_and_then_publishes(client, producer, owner):
    reviewer = make_user(is_staff=True)
    reviewer.user_permissions.add(Permission.objects.get(codename="decide_proposal"))
    write_story(client, producer)
    send(client, producer, "", do="submit")
    key = draft(producer).pk
    client.force_login(reviewer)
    desk = reverse("ocop:desk-proposal", args=[key])
    page = client.get(desk).content.decode()
    assert read(page).one("tr", data_field="story").all("ins")
    client.post(desk, {"version": version(producer), "do": "return", "why-story": "Viết dài hơn."})
    client.force_login(owner)
    assert "Viết dài hơn." in client.get(url(producer)).content.decode()
    assert "Viết dài hơn." in client.get(url(producer, "story")).content.decode()
    send(client, producer, "", do="submit")
    client.force_login(reviewer)
    client.post(desk, {"version": version(producer), "do": "accept"})
    producer.refresh_from_db()
    assert [part["value"]["text"] for part in producer.story_parts] == ["Từ năm 1998.", "Ba đời nấu mật."]
    history = apps.get_model("ocop_proposals", "Proposal").objects.get(pk=key)
    assert (history.state, history.decided_by) == ("accepted", reviewer)


def test_what_staff_write_at_a_desk_is_noted_as_assisted(client, producer, owner):
    helper = make_user(is_staff=True)
    helper.user_permissions.add(Permission.objects.get(codename="assist_producer"))
    client.force_login(helper)
    write_story(client, producer)
    entry = apps.get_model("ocop_audit", "Entry").objects.filter(subject=f"proposal:{draft(producer).pk}").last()
    assert (entry.actor, entry.after["assisted"]) == (helper.pk, True)


# --- what somebody with ideas writes ------------------------------------------------------------------------------


def test_no_part_of_a_profile_can_carry_a_script(client, producer, owner):
    image = producer.pictures.create(image="producers/a.webp", alt=ATTACK, caption=ATTACK)
    producer.pictures.create(image="producers/b.webp", alt=ATTACK, caption=ATTACK)
    ref = f"picture:{image.pk}"
    both = {name + tail: ATTACK for name in ("heading", "text", "who", "title") for tail in ("", "_en")}
    steps = [{name + tail: ATTACK for name in ("title", "text") for tail in ("", "_en")} | {"image": ref}]
    more = {"image": ref, "images": [ref], "steps": steps, "url": "https://youtu.be/'\"><script>"}
    kinds = ("text", "picture", "gallery", "steps", "quote", "video")
    told = {
        "name_en": ATTACK, "brand": ATTACK, "website": f"https://x.example/{ATTACK}", "phone": ATTACK,
        "publish_phone": True, "email": ATTACK, "publish_email": True, "address": ATTACK, "publish_address": True,
        "representative": ATTACK, "publish_representative": True,
        "story": [{"type": kind, "value": {**both, **more}, "id": f"{ATTACK}{kind}"} for kind in kinds],
        "people": [{"id": ATTACK, "picture": "", "consent": True, "consent_note": ATTACK,
                    **dict.fromkeys(("name", "role", "role_en", "quote", "quote_en"), ATTACK)}],
        "awards": [{"id": ATTACK, "title": ATTACK, "title_en": ATTACK, "issuer": ATTACK, "year": 2020}],
        "rights": [{"id": ATTACK, "kind": "trademark", "name": ATTACK, "number": ATTACK, "office": ATTACK,
                    "valid_from": "", "valid_until": ""}],
        "points": [{"id": ATTACK, "name": ATTACK, "address": ATTACK, "province": "", "commune": "",
                    "phone": ATTACK, "hours": ATTACK}],
    }  # fmt: skip
    actions.begin("profile", subject_for(producer), values=told, base={}, author=owner, producer=producer)
    pages = [client.get(url(producer, part)) for part in (*PARTS, "preview")]
    # As long as the column is: what is longer is refused before (proposals.profile_problems).
    told["phone"] = told["points"][0]["phone"] = ATTACK[:32]
    producers.rewrite(producer, told, base={})
    pages += [client.get(f"{tongue}{producer.get_absolute_url()}") for tongue in ("", "/en")]
    assert [page.status_code for page in pages] == [200] * len(pages)
    for page in pages:
        text = page.content.decode()
        assert "<script>alert" not in text
        assert "<img src=x" not in text


# --- what it costs ------------------------------------------------------------------------------------------------


def fill(producer, number):
    for at in range(number):
        producer.awards.create(title=f"Giải {at}")
        producer.people.create(name=f"Người {at}", consent=True)
        producer.pictures.create(image=f"producers/{at}.webp", alt=f"Ảnh {at}")
        producer.points_of_sale.create(name=f"Sạp {at}", address="Chợ", province=producer.province)
        producer.ip_rights.create(kind="trademark", name=f"Nhãn {at}", number=str(at))


@pytest.mark.parametrize("part", PARTS)
def test_a_room_costs_twelve_queries_at_most_with_thirty_entries(client, producer, owner, assert_queries, part):
    fill(producer, 30)
    write_story(client, producer)
    client.get(url(producer, part))
    with assert_queries(12):
        client.get(url(producer, part))


@pytest.mark.parametrize("number", [1, 30])
def test_the_preview_costs_seventeen_queries_at_most_with_the_head_of_the_shop(
    client, producer, owner, assert_queries, number
):
    fill(producer, number)
    write_story(client, producer)
    client.get(url(producer, "preview"))
    with assert_queries(17):
        client.get(url(producer, "preview"))


@pytest.mark.parametrize("number", [1, 30])
def test_the_public_page_costs_ten_queries_at_most(client, producer, assert_queries, number):
    fill(producer, number)
    client.get(producer.get_absolute_url())
    with assert_queries(10):
        client.get(producer.get_absolute_url())


def test_the_first_page_of_the_desk_says_what_is_worth_adding(client, producer, owner):
    home = client.get(reverse("ocop:portal-home", args=[producer.slug])).content.decode()
    assert url(producer, "story") in home
    overview = read(client.get(url(producer)).content.decode())
    assert overview.one("a", class_="desk-next")["data-next"] == "story"
    assert current(producer, ["story"])["story"] != []
