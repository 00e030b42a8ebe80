"""A transition, read from its table, with its branch and what it makes by itself."""

from collections.abc import Collection
from typing import Final

from workflow.process.branches import When
from workflow.process.effect import EFFECT_OF, EVIDENCE, NO_OBJECTION, OPINIONS_GIVEN, Effect
from workflow.process.moves import Automatic, Due, NoteRule, Quorum, Transition
from workflow.process.roles import Declared, roles
from workflow.process.shape import SHEETS_SUBMITTED
from workflow.process.toml_table import Table, title
from workflow.values.vocabulary import BESIDE_PROCESSES, AnyRole, Classification

SAME: Final = "same"
"""Written as `to`, it says that the action keeps the state."""

# `transitions` keeps the state under this name beside its triggers.
_RESERVED: Final = ("state", *BESIDE_PROCESSES)

MOST_TIMES: Final = 99
MOST_DAYS: Final = 366
_MOST_SHEETS: Final = 99

NOBODY: Final[frozenset[AnyRole]] = frozenset()


def read_transition(table: Table, known_guards: Collection[str], declared: Declared) -> Transition:
    """What one table says; complains of names that mean nothing to the program."""
    target, action = table.name("to"), table.name("action")
    by_itself = _automatic(table)
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
    _check_automatic(table, read)
    _check_names(table, read, known_guards)
    table.close()
    return read


def _check_names(table: Table, read: Transition, known_guards: Collection[str]) -> None:
    if read.action in _RESERVED:
        table.complain("action", f"{read.action!r} is a reserved word")
    for guard in read.guards:
        if guard not in known_guards:
            table.complain("guards", f"unknown guard {guard!r}")
    if read.quorum and SHEETS_SUBMITTED not in read.guards:
        table.complain("quorum", f"is asked for by the guard {SHEETS_SUBMITTED} only")


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


# ---------------------------------------------- what a branch asks of the sheet


OTHERWISE: Final = "otherwise"
"""Written as `when`, it is the branch for every sheet that no other branch takes."""

_KNOWN_CODES: Final = {
    "classification": [one.value for one in Classification],
}
"""What the sheet's form offers; fields, categories and kinds of funding are the office's own."""


def when(table: Table, key: str) -> When | None:
    """What a branch, or a rule over the sheet, asks for under `key`; None where nothing is."""
    if not table.has(key):
        return None
    if table.is_text(key):
        word = table.text(key)
        if word != OTHERWISE:
            table.complain(key, f"must be a table or {OTHERWISE!r}, not {word!r}")
        return When(otherwise=True)
    inner = table.table(key)
    at_least, below = _band(inner) if inner.has("amount_kyen") else (None, None)
    asked = When(
        at_least,
        below,
        _codes(inner, "field"),
        _codes(inner, "category"),
        _codes(inner, "classification"),
        _codes(inner, "funding"),
    )
    inner.close()
    if asked == When():
        table.complain(key, "asks for nothing")
    return asked


def _codes(table: Table, key: str) -> tuple[str, ...]:
    """The values of one part of the sheet that are asked for; none where it is not asked."""
    codes = table.codes(key) if table.has(key) else ()
    known = _KNOWN_CODES.get(key, codes)
    for code in codes:
        if code not in known:
            table.complain(key, f"{code!r} is none of: {', '.join(known)}")
    return codes


def _band(table: Table) -> tuple[int | None, int | None]:
    """An amount in 千円, from one bound on and under another."""
    band = table.table("amount_kyen")
    at_least, below = (band.whole(name) if band.has(name) else None for name in ("from", "below"))
    if at_least is None and below is None:
        table.complain("amount_kyen", "needs from, below, or both")
    if at_least is not None and below is not None and at_least >= below:
        table.complain("amount_kyen", f"holds no amount: from {at_least} on and below {below}")
    band.close()
    return at_least, below


# --------------------------------------------- what the program makes by itself


_GUARDS: Final = frozenset({"cycle_open", "report_not_frozen", OPINIONS_GIVEN, NO_OBJECTION})
"""What can be asked of a move that nobody makes: nothing typed, and nothing about a person."""

_EFFECTS: Final = frozenset({None, Effect.GIVE_UP})
"""What such a move may do besides: all else is somebody's decision."""


def _automatic(table: Table) -> Automatic | None:
    """What a transition's table says of it; None for a move that somebody makes."""
    if not table.has("automatic"):
        return None
    inner = table.table("automatic")
    found = Automatic(inner.number("after_business_days", MOST_DAYS))
    inner.close()
    if table.has("roles") and table.names("roles"):
        table.complain("roles", "an automatic move has none")
    for key in ("when", "quorum"):
        if table.has(key):
            table.complain(key, "an automatic move has none")
    return found


def _check_automatic(table: Table, read: Transition) -> None:
    """Complain of what an automatic move may not ask for; of one that somebody makes nothing."""
    if read.automatic is None:
        return
    if read.effect not in _EFFECTS:
        what = f"{read.effect!s} is somebody's decision: {read.action!r} cannot be automatic"
        table.complain("effect", what)
    for guard in read.guards:
        if guard not in _GUARDS:
            what = f"{guard!r} asks about a person or what is typed: nobody makes the move"
            table.complain("guards", what)
    if read.note is not NoteRule.NONE:
        table.complain("note", "an automatic move gives no reason")
    if read.stays:
        table.complain("to", "an automatic move leads to another state")
