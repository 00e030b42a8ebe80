"""Settings of mails and webhooks."""

import pytest

from webapp.app.setting_values import SettingRefused
from webapp.app.settings import Settings

KEY = {"JIZEN_SECRET_KEY": "a key for the tests only"}


def test_without_settings_no_mail_and_no_webhook_leaves():
    settings = Settings.from_environ(KEY)

    assert (settings.mail.host, settings.hook.url) == ("", "")
    assert settings.mail.digest_minutes == 30


def test_every_setting_is_taken_from_the_environment():
    settings = Settings.from_environ(
        {
            **KEY,
            "JIZEN_SMTP_HOST": "mail.pref.example.jp",
            "JIZEN_SMTP_PORT": "587",
            "JIZEN_SMTP_STARTTLS": "1",
            "JIZEN_SMTP_USER": "jizen",
            "JIZEN_SMTP_PASSWORD": "secret word",
            "JIZEN_MAIL_SENDER": "jizen@pref.example.jp",
            "JIZEN_SITE": "https://jizen.pref.example.jp/",
            "JIZEN_DIGEST_MINUTES": "0",
            "JIZEN_WEBHOOK_URL": "https://other.example.jp/hook",
            "JIZEN_WEBHOOK_SECRET": "sixteen or more characters",
            "JIZEN_WORKER_ID": "one",
        }
    )

    mail = settings.mail
    assert (mail.host, mail.port, mail.starttls) == ("mail.pref.example.jp", 587, True)
    assert (mail.user, mail.password, mail.digest_minutes) == ("jizen", "secret word", 0)
    assert (mail.domain, mail.site) == ("pref.example.jp", "https://jizen.pref.example.jp/")
    assert settings.hook.url == "https://other.example.jp/hook"
    assert settings.worker_id == "one"


def test_no_secret_is_shown_where_settings_are_printed():
    env = {"JIZEN_SMTP_PASSWORD": "secret word", "JIZEN_WEBHOOK_SECRET": "another secret word"}

    assert "secret word" not in repr(Settings.from_environ({**KEY, **env}).mail)
    assert "secret word" not in repr(Settings.from_environ({**KEY, **env}).hook)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("JIZEN_SMTP_PORT", "smtp"),
        ("JIZEN_SMTP_STARTTLS", "perhaps"),
        ("JIZEN_SMTP_USER", "without-starttls"),
        ("JIZEN_MAIL_SENDER", "nobody"),
        ("JIZEN_MAIL_SENDER", "事前協議@example.jp"),
        ("JIZEN_MAIL_SENDER", "two@example.jp, three@example.jp"),
        ("JIZEN_MAIL_SENDER", "a@example.jp\nBcc: b@example.jp"),
        ("JIZEN_SITE", "jizen.example.jp"),
        ("JIZEN_DIGEST_MINUTES", "1441"),
        ("JIZEN_WEBHOOK_URL", "file:///etc/passwd"),
        ("JIZEN_WEBHOOK_URL", "https://other.example.jp/without/secret"),
    ],
)
def test_what_cannot_be_meant_is_refused_by_name(name, value):
    with pytest.raises(SettingRefused, match=name if "URL" not in name else "JIZEN_WEBHOOK"):
        Settings.from_environ({**KEY, name: value})
