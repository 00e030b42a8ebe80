"""The parts of a process as data: states, what can be done in them, and rules about every path."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from workflow.process.branches import When
from workflow.process.effect import ANSWERS, Effect, Opinions
from workflow.values.vocabulary import AnyRole

# -------------------------------------------------------------- automatic moves


BY_ITSELF: Final = {"ja": "（自動）", "en": " (by itself)"}
"""What pictures add to the title of such a move."""


@dataclass(frozen=True)
class Automatic:
    """The move is made so many business days after the day by which the item was due."""

    after_business_days: int


# --------------------------------------------------------- states, moves, rules


_IN_BRACKETS: Final = {"ja": "（{}）", "en": " ({})"}


class NoteRule(StrEnum):
    """Whether an action asks for words: its reason, or a remark."""

    REQUIRED = "required"
    OPTIONAL = "optional"
    NONE = "none"


class Always(StrEnum):
    """What a rule promises about every path through the process."""

    BEFORE = "before"
    SEPARATE = "separate"
    EVENTUALLY = "eventually"
    NEVER = "never"
    AT_MOST = "at_most"


@dataclass(frozen=True)
class Due:
    """The clock that starts on arrival: the answer is due after so many business days.

    `initial_budget`, where given, is the number for items of an initial budget, whose
    reviews take longer than those of a supplementary one.
    """

    business_days: int
    initial_budget: int | None = None

    def days(self, *, initial_budget: bool) -> int:
        """The business days that count for this kind of budget."""
        return self.initial_budget or self.business_days if initial_budget else self.business_days


@dataclass(frozen=True)
class Quorum:
    """How many evaluation sheets have to be submitted: `sheets`, or (None) all expected ones."""

    sheets: int | None

    def needed(self, expected: int) -> int:
        """The number where `expected` evaluators are to submit one; at least one."""
        return max(1, expected if self.sheets is None else self.sheets)


@dataclass(frozen=True)
class State:
    """Where an item stands. `title` holds `ja` and `en`; `turn` is whose turn it is.

    Those whose `opinions` are asked are in `turn` too, after those who go on from here.
    """

    name: str
    title: Mapping[str, str]
    turn: tuple[AnyRole, ...] = ()
    final: bool = False
    opinions: Opinions | None = None

    @property
    def asked(self) -> tuple[AnyRole, ...]:
        """The roles whose opinion is asked; departments are asked besides."""
        return self.opinions.of if self.opinions else ()


@dataclass(frozen=True)
class Transition:
    """One action: from any of `sources` to `target`.

    The one that creates an item has no sources. Where `stays` is set, `target` is
    empty and the state does not change. `limit` is how many times one item may go
    through `action`, None for as often as needed; it counts by action, not by table.
    `quorum` is what the guard `sheets_submitted` asks for; `effect` what the program does
    besides, None for a move that is only recorded. `when` makes it a branch: one of several
    ways that `action` goes from a state, chosen by the sheet.
    """

    action: str
    title: Mapping[str, str]
    sources: tuple[str, ...]
    target: str
    roles: frozenset[AnyRole]
    guards: tuple[str, ...] = ()
    note: NoteRule = NoteRule.OPTIONAL
    limit: int | None = None
    due: Due | None = None
    stays: bool = False
    quorum: Quorum | None = None
    effect: Effect | None = None
    when: When | None = None
    automatic: Automatic | None = None
    """Set for a move that nobody makes: it has no roles."""

    def sheets_needed(self, expected: int) -> int:
        """How many sheets the guard `sheets_submitted` asks for: by default all, or two of more."""
        return self.quorum.needed(expected) if self.quorum else max(1, min(expected, 2))

    def label(self, lang: str) -> str:
        """The title as pictures have it: with its branch, and whether it happens by itself."""
        if self.automatic:
            return self.title[lang] + BY_ITSELF[lang]
        branch = _IN_BRACKETS[lang].format(self.when.told(lang)) if self.when else ""
        return self.title[lang] + branch

    @property
    def answers(self) -> bool:
        """True for an opinion that somebody gives who is asked for it."""
        return self.effect in ANSWERS

    def takes_turn(self, state: State) -> bool:
        """Whether it takes the turn of `state`: an answer, or on to another state by its roles."""
        if self.answers:
            return True
        leads_on = self.effect is not Effect.GIVE_UP and not self.stays
        return leads_on and bool(self.roles & frozenset(state.turn))

    @property
    def creates(self) -> bool:
        """True for the one transition that begins an item's life."""
        return not self.sources and not self.stays

    def target_from(self, state: str | None) -> str:
        """Name the state after this transition was taken in `state` (None: not created yet)."""
        return (state or "") if self.stays else self.target


@dataclass(frozen=True)
class Rule:
    """A promise about every path.

    before: `action` happens before any arrival in `state`. separate: one person
    never does both `actions` for one item. eventually: some final state can
    always be reached. never: `state` is not reached after `action` was done. at_most: `action`
    is not done more than `times`.
    """

    always: Always
    action: str = ""
    state: str = ""
    actions: tuple[str, ...] = ()
    times: int = 0
