"""What proxies in front say of the client, told plainly: by the address everything is counted."""

from collections.abc import Iterable
from ipaddress import IPv6Address, ip_address
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment


class PlainAddress:
    """Lets an application see the address alone of whoever asks.

    Some proxies write the client's port behind it, another one with each connection, or an IPv4
    address as one of IPv6: attempts would be counted anew each time, or of everybody as one.
    """

    def __init__(self, app: "WSGIApplication") -> None:
        """Stand between proxies that are trusted and `app`."""
        self._app = app

    def __call__(
        self, environ: "WSGIEnvironment", start_response: "StartResponse"
    ) -> Iterable[bytes]:
        """Ask the application."""
        environ["REMOTE_ADDR"] = plain(environ.get("REMOTE_ADDR", ""))
        return self._app(environ, start_response)


def plain(given: str) -> str:
    """An address without port and brackets, of IPv4 written as IPv6 the one of IPv4.

    What is no address stays as it was given.
    """
    bare = given.strip()
    if bare.startswith("["):
        bare = bare[1:].partition("]")[0]
    elif bare.count(":") == 1:
        bare = bare.partition(":")[0]
    try:
        address = ip_address(bare)
    except ValueError:
        return given
    mapped = address.ipv4_mapped if isinstance(address, IPv6Address) else None
    return str(mapped or address)
