"""What the operator decides, read once from the environment: `JIZEN_*`."""

import os
import secrets
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from ipaddress import IPv4Network, IPv6Network
from pathlib import Path
from typing import Final

from webapp import settings_files, settings_jobs, variables
from webapp.variables import SHORTEST_SECRET, SettingRefused
from workflow.jobs.hooks import HookSettings
from workflow.jobs.mailing import MailSettings
from workflow.object_storage import Bucket
from workflow.storage import DEFAULT_FOLDER

__all__ = ["LANGUAGES", "SettingRefused", "Settings"]

DEFAULT_DATABASE_URL: Final = "sqlite:///var/jizen.db"
SECRET_KEY_FILE: Final = Path("var/secret_key")
LANGUAGES: Final = ("ja", "en")
THIS_MACHINE: Final = (IPv4Network("127.0.0.0/8"), IPv6Network("::1"))


@dataclass(frozen=True)
class Settings:
    """Every setting of the web application; the defaults serve one machine."""

    secret_key: str
    database_url: str = DEFAULT_DATABASE_URL
    files: Path | Bucket = DEFAULT_FOLDER
    today: date | None = None
    host: str = "127.0.0.1"
    port: int = 8000
    secure_cookies: bool = False
    trusted_proxies: int = 0
    language: str = "ja"
    metrics_from: tuple[IPv4Network | IPv6Network, ...] = THIS_MACHINE
    site: str = ""
    worker_id: str = ""
    mail: MailSettings = field(default_factory=MailSettings)
    hook: HookSettings = field(default_factory=HookSettings)

    @classmethod
    def from_environ(
        cls, env: Mapping[str, str], secret_key_file: Path = SECRET_KEY_FILE
    ) -> "Settings":
        """Read `env`; without JIZEN_SECRET_KEY keep one in `secret_key_file` (mode 0600).

        Raises SettingRefused with the variable's name and what it may hold.
        """
        host = variables.word(env, "JIZEN_HOST", cls.host)
        port = variables.number(env, "JIZEN_PORT", cls.port, 65535)
        site = variables.web_address(env, "JIZEN_SITE", f"http://{host}:{port}/")
        return cls(
            secret_key=_secret(env.get("JIZEN_SECRET_KEY", ""), secret_key_file),
            database_url=variables.word(env, "JIZEN_DATABASE_URL", DEFAULT_DATABASE_URL),
            files=settings_files.place(env),
            today=variables.day(env, "JIZEN_TODAY"),
            host=host,
            port=port,
            secure_cookies=variables.switch(env, "JIZEN_SECURE_COOKIES"),
            trusted_proxies=variables.number(env, "JIZEN_TRUSTED_PROXIES", 0, 10),
            language=_language(env.get("JIZEN_LANG", "")),
            metrics_from=variables.networks(env, "JIZEN_METRICS_FROM", THIS_MACHINE),
            site=site,
            worker_id=variables.word(env, "JIZEN_WORKER_ID"),
            mail=settings_jobs.mail(env, site),
            hook=settings_jobs.hook(env),
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


def _language(value: str) -> str:
    word = value.strip().lower() or "ja"
    if word not in LANGUAGES:
        raise SettingRefused(f"JIZEN_LANG: ja or en, not {value!r}")
    return word
