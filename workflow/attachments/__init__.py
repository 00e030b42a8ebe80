"""Files of items: added while the department has the item, and kept by each revision."""

from workflow.attachments.commands import EDITORS, Added, add, stored, take_off
from workflow.attachments.queries import AttachmentsView, AttachmentView, of, open_file
from workflow.files.attachments import NewFile

__all__ = [
    "EDITORS",
    "Added",
    "AttachmentView",
    "AttachmentsView",
    "NewFile",
    "add",
    "of",
    "open_file",
    "stored",
    "take_off",
]
