"""The webhook and a channel of the shop's own, as docs/how-to/notify-producers-elsewhere.md tells, over real HTTP."""

from __future__ import annotations

import json
import re
import socket
import sys
import threading
import time
import types
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from django.core import mail
from oscar.core.loading import get_model

from ocop_shop.notices import actions
from ocop_shop.notices.channel import Refused
from ocop_shop.notices.channels import posting, webhook
from ocop_shop.notices.hours import Way
from ocop_shop.notices.sending import Result, notify
from ocop_shop.ordering.destinations import ensure_country
from ocop_shop.producers import actions as producers
from tests.notices.telling import NOON, model, tell, with_people
from tests.notices.test_telling import HOURS, ways

PAGE = Path(__file__).resolve().parents[2] / "docs" / "how-to" / "notify-producers-elsewhere.md"
LOOPBACK = ["127.0.0.0/8"]
NEVER_QUIET = {**HOURS, "quiet_until": HOURS["quiet_from"]}

pytestmark = pytest.mark.django_db


def code(name):
    return re.search(rf"^```python\n(# {name}\n.*?)^```$", PAGE.read_text("utf-8"), re.MULTILINE | re.DOTALL)[1]


class Peer(BaseHTTPRequestHandler):
    """Notes what comes and answers as it is told to."""

    def log_message(self, *_args):
        pass

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.came.append((self.path, dict(self.headers), body))
        self.send_response(self.server.status)
        if self.server.status == 302:
            self.send_header("Location", "/inside/")
        self.end_headers()


def serving(handler):
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.came, server.status = [], 204
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    return server


@pytest.fixture
def developing(settings):
    settings.DEBUG, settings.OCOP_NOTICE_NETWORKS = True, LOOPBACK


@pytest.fixture
def peer(developing):
    server = serving(Peer)
    yield server
    server.shutdown()
    server.server_close()


def address_of(server):
    return f"http://127.0.0.1:{server.server_port}/in?a=1"


def placed(server):
    producer, people = with_people()
    actions.wish(people["chu"], ways(Way.OFF, Way.OFF), **HOURS)
    place, secret = actions.set_endpoint(producer, "webhook", address_of(server), actor=None)
    actions.wish_there(place, urgent=Way.AT_ONCE, normal=Way.DIGEST, actor=None, **NEVER_QUIET)
    return producer, secret


def results():
    return [message.result for message in notify().messages]


def test_a_signed_message_arrives_once(peer):
    producer, secret = placed(peer)
    notice = tell(producer)
    assert results() == [Result.SENT]
    assert results() == []
    ((path, headers, body),) = peer.came
    signed = webhook.signature(secret, headers["X-Ocop-Timestamp"], body)
    assert (path, headers["X-Ocop-Signature"]) == ("/in?a=1", f"sha256={signed}")
    said = json.loads(body)
    assert (said["producer"], said["is_digest"], said["delivery"]) == (
        producer.slug,
        False,
        headers["X-Ocop-Delivery"],
    )
    assert [(one["id"], one["kind"], one["text"]) for one in said["notices"]] == [
        (notice.pk, "test.urgent", "Có chuyện: một")
    ]
    assert mail.outbox == []


@pytest.mark.parametrize(
    ("status", "result", "problem"),
    [
        (200, Result.SENT, ""),
        (302, Result.FAILED, "answer 302"),
        (500, Result.FAILED, "answer 500"),
        (410, Result.GIVEN_UP, "answer 410"),
    ],
)
def test_what_the_other_side_answers_decides(peer, status, result, problem):
    peer.status = status
    tell(placed(peer)[0])
    assert results() == [result]
    assert (model("Delivery").get().problem, len(peer.came)) == (problem, 1)


def test_the_receiver_of_the_manual_believes_what_is_signed_alone(developing, monkeypatch):
    module = types.ModuleType("receiver")
    monkeypatch.setenv("OCOP_WEBHOOK_SECRET", "se-doi-sau")
    exec(compile(code(r"receiver\.py"), str(PAGE), "exec"), module.__dict__)
    passed = []
    monkeypatch.setattr(module, "pass_on", passed.append)
    monkeypatch.setattr(module.Receiver, "log_message", lambda *_args: None)
    server = serving(module.Receiver)
    try:
        producer, secret = placed(server)
        tell(producer)
        assert results() == [Result.FAILED]  # signed with another secret than the receiver has
        monkeypatch.setattr(module, "SECRET", secret.encode())
        model("Delivery").update(due=model("Delivery").get().notice.at)
        assert results() == [Result.SENT]
        (text,) = passed
        assert "Có chuyện: một" in text
        place = producer.ocop_endpoints.get()
        assert [webhook.deliver(place, {"delivery": "x", "text": "hai"}, "x") for _time in range(2)] == [204, 204]
        assert passed == [text, "hai"]
    finally:
        server.shutdown()
        server.server_close()


def test_the_receiver_has_thirty_lines_at_most():
    lines = [line for line in code(r"receiver\.py").splitlines() if line.strip() and not line.startswith("#")]
    assert len(lines) <= 30


@pytest.mark.parametrize("url", ["https://127.0.0.1:8443/", "https://localhost/", "https://[::1]/", "https://0x7f.1/"])
def test_in_earnest_the_own_machine_is_never_reached(url):
    with pytest.raises((Refused, posting.Unreachable)):
        posting.post(url, b"{}", {})


def test_a_name_is_looked_up_once_and_connected_to_as_it_was_looked_at(peer, monkeypatch):
    asked = []

    def found(name, port, **_fields):
        asked.append(name)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1" if len(asked) == 1 else "127.9.9.9", port))]

    monkeypatch.setattr(posting.socket, "getaddrinfo", found)
    place = posting.read(f"http://zalo.example.com:{peer.server_port}/", LOOPBACK)
    where = posting._looked_up(place, LOOPBACK)
    monkeypatch.undo()
    connection = posting._Fixed(place, where)
    assert connection.posted("/", b"{}", {}) == 204
    connection.close()
    assert (asked, peer.came[0][1]["Host"]) == (["zalo.example.com"], f"zalo.example.com:{peer.server_port}")


def test_who_answers_a_byte_at_a_time_is_not_waited_for(developing, monkeypatch):
    monkeypatch.setattr(posting, "SECONDS_IN_ALL", 0.5)
    door = socket.create_server(("127.0.0.1", 0))

    def drip():
        visitor, _from = door.accept()
        with visitor:
            try:
                while True:
                    visitor.sendall(b"H")
                    time.sleep(0.05)
            except OSError:
                return

    threading.Thread(target=drip, daemon=True).start()
    began = time.monotonic()
    with pytest.raises(posting.Unreachable):
        posting.post(f"http://127.0.0.1:{door.getsockname()[1]}/", b"{}", {}, LOOPBACK)
    assert time.monotonic() - began < 4
    door.close()


def test_the_channel_of_the_manual_sends_and_tries_again(developing, frozen, monkeypatch, settings):
    server = serving(Peer)
    monkeypatch.setenv("SMS_GATEWAY", f"http://127.0.0.1:{server.server_port}")
    module = types.ModuleType("myshop_sms")
    exec(compile(code(r"myshop/sms\.py"), str(PAGE), "exec"), module.__dict__)
    monkeypatch.setitem(sys.modules, "myshop_sms", module)
    settings.OCOP_NOTICE_CHANNELS = ["myshop_sms.Sms"]
    frozen(NOON)
    producer, people = with_people(chu="owner", khong="owner")
    get_model("address", "UserAddress").objects.create(
        user=people["chu"].user, line1="1", country=ensure_country(), phone_number="+84912345678"
    )
    try:
        server.status = 503
        tell(producer)
        assert sorted(results()) == [Result.DROPPED, Result.FAILED]
        assert model("Delivery").get(member=people["chu"]).problem == "the gateway does not answer"
        server.status = 200
        frozen("2026-11-29 12:05:00")
        assert results() == [Result.SENT]
        bodies = [json.loads(body) for _path, _headers, body in server.came]
        assert bodies[0] == bodies[1]
        assert (bodies[0]["to"], bodies[0]["text"]) == ("+84912345678", "Có chuyện: một")
        server.status = 400
        tell(producer, "hai")
        assert sorted(results()) == [Result.DROPPED, Result.GIVEN_UP]
    finally:
        server.shutdown()
        server.server_close()


def test_a_name_in_letters_of_another_script_is_asked_for_as_the_network_knows_it():
    place = posting.read("https://ví-dụ.example/đường dẫn?a=ơ")
    assert (place.name, place.target) == (
        "xn--v-d-rma6749a.example", "/%C4%91%C6%B0%E1%BB%9Dng%20d%E1%BA%ABn?a=%C6%A1",
    )  # fmt: skip


def test_where_somebody_reads_who_left_its_owners_are_told(client):
    producer, people = with_people(chu="owner", cu="owner")
    place, _secret = actions.set_endpoint(producer, "webhook", "https://zalo.example/a", actor=people["cu"].user)
    client.force_login(people["chu"].user)
    rooms = [f"/portal/{producer.slug}/people/", f"/portal/{producer.slug}/notices/wishes/"]
    assert not any("data-address-of-others" in client.get(room).content.decode() for room in rooms)
    producers.change_role(people["cu"], "packer")
    assert all("data-address-of-others" in client.get(room).content.decode() for room in rooms)
    actions.renew_secret(place, actor=people["chu"].user)
    assert not any("data-address-of-others" in client.get(room).content.decode() for room in rooms)
