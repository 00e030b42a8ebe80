"""資料1-6 as json: a list of objects with the csv's keys."""

import json
from dataclasses import asdict

from workflow.documents.listing import Listing


def write(listing: Listing) -> bytes:
    """Texts as typed, amounts as integers (千円), null where not entered."""
    return dumped([asdict(line) for line in listing.lines])


def dumped(value: object) -> bytes:
    """A value as every json file of Jizen is written: letters as they are, to be read by people."""
    return (json.dumps(value, ensure_ascii=False, indent=2) + "\n").encode()
