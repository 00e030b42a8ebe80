"""How one `JIZEN_*` variable is read: what it may hold, and the sentence where it does not."""

from collections.abc import Mapping
from datetime import date
from ipaddress import IPv4Network, IPv6Network, ip_network
from typing import Final
from urllib.parse import urlsplit

SHORTEST_SECRET: Final = 16
YES: Final = frozenset({"1", "true", "yes", "on"})
NO: Final = frozenset({"", "0", "false", "no", "off"})


class SettingRefused(ValueError):
    """A `JIZEN_*` variable holds something that cannot be meant; says which and why."""


def word(env: Mapping[str, str], name: str, default: str = "") -> str:
    """What `name` holds without spaces around it, or `default`."""
    return env.get(name, "").strip() or default


def day(env: Mapping[str, str], name: str) -> date | None:
    """A date, or None where there is none."""
    value = word(env, name)
    if not value:
        return None
    try:
        return date.fromisoformat(value)
    except ValueError as error:
        raise SettingRefused(f"{name}: a date like 2021-08-10, not {value!r}") from error


def number(env: Mapping[str, str], name: str, default: int, highest: int) -> int:
    """A whole number from 0 to `highest`, or `default`."""
    value = word(env, name)
    if not value:
        return default
    if not value.isascii() or not value.isdigit() or int(value) > highest:
        raise SettingRefused(f"{name}: a whole number from 0 to {highest}, not {value!r}")
    return int(value)


def switch(env: Mapping[str, str], name: str) -> bool:
    """On or off."""
    value = word(env, name).lower()
    if value not in YES | NO:
        raise SettingRefused(f"{name}: 1 or 0, not {value!r}")
    return value in YES


def web_address(env: Mapping[str, str], name: str, default: str = "") -> str:
    """An http or https address, or `default`."""
    value = word(env, name, default)
    if value and (urlsplit(value).scheme not in ("http", "https") or not urlsplit(value).netloc):
        raise SettingRefused(f"{name}: an address like https://host/path, not {value!r}")
    return value


def mail_address(env: Mapping[str, str], name: str, default: str) -> str:
    """One e-mail address, or `default`."""
    value = word(env, name, default)
    before, at, behind = value.rpartition("@")
    if not (before and at and behind) or not value.isprintable() or set(value) & set(" ,;<>"):
        raise SettingRefused(f"{name}: an address like jizen@pref.example.jp, not {value!r}")
    return value


def networks(
    env: Mapping[str, str], name: str, default: tuple[IPv4Network | IPv6Network, ...]
) -> tuple[IPv4Network | IPv6Network, ...]:
    """Addresses or networks with commas between them, or `default`."""
    value = word(env, name)
    if not value:
        return default
    try:
        return tuple(ip_network(one.strip()) for one in value.split(","))
    except ValueError as error:
        raise SettingRefused(f"{name}: addresses like 10.1.2.3, 10.2.0.0/16: {error}") from error
