"""What is said of settings that cannot be meant, and of variables that are none."""

import pytest

from webapp.app.setting_values import SettingRefused
from webapp.app.settings import Settings

KEY = {"JIZEN_SECRET_KEY": "0123456789abcdef"}


@pytest.mark.parametrize("name", ["JIZEN_SESSION_IDLE_MINUTES", "JIZEN_STATEMENT_SECONDS"])
def test_the_least_that_is_named_is_taken_and_one_less_is_not(name):
    with pytest.raises(SettingRefused) as refused:
        Settings.from_environ(KEY | {name: "0"})
    least = int(str(refused.value).partition(" from ")[2].partition(" ")[0])

    Settings.from_environ(KEY | {name: str(least)})
    with pytest.raises(SettingRefused):
        Settings.from_environ(KEY | {name: str(least - 1)})


def test_an_address_of_a_database_that_is_wrong_is_not_quoted_with_its_password():
    with pytest.raises(SettingRefused) as refused:
        Settings.from_environ(KEY | {"JIZEN_DATABASE_URL": "mysql://jizen:geheim@host/jizen"})

    assert "postgresql://user:password@host/name" in str(refused.value)
    assert "geheim" not in str(refused.value)


def test_a_variable_that_is_no_setting_is_named_with_the_one_that_is_near():
    env = KEY | {"JIZEN_TRUSTED_PROXY": "1", "JIZEN_COLOUR_OF_THE_HEAD": "red", "PATH": "/bin"}

    assert Settings.unknown(env) == [
        "JIZEN_COLOUR_OF_THE_HEAD: there is no such setting.",
        "JIZEN_TRUSTED_PROXY: there is no such setting; is JIZEN_TRUSTED_PROXIES meant?",
    ]


@pytest.mark.parametrize("typed", ["[::1]", "::1"])
def test_a_mail_server_may_be_named_by_its_address_in_brackets_or_without(typed):
    assert Settings.from_environ(KEY | {"JIZEN_SMTP_HOST": typed}).mail.host == "::1"


@pytest.mark.parametrize("typed", ["mail.example.jp:25", "[::1]:25", "smtp://mail.example.jp"])
def test_a_mail_server_is_not_named_with_its_port(typed):
    with pytest.raises(SettingRefused, match="JIZEN_SMTP_HOST"):
        Settings.from_environ(KEY | {"JIZEN_SMTP_HOST": typed})
