"""Where files lie is tried when a site starts, before somebody wants to attach one."""

import threading
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Final

from workflow.files import Bucket, FolderStorage, ObjectStorage, Trouble

NO_FILES: Final = (
    "JIZEN_FILES: no file can be kept in {place} ({why}). Nobody can attach one until it is mended."
)
WHY: Final = {
    Trouble.NO_BUCKET: "there is no bucket of this name at JIZEN_S3_ENDPOINT",
    Trouble.NOT_LET_IN: "the key may not write there: see JIZEN_S3_KEY_ID, JIZEN_S3_SECRET",
    Trouble.NO_ANSWER: "no service answers as S3 does: see JIZEN_S3_ENDPOINT, JIZEN_S3_REGION",
}
TRYING: Final = "jizen-files"


def try_files(files: Path | Bucket, say: Callable[[str], None]) -> None:
    """Say in a sentence where no file can be kept, and why; the site starts all the same."""
    if isinstance(files, Bucket):
        # Aside: a service that is silent is waited for, and no page waits with it.
        threading.Thread(target=_try_bucket, args=(files, say), name=TRYING, daemon=True).start()
        return
    keeper = FolderStorage(files)
    try:
        keeper.discard(keeper.draft(BytesIO()))
    except OSError as failed:
        say(NO_FILES.format(place=files, why=failed.strerror))


def _try_bucket(bucket: Bucket, say: Callable[[str], None]) -> None:
    if trouble := ObjectStorage(bucket).trouble():
        say(NO_FILES.format(place=f"s3://{bucket.name}", why=WHY[trouble]))
