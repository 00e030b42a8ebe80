"""A small office: three departments, four cycles, everyone it takes, and items on their way."""

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import cached_property
from itertools import count
from typing import Any, Final, TypeVar

from sqlalchemy import func, select

from tests.support.people import OFFICER_OF, OWN, person_named
from tests.support.units import look
from workflow import items
from workflow.engine import Engine
from workflow.items.orders import ActionInput
from workflow.items.receipts import Receipt
from workflow.models import Item, ItemRewriting, LedgerEntry
from workflow.values.actor import Actor
from workflow.values.clock import JAPAN, SettableClock
from workflow.values.sheet import Sheet
from workflow.work import Work

T = TypeVar("T")

NOW: Final = datetime(2021, 8, 2, 9, 0, tzinfo=JAPAN)
"""A Monday; September's cycle is open, December's is not yet."""

SEPTEMBER, JUNE, DECEMBER, INITIAL = "2021-09", "2021-06", "2021-12", "2022-initial"

SECTIONS: Final = {
    "soumu": ("税務課", "財産活用課"),
    "kikaku": ("デジタル政策推進課",),
    "kensetsu": ("技術管理課",),
}
NOTE: Final = "理由はこのとおり"
FINDINGS: Final = "計画に沿っており、積算も妥当である。"
OVERRIDE: Final = "評価会を待たずに結果を要するため。"
"""Why items on their way are evaluated without a session: who tests one says so with ""."""

Step = tuple[str, str]
"""An action and who takes it; "" is the item's officer."""

_REVIEWED: Final[list[Step]] = [("submit", ""), ("receive", "reviewer"), ("approve", "reviewer")]
PATHS: Final[dict[str, list[Step]]] = {
    "draft": [],
    "submitted": _REVIEWED[:1],
    "under_review": _REVIEWED[:2],
    "returned": [*_REVIEWED[:2], ("send_back", "reviewer")],
    "reviewed": _REVIEWED,
    "consulted": _REVIEWED,
    "evaluated": [*_REVIEWED, ("evaluate", "evaluator")],
    "reported": [*_REVIEWED, ("evaluate", "evaluator"), ("report", "secretariat")],
    "withdrawn": [*_REVIEWED[:1], ("withdraw", "")],
}
"""How an item comes to stand in a state."""


class Office:
    """An engine on the prepared office, and short ways to say who does what."""

    def __init__(self, engine: Engine, clock: SettableClock) -> None:
        self.engine = engine
        self.clock = clock
        self._people: dict[str, Actor] = {}
        self._numbers = count(1)

    @cached_property
    def departments(self) -> dict[str, int]:
        """The departments' ids, by their codes."""
        masters = look(self.engine, None, items.masters, 2021)
        return {one.code: one.id for one in masters.departments}

    @cached_property
    def meetings(self) -> dict[str, int]:
        """The ids of the headquarters meetings, by the first cycle of each."""
        return {one.cycle_ids[0]: one.id for one in look(self.engine, None, items.meetings)}

    def person(self, login: str) -> Actor:
        """Somebody of `people.PEOPLE`."""
        if login not in self._people:
            self._people[login] = person_named(self.engine, login)
        return self._people[login]

    def do(self, who: str | Actor | None, verb: Callable[..., T], *args: Any, **more: Any) -> T:
        """What `verb` gives in a writing unit of work of `who` (a login, or the actor)."""
        with self.engine.write(self.person(who) if isinstance(who, str) else who) as work:
            return verb(work, *args, **more)

    def look(self, who: str | Actor | None, verb: Callable[..., T], *args: Any, **more: Any) -> T:
        """What `verb` gives in a reading unit of work of `who` (a login, or the actor)."""
        with self.engine.read(self.person(who) if isinstance(who, str) else who) as work:
            return verb(work, *args, **more)

    def meet_anew(self) -> None:
        """Read everybody anew: what they hold, or for whom they stand in, has changed."""
        self._people.clear()

    def a_sheet(self, **changes: Any) -> Sheet:
        """A complete sheet of the own department, with a name of its own."""
        complete = {
            "section": "税務課",
            "field": "administration",
            "category": "procedure",
            "name": f"税務総合システム改修事業 その{next(self._numbers)}",
            "amount_kyen": 60_016,
            "funding": "一般財源",
            "summary": "法人課税の制度の変更に対応する。",
        }
        return Sheet(**(complete | changes))

    def a_draft(self, sheet: Sheet | None = None, **more: Any) -> Receipt:
        """Create an item: `cycle`, `department` (a code), `by`, `key` may be given."""
        department = more.get("department", OWN)
        sheet = sheet or self.a_sheet(section=SECTIONS[department][0])
        by = more.get("by", OFFICER_OF[department])
        return self.engine.create(
            more.get("cycle", SEPTEMBER),
            self.departments[department],
            sheet,
            self.person(by) if by else None,
            more.get("key"),
        )

    def an_item(self, state: str = "draft", sheet: Sheet | None = None, **more: Any) -> int:
        """The id of an item that walked to `state` by real actions."""
        item_id = self.a_draft(sheet, **more).item_id
        officer = more.get("by", OFFICER_OF[more.get("department", OWN)])
        for action, login in PATHS[state]:
            self.act(item_id, action, login or officer)
        return item_id

    def act(self, item_id: int, action: str, by: str | None, **given: Any) -> Receipt:
        """Take an action with everything it needs; `seen`, `note`, `key` and the
        particulars may be given otherwise."""
        item = self.row(item_id)
        seen = self.written(item_id) if action == "submit" else item
        actor = self.person(by) if by else None
        particulars = self.particulars(item.cycle_id, action, given)
        return self.engine.perform(
            item_id,
            action,
            actor,
            given.get("seen", seen.content_hash),
            given.get("note", NOTE),
            given.get("key"),
            particulars,
            given.get("last_move"),
        )

    def particulars(self, cycle_id: str, action: str, given: dict[str, Any]) -> ActionInput:
        """What `action` needs in `cycle_id`, unless `given` says otherwise."""
        usual: dict[str, dict[str, Any]] = {
            "evaluate": {"verdict": "appropriate", "findings": FINDINGS, "override": OVERRIDE},
            "report": {"meeting_id": self.meetings.get(cycle_id)},
            "carry_over": {"cycle_id": SEPTEMBER if cycle_id == JUNE else DECEMBER},
        }
        own = ("verdict", "findings", "conditions", "meeting_id", "cycle_id", "override")
        own += ("despite_questions",)
        chosen = {name: given[name] for name in own if name in given}
        return ActionInput(**(usual.get(action, {}) | chosen))

    def row(self, item_id: int) -> Item:
        """The item's row as it stands in the database."""
        with self.engine.database.reading() as session:
            row = session.scalar(select(Item).where(Item.id == item_id))
            assert row is not None
            session.expunge(row)
        return row

    def written(self, item_id: int) -> Item | ItemRewriting:
        """The sheet that the item's department writes on: the item's own, or anew."""
        with self.engine.database.reading() as session:
            found = session.get(ItemRewriting, item_id)
            if found is not None:
                session.expunge(found)
        return found or self.row(item_id)

    def entries(self, item_id: int) -> Sequence[LedgerEntry]:
        """The item's ledger, the oldest first."""
        query = select(LedgerEntry).where(LedgerEntry.item_id == item_id)
        with self.engine.database.reading() as session:
            found = session.scalars(query.order_by(LedgerEntry.sequence)).all()
            session.expunge_all()
        return found

    def count_entries(self) -> int:
        """How many entries the whole ledger has."""
        with self.engine.database.reading() as session:
            return session.scalar(select(func.count()).select_from(LedgerEntry)) or 0

    def count_items(self) -> int:
        """How many items there are."""
        with self.engine.database.reading() as session:
            return session.scalar(select(func.count()).select_from(Item)) or 0

    def set_up(self, change: Callable[[Work], object]) -> None:
        """Do something with the set-up services, in one transaction."""
        with self.engine.write() as work:
            change(work)


def open_office(url: str) -> Office:
    """The office in a database that `prepare` filled; close its engine afterwards."""
    clock = SettableClock(NOW)
    return Office(Engine(url, clock), clock)
