"""A worker that is killed at its mails and never comes back: how soon do others take over?

    python -m tests.soak.taking_over [--times 3] [--on SQLite|PostgreSQL]

Two `jizen worker` processes with the times they ship with. One is killed while it speaks to a
mail server that never answers; exits 1 unless the other one's mails arrive within 60 seconds,
each once.
"""

import argparse
import socket
import sys
import time
from pathlib import Path
from typing import Final

from sqlalchemy import select

from tests.soak.both import on_both, parser, say
from tests.support.killing import with_addresses
from tests.support.mailroom import Mailroom, open_mailroom
from tests.support.office import Office, open_office
from tests.support.worker_process import worker
from workflow.models import Mail

WITHIN: Final = 60
"""Seconds."""


def main() -> int:
    """Run on both databases; 1 where a mail was late, lost or sent twice."""
    arguments = parser(__doc__)
    arguments.add_argument("--times", type=int, default=3, help="on each database")
    return on_both(_take_over, arguments.parse_args())


def _take_over(name: str, url: str, folder: Path, given: argparse.Namespace) -> int:
    office = open_office(url)
    with_addresses(office)
    late = 0
    with open_mailroom() as mailroom:
        for number in range(given.times):
            taken, due = _once(url, folder, mailroom, office, number)
            repeats = sum(mailroom.ids().values()) - len(mailroom.ids())
            late += taken > WITHIN or repeats > 0
            say(f"{name}: taken over after {taken:.1f} s; {due} mails, repeated: {repeats}")
    office.engine.close()
    return late


def _once(
    url: str, folder: Path, mailroom: Mailroom, office: Office, number: int
) -> tuple[float, int]:
    """Seconds from a worker's death until all mails that are due have arrived; their number.

    The sweep may write more of them at any time, so both are told of one and the same look.
    """
    with socket.create_server(("127.0.0.1", 0)) as silent:
        port = silent.getsockname()[1]
        with worker(url, folder, port, f"first-{number}") as first:
            office.an_item("submitted")
            call, _ = silent.accept()
            with worker(url, folder, mailroom.port, f"second-{number}"):
                first.kill()
                first.wait()
                call.close()
                died = time.monotonic()
                while time.monotonic() < died + 3 * WITHIN:
                    due = _mails(office)
                    if due and set(mailroom.ids()) == set(due):
                        return time.monotonic() - died, len(due)
                    time.sleep(0.1)
                return time.monotonic() - died, len(_mails(office))


def _mails(office: Office) -> list[str]:
    """The Message-IDs of all mails that were written."""
    with office.engine.database.reading() as session:
        return list(session.scalars(select(Mail.message_id)))


if __name__ == "__main__":
    sys.exit(main())
