"""The settings of a site: read from the environment, and as the parts of the program have them."""

import hmac
from collections.abc import Mapping
from dataclasses import replace
from difflib import get_close_matches
from pathlib import Path
from typing import Any, Final, get_args

from pydantic import ValidationError
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource

from webapp.app.setting_values import Language, SettingRefused, kept_secret, sentence, words
from webapp.app.settings_declared import DAY, HOUR, MINUTE, SECRET_KEY_FILE, Declared
from workflow.accounts import Rules
from workflow.files import Bucket
from workflow.notices import HookSettings, MailSettings

LANGUAGES: Final[tuple[str, ...]] = get_args(get_args(Language)[0])


class Settings(Declared):
    """Every setting of the web application."""

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Settings come from what is handed over; only `from_environ` takes an environment."""
        return (init_settings,)

    @classmethod
    def from_environ(
        cls, env: Mapping[str, str], secret_key_file: Path = SECRET_KEY_FILE
    ) -> "Settings":
        """Read `env`; without JIZEN_SECRET_KEY keep one in `secret_key_file` (mode 0600).

        Raises SettingRefused with each wrong variable's name and what it may hold.
        """
        given: dict[str, Any] = {}
        for name, field in cls.model_fields.items():
            alias = field.alias or name
            text = env.get(alias, "")
            if text := text if words(field).as_given else text.strip():
                given[alias] = text
        if unreadable := [name for name, text in given.items() if not _is_utf_8(text)]:
            raise SettingRefused("\n".join(f"{name}: text in UTF-8" for name in unreadable))
        if "JIZEN_SECRET_KEY" not in given:
            given["JIZEN_SECRET_KEY"] = kept_secret(secret_key_file)
        try:
            return cls(**given)
        except ValidationError as error:
            fields = cls.model_fields | {one.alias: one for one in cls.model_fields.values()}
            lines = [sentence(fields[str(one["loc"][0])], one) for one in error.errors()]
        raise SettingRefused("\n".join(lines))

    @classmethod
    def unknown(cls, env: Mapping[str, str]) -> list[str]:
        """A sentence for each variable of `env` that is named like a setting and is none."""
        known = [field.alias or name for name, field in cls.model_fields.items()]
        sentences = []
        for name in sorted(one for one in env if one.startswith("JIZEN_") and one not in known):
            near = get_close_matches(name, known, n=1)
            meant = f"; is {near[0]} meant?" if near else "."
            sentences.append(f"{name}: there is no such setting{meant}")
        return sentences

    @property
    def files(self) -> Path | Bucket:
        """Where files of items lie: a folder, or a bucket with the key to it."""
        if isinstance(self.place, Path):
            return self.place
        return replace(
            self.place,
            endpoint=self.s3_endpoint,
            region=self.s3_region,
            key_id=self.s3_key_id,
            secret=self.s3_secret,
        )

    @property
    def account_rules(self) -> Rules:
        """How long sessions, links and the security log last."""
        return Rules(
            idle=self.session_idle_minutes * MINUTE,
            longest=self.session_hours * HOUR,
            invitation=self.link_days * DAY,
            log_kept=self.security_log_days * DAY,
            code_key=hmac.digest(
                self.secret_key.encode(errors="surrogatepass"),
                b"codes for first passwords",
                "sha256",
            ),
        )

    @property
    def mail(self) -> MailSettings:
        """How mails leave."""
        return MailSettings(
            host=self.smtp_host,
            port=self.smtp_port,
            starttls=self.smtp_starttls,
            user=self.smtp_user,
            password=self.smtp_password,
            sender=self.mail_sender,
            site=self.site,
            digest_minutes=self.digest_minutes,
        )

    @property
    def hook(self) -> HookSettings:
        """Where moves are posted to."""
        return HookSettings(url=self.webhook_url, secret=self.webhook_secret)


def _is_utf_8(text: str) -> bool:
    """Whether the environment's bytes were text: what is not comes as surrogates."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True
