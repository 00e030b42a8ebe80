"""From where a site is reached, by its settings: from this machine alone, or from elsewhere."""

import socket
from collections.abc import Mapping
from ipaddress import ip_address
from typing import Any, Final
from urllib.parse import urlsplit

OF_THIS_MACHINE: Final = ("localhost", "127.0.0.1", "[::1]")
EVERY_ADDRESS: Final = frozenset({"0.0.0.0", "::"})  # noqa: S104 - compared with, not bound


def is_loopback(host: str) -> bool:
    """Whether only this machine itself can reach `host`."""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host.lower() == "localhost"


def literal(host: str) -> str:
    """The host as it stands in an address: an IPv6 one in brackets."""
    return f"[{host}]" if ":" in host else host


def is_from_elsewhere(settings: Mapping[str, Any]) -> bool:
    """Whether people come from other machines: by the address, the site's name, or a proxy."""
    host, site = settings.get("host", ""), urlsplit(settings.get("site", "")).hostname or ""
    return not (is_loopback(host) and is_loopback(site)) or settings.get("trusted_proxies", 0) > 0


def hosts(settings: Mapping[str, Any]) -> tuple[str, ...] | None:
    """The names by which people reach the site; None where any will do: on this machine alone.

    Behind a proxy that nobody told the site's name, any will do too: the proxy knows it.
    """
    name, host = urlsplit(settings.get("site", "")).hostname or "", settings.get("host", "")
    if is_loopback(name):
        return None
    if name in EVERY_ADDRESS:
        return tuple(dict.fromkeys((socket.gethostname().lower(), socket.getfqdn().lower())))
    # Whoever looks after the process asks it by its address, not by the site's name.
    asked = [name, *([] if host in EVERY_ADDRESS or is_loopback(host) else [host])]
    return tuple(dict.fromkeys(map(literal, asked)))
