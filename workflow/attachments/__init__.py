"""Files of items: added while the department has the item, and kept by each revision."""

from workflow.attachments.commands import EDITORS, NewFile, add, store, take_off
from workflow.attachments.queries import AttachmentsView, AttachmentView, of, open_file

__all__ = [
    "EDITORS",
    "AttachmentView",
    "AttachmentsView",
    "NewFile",
    "add",
    "of",
    "open_file",
    "store",
    "take_off",
]
