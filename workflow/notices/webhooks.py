"""Webhooks: a move is posted to another system, signed so that it can be believed."""

import hashlib
import hmac
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPResponse, HTTPSConnection
from typing import Any, Final

from workflow.items import opinion_rounds, opinions
from workflow.ledger import body
from workflow.models import Item, LedgerEntry
from workflow.notices.patience import Patience
from workflow.values.canonical import canonical_bytes
from workflow.values.vocabulary import CLOSED_OPINION
from workflow.work import Work

SIGNATURE: Final = "X-Jizen-Signature"
"""`sha256=` and the HMAC-SHA256 of the body, in hexadecimal."""


@dataclass(frozen=True)
class HookSettings:
    """Where moves are posted to; without a URL nowhere."""

    url: str = ""
    secret: str = field(default="", repr=False)
    timeout_seconds: float = 10
    whole_seconds: float = 30
    """For all that is said with the receiver about one move."""


def payload(work: Work, item_id: int, sequence: int) -> dict[str, Any]:
    """What is posted of a move: the body of its ledger entry, and its hash.

    While opinions are closed, of each only that it was given, and no hashes, by which it could
    be guessed; all that is posted again once they are open.
    """
    entry = work.session.get_one(LedgerEntry, (item_id, sequence))
    whole = {**body(entry), "hash": entry.entry_hash}
    sealed_from = work.session.get_one(Item, item_id).sealed_from
    if not opinions.hides_hash(sequence, sealed_from):
        return whole
    told = {**whole, "hash": "", "previous": ""}
    if not opinions.is_closed(entry, sealed_from):
        return told
    said = opinion_rounds.said_of_closed(entry.particulars)
    return {**told, "action": CLOSED_OPINION, "note": "", "particulars": said}


def signature(secret: str, content: bytes) -> str:
    """The signature that the receiver recomputes and compares."""
    return "sha256=" + hmac.new(secret.encode(), content, hashlib.sha256).hexdigest()


class _NobodyElse(urllib.request.HTTPRedirectHandler):
    """The operator named one receiver: where it leads elsewhere, it has not taken the move.

    Followed, a redirect would become a GET without the move, of wherever the receiver says.
    """

    def redirect_request(self, *_given: Any) -> None:
        """Follow nowhere."""


class _Plain(HTTPConnection):
    """A connection with as much patience as there is, from the first byte on."""

    patience: Patience

    def connect(self) -> None:
        """Connect, and have it watched over."""
        super().connect()
        self.patience.follow(self.sock)


class _Encrypted(HTTPSConnection, _Plain):
    """The same where it is encrypted once it is watched over."""


class _Patiently(urllib.request.HTTPHandler, urllib.request.HTTPSHandler):
    """Opens the receiver's address with so much patience."""

    def __init__(self, patience: Patience) -> None:
        """Hang up when there is no more of it."""
        super().__init__()
        self._patience = patience

    def http_open(self, request: urllib.request.Request) -> HTTPResponse:
        """Open an address as it is."""
        return self.do_open(self._of(_Plain), request)

    def https_open(self, request: urllib.request.Request) -> HTTPResponse:
        """Open an address encrypted."""
        return self.do_open(self._of(_Encrypted), request)

    def _of(self, kind: type[_Plain]) -> Callable[..., _Plain]:
        def connection(host: str, **how: Any) -> _Plain:
            made = kind(host, **how)
            made.patience = self._patience
            return made

        return connection


def post(settings: HookSettings, payload: dict[str, Any]) -> None:
    """Post a move. Raises OSError where the receiver itself does not answer with success."""
    content = canonical_bytes(payload)
    request = urllib.request.Request(  # noqa: S310 - the operator's own address, http or https
        settings.url,
        data=content,
        headers={
            "Content-Type": "application/json",
            SIGNATURE: signature(settings.secret, content),
        },
    )
    with Patience(settings.whole_seconds) as patience:
        opener = urllib.request.build_opener(_NobodyElse, _Patiently(patience))
        with opener.open(request, timeout=settings.timeout_seconds):
            return
