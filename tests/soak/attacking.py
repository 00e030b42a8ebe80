"""Can one person stop everybody? Each attack ten times at once, at a site of 3,000 items.

    python -m tests.soak.attacking [--times 10] [--items 3000] [--only A3] [--on …]

Starts `jizen serve` on each database, and asks for /healthz all the while. Prints a line for
each attack; exits 1 unless every answer was right, /healthz was answered within a second
throughout, and the server's memory came back to within 50 MB.
"""

import argparse
import os
import sys
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import Final

from sqlalchemy import select

from tests.benchmarks.crowd import Size, fill
from tests.soak.both import on_both, parser, say
from tests.support.attacks_on_a_site import ATTACKS, Attack, Besieged
from tests.support.office import NOW, open_office
from tests.support.served import JIZEN, Serving, serving
from tests.support.siege import memory, settled, watched
from tests.support.visitor import Visitor
from workflow.accounts import set_password
from workflow.models import Item
from workflow.textindex import index
from workflow.textindex.copies import Copy
from workflow.values.actor import OPERATOR
from workflow.values.listing import SearchKind

WITHIN: Final = 1.0
"""Seconds for /healthz."""
MORE_MEMORY: Final = 50
"""Megabytes that may stay after an attack."""
PASSWORD: Final = "correct horse battery"
LONG_TEXTS: Final = 500
ROOT: Final = Path(__file__).parents[2]


def main() -> int:
    """Run on both databases; 1 where somebody was kept waiting, or memory was kept."""
    arguments = parser(__doc__)
    arguments.add_argument("--times", type=int, default=10, help="each attack, at the same time")
    arguments.add_argument("--items", type=int, default=3000, help="in the cycle")
    arguments.add_argument("--only", default="", help="attacks whose line or name begins so")
    given = arguments.parse_args()
    return on_both(_besiege, given, partial(_fill, items=given.items))


def _fill(url: str, items: int) -> None:
    """Many items, long texts to look in, a draft, and people who can sign in."""
    fill(url, Size(today=items))
    office = open_office(url)
    office.an_item("draft", office.a_sheet(name="添付する案件"))
    with office.engine.write(OPERATOR) as work:
        for login in ("officer", "reviewer"):
            set_password(work, login=login, password=PASSWORD)
        ids = work.session.scalars(select(Item.id).limit(LONG_TEXTS))
        text = "あいうえおかきくけこさしすせそたちつてと" * 500
        index.put(work.session, [Copy(one, SearchKind.FINDINGS, 0, text) for one in ids])
    office.engine.close()


def _besiege(name: str, url: str, folder: Path, given: argparse.Namespace) -> int:
    chosen = [one for one in ATTACKS if one.line == given.only or one.name.startswith(given.only)]
    settings = {
        "JIZEN_DATABASE_URL": url,
        "JIZEN_SECRET_KEY": "only-for-the-soak-0123",
        "JIZEN_TODAY": NOW.date().isoformat(),
        "PYTHONPATH": str(ROOT),
    }
    faults = 0
    with (
        (folder / "log").open("wb") as log,
        serving(JIZEN, folder, os.environ | settings, log) as site,
    ):
        besieged = _besieged(site, url)
        before = _warm(site, besieged)
        say(f"{name}: {before} MB before the first attack")
        for attack in chosen:
            faults += _attack(site, besieged, attack, before, given.times)
        say(f"{name}: {memory(site)} MB at the end; {faults} faults")
    return faults


def _besieged(site: Serving, url: str) -> Besieged:
    office = open_office(url)
    with office.engine.read() as work:
        draft = work.session.scalars(select(Item.id).where(Item.state == "draft")).first()
    office.engine.close()
    officer, reviewer = Visitor(site.port), Visitor(site.port)
    officer.sign_in("officer", PASSWORD)
    reviewer.sign_in("reviewer", PASSWORD)
    for visitor in (officer, reviewer):
        visitor.get("/substitutes/")  # a form: its token is in the session from now on
    return Besieged(site.port, officer, reviewer, draft or 0)


def _warm(site: Serving, besieged: Besieged) -> int:
    """Megabytes once each kind of page was made: what is compiled and imported stays."""
    for path in (
        "/",
        "/items/",
        "/headquarters/?cycle=2021-09",
        "/search/?words=system",
        "/statistics/",
    ):
        besieged.reviewer.get(path)
    besieged.officer.get("/exchange/")
    return memory(site)


def _attack(site: Serving, besieged: Besieged, attack: Attack, before: int, times: int) -> int:
    with watched(site) as health, ThreadPoolExecutor(times) as pool:
        answers = [one.result() for one in [pool.submit(attack.go, besieged) for _ in range(times)]]
    after = settled(site, before, MORE_MEMORY)
    statuses = Counter(answer.status for answer in answers)
    wrong = [
        *(f"answered {status}" for status in statuses if status not in attack.right),
        *(["nobody else was answered in time"] if health.longest > WITHIN else []),
        *([f"/healthz failed: {health.failed[:3]}"] if health.failed else []),
        *(["memory was kept"] if after > before + MORE_MEMORY else []),
        *(["the server has ended"] if site.process.poll() is not None else []),
    ]
    say(
        f"  {attack.line} {attack.name}: answers {dict(statuses)}; /healthz {health.asked} times, "
        f"{health.longest:.2f} s at most; {after} MB afterwards{'; '.join(['', *wrong])}"
    )
    return len(wrong)


if __name__ == "__main__":
    sys.exit(main())
