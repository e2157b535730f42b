"""Limits by address and for all together: counted in windows, forgotten after them, closed for writing in doubt."""

import pytest
from django.core.cache import cache
from django.test import RequestFactory, override_settings

from ocop_shop.core import limits
from ocop_shop.core.limits import EVERYBODY, Limit, Verdict

THREE = Limit("knocking", most=3, seconds=3600)


@pytest.fixture
def cache_is_down():
    """A cache on a port where nobody listens: the error is Redis's own."""
    broken = {"default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": "redis://127.0.0.1:1"}}
    with override_settings(CACHES=broken):
        yield


def visitor(proxies=0, **meta):
    return limits.visitor(RequestFactory().get("/", **meta), proxies)


def test_as_often_as_allowed_and_not_once_more(frozen):
    frozen("2026-11-22 09:00:00")
    assert [limits.spend(THREE, "10.0.0.1").allowed for _time in range(5)] == [True, True, True, False, False]


def test_another_address_and_another_scope_have_their_own_count(frozen):
    frozen("2026-11-22 09:00:00")
    for _time in range(3):
        limits.spend(THREE, "10.0.0.1")
    assert not limits.spend(THREE, "10.0.0.1").allowed
    assert limits.spend(THREE, "10.0.0.2").allowed
    assert limits.spend(Limit("ringing", most=3, seconds=3600), "10.0.0.1").allowed
    assert limits.spend(THREE, EVERYBODY).allowed


def test_the_verdict_says_how_long_the_window_still_lasts(frozen):
    frozen("2026-11-22 09:59:00")
    assert limits.spend(Limit("once", most=0, seconds=3600), "10.0.0.1") == Verdict(allowed=False, wait=60)


def test_the_next_window_begins_at_zero(frozen):
    frozen("2026-11-22 09:59:59")
    for _time in range(4):
        limits.spend(THREE, "10.0.0.1")
    frozen("2026-11-22 10:00:00")
    assert limits.spend(THREE, "10.0.0.1").allowed


def test_who_is_refused_by_the_narrow_limit_does_not_use_up_the_wide_one(frozen):
    frozen("2026-11-22 09:00:00")
    narrow, wide = Limit("one", most=1, seconds=60), Limit("all", most=2, seconds=60)
    greedy = [limits.spend_all((narrow, "10.0.0.1"), (wide, EVERYBODY)).allowed for _time in range(5)]
    others = [limits.spend_all((narrow, f"10.0.1.{n}"), (wide, EVERYBODY)).allowed for n in range(2)]
    assert greedy == [True, False, False, False, False]
    assert others == [True, False]


def test_no_address_stands_in_the_cache(frozen, monkeypatch):
    frozen("2026-11-22 09:00:00")
    keys = []
    monkeypatch.setattr(cache, "add", lambda key, *_args, **_named: keys.append(key))
    limits.spend(THREE, "203.0.113.77")
    (key,) = keys
    assert "203" not in key
    assert key.startswith("ocop:limit:knocking:")
    with override_settings(SECRET_KEY="another"):
        limits.spend(THREE, "203.0.113.77")
    assert keys[0] != keys[1], "whoever reads the cache cannot try out all addresses without the secret"


def test_a_count_that_vanishes_between_the_two_steps_begins_anew(frozen, monkeypatch):
    frozen("2026-11-22 09:00:00")
    monkeypatch.setattr(cache, "add", lambda *_args, **_named: False)
    assert limits.spend(THREE, "10.0.0.1").allowed
    assert [limits.spend(THREE, "10.0.0.1").allowed for _time in range(3)] == [True, True, False]


def test_without_a_cache_reading_stays_open_and_writing_is_closed(cache_is_down, frozen):
    frozen("2026-11-22 09:00:00")
    assert limits.spend(THREE, "10.0.0.1") == Verdict(allowed=True, wait=300, down=True)
    writing = Limit("writing", most=3, seconds=3600, writes=True)
    assert limits.spend(writing, "10.0.0.1") == Verdict(allowed=False, wait=300, down=True)


@pytest.mark.parametrize(
    ("address", "counted_as"),
    [
        ("203.0.113.7", "203.0.113.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::"),
        ("2001:db8:1:2:ffff::1", "2001:db8:1:2::"),
        ("::ffff:203.0.113.7", "203.0.113.7"),
        ("fe80::1%eth0", "fe80::"),
        ("", "unknown"),
        ("unix:", "unknown"),
        ("'; DROP TABLE", "unknown"),
    ],
)
def test_a_visitor_is_an_address_or_the_network_of_a_household(address, counted_as):
    assert visitor(REMOTE_ADDR=address) == counted_as


@pytest.mark.parametrize(
    ("proxies", "forwarded", "counted_as"),
    [
        (0, "198.51.100.1", "10.0.0.9"),  # nobody to trust: the header is the visitor's own
        (1, "198.51.100.1", "198.51.100.1"),
        (1, "1.1.1.1, 198.51.100.1", "198.51.100.1"),  # what stands further left was written by the visitor
        (2, "1.1.1.1, 198.51.100.1, 192.0.2.5", "198.51.100.1"),
        (2, "198.51.100.1", "10.0.0.9"),  # it did not come through both
        (1, "", "unknown"),
        (1, "198.51.100.1:44321", "198.51.100.1"),
        (1, "[2001:db8::1]:44321", "2001:db8::"),
        (1, "nonsense", "unknown"),
    ],
)
def test_behind_proxies_only_what_they_wrote_is_believed(proxies, forwarded, counted_as):
    assert visitor(proxies, REMOTE_ADDR="10.0.0.9", HTTP_X_FORWARDED_FOR=forwarded) == counted_as


@pytest.mark.django_db
@pytest.mark.parametrize(("verdict", "status"), [(Verdict(False, 90), 429), (Verdict(False, 300, down=True), 503)])
def test_whoever_has_to_wait_reads_for_how_long(client, verdict, status):
    request = client.get("/ocop/check/").wsgi_request
    answer = limits.too_many(request, verdict)
    assert (answer.status_code, answer["Retry-After"], answer["Cache-Control"]) == (
        status,
        str(verdict.wait),
        "no-store",
    )
