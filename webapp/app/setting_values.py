"""The kinds of values a `JIZEN_*` variable may hold: how each is read, and the words for it."""

import ipaddress
import os
import secrets
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from ipaddress import IPv4Network, IPv6Address, IPv6Network
from pathlib import Path
from typing import Annotated, Any, Final, Literal
from urllib.parse import urlsplit

from annotated_types import Ge, Le, MinLen
from pydantic import BeforeValidator
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails
from sqlalchemy import make_url
from sqlalchemy.exc import ArgumentError

from workflow.files import Bucket

Network = IPv4Network | IPv6Network

SHORTEST_SECRET: Final = 16
YES: Final = frozenset({"1", "true", "yes", "on"})
NO: Final = frozenset({"0", "false", "no", "off"})


DRIVERS: Final = frozenset(
    {"sqlite", "sqlite+pysqlite", "postgresql", "postgres", "postgresql+psycopg"}
)


class SettingRefused(ValueError):
    """`JIZEN_*` variables hold what cannot be meant; a line for each says which and why."""


@dataclass(frozen=True)
class Words:
    """What people are told about a setting; "" where its declaration says it already."""

    holds: str = ""
    unset: str = ""
    """What applies without it, where that is not one fixed value."""
    unit: str = ""
    as_given: bool = False
    """Spaces around it are part of it."""


def words(field: FieldInfo) -> Words:
    """What is said of `field`, put together from its type and its own words."""
    said = [one for one in field.metadata if isinstance(one, Words)]
    return Words(
        holds=next((one.holds for one in said if one.holds), ""),
        unset=next((one.unset for one in said if one.unset), ""),
        unit=next((one.unit for one in said if one.unit), ""),
        as_given=any(one.as_given for one in said),
    )


def holds(field: FieldInfo) -> str:
    """What `field` may hold, as a phrase: "a whole number from 0 to 65535"; "" for any text."""
    said = words(field)
    for one in field.metadata:
        if isinstance(one, MinLen):
            return f"at least {one.min_length} characters"
    # A field may narrow what its type allows: the narrowest of the bounds is meant.
    least: list[Any] = [one.ge for one in field.metadata if isinstance(one, Ge)]
    most: list[Any] = [one.le for one in field.metadata if isinstance(one, Le)]
    if most:
        of = f" of {said.unit}" if said.unit else ""
        return f"a whole number{of} from {max(least)} to {min(most)}"
    return said.holds


def sentence(field: FieldInfo, error: ErrorDetails) -> str:
    """The variable, what it may hold, and what it holds; of a secret, how many characters."""
    expected, reason = holds(field), str(error.get("ctx", {}).get("error", ""))
    if reason:
        return ": ".join(one for one in (field.alias, expected, reason) if one)
    if field.repr:
        return f"{field.alias}: {expected}, not {error['input']!r}"
    return f"{field.alias}: {expected}; it holds {len(error['input'])} characters"


def _read(parse: Callable[[str], Any]) -> BeforeValidator:
    """Read texts with `parse`; other values are what they are already."""
    return BeforeValidator(lambda value: parse(value) if isinstance(value, str) else value)


def _digits(text: str) -> int:
    if not text.isascii() or not text.isdigit():
        raise ValueError
    return int(text)


def _switch(text: str) -> bool:
    if text.lower() not in YES | NO:
        raise ValueError
    return text.lower() in YES


def web_address(text: str) -> str:
    """An http or https address, or "".

    A name and a password in it are refused: mails would spell them out, and nobody is asked so.
    Raises ValueError, whose words quote nothing.
    """
    if "@" in text.partition("//")[2].partition("/")[0]:
        raise ValueError("no name and no password belong in it")
    try:
        address = urlsplit(text)
    except ValueError:
        raise ValueError from None  # its words may quote what was typed
    if text and (address.scheme not in ("http", "https") or not address.netloc):
        raise ValueError
    return text


def _mail_address(text: str) -> str:
    before, at, behind = text.rpartition("@")
    plain = text.isascii() and text.isprintable() and not set(text) & set(" ,;<>")
    if not (before and at and behind and plain):
        raise ValueError
    return text


def _networks(text: str) -> tuple[Network, ...]:
    return tuple(ipaddress.ip_network(one.strip()) for one in text.split(","))


def _names(text: str) -> tuple[str, ...]:
    names = tuple(one.strip().lower() for one in text.split(","))
    if not all(names) or any(set(one) & set("/ \t") for one in names):
        raise ValueError
    return names


def _database(text: str) -> str:
    """An address that the database's libraries understand.

    Raises ValueError, whose words quote nothing: there may be a password in it.
    """
    try:
        url = make_url(text)
        seconds = [url.query.get(one) for one in ("timeout", "connect_timeout")]
        numbers = [float(one) for one in seconds if isinstance(one, str)]
    except (ArgumentError, ValueError):
        raise ValueError from None
    if url.drivername not in DRIVERS or not all(one >= 0 for one in numbers):
        raise ValueError
    return text


def _host(text: str) -> str:
    """A name or an address of a machine, without a port; "" for none."""
    if set(text) & set("/@ \t"):
        raise ValueError
    return str(IPv6Address(text.strip("[]"))) if ":" in text else text


def _place(text: str) -> Path | Bucket:
    """A folder, or a bucket without the keys to it."""
    address = urlsplit(text)
    if address.scheme != "s3" and "://" not in text:
        return Path(text)
    if address.scheme != "s3" or not address.netloc:
        raise ValueError
    return Bucket(name=address.netloc, prefix=address.path.strip("/"))


Database = Annotated[
    str,
    _read(_database),
    Words("`sqlite:////folder/file.db` or `postgresql://user:password@host/name`"),
]
Host = Annotated[str, _read(_host), Words("the name or the address of a machine")]
Number = Annotated[int, _read(_digits), Ge(0)]
Positive = Annotated[int, _read(_digits), Ge(1)]
Switch = Annotated[bool, _read(_switch), Words("1 or 0")]
UnsetSwitch = Annotated[bool | None, _read(_switch), Words("1 or 0")]
"""One that is set by other settings where nobody says it."""
Day = Annotated[date | None, _read(date.fromisoformat), Words("a date like 2021-08-10")]
Language = Annotated[Literal["ja", "en"], _read(str.lower), Words("ja or en")]
AN_ADDRESS: Final = Words("an address like https://host/path")
WebAddress = Annotated[str, _read(web_address), AN_ADDRESS]
MailAddress = Annotated[str, _read(_mail_address), Words("an address like jizen@pref.example.jp")]
Networks = Annotated[
    tuple[Network, ...],
    _read(_networks),
    Words("addresses with commas between, like 10.1.2.3, 10.2.0.0/16"),
]
Names = Annotated[
    tuple[str, ...] | None,
    _read(_names),
    Words("names with commas between, like jizen.pref.example.jp; `.example.jp` with all below it"),
]
Place = Annotated[Path | Bucket, _read(_place), Words("a folder or s3://bucket/prefix")]
Secret = Annotated[str, Words(as_given=True)]


def kept_secret(path: Path) -> str:
    """The key in `path`, made there where there is none yet. Raises SettingRefused."""
    try:
        kept = path.read_text(encoding="ascii").strip() if path.exists() else _keep_secret(path)
    except (OSError, UnicodeDecodeError) as error:
        raise SettingRefused(f"JIZEN_SECRET_KEY: not set, and {path} fails: {error}") from error
    if len(kept) < SHORTEST_SECRET:
        raise SettingRefused(f"JIZEN_SECRET_KEY: not set, and {path} holds no key; remove it")
    return kept


def _keep_secret(path: Path) -> str:
    """Write a new key; where two processes start at once, the first one's key is kept."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, draft = tempfile.mkstemp(dir=path.parent, prefix=".secret_key")
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(secrets.token_hex(32))
    try:
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        os.unlink(draft)
    return path.read_text(encoding="ascii").strip()
