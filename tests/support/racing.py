"""Many processes with many threads race for one move of one item, round after round.

    python -m tests.support.racing URL ITEM FIRST THREADS

is one of these processes: for every action it reads from its standard input, its threads, each
another evaluator, take it at once; it answers with what they were told, one line of JSON.
"""

import json
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import cycle, islice
from pathlib import Path
from threading import Barrier
from typing import Final, NamedTuple

from tests.support.ledger import ledger_breaks
from tests.support.office import NOTE, SEPTEMBER, Office, open_office
from tests.support.programs import command_of
from workflow import evaluation, people
from workflow.evaluation import SessionPlan
from workflow.masters import setup
from workflow.values.actor import Title
from workflow.values.errors import Refusal, SomeoneElseActedFirst
from workflow.values.vocabulary import Role

ROOT: Final = Path(__file__).parents[2]
MOVES: Final = ("evaluate", "reopen")
"""The two moves that follow each other without end."""


@dataclass
class Outcome:
    """What the racers were told, and what is wrong with it."""

    moves: int = 0
    refusals: Counter[str] = field(default_factory=Counter)
    broken: list[str] = field(default_factory=list)


class Told(NamedTuple):
    """What a racer was told: the hash of a receipt, or why not and who was quicker."""

    receipt: str
    refusal: str
    quicker: str


Racer = subprocess.Popen[str]


def race(url: str, processes: int, threads: int, rounds: int) -> Outcome:
    """Let `processes` × `threads` race in every one of `rounds`; compare with the ledger."""
    office = open_office(url)
    _enter(office, processes * threads)
    item_id = office.an_item("reviewed")
    outcome = Outcome()
    with _racers(url, item_id, processes, threads) as racers:
        for action in islice(cycle(MOVES), rounds):
            _compare(office, item_id, action, _round(racers, action), outcome)
    outcome.broken += [f"ledger: {broken}" for broken in ledger_breaks(office.engine)]
    office.engine.close()
    return outcome


def _name(number: int) -> str:
    return f"racer-{number}"


def _enter(office: Office, racers: int) -> None:
    """Let all of them decide: what one of them finalised, any other may take back."""
    with office.engine.write() as work:
        ids = tuple(
            people.add_person(
                work,
                login=login,
                name=Title(login, login),
                grants=[(Role.EVALUATOR, None)],
                password=None,
            )
            for login in map(_name, range(racers))
        )
        setup.put_criterion(work, "plan", Title("計画", "Plan"), 0)
    plan = SessionPlan(2021, Title("評価会", ""), None, (SEPTEMBER,), ids[:1], ids, ("plan",))
    session_id = office.do("secretariat", evaluation.set_up_session, plan)
    office.do("secretariat", evaluation.open_session, session_id)


@contextmanager
def _racers(url: str, item_id: int, processes: int, threads: int) -> Iterator[list[Racer]]:
    command = command_of("tests.support.racing", url, str(item_id))
    racers = [
        subprocess.Popen(
            [*command, str(number * threads), str(threads)],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for number in range(processes)
    ]
    yield racers
    for racer in racers:
        racer.communicate()


def _round(racers: list[Racer], action: str) -> list[Told]:
    for racer in racers:
        assert racer.stdin is not None
        racer.stdin.write(f"{action}\n")
        racer.stdin.flush()
    answers = [racer.stdout.readline() for racer in racers if racer.stdout is not None]
    return [Told(*one) for answer in answers for one in json.loads(answer)]


def _compare(office: Office, item_id: int, action: str, told: list[Told], outcome: Outcome) -> None:
    """One wins, and is the ledger's last entry; all others are told who it was."""
    entry, row = office.entries(item_id)[-1], office.row(item_id)
    outcome.moves += 1
    outcome.refusals.update(one.refusal for one in told if one.refusal)
    if [one.receipt for one in told if one.receipt] != [entry.entry_hash]:
        outcome.broken.append(f"{action} {outcome.moves}: not one receipt, that of the last entry")
    losers = Counter((one.refusal, one.quicker) for one in told if one.refusal)
    expected = {(SomeoneElseActedFirst.__name__, entry.actor_login): len(told) - 1}
    if losers != expected:
        outcome.broken.append(f"{action} {outcome.moves}: the others heard {losers}")
    length = len(office.entries(item_id))
    if (row.state, row.ledger_length, entry.action) != (entry.to_state, length, action):
        outcome.broken.append(f"{action} {outcome.moves}: the state is not the last entry's")


class Team:
    """The threads of one process."""

    def __init__(self, office: Office, item_id: int, logins: list[str]) -> None:
        self._office, self._item_id, self._logins = office, item_id, logins
        self._people = [office.person(login) for login in logins]
        self._pool = ThreadPoolExecutor(len(logins))

    def race(self, action: str) -> list[Told]:
        """Take the action with every thread at the same moment."""
        item = self._office.row(self._item_id)
        particulars = self._office.particulars(item.cycle_id, action, {})
        start = Barrier(len(self._people))

        def take(number: int) -> Told:
            start.wait()
            try:
                receipt = self._office.engine.perform(
                    item.id,
                    action,
                    self._people[number],
                    item.content_hash,
                    NOTE,
                    particulars=particulars,
                )
            except Refusal as refusal:
                who = refusal.data.get("who")
                return Told("", type(refusal).__name__, who.ja if who else "")
            return Told(receipt.entry_hash, "", "")

        return list(self._pool.map(take, range(len(self._people))))


def main(url: str, item_id: str, first: str, threads: str) -> None:
    """Race for every action that is read; print what the threads were told."""
    office = open_office(url)
    logins = [_name(int(first) + number) for number in range(int(threads))]
    team = Team(office, int(item_id), logins)
    for line in sys.stdin:
        sys.stdout.write(json.dumps(team.race(line.strip())) + "\n")
        sys.stdout.flush()
    office.engine.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
