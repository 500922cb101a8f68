"""Which addresses a page may come from: those of the public internet."""

from __future__ import annotations

from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address

_TRANSLATED = (IPv6Network("64:ff9b::/96"), IPv6Network("64:ff9b:1::/48"))  # v4 behind NAT64 (RFC 6052, 8215)


def is_public(text: str) -> bool:
    """False for private, loopback, link-local, multicast and reserved addresses, v4 or v6, and for those that
    hide one of them: v4-mapped, 6to4, Teredo, NAT64. Raises ValueError for text that is no address."""
    address = ip_address(text.partition("%")[0])
    if isinstance(address, IPv4Address):
        return _is_public(address)
    if address.ipv4_mapped is not None:
        return _is_public(address.ipv4_mapped)
    if any(address in network for network in _TRANSLATED):
        return _is_public(IPv4Address(int(address) & 0xFFFFFFFF))
    hidden = [address.sixtofour, *(address.teredo or ())]
    return _is_public(address) and all(_is_public(inner) for inner in hidden if inner is not None)


def literal(host: str) -> str | None:
    """The address that a host's name spells out, None for a name that has to be looked up."""
    bare = host.strip("[]").rstrip(".").lower()
    if bare == "localhost" or bare.endswith(".localhost"):
        return "127.0.0.1"
    try:
        return str(ip_address(bare))
    except ValueError:
        return None


def _is_public(address: IPv4Address | IPv6Address) -> bool:
    return address.is_global and not (address.is_multicast or address.is_reserved or address.is_unspecified)
