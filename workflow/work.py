"""A unit of work: one transaction, one moment, one person, and what verbs need beside them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import lru_cache
from typing import Any, Concatenate, Final, ParamSpec, TypeVar, cast

from sqlalchemy import CursorResult, Executable, Result, bindparam, select
from sqlalchemy.orm import Session

from workflow.database import statements
from workflow.database.master_cache import MasterCache
from workflow.database.outbox import Outbox
from workflow.database.transactions import connection_of
from workflow.files.storage import FileLimits, Storage
from workflow.models import MastersMark, Person
from workflow.process.library import PAST, PUBLISHED, ProcessLibrary
from workflow.process.moves import State, Transition
from workflow.process.shape import Process
from workflow.values.actor import Actor
from workflow.values.errors import NotFound, NotSignedIn
from workflow.values.lazy import cached_property
from workflow.values.money import YEN_SUSPECTED_FROM
from workflow.values.vocabulary import BESIDE_PROCESSES

T = TypeVar("T")
P = ParamSpec("P")

STATEMENTS: Final = 1000
"""Statements that are kept for the people who ask them, in one process."""
_MARK: Final = select(MastersMark.mark)
_OWN_ROW: Final = (
    select(Person.id).where(Person.id == bindparam("person")).with_for_update(key_share=True)
)


@dataclass(frozen=True)
class Standpoint:
    """Who asks, on which day, by which processes: what a statement that is kept may depend on."""

    actor: Actor | None
    today: date
    published: tuple[Process, ...]
    """Every published version of every process."""

    @property
    def person(self) -> Actor:
        """Who asks, where nobody unknown may. Raises NotSignedIn."""
        return _somebody(self.actor)


def built(build: Callable[P, T], *given: P.args, **_named: P.kwargs) -> T:
    """The statement that `build` makes of what is `given`, which can be hashed.

    Built once for the same: to build one takes SQLAlchemy longer than to send it. Sent by
    `Work.ask` or `Work.objects`, which know who is meant by an `Actor.alike`.
    """
    return cast(T, _built(build, *given))


@lru_cache(maxsize=STATEMENTS)
def _built(build: Callable[..., Any], *given: Any) -> Any:
    made = build(*given)
    if isinstance(made, Executable):
        statements.keep(made)
    return made


def _somebody(actor: Actor | None) -> Actor:
    if actor is None:
        raise NotSignedIn()
    return actor


def _known(known: dict[Any, Any] | None, key: Any, read: Callable[[], T]) -> T:
    """What is known under a key, read where it is not yet, and each time where nothing is kept."""
    if known is None:
        return read()
    if key not in known:
        known[key] = read()
    found: T = known[key]
    return found


@dataclass(frozen=True)
class Work:
    """What every verb is given.

    `actor` is who acts or reads; None is a stranger. `now` is the one moment of the whole unit,
    `real_now` the same by the real clock, where `now` is of a training day.
    `loaded` keeps what a reading unit has read, for every feature that needs it again; a writing
    unit keeps nothing, as it changes what it reads.
    """

    session: Session
    actor: Actor | None
    now: datetime
    real_now: datetime
    processes: ProcessLibrary
    outbox: Outbox
    files: Storage
    file_limits: FileLimits
    ask_from_kyen: int = YEN_SUSPECTED_FROM
    """From this many 千円 on a person is asked whether yen were typed."""
    loaded: dict[Any, Any] | None = None
    masters: MasterCache = field(default_factory=MasterCache)

    @cached_property
    def today(self) -> date:
        """The day of this unit, in Japan."""
        return self.now.date()

    @property
    def person(self) -> Actor:
        """Who acts, for verbs that nobody unknown may use. Raises NotSignedIn."""
        return _somebody(self.actor)

    @cached_property
    def standpoint(self) -> Standpoint:
        """Who asks, on which day, by which processes."""
        return Standpoint(self.actor, self.today, self.published)

    def statement(
        self, build: Callable[Concatenate[Standpoint, P], T], *given: P.args, **_named: P.kwargs
    ) -> T:
        """What `build` makes of a standpoint and what is `given`: see `built`.

        What it says of the day, the processes and what the person holds is part of it. One for
        all who hold the same: of the person it says `ME`.
        """
        of_all = replace(self.standpoint, actor=self.alike)
        return cast(T, _built(build, of_all, *given))

    @property
    def alike(self) -> Actor | None:
        """All who hold the same as the person, for statements that are kept."""
        return self.actor.alike if self.actor else None

    def ask(self, statement: Executable, **values: Any) -> CursorResult[*tuple[Any, ...]]:
        """The rows of a statement of columns, with its parameters: past the objects of the session.

        What a writing unit has changed so far is seen.
        """
        if self.loaded is None:
            self.session.flush()
        connection = connection_of(self.session)
        return statements.send(connection.execute, statement, values, self._person_id)

    def objects(self, statement: Executable, **values: Any) -> Result[*tuple[Any, ...]]:
        """The rows of a statement of objects that is kept (`built`), with its parameters."""
        return statements.send(self.session.execute, statement, values, self._person_id)

    @property
    def _person_id(self) -> int | None:
        return self.actor.person_id if self.actor else None

    def once(self, key: Any, read: Callable[[], T]) -> T:
        """What `read` gives; asked for `key` again in a reading unit, what it gave before."""
        return _known(self.loaded, key, read)

    def of_masters(self, key: Any, read: Callable[[], T]) -> T:
        """What `read` gives of the masters; again in any reading unit until one of them changes.

        `read` may ask for tables of migration 0058 alone, and `key` says what else it depends on.
        What it gives is shared: it must not be changed.
        """
        return _known(self._of_masters, key, read)

    @cached_property
    def _of_masters(self) -> dict[Any, Any] | None:
        return None if self.loaded is None else self.masters.of(self.ask(_MARK).scalar())

    def lock_person(self) -> None:
        """Have what the person does elsewhere at the same moment wait until this unit is over.

        Of two deliveries at once the second sees what the first made. Raises NotSignedIn.
        """
        self.session.execute(_OWN_ROW, {"person": self.person.person_id})

    def process(self, name: str, version: int) -> Process:
        """This version of a published process. Raises NotFound."""
        return self.processes.get(self.session, name, version)

    def latest_process(self, name: str) -> Process:
        """The newest version of a published process. Raises NotFound."""
        if self.loaded is None:
            return self.processes.latest(self.session, name)
        if name not in self.newest:
            raise NotFound(what="process", name=name)
        return self.newest[name]

    def state_of(self, process: Process, name: str) -> State:
        """A state of a process, or of another version of it: an item's past keeps its words."""
        if name in process.states:
            return process.states[name]
        versions = (one for one in self._past(process) if name in one.states)
        return next((one.states[name] for one in versions), State(name, {"ja": name, "en": name}))

    def move_of(self, process: Process, action: str, state: str | None) -> Transition | None:
        """What an action did in a state, in a process or in another version; None if nothing."""
        if found := process.transition(action, state):
            return found
        if action in BESIDE_PROCESSES:
            return None
        found_in = (one.transition(action, state) for one in self._past(process))
        return next(filter(None, found_in), None)

    def _past(self, process: Process) -> tuple[Process, ...]:
        """The other versions of a process, the newest first; also what was withdrawn."""
        return self.once(
            ("past", process.name, process.version),
            lambda: self._versions(PAST, process=process.name, this=process.version),
        )

    @cached_property
    def published(self) -> tuple[Process, ...]:
        """Every published version of every process."""
        return self.of_masters("published", lambda: self._versions(PUBLISHED))

    def _versions(self, asked: Executable, **values: Any) -> tuple[Process, ...]:
        rows = statements.send(connection_of(self.session).execute, asked, values).all()
        return tuple(self.process(row.name, row.version) for row in rows)

    @cached_property
    def newest(self) -> Mapping[str, Process]:
        """The newest published version of every process, by name."""
        return {one.name: one for one in self.published}

    def as_(self, actor: Actor | None) -> "Work":
        """The same unit of work in the name of somebody else."""
        return replace(self, actor=actor, loaded=None if self.loaded is None else {})
