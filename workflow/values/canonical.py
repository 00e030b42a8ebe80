"""One way to write a value down as bytes, and its SHA-256.

Content hashes and the ledger's chain are both made of this: keys sorted, no
spaces, UTF-8 as it stands, no floats. Anyone can make the same bytes with the
standard library of any language.
"""

import hashlib
import json
from typing import Any, Final

import orjson

_PLAIN: Final = (
    orjson.OPT_SORT_KEYS | orjson.OPT_PASSTHROUGH_DATACLASS | orjson.OPT_PASSTHROUGH_DATETIME
)
_ENCODER: Final = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def canonical_bytes(value: Any) -> bytes:
    """`value` (dicts, lists, text, integers, booleans, None) as canonical JSON.

    Raises TypeError for another type, UnicodeEncodeError for half a surrogate pair.
    """
    try:
        return orjson.dumps(value, option=_PLAIN)
    except orjson.JSONEncodeError:
        # Keys that are numbers, numbers of more than 64 bits, tuples with names.
        return _ENCODER.encode(value).encode()


def canonical_line(value: Any) -> bytes:
    """The same as one line of a file."""
    return canonical_bytes(value) + b"\n"


def fingerprint(value: Any) -> str:
    """The SHA-256 of the canonical bytes, 64 hexadecimal digits."""
    return hashlib.sha256(canonical_bytes(value)).hexdigest()
