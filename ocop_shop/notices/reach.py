"""Which addresses of the network the shop may be sent to by somebody else's word. No Django here.

Whoever names an address for a webhook must not reach machines beside the shop, so a name is looked up first, and only
public addresses are connected to.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network
from typing import Final

Address = IPv4Address | IPv6Address

# All that is handed out to the world; 6to4 and Teredo lie in it and lead to any IPv4 address.
_PUBLIC_SIX: Final = IPv6Network("2000::/3")
_TUNNELS: Final = (IPv6Network("2002::/16"), IPv6Network("2001::/32"))
# Set apart for protocols, and for what led into 6to4; Python calls parts of them global.
_APART: Final = (IPv4Network("192.0.0.0/24"), IPv4Network("192.88.99.0/24"))


def is_public(address: Address) -> bool:
    """Whether it is an address on the open network, of one machine.

    False for this machine, private and shared networks, neighbours on the cable, what is reserved, groups, and IPv4
    addresses that are written as IPv6 ones.
    """
    if isinstance(address, IPv6Address) and (address not in _PUBLIC_SIX or any(address in net for net in _TUNNELS)):
        return False
    if isinstance(address, IPv4Address) and any(address in net for net in _APART):
        return False
    return address.is_global and not (address.is_multicast or address.is_reserved or address.is_unspecified)


def allowed(found: Iterable[str], networks: Sequence[str] = ()) -> list[str]:
    """The addresses that a name stands for where all of them may be connected to; none where one may not.

    `networks` are allowed beside the public ones ("127.0.0.0/8"): for tests and for developing.
    """
    listed = list(dict.fromkeys(found))
    beside = [ip_network(network) for network in networks]
    for told in listed:
        # A scope ("fe80::1%eth0") is an address of a neighbour.
        address = ip_address(told.partition("%")[0])
        if not is_public(address) and not any(address in network for network in beside):
            return []
    return listed
