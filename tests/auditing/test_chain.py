"""Whatever is done to a sealed log is found by whoever follows the chain."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from ocop_shop.auditing import chain
from ocop_shop.auditing.chain import GENESIS, Broken, Facts, Link, Why

FIRST = Facts(
    id=7,
    at=datetime(2026, 11, 22, 1, 0, tzinfo=UTC),
    act="certificate.revoked",
    subject="certificate:12",
    actor=3,
    before={"stars": 4},
    after={"effective_on": "2026-11-22", "stars": 4},
    reason="vi phạm",
)

moments = st.datetimes(min_value=datetime(2000, 1, 1), max_value=datetime(2100, 1, 1), timezones=st.just(UTC))
kept = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)
facts = st.builds(
    Facts,
    id=st.integers(1, 10**9),
    at=moments,
    act=st.text(max_size=10),
    subject=st.text(max_size=10),
    actor=st.none() | st.integers(1, 10**9),
    before=st.dictionaries(st.text(max_size=5), kept, max_size=3),
    after=st.dictionaries(st.text(max_size=5), kept, max_size=3),
    reason=st.text(max_size=20),
)
chains = st.lists(facts, min_size=1, max_size=8).map(lambda entries: list(chain.linked(entries)))


def test_the_hash_of_an_entry_is_the_same_for_ever():
    """A change of this value would make every chain that exists look broken."""
    assert chain.canonical(chain.content(1, GENESIS, FIRST)).decode() == (
        '{"act":"certificate.revoked","actor":3,"after":{"effective_on":"2026-11-22","stars":4},'
        '"at":"2026-11-22T01:00:00.000000+00:00","before":{"stars":4},"id":7,"position":1,'
        f'"previous":"{GENESIS}","reason":"vi phạm","subject":"certificate:12"}}'
    )
    assert chain.hash_of(1, GENESIS, FIRST) == "6862cb46f6425be98c726fb5d669308188adc901bedafcc7254d6d497845ab36"


@given(facts, st.integers(-14, 14))
def test_a_moment_has_one_hash_in_every_zone(entry, hours):
    elsewhere = replace(entry, at=entry.at.astimezone(timezone(timedelta(hours=hours))))
    assert chain.hash_of(1, GENESIS, elsewhere) == chain.hash_of(1, GENESIS, entry)


@given(chains)
def test_an_untouched_chain_is_whole(links):
    assert chain.verify(links) == []
    assert [link.position for link in links] == list(range(1, len(links) + 1))


@given(chains, facts, st.data())
def test_any_single_change_of_an_entry_is_found(links, other, data):
    at = data.draw(st.integers(0, len(links) - 1))
    field = data.draw(st.sampled_from(Facts.__slots__))
    forged = replace(links[at].facts, **{field: getattr(other, field)})
    assume(as_hashed(forged) != as_hashed(links[at].facts))
    changed = [*links[:at], replace(links[at], facts=forged), *links[at + 1 :]]
    assert chain.verify(changed) == [Broken(at + 1, Why.CHANGED)]


def as_hashed(entry):
    """True is 1 for Python, and not for JSON."""
    return chain.canonical(chain.content(0, "", entry))


@given(chains, st.data())
def test_any_change_of_a_seal_is_found(links, data):
    at = data.draw(st.integers(0, len(links) - 1))
    field = data.draw(st.sampled_from(["position", "previous", "hash"]))
    digest = st.text("0123456789abcdef", min_size=64, max_size=64)
    value = data.draw(st.integers(0, 20) if field == "position" else digest)
    assume(value != getattr(links[at], field))
    changed = [*links[:at], replace(links[at], **{field: value}), *links[at + 1 :]]
    assert chain.verify(changed) != []


@given(chains, st.data())
def test_an_entry_that_was_taken_out_is_found(links, data):
    at = data.draw(st.integers(0, len(links) - 1))
    rest = [*links[:at], *links[at + 1 :]]
    if rest == links[:-1]:  # only a head that was noted elsewhere tells that the last one is gone
        assert chain.verify(rest) == []
    else:
        assert chain.verify(rest) == [Broken(at + 1, Why.MISSING)]


@given(chains, st.data())
@settings(suppress_health_check=[HealthCheck.too_slow])  # chains are slow to draw on a busy machine
def test_entries_that_changed_places_are_found(links, data):
    one, other = (data.draw(st.integers(0, len(links) - 1)) for _number in range(2))
    assume(as_hashed(links[one].facts) != as_hashed(links[other].facts))
    exchanged = list(links)
    exchanged[one] = replace(links[one], facts=links[other].facts)
    exchanged[other] = replace(links[other], facts=links[one].facts)
    assert [(b.position, b.why) for b in chain.verify(exchanged)] == [
        (position + 1, Why.CHANGED) for position in sorted((one, other))
    ]
    turned = list(links)
    turned[one], turned[other] = links[other], links[one]
    assert chain.verify(turned) != []


@given(chains, facts, st.data())
def test_an_entry_that_was_put_in_is_found(links, forged, data):
    """Hashed as it should be; and the numbers behind it moved up or not."""
    at = data.draw(st.integers(0, len(links) - 1))
    before = links[at - 1].hash if at else GENESIS
    link = Link(at + 1, before, chain.hash_of(at + 1, before, forged), forged)
    moved = [replace(later, position=later.position + 1) for later in links[at:]]
    assert chain.verify([*links[:at], link, *links[at:]]) != []
    assert chain.verify([*links[:at], link, *moved]) != []


@given(chains, st.data())
def test_whoever_rehashes_what_follows_gets_another_head(links, data):
    at = data.draw(st.integers(0, len(links) - 1))
    entries = [link.facts for link in links]
    entries[at] = replace(entries[at], reason=entries[at].reason + "!")
    rewritten = list(chain.linked(entries))
    assert chain.verify(rewritten) == []
    assert rewritten[-1].hash != links[-1].hash


def test_a_link_without_a_readable_moment_is_broken_and_no_crash():
    link = Link(1, GENESIS, chain.hash_of(1, GENESIS, FIRST), replace(FIRST, at=None))
    assert chain.verify([link]) == [Broken(1, Why.CHANGED)]
