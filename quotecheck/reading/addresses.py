"""Addresses of the web, checked: what they are made of, and which hosts are on the public internet."""

from __future__ import annotations

import re
import unicodedata
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network

from urllib3.exceptions import LocationParseError
from urllib3.util import Url, parse_url

from quotecheck.errors import InputError

__all__ = ["SAVE_IT", "is_public", "parsed", "shown"]

NEVER_PUBLIC = (IPv4Network("192.0.0.0/24"), IPv4Network("192.88.99.0/24"), IPv6Network("3fff::/20"))
"""What Python 3.11 takes for public and the registries of IANA do not, or do no longer."""
GLOBAL_UNICAST = IPv6Network("2000::/3")
TRANSLATED = IPv6Network("64:ff9b::/96")

SAVE_IT = "Save the page in a browser and add the file"


def is_public(address: IPv4Address | IPv6Address) -> bool:
    """Whether this address is one of the public internet, also as what an IPv4 address is wrapped in.

    >>> from ipaddress import ip_address
    >>> [is_public(ip_address(address)) for address in ("8.8.8.8", "10.0.0.1", "64:ff9b::a00:1", "2606:4700::1")]
    [True, False, False, True]
    """
    if isinstance(address, IPv6Address):
        if address in TRANSLATED:
            return is_public(IPv4Address(address.packed[-4:]))
        wrapped = address.ipv4_mapped or address.sixtofour
        if wrapped is not None:
            return is_public(wrapped)
        if address not in GLOBAL_UNICAST:
            return False
    return address.is_global and not address.is_multicast and not address.is_reserved and not any(address in net for net in NEVER_PUBLIC)


def parsed(address: str, *, where: str | None = None) -> Url:
    """The parts of an address of the web, in their normal form, the host in ASCII; the fragment is dropped.

    Args:
        address: the address.
        where: what to call it in a message, if not by itself.

    Raises:
        InputError: it is no address of the web, or holds a password.

    >>> parsed("HTTPS://Bücher.example/a b#c").url
    'https://xn--bcher-kva.example/a%20b'
    """
    where = shown(address) if where is None else where
    if any(unicodedata.category(letter) in {"Cc", "Cs", "Zl", "Zp"} for letter in address):
        raise InputError(f"{where}: holds a control character. Give the address on one line, without any.")
    try:
        url = parse_url(address)
    except LocationParseError as error:
        reason = "a host name in other letters than ASCII that is none" if not address.isascii() else "misspelt"
        raise InputError(f"{where}: not an address of the web ({reason}). Copy it from a browser, the host as xn--… if need be.") from error
    if url.scheme not in {"http", "https"}:
        raise InputError(f"{where}: not an address of the web. It must begin with http:// or https://.")
    if not url.host:
        raise InputError(f"{where}: no host in this address. Copy it from a browser.")
    if url.auth is not None:
        raise InputError(f"{where}: holds a user name or a password. Leave that out. {SAVE_IT}, if it needs one.")
    return url._replace(fragment=None)


def shown(address: str) -> str:
    """The address as a message may hold it: on one line, not too long, without a password.

    >>> shown("https://me:secret@example.org/")
    'https://…@example.org/'
    """
    printable = address if address.isprintable() else ascii(address)
    return re.sub(r"//[^/?#\\]*@", "//…@", printable if len(printable) <= 500 else printable[:500] + "…")
