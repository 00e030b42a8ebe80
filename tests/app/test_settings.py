"""Settings are read once, and what cannot be meant is refused by name."""

import socket
import stat
from datetime import date
from pathlib import Path

import pytest
from pydantic import ValidationError

from webapp.app.setting_values import SettingRefused
from webapp.app.settings import Settings

KEY = {"JIZEN_SECRET_KEY": "0123456789abcdef"}


def test_without_any_setting_one_machine_is_served(tmp_path):
    settings = Settings.from_environ({}, tmp_path / "secret_key")

    assert settings.database_url == "sqlite:///var/jizen.db"
    assert settings.files == Path("var/files")
    assert Settings.from_environ(KEY | {"JIZEN_FILES": "/srv/files"}).files == Path("/srv/files")
    assert (settings.host, settings.port, settings.language) == ("127.0.0.1", 8000, "ja")
    assert (settings.today, settings.secure_cookies, settings.trusted_proxies) == (None, False, 0)


def test_every_setting_is_taken_from_the_environment():
    settings = Settings.from_environ(
        KEY
        | {
            "JIZEN_DATABASE_URL": "postgresql://db/jizen",
            "JIZEN_TODAY": "2021-08-10",
            "JIZEN_HOST": "0.0.0.0",  # noqa: S104 - a value to be read, nothing is bound
            "JIZEN_PORT": "80",
            "JIZEN_SECURE_COOKIES": "1",
            "JIZEN_TRUSTED_PROXIES": "2",
            "JIZEN_LANG": "en",
            "JIZEN_METRICS_FROM": "10.1.2.3, 2001:db8::/32",
        }
    )

    assert settings.database_url == "postgresql://db/jizen"
    assert settings.today == date(2021, 8, 10)
    assert (settings.port, settings.secure_cookies, settings.trusted_proxies) == (80, True, 2)
    assert settings.language == "en"
    assert [str(one) for one in settings.metrics_from] == ["10.1.2.3/32", "2001:db8::/32"]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("JIZEN_TODAY", "10 August"),
        ("JIZEN_TODAY", "2021-02-30"),
        ("JIZEN_PORT", "http"),
        ("JIZEN_PORT", "-1"),
        ("JIZEN_PORT", "65536"),
        ("JIZEN_PORT", "８０"),
        ("JIZEN_SECURE_COOKIES", "perhaps"),
        ("JIZEN_TRUSTED_PROXIES", "11"),
        ("JIZEN_LANG", "fr"),
        ("JIZEN_METRICS_FROM", "everyone"),
        ("JIZEN_METRICS_FROM", "10.1.2.3/24"),
        ("JIZEN_ALLOWED_HOSTS", "https://jizen.example.jp/"),
        ("JIZEN_ALLOWED_HOSTS", "one,,two"),
        ("JIZEN_SECRET_KEY", "short"),
        ("JIZEN_SECRET_KEY", "\udcff" * 20),
        ("JIZEN_DATABASE_URL", "sqlite:///\udcff.db"),
        ("JIZEN_DATABASE_URL", "/srv/jizen/var/jizen.db"),
        ("JIZEN_DATABASE_URL", "mysql://host/jizen"),
        ("JIZEN_DATABASE_URL", "postgresql+asyncpg://host/jizen"),
        ("JIZEN_DATABASE_URL", "postgresql://host:port/jizen"),
        ("JIZEN_DATABASE_URL", "sqlite:////srv/jizen.db?timeout=long"),
        ("JIZEN_SMTP_HOST", "smtp://mail.example.lg.jp"),
    ],
)
def test_a_value_that_cannot_be_meant_is_refused_by_name(name, value):
    with pytest.raises(SettingRefused, match=name):
        Settings.from_environ(KEY | {name: value})


FROM_ELSEWHERE = [
    ({"JIZEN_HOST": "10.1.2.3"}, ("10.1.2.3",)),
    ({"JIZEN_SITE": "https://jizen.pref.example.jp/"}, ("jizen.pref.example.jp",)),
    ({"JIZEN_HOST": "::", "JIZEN_SITE": "http://[2001:db8::1]:8000/"}, ("[2001:db8::1]",)),
    (
        {"JIZEN_HOST": "10.1.2.3", "JIZEN_SITE": "https://j.example.jp/"},
        ("j.example.jp", "10.1.2.3"),
    ),
    ({"JIZEN_TRUSTED_PROXIES": "1"}, None),
]


@pytest.mark.parametrize(("given", "hosts"), FROM_ELSEWHERE)
def test_where_people_come_from_elsewhere_the_site_is_on_its_guard(given, hosts):
    settings = Settings.from_environ(KEY | given)

    assert settings.secure_cookies is True
    assert settings.allowed_hosts == hosts
    assert (
        Settings.from_environ(KEY | given | {"JIZEN_SECURE_COOKIES": "0"}).secure_cookies is False
    )


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "::1", "127.8.8.8"])
def test_on_one_machine_alone_it_need_not_be(host):
    for site in ({}, {"JIZEN_SITE": "http://localhost/"}):
        settings = Settings.from_environ(KEY | {"JIZEN_HOST": host} | site)

        assert settings.secure_cookies is False
        assert settings.allowed_hosts is None


def test_on_every_address_it_is_reached_by_the_machines_name():
    every = {"JIZEN_HOST": "0.0.0.0"}  # noqa: S104 - a value to be read, nothing is bound

    settings = Settings.from_environ(KEY | every)

    assert socket.gethostname().lower() in settings.allowed_hosts
    assert Settings.from_environ(
        KEY | every | {"JIZEN_ALLOWED_HOSTS": "Jizen.example.jp, .pref.example.jp"}
    ).allowed_hosts == ("jizen.example.jp", ".pref.example.jp")


def test_a_key_is_made_once_and_readable_by_its_owner_only(tmp_path):
    path = tmp_path / "var" / "secret_key"

    first = Settings.from_environ({}, path)
    second = Settings.from_environ({}, path)

    assert first.secret_key == second.secret_key
    assert len(first.secret_key) == 64
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [one.name for one in path.parent.iterdir()] == ["secret_key"]


def test_an_empty_key_file_is_refused_not_used(tmp_path):
    (tmp_path / "secret_key").touch()

    with pytest.raises(SettingRefused, match="holds no key"):
        Settings.from_environ({}, tmp_path / "secret_key")


def test_a_key_that_cannot_be_kept_says_so(tmp_path):
    (tmp_path / "var").touch()

    with pytest.raises(SettingRefused, match="JIZEN_SECRET_KEY"):
        Settings.from_environ({}, tmp_path / "var" / "secret_key")


def test_all_wrong_values_are_told_together():
    wrong = {
        "JIZEN_PORT": "65536",
        "JIZEN_METRICS_FROM": "10.1.2.3/24",
        "JIZEN_LANG": "fr",
        "JIZEN_TODAY": "10 August",
        "JIZEN_FILES": "s3://papers",
        "JIZEN_SMTP_USER": "jizen",
        "JIZEN_DIGEST_MINUTES": "1441",
    }

    with pytest.raises(SettingRefused) as refused:
        Settings.from_environ(KEY | wrong)

    assert str(refused.value).splitlines() == [
        "JIZEN_S3_KEY_ID: needed where JIZEN_FILES is a bucket",
        "JIZEN_S3_SECRET: needed where JIZEN_FILES is a bucket",
        "JIZEN_PORT: a whole number from 0 to 65535, not 65536",
        "JIZEN_METRICS_FROM: addresses with commas between, like 10.1.2.3, 10.2.0.0/16: "
        "10.1.2.3/24 has host bits set",
        "JIZEN_LANG: ja or en, not 'fr'",
        "JIZEN_TODAY: a date like 2021-08-10: Invalid isoformat string: '10 August'",
        "JIZEN_SMTP_USER: a password travels only with JIZEN_SMTP_STARTTLS=1",
        "JIZEN_DIGEST_MINUTES: a whole number of minutes from 0 to 1440, not 1441",
    ]


def test_blank_is_not_set_and_spaces_around_a_value_do_not_count():
    settings = Settings.from_environ(
        KEY | {"JIZEN_PORT": " ", "JIZEN_HOST": " ::1 ", "JIZEN_SMTP_PASSWORD": " with spaces "}
    )

    assert (settings.host, settings.port) == ("::1", 8000)
    assert settings.mail.password == " with spaces "


def test_mails_name_the_address_that_is_served_where_no_other_is_given():
    settings = Settings.from_environ(KEY | {"JIZEN_HOST": "10.1.2.3", "JIZEN_PORT": "80"})

    assert settings.mail.site == "http://10.1.2.3:80/"
    with pytest.raises(SettingRefused, match=r"^JIZEN_SITE: "):
        Settings.from_environ(KEY | {"JIZEN_HOST": "/srv"})


def test_settings_do_not_change():
    with pytest.raises(ValidationError, match="frozen"):
        Settings.from_environ(KEY).port = 80


def test_settings_made_by_hand_take_nothing_from_the_environment(monkeypatch):
    monkeypatch.setenv("JIZEN_PORT", "80")

    assert Settings(secret_key="0123456789abcdef").port == 8000
