"""Short codes beside the links for first passwords, to be typed from a slip of paper.

What is kept of a code is an HMAC with a key that the database does not hold: a code is too short
for a plain hash.
"""

import hmac
import secrets
import unicodedata
from typing import Final, NamedTuple

from workflow.accounts.sessions import new_token

SIGNS: Final = "ACDEFGHJKMNPQRTVWXY34679"
"""Without those that are read for one another: 0 O, 1 I L, 2 Z, 5 S, 8 B, U V."""
GROUPS: Final = 3
IN_A_GROUP: Final = 4
LONGEST_TYPED: Final = 64


class Invitation(NamedTuple):
    """What lets somebody set their password, kept nowhere: a link's token, and a short code.

    The code is "" where nobody would see it.
    """

    token: str
    code: str = ""


def new_invitation() -> Invitation:
    """A token and a code that nobody guesses: 256 bits, and 55 that are counted when typed."""
    groups = ("".join(secrets.choice(SIGNS) for _ in range(IN_A_GROUP)) for _ in range(GROUPS))
    return Invitation(new_token(), "-".join(groups))


def kept(code: str, person_id: int, key: bytes) -> str:
    """The HMAC of somebody's code, whatever the width, case and grouping in which it was typed."""
    plain = unicodedata.normalize("NFKC", code[:LONGEST_TYPED]).upper()
    signs = "".join(filter(str.isalnum, plain))
    said = f"{person_id} {signs}".encode(errors="surrogatepass")
    return hmac.digest(key, said, "sha256").hex()
