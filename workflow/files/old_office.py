"""Documents of the old Office and of 一太郎 that may be attached: by their streams, no macros."""

import struct
from typing import Final

from workflow.files import compound
from workflow.files.compound import Compound, CompoundBroken
from workflow.files.office import AttachmentRefused

_KINDS: Final = (
    ("WordDocument", "doc"), ("DocumentText", "jtd"), ("Workbook", "xls"), ("Book", "xls"),
)  # fmt: skip
"""A stream that only this kind has; the first counts, as a document may hold a workbook."""
_ACTIVE: Final = frozenset({"_VBA_PROJECT", "_VBA_PROJECT_CUR", "VBA", "Ole10Native"})
_READ: Final = 256 * 1024
_SHEET, _END, _MACRO_SHEET = 0x85, 0x0A, 1


def kind_of(content: bytes) -> str:
    """`doc`, `xls` or `jtd`. Raises AttachmentRefused: anything else, macros, locked, damaged."""
    try:
        document = compound.opened(content)
        names = document.names
        if "EncryptedPackage" in names:
            raise AttachmentRefused("encrypted")
        if names & _ACTIVE or _has_macro_sheets(document):
            raise AttachmentRefused("macros")
    except CompoundBroken as wrong:
        raise AttachmentRefused("damaged") from wrong
    for stream, kind in _KINDS:
        if stream in names:
            return kind
    raise AttachmentRefused("old_office")


def _has_macro_sheets(document: Compound) -> bool:
    """Whether a workbook has sheets of the kind that were programs before there was VBA."""
    records = document.beginning("Workbook", _READ)
    at = 0
    while at + 4 <= len(records):
        kind, length = struct.unpack_from("<HH", records, at)
        if kind == _END:
            return False
        if kind == _SHEET and length >= 6 and records[at + 9 : at + 10] == bytes([_MACRO_SHEET]):
            return True
        at += 4 + length
    return False
