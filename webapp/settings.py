"""What the operator decides, read once from the environment: `JIZEN_*`."""

import os
import secrets
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

DEFAULT_DATABASE_URL: Final = "sqlite:///var/jizen.db"
SECRET_KEY_FILE: Final = Path("var/secret_key")
LANGUAGES: Final = ("ja", "en")
SHORTEST_SECRET: Final = 16
YES: Final = frozenset({"1", "true", "yes", "on"})
NO: Final = frozenset({"", "0", "false", "no", "off"})


class SettingRefused(ValueError):
    """A `JIZEN_*` variable holds something that cannot be meant; says which and why."""


@dataclass(frozen=True)
class Settings:
    """Every setting of the web application; the defaults serve one machine."""

    secret_key: str
    database_url: str = DEFAULT_DATABASE_URL
    today: date | None = None
    host: str = "127.0.0.1"
    port: int = 8000
    secure_cookies: bool = False
    trusted_proxies: int = 0
    language: str = "ja"

    @classmethod
    def from_environ(
        cls, env: Mapping[str, str], secret_key_file: Path = SECRET_KEY_FILE
    ) -> "Settings":
        """Read `env`; without JIZEN_SECRET_KEY keep one in `secret_key_file` (mode 0600).

        Raises SettingRefused with the variable's name and what it may hold.
        """
        return cls(
            secret_key=_secret(env.get("JIZEN_SECRET_KEY", ""), secret_key_file),
            database_url=env.get("JIZEN_DATABASE_URL", "").strip() or DEFAULT_DATABASE_URL,
            today=_day("JIZEN_TODAY", env.get("JIZEN_TODAY", "")),
            host=env.get("JIZEN_HOST", "").strip() or cls.host,
            port=_number("JIZEN_PORT", env.get("JIZEN_PORT", ""), cls.port, 65535),
            secure_cookies=_switch("JIZEN_SECURE_COOKIES", env.get("JIZEN_SECURE_COOKIES", "")),
            trusted_proxies=_number(
                "JIZEN_TRUSTED_PROXIES", env.get("JIZEN_TRUSTED_PROXIES", ""), 0, 10
            ),
            language=_language(env.get("JIZEN_LANG", "")),
        )


def _secret(given: str, path: Path) -> str:
    if given:
        if len(given) < SHORTEST_SECRET:
            raise SettingRefused(
                f"JIZEN_SECRET_KEY: at least {SHORTEST_SECRET} characters, not {len(given)}"
            )
        return given
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


def _day(name: str, value: str) -> date | None:
    if not value.strip():
        return None
    try:
        return date.fromisoformat(value.strip())
    except ValueError as error:
        raise SettingRefused(f"{name}: a date like 2021-08-10, not {value!r}") from error


def _number(name: str, value: str, default: int, highest: int) -> int:
    if not value.strip():
        return default
    if not value.strip().isascii() or not value.strip().isdigit() or int(value) > highest:
        raise SettingRefused(f"{name}: a whole number from 0 to {highest}, not {value!r}")
    return int(value)


def _switch(name: str, value: str) -> bool:
    word = value.strip().lower()
    if word not in YES | NO:
        raise SettingRefused(f"{name}: 1 or 0, not {value!r}")
    return word in YES


def _language(value: str) -> str:
    word = value.strip().lower() or "ja"
    if word not in LANGUAGES:
        raise SettingRefused(f"JIZEN_LANG: ja or en, not {value!r}")
    return word
