"""The names by which jobs are known in the database: changed only with their version."""

from typing import Final

VERSION: Final = "1"
"""Change it only when the steps of a job change: pending jobs run under their own version."""

MOVES: Final = "moves"
"""The queue of what follows a move: notices and webhooks."""

MAILS: Final = "mails"
"""The queue of digests and of attempts to send."""

ANNOUNCE: Final = "announce"
DIGEST: Final = "digest"
DELIVER: Final = "deliver"
HOOK: Final = "hook"
