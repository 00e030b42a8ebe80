"""Files of items: added while the department has the item, and kept by each revision."""

from workflow.attachments.commands import EDITORS, add, stored, take_off
from workflow.attachments.queries import AttachmentsView, AttachmentView, of, open_file

__all__ = [
    "EDITORS",
    "AttachmentView",
    "AttachmentsView",
    "add",
    "of",
    "open_file",
    "stored",
    "take_off",
]
