"""Where files of items lie, as the environment says: `JIZEN_FILES`, `JIZEN_S3_*`."""

from collections.abc import Mapping
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from webapp import variables
from webapp.variables import SettingRefused
from workflow.object_storage import Bucket, ObjectStorage
from workflow.storage import DEFAULT_FOLDER, FolderStorage, Storage

S3: Final = "s3"


def place(env: Mapping[str, str]) -> Path | Bucket:
    """A folder, or the bucket that `s3://bucket/prefix` names. Raises SettingRefused."""
    value = variables.word(env, "JIZEN_FILES", str(DEFAULT_FOLDER))
    address = urlsplit(value)
    if address.scheme != S3:
        if "://" in value:
            raise SettingRefused(f"JIZEN_FILES: a folder or s3://bucket/prefix, not {value!r}")
        return Path(value)
    if not address.netloc:
        raise SettingRefused(f"JIZEN_FILES: s3://bucket or s3://bucket/prefix, not {value!r}")
    for name in ("JIZEN_S3_KEY_ID", "JIZEN_S3_SECRET"):
        if not variables.word(env, name):
            raise SettingRefused(f"{name}: needed where JIZEN_FILES is a bucket")
    return Bucket(
        name=address.netloc,
        prefix=address.path.strip("/"),
        endpoint=variables.web_address(env, "JIZEN_S3_ENDPOINT"),
        region=variables.word(env, "JIZEN_S3_REGION", Bucket.region),
        key_id=variables.word(env, "JIZEN_S3_KEY_ID"),
        secret=variables.word(env, "JIZEN_S3_SECRET"),
    )


def storage(files: Path | Bucket) -> Storage:
    """What keeps files there."""
    return FolderStorage(files) if isinstance(files, Path) else ObjectStorage(files)
