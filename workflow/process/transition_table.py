"""A transition, read from its table."""

from collections.abc import Collection
from typing import Final

from workflow.process import automatic_table
from workflow.process.branch_table import when
from workflow.process.effect import EFFECT_OF, EVIDENCE, Effect
from workflow.process.moves import Due, NoteRule, Quorum, Transition
from workflow.process.roles import Declared, roles
from workflow.process.shape import SHEETS_SUBMITTED
from workflow.process.size import MOST_DAYS, MOST_TIMES
from workflow.process.title_table import title
from workflow.process.toml_table import Table
from workflow.values.vocabulary import BESIDE_PROCESSES, AnyRole

SAME: Final = "same"
"""Written as `to`, it says that the action keeps the state."""

# `transitions` keeps the state under this name beside its triggers.
_RESERVED: Final = ("state", *BESIDE_PROCESSES)

_MOST_SHEETS: Final = 99

NOBODY: Final[frozenset[AnyRole]] = frozenset()


def read_transition(table: Table, known_guards: Collection[str], declared: Declared) -> Transition:
    """What one table says; complains of names that mean nothing to the program."""
    target, action = table.name("to"), table.name("action")
    by_itself = automatic_table.read(table)
    read = Transition(
        action=action,
        title=title(table),
        sources=table.names("from"),
        target="" if target == SAME else target,
        roles=NOBODY if by_itself else frozenset(roles(table, "roles", declared)),
        guards=table.names("guards") if table.has("guards") else (),
        note=_note(table, NoteRule.NONE if by_itself else NoteRule.OPTIONAL),
        limit=table.number("limit", MOST_TIMES) if table.has("limit") else None,
        due=_due(table),
        stays=target == SAME,
        quorum=_quorum(table),
        effect=_effect(table, action),
        when=when(table, "when"),
        automatic=by_itself,
    )
    automatic_table.check(table, read)
    if action in _RESERVED:
        table.complain("action", f"{action!r} is a reserved word")
    for guard in read.guards:
        if guard not in known_guards:
            table.complain("guards", f"unknown guard {guard!r}")
    if read.quorum and SHEETS_SUBMITTED not in read.guards:
        table.complain("quorum", f"is asked for by the guard {SHEETS_SUBMITTED} only")
    table.close()
    return read


def _effect(table: Table, action: str) -> Effect | None:
    """What the table asks for by name, or what an action of this name does anyway."""
    own = EFFECT_OF.get(action)
    if not table.has("effect"):
        return own
    word = table.text("effect")
    if word not in set(Effect):
        table.complain("effect", f"unknown effect {word!r}, only: {', '.join(Effect)}")
        return own
    effect = Effect(word)
    if own is not None and own is not effect:
        table.complain("effect", f"{action!r} always has the effect {own.value!r}")
    elif own is None and effect in EVIDENCE:
        table.complain("effect", f"{word!r} belongs to the action {EVIDENCE[effect]!r}")
    return effect


def _note(table: Table, usual: NoteRule) -> NoteRule:
    if not table.has("note"):
        return usual
    word = table.text("note")
    if word in set(NoteRule):
        return NoteRule(word)
    if word:
        table.complain("note", f"must be required, optional or none, not {word!r}")
    return NoteRule.OPTIONAL


def _due(table: Table) -> Due | None:
    if not table.has("due"):
        return None
    inner = table.table("due")
    longer = inner.number("initial_budget", MOST_DAYS) if inner.has("initial_budget") else None
    due = Due(inner.number("business_days", MOST_DAYS), longer)
    inner.close()
    return due


def _quorum(table: Table) -> Quorum | None:
    if not table.has("quorum"):
        return None
    inner = table.table("quorum")
    every = inner.has("all") and inner.flag("all")
    quorum = Quorum(None if every else inner.number("sheets", _MOST_SHEETS))
    inner.close()
    return quorum
