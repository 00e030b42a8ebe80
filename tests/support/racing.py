"""Many processes with many threads race for every move of one item.

    python -m tests.support.racing URL ITEM THREADS LENGTH

is one of these processes: it races until the item's history has LENGTH entries and prints
what its threads were told.
"""

import json
import subprocess
import sys
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from tests.support.office import Office, open_office
from workflow.errors import Refusal

ROOT: Final = Path(__file__).parents[2]
TURNS: Final = {"draft": "submit", "submitted": "pull_back"}
"""The two moves that follow each other without end; each reader of a state tries its own."""


@dataclass
class Outcome:
    """What the racers were told, and what is wrong with it."""

    moves: int = 0
    refusals: Counter[str] = field(default_factory=Counter)
    broken: list[str] = field(default_factory=list)


def race(url: str, processes: int, threads: int, rounds: int) -> Outcome:
    """Let `processes` × `threads` race for `rounds` moves of one item; compare with the ledger."""
    office = open_office(url)
    item_id = office.an_item("draft")
    begun = {entry.entry_hash for entry in office.entries(item_id)}
    arguments = [url, str(item_id), str(threads), str(rounds + len(begun))]
    command = [sys.executable, "-m", "tests.support.racing", *arguments]
    racers = [subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE) for _ in range(processes)]
    told = [json.loads(racer.communicate()[0]) for racer in racers]
    outcome = Outcome()
    won = Counter(receipt for one in told for receipt in one["won"])
    for one in told:
        outcome.refusals.update(one["refusals"])
    _compare(office, item_id, won, begun, outcome)
    office.engine.close()
    return outcome


def _compare(
    office: Office, item_id: int, won: Counter[str], begun: set[str], outcome: Outcome
) -> None:
    entries = office.entries(item_id)
    made = {entry.entry_hash for entry in entries} - begun
    outcome.moves = len(made)
    outcome.broken += [f"{n} receipts for one move: {one}" for one, n in won.items() if n != 1]
    outcome.broken += [f"a receipt without a move: {one}" for one in won.keys() - made]
    outcome.broken += [f"a move without a receipt: {one}" for one in made - won.keys()]
    outcome.broken += [f"ledger: {broken}" for broken in office.engine.verify_ledger()]
    expected = ["submit", "pull_back"] * len(entries)
    if [entry.action for entry in entries[1:]] != expected[: len(entries) - 1]:
        outcome.broken.append("two moves from one state")
    row = office.row(item_id)
    if (row.state, row.ledger_length) != (entries[-1].to_state, len(entries)):
        outcome.broken.append("the item's state is not its last entry's")


def _run(office: Office, item_id: int, length: int) -> tuple[list[str], Counter[str]]:
    won: list[str] = []
    refusals: Counter[str] = Counter()
    while (item := office.row(item_id)).ledger_length < length:
        try:
            receipt = office.act(item_id, TURNS[item.state], "officer", seen=item.content_hash)
            won.append(receipt.entry_hash)
        except Refusal as refusal:
            refusals[type(refusal).__name__] += 1
    return won, refusals


def main(url: str, item_id: str, threads: str, length: str) -> None:
    """Race with `threads` threads; print what they won and how they were refused."""
    office = open_office(url)
    office.person("officer")
    with ThreadPoolExecutor(int(threads)) as pool:
        runs = [pool.submit(_run, office, int(item_id), int(length)) for _ in range(int(threads))]
        found = [run.result() for run in runs]
    won = [receipt for receipts, _ in found for receipt in receipts]
    refusals = sum((refused for _, refused in found), Counter())
    sys.stdout.write(json.dumps({"won": won, "refusals": refusals}))


if __name__ == "__main__":
    main(*sys.argv[1:])
