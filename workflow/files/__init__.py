"""Files: where they are stored (a folder or an S3 bucket), and what kinds of them are taken."""

from workflow.files.object_storage import Bucket, ObjectStorage, StorageAway
from workflow.files.office import AttachmentRefused
from workflow.files.storage import DEFAULT_FOLDER, FileLimits, FolderStorage, Storage

__all__ = [
    "DEFAULT_FOLDER",
    "AttachmentRefused",
    "Bucket",
    "FileLimits",
    "FolderStorage",
    "ObjectStorage",
    "Storage",
    "StorageAway",
]
