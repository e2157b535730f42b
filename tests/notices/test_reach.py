"""What a webhook may be connected to: public addresses alone, all of those that a name stands for."""

from __future__ import annotations

from ipaddress import IPv4Address, IPv6Address, ip_network

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocop_shop.notices.reach import allowed, is_public

INSIDE = [
    "127.0.0.1",
    "127.1.2.3",
    "0.0.0.0",
    "10.0.0.1",
    "172.16.0.1",
    "192.168.1.1",
    "169.254.169.254",
    "100.64.0.1",
    "192.0.0.8",
    "198.18.0.1",
    "224.0.0.1",
    "240.0.0.1",
    "255.255.255.255",
    "::",
    "::1",
    "::ffff:127.0.0.1",
    "::ffff:10.0.0.1",
    "::ffff:8.8.8.8",
    "::127.0.0.1",
    "64:ff9b::7f00:1",
    "64:ff9b::a9fe:a9fe",
    "2002:7f00:1::",
    "2001:0:7f00:1::",
    "2001:db8::1",
    "fc00::1",
    "fd12:3456::1",
    "fe80::1",
    "fe80::1%eth0",
    "fec0::1",
    "ff02::1",
]


@pytest.mark.parametrize("address", INSIDE)
def test_what_lies_inside_is_not_reached(address):
    assert allowed([address]) == []


@pytest.mark.parametrize("address", ["8.8.8.8", "203.162.4.190", "2606:4700::1111", "2001:4860:4860::8888"])
def test_the_open_network_is_reached(address):
    assert allowed([address]) == [address]


def test_a_name_with_one_address_inside_is_not_reached_at_all():
    assert allowed(["8.8.8.8", "127.0.0.1"]) == []


def test_a_name_without_an_address_is_not_reached():
    assert allowed([]) == []


def test_a_network_is_let_in_for_tests_alone():
    assert allowed(["127.0.0.1"], ["127.0.0.0/8"]) == ["127.0.0.1"]
    assert allowed(["10.0.0.1"], ["127.0.0.0/8"]) == []


@given(st.one_of(*(st.ip_addresses(network=net) for net in ("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16"))))
def test_no_private_address_is_reached_in_any_spelling(address):
    number = int(address)
    spellings = [address, *(IPv6Address(before + number) for before in (0, 0xFFFF << 32, 0x64FF9B << 96))]
    spellings += [IPv6Address((0x2002 << 112) + (number << 80))]
    assert not any(map(is_public, spellings))


@given(st.ip_addresses(v=6))
def test_an_address_of_six_is_reached_among_those_that_are_handed_out_alone(address):
    assert not is_public(address) or address in ip_network("2000::/3")


@given(st.ip_addresses(v=4))
def test_what_is_reached_is_one_machine_of_the_open_network(address):
    assert not is_public(address) or (address.is_global and not IPv4Address(address).is_multicast)
