"""Webhooks: a move is posted to another system, signed so that it can be believed."""

import hashlib
import hmac
import urllib.request
from dataclasses import dataclass, field
from typing import Any, Final

from workflow.ledger import body
from workflow.models import LedgerEntry
from workflow.values.canonical import canonical_bytes
from workflow.work import Work

SIGNATURE: Final = "X-Jizen-Signature"
"""`sha256=` and the HMAC-SHA256 of the body, in hexadecimal."""


@dataclass(frozen=True)
class HookSettings:
    """Where moves are posted to; without a URL nowhere."""

    url: str = ""
    secret: str = field(default="", repr=False)
    timeout_seconds: float = 10


def payload(work: Work, item_id: int, sequence: int) -> dict[str, Any]:
    """What is posted of a move: the body of its ledger entry, and its hash."""
    entry = work.session.get_one(LedgerEntry, (item_id, sequence))
    return {**body(entry), "hash": entry.entry_hash}


def signature(secret: str, content: bytes) -> str:
    """The signature that the receiver recomputes and compares."""
    return "sha256=" + hmac.new(secret.encode(), content, hashlib.sha256).hexdigest()


def post(settings: HookSettings, payload: dict[str, Any]) -> None:
    """Post a move. Raises OSError where the receiver does not answer with success."""
    content = canonical_bytes(payload)
    request = urllib.request.Request(  # noqa: S310 - the operator's own address, http or https
        settings.url,
        data=content,
        headers={
            "Content-Type": "application/json",
            SIGNATURE: signature(settings.secret, content),
        },
    )
    with urllib.request.urlopen(request, timeout=settings.timeout_seconds):  # noqa: S310
        return
