"""The last day for submissions: sixty people at one `jizen serve`, each with a second to think.

They look at their home page, lists, items and what the search finds; officers draft, reviewers
receive. On PostgreSQL two processes serve them, as on two machines, half of the people each.
"""

import os
import random
import re
import tempfile
import threading
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from functools import partial
from itertools import chain
from pathlib import Path
from statistics import median
from typing import Final
from urllib.parse import quote

from sqlalchemy import select

from tests.benchmarks.crowd import Size, fill
from tests.benchmarks.measuring import Figure
from tests.support.databases import Databases
from tests.support.item_form import COMPLETE, NEW
from tests.support.office import NOW, OWN, SEPTEMBER, open_office
from tests.support.served import JIZEN, Serving, serving
from tests.support.siege import memory
from tests.support.visitor import Answer, Visitor
from workflow import people
from workflow.models import Item
from workflow.values.actor import Title
from workflow.values.vocabulary import Role

ITEMS: Final = 200
THINKING: Final = 1.0
"""Seconds between an answer and the next question."""
SECONDS: Final = float(os.environ.get("JIZEN_BENCH_DAY", "60"))
TENTHS: Final = 10
"""Parts of the time; after the first every page was asked for."""
PASSWORD: Final = "correct horse battery"
STAFF: Final = {Role.OFFICER: 44, Role.REVIEWER: 10, Role.EVALUATOR: 4, Role.SECRETARIAT: 2}
WORDS: Final = ("税務", "システム改修", "その12", "法人課税")
MIX: Final = {"home": 30, "list": 20, "item": 30, "search": 12, "move": 8}
"""Of a hundred pages."""

OK: Final = 200
RIGHT: Final = frozenset({OK, 302, 403, 409})
"""403, 409: somebody else received the item first, or it is not theirs to receive."""

HIDDEN: Final = re.compile(r'<input id="(?:\w+)" name="(\w+)" type="hidden" value="([^"]*)"')


@dataclass
class Waits:
    """Seconds that answers took, by what was asked, and what was not answered as it should be."""

    taken: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    errors: list[str] = field(default_factory=list)

    def share(self, part: float, what: str = "") -> float:
        """The time within which `part` of the answers came."""
        found = self.taken[what] if what else chain.from_iterable(self.taken.values())
        ordered = sorted(found)
        return ordered[int(part * (len(ordered) - 1))]


class Caller:
    """One of the people: who they are, what they look at, how long they wait."""

    def __init__(
        self, visitor: Visitor, role: Role, seed: int, ids: Sequence[int], waits: Waits
    ) -> None:
        """Signed in already; `ids` are items they may open."""
        self._visitor, self._role, self._ids, self._waits = visitor, role, ids, waits
        self._chance = random.Random(seed)  # noqa: S311 - no secret hangs on it

    def work(self, until: float) -> None:
        """Ask, think and ask again until the moment `until`."""
        time.sleep(self._chance.random() * THINKING)
        while time.monotonic() < until:
            what = self._chance.choices(list(MIX), list(MIX.values()))[0]
            if what == "move":
                self._move()
            else:
                self._look(what, self._page(what))

    def _page(self, what: str) -> str:
        return {
            "home": "/",
            "list": f"/items/?cycle={SEPTEMBER}",
            "item": f"/items/{self._chance.choice(self._ids)}",
            "search": f"/search/?words={quote(self._chance.choice(WORDS))}",
        }[what]

    def _move(self) -> None:
        """An officer drafts an item; a reviewer receives one, unless somebody else has."""
        path, typed = f"/items/{self._chance.choice(self._ids)}/receive", {}
        if self._role is Role.OFFICER:
            path, typed = NEW, COMPLETE | {"name": f"締切の日の案件 {self._chance.random()}"}
        page = self._look("form", path)
        if page.status == OK and self._role in (Role.OFFICER, Role.REVIEWER):
            hidden = dict(HIDDEN.findall(page.text))
            self._timed("move", partial(self._visitor.post, path, hidden | typed))

    def _look(self, what: str, path: str) -> Answer:
        return self._timed(what, partial(self._visitor.get, path))

    def _timed(self, what: str, ask: Callable[[], Answer]) -> Answer:
        began = time.monotonic()
        answer = ask()
        self._waits.taken[what].append(time.monotonic() - began)
        if answer.status not in RIGHT:
            self._waits.errors.append(f"{what}: {answer.status}")
        time.sleep(THINKING)
        return answer


def deadline_day(databases: Databases, kind: str) -> list[Figure]:
    """How long the people wait, and whether memory stays where it was."""
    url = databases.copy_of(_filled)
    processes = 2 if kind == "postgresql" else 1
    waits = Waits()
    with tempfile.TemporaryDirectory(prefix="jizen-bench-") as folder, ExitStack() as open_sites:
        sites = [
            open_sites.enter_context(serving(JIZEN, Path(folder), _environment(url, folder), log))
            for log in (open_sites.enter_context((Path(folder) / "log").open("wb")),)
            for _ in range(processes)
        ]
        callers = _callers(url, [site.port for site in sites], waits)
        everybody = _crowd(callers)
        held = _held_meanwhile(sites, everybody)
    databases.drop(url)
    asked = sum(map(len, waits.taken.values()))
    figures = [
        Figure("deadline day, 60 people: errors", kind, len(waits.errors), "", 0, False),
        Figure("deadline day: pages", kind, asked / SECONDS, "a second"),
        Figure("deadline day: 95 of 100 within", kind, 1000 * waits.share(0.95), "ms", 400, False),
        Figure("deadline day: 99 of 100 within", kind, 1000 * waits.share(0.99), "ms", 1000, False),
        Figure("deadline day: memory at the end over after a tenth", kind, held[-1] / held[0], "x"),
        Figure("deadline day: memory, furthest from its middle", kind, _stray(held), "%", 5, False),
    ]
    for what in waits.taken:
        name = f"deadline day: {what}, 95 of 100 within"
        figures.append(Figure(name, kind, 1000 * waits.share(0.95, what), "ms"))
    return figures


def _held_meanwhile(sites: Sequence[Serving], everybody: Sequence[threading.Thread]) -> list[float]:
    """Megabytes of the largest process in each tenth of the time, but the first, in which it warms.

    Each is the median of a look a second: pages that are being made come and go.
    """
    began = time.monotonic()
    looks: defaultdict[int, list[int]] = defaultdict(list)
    while any(one.is_alive() for one in everybody):
        time.sleep(1)
        place = int((time.monotonic() - began) / SECONDS * TENTHS)
        looks[min(place, TENTHS - 1)].append(max(memory(site) for site in sites))
    return [median(looks[place]) for place in sorted(looks) if place]


def _stray(held: Sequence[float]) -> float:
    """How far the least and the most lie from the middle between them, in hundredths of it."""
    return 100 * (max(held) - min(held)) / (max(held) + min(held))


def _environment(url: str, folder: str) -> dict[str, str]:
    return os.environ | {
        "JIZEN_DATABASE_URL": url,
        "JIZEN_FILES": folder,
        "JIZEN_SECRET_KEY": "only for measuring 1",
        "JIZEN_TODAY": NOW.date().isoformat(),
        "PYTHONPATH": str(Path.cwd()),
    }


def _filled(url: str) -> None:
    """Items in every state, and sixty people with one password."""
    fill(url, Size(today=ITEMS))
    office = open_office(url)
    with office.engine.write() as work:
        for role, count in STAFF.items():
            for number in range(count):
                login = f"day-{role}-{number}"
                grants = [(role, OWN if role is Role.OFFICER else None)]
                name = Title(login, login)
                people.add_person(work, login=login, name=name, grants=grants, password=PASSWORD)
    office.engine.close()


def _callers(url: str, ports: Sequence[int], waits: Waits) -> list[Caller]:
    office = open_office(url)
    with office.engine.database.reading() as session:
        own = office.departments[OWN]
        everything = list(session.scalars(select(Item.id)))
        of_own = list(session.scalars(select(Item.id).where(Item.department_id == own)))
    office.engine.close()
    callers = []
    for role, count in STAFF.items():
        for number in range(count):
            visitor = Visitor(ports[len(callers) % len(ports)])
            visitor.sign_in(f"day-{role}-{number}", PASSWORD)
            ids = of_own if role is Role.OFFICER else everything
            callers.append(Caller(visitor, role, len(callers), ids, waits))
    return callers


def _crowd(callers: Sequence[Caller]) -> list[threading.Thread]:
    """Everybody asks, thinks and asks again until the time is over."""
    until = time.monotonic() + SECONDS
    threads = [threading.Thread(target=one.work, args=(until,)) for one in callers]
    for thread in threads:
        thread.start()
    return threads
