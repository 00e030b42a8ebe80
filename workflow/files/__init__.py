"""Files: where they are stored (a folder or an S3 bucket), and what kinds of them are taken."""

from typing import Final

from workflow.files import attachments, workbooks
from workflow.files.object_storage import Bucket, ObjectStorage, StorageAway, Trouble
from workflow.files.office import AttachmentRefused
from workflow.files.storage import DEFAULT_FOLDER, FolderStorage, Storage

WORKBOOK_ENDINGS: Final = tuple(
    ending
    for kind, endings in workbooks.ENDINGS.items()
    if kind is not workbooks.WorkbookKind.TEXT
    for ending in endings
)
TABLE_ENDINGS: Final = (*WORKBOOK_ENDINGS, *workbooks.ENDINGS[workbooks.WorkbookKind.TEXT])
"""Workbooks, and tables as text."""
ATTACHMENT_ENDINGS: Final = tuple(
    ending for endings in attachments.ENDINGS.values() for ending in sorted(endings)
)

__all__ = [
    "ATTACHMENT_ENDINGS",
    "DEFAULT_FOLDER",
    "TABLE_ENDINGS",
    "WORKBOOK_ENDINGS",
    "AttachmentRefused",
    "Bucket",
    "FolderStorage",
    "ObjectStorage",
    "Storage",
    "StorageAway",
    "Trouble",
]
