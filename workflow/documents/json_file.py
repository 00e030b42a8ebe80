"""資料1-6 as json: a list of objects with the csv's keys."""

import json
from dataclasses import asdict

from workflow.documents.listing import Listing


def write(listing: Listing) -> bytes:
    """Texts as typed, amounts as integers (千円), null where not entered."""
    rows = [asdict(line) for line in listing.lines]
    return (json.dumps(rows, ensure_ascii=False, indent=2) + "\n").encode()
