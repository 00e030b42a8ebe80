"""Files of items: added while the department has the item, and kept by each revision."""

from workflow.attachments.commands import EDITORS, add, stored, take_off
from workflow.attachments.queries import of, open_file

__all__ = [
    "EDITORS",
    "add",
    "of",
    "open_file",
    "stored",
    "take_off",
]
