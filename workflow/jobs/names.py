"""The names by which jobs are known in the database: changed only with their version."""

from typing import Final

VERSION: Final = "1"
"""Change it only when the steps of a job change: pending jobs run under their own version."""

MOVES: Final = "moves"
"""The queue of what follows a move or a new day: notices."""

MAILS: Final = "mails"
"""The queue of digests and of attempts to send."""

HOOKS: Final = "hooks"
"""The queue of webhooks: a receiver that does not answer holds up no notice."""

BULK: Final = "bulk"
"""The queue of moves of many items, one run at a time: notices do not wait behind them."""

QUEUES: Final = (MOVES, MAILS, HOOKS, BULK)

ANNOUNCE: Final = "announce"
ANNOUNCE_ALL: Final = "announce_all"
DIGEST: Final = "digest"
DELIVER: Final = "deliver"
HOOK: Final = "hook"
RUN_BULK: Final = "run_bulk"
NEW_DAY: Final = "new_day"
SWEEP: Final = "sweep"

LIVE: Final = ("ENQUEUED", "DELAYED", "PENDING")
"""How DBOS calls jobs that are still to be done."""
