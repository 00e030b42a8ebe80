"""Settings of a bucket, and secrets, which no message and no print shows."""

import traceback
from pathlib import Path

import pytest

from webapp.app.opening import storage
from webapp.app.setting_values import SettingRefused
from webapp.app.settings import Settings
from workflow.files.object_storage import Bucket, ObjectStorage
from workflow.files.storage import FolderStorage

KEY = {"JIZEN_SECRET_KEY": "0123456789abcdef"}
BUCKET = KEY | {
    "JIZEN_FILES": "s3://papers/jizen/files/",
    "JIZEN_S3_ENDPOINT": "https://objects.pref.example.jp",
    "JIZEN_S3_REGION": "ap-northeast-1",
    "JIZEN_S3_KEY_ID": "key",
    "JIZEN_S3_SECRET": "secret",
}


def test_files_may_lie_in_a_bucket():
    files = Settings.from_environ(BUCKET).files

    assert files == Bucket(
        "papers",
        "jizen/files",
        "https://objects.pref.example.jp",
        "ap-northeast-1",
        "key",
        "secret",
    )
    assert isinstance(storage(files), ObjectStorage)
    assert isinstance(storage(Path("var/files")), FolderStorage)


@pytest.mark.parametrize(
    ("changed", "named"),
    [
        ({"JIZEN_FILES": "s3://"}, "JIZEN_FILES"),
        ({"JIZEN_FILES": "gs://papers"}, "JIZEN_FILES"),
        ({"JIZEN_S3_KEY_ID": ""}, "JIZEN_S3_KEY_ID"),
        ({"JIZEN_S3_SECRET": " "}, "JIZEN_S3_SECRET"),
        ({"JIZEN_S3_ENDPOINT": "objects"}, "JIZEN_S3_ENDPOINT"),
    ],
)
def test_a_bucket_that_cannot_be_meant_is_refused_by_name(changed, named):
    with pytest.raises(SettingRefused, match=f"^{named}: "):
        Settings.from_environ(BUCKET | changed)


def test_what_belongs_to_a_bucket_does_not_matter_to_a_folder():
    settings = Settings.from_environ(KEY | {"JIZEN_S3_ENDPOINT": "objects"})

    assert settings.files == Path("var/files")


@pytest.mark.parametrize(
    "wrong",
    [
        {"JIZEN_SECRET_KEY": "hush-hush"},
        {"JIZEN_WEBHOOK_URL": "https://other.example.jp/", "JIZEN_WEBHOOK_SECRET": "hush-hush"},
        {"JIZEN_WEBHOOK_URL": "ftp://user:hush-hush@other.example.jp/"},
        {"JIZEN_WEBHOOK_URL": "http://user:hush-hush@[other.example.jp/"},
        {"JIZEN_WEBHOOK_URL": "https://user:hush-hush@other.example.jp/"},
        {"JIZEN_SITE": "https://user:hush-hush@jizen.example.jp/"},
        BUCKET | {"JIZEN_S3_ENDPOINT": "https://user:hush-hush@objects.example.jp"},
        {"JIZEN_SMTP_PASSWORD": "hush-hush", "JIZEN_SMTP_USER": "jizen"},
        {"JIZEN_DATABASE_URL": "postgresql://jizen:hush-hush@db/jizen", "JIZEN_PORT": "http"},
        BUCKET | {"JIZEN_S3_SECRET": "hush-hush", "JIZEN_S3_KEY_ID": ""},
    ],
)
def test_a_refusal_tells_no_secret(wrong):
    with pytest.raises(SettingRefused) as refused:
        Settings.from_environ(KEY | wrong)

    assert "hush" not in "".join(traceback.format_exception(refused.value))


def test_settings_that_are_printed_show_no_secret():
    secrets = {
        "JIZEN_SECRET_KEY": "hush-hush-hush-hush",
        "JIZEN_DATABASE_URL": "postgresql://jizen:hush-hush@db/jizen",
        "JIZEN_S3_KEY_ID": "hush-hush",
        "JIZEN_S3_SECRET": "hush-hush",
        "JIZEN_SMTP_PASSWORD": "hush-hush",
        "JIZEN_WEBHOOK_URL": "https://other.example.jp/hush-hush",
        "JIZEN_WEBHOOK_SECRET": "hush-hush-hush-hush",
    }

    shown = repr(Settings.from_environ(BUCKET | secrets))

    assert "jizen/files" in shown
    assert "hush" not in shown
