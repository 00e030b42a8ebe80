"""What the operator decides about mails and webhooks."""

from collections.abc import Mapping
from typing import Final

from webapp import variables
from webapp.variables import SHORTEST_SECRET, SettingRefused
from workflow.jobs.hooks import HookSettings
from workflow.jobs.mailing import MailSettings

ONE_DAY: Final = 1440
"""Minutes."""


def mail(env: Mapping[str, str], site: str) -> MailSettings:
    """JIZEN_SMTP_*, JIZEN_MAIL_SENDER and JIZEN_DIGEST_MINUTES. Raises SettingRefused."""
    usual = MailSettings()
    user = variables.word(env, "JIZEN_SMTP_USER")
    starttls = variables.switch(env, "JIZEN_SMTP_STARTTLS")
    if user and not starttls:
        raise SettingRefused("JIZEN_SMTP_USER: a password travels only with JIZEN_SMTP_STARTTLS=1")
    return MailSettings(
        host=variables.word(env, "JIZEN_SMTP_HOST"),
        port=variables.number(env, "JIZEN_SMTP_PORT", usual.port, 65535),
        starttls=starttls,
        user=user,
        password=env.get("JIZEN_SMTP_PASSWORD", ""),
        sender=variables.mail_address(env, "JIZEN_MAIL_SENDER", usual.sender),
        site=site,
        digest_minutes=variables.number(env, "JIZEN_DIGEST_MINUTES", usual.digest_minutes, ONE_DAY),
    )


def hook(env: Mapping[str, str]) -> HookSettings:
    """JIZEN_WEBHOOK_URL and its secret. Raises SettingRefused."""
    url = variables.web_address(env, "JIZEN_WEBHOOK_URL")
    secret = env.get("JIZEN_WEBHOOK_SECRET", "")
    if url and len(secret) < SHORTEST_SECRET:
        raise SettingRefused(
            f"JIZEN_WEBHOOK_SECRET: at least {SHORTEST_SECRET} characters, with JIZEN_WEBHOOK_URL"
        )
    return HookSettings(url=url, secret=secret)
