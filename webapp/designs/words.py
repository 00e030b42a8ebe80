"""What the designer offers to choose from, and the sentences for what is wrong with a draft."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from flask_babel import LazyString

from webapp.process import words as process_words
from webapp.process.asked import EFFECTS
from webapp.request import current
from webapp.words import labels
from webapp.words.catalogue import gettext as _
from webapp.words.catalogue import lazy_gettext as _l
from webapp.words.catalogue import lazy_pgettext as _p
from webapp.words.catalogue import ngettext
from webapp.words.filters import listed
from workflow.designs import (
    ROLES,
    RULES,
    STATES,
    TRANSITIONS,
    Document,
    DraftDetail,
    Finding,
    Findings,
    Part,
)
from workflow.process import Always, Effect, Process, Transition
from workflow.values import Classification, RoleScope

Pairs = list[tuple[str, Any]]
"""What can be chosen: each value with its words."""

SECTIONS: Final[Mapping[str, LazyString]] = {
    STATES: _l("States"),
    TRANSITIONS: _l("Actions"),
    RULES: _l("Rules"),
    ROLES: _l("Own roles"),
}
NEW: Final[Mapping[str, LazyString]] = {
    STATES: _l("Add a state"),
    TRANSITIONS: _l("Add an action"),
    RULES: _l("Add a rule"),
    ROLES: _l("Add a role"),
}
CODES_OF_SHEETS: Final = ("field", "category", "classification", "funding")
KINDS_OF_RULES: Final[Mapping[Always, LazyString]] = {
    Always.BEFORE: _l("A state comes only after an action (action, state)"),
    Always.NEVER: _l("After an action a state does not come any more (action, state)"),
    Always.SEPARATE: _l("Nobody does both (two actions)"),
    Always.AT_MOST: _l("An action happens at most so often (action, number)"),
    Always.EVENTUALLY: _l("From every state an end can be reached"),
}


@dataclass(frozen=True)
class Choices:
    """What the parts of a draft can name."""

    states: Pairs
    actions: Pairs
    roles: Pairs
    codes: Mapping[str, Pairs]


def choices(document: Document, codes: Mapping[str, Pairs]) -> Choices:
    """What the parts of this draft can name; `codes` are the office's lists."""
    return Choices(
        states=[(one.name, title(one)) for one in document.parts(STATES)],
        actions=_actions(document),
        roles=roles(document),
        codes={**codes, "classification": labels.choices(Classification)},
    )


def _actions(document: Document) -> Pairs:
    found: dict[str, str] = {}
    for one in document.parts(TRANSITIONS):
        name = one.values.get("action")
        if isinstance(name, str):
            found.setdefault(name, title(one))
    return list(found.items())


def roles(document: Document) -> Pairs:
    """The roles of the program and of the office, and those that the draft defines."""
    own = {one.name: title(one) for one in document.parts(ROLES)}
    known = dict(labels.role_choices())
    return [*known.items(), *((key, said) for key, said in own.items() if key not in known)]


def title(one: Part) -> str:
    """What a part is called in the language of the page; else its name."""
    titles = one.values.get("title")
    words = titles.get(current.language()) if isinstance(titles, Mapping) else None
    name = one.name or one.values.get("action", "")
    return words if isinstance(words, str) and words.strip() else str(name) or "―"


def called(section: str, found: DraftDetail, place: int, one: Part) -> str:
    """What the page of a part is headed by."""
    return rule(found, place, one) if section == RULES else title(one)


def rule(found: DraftDetail, place: int, one: Part) -> str:
    """What a rule of a draft says; its kind alone where it does not say all that it needs."""
    process = found.findings.process
    if process is not None and not found.findings.of(RULES, str(place)):
        return process_words.rule(process, process.rules[place])
    kind = one.values.get("always")
    known = isinstance(kind, str) and kind in set(Always)
    return str(KINDS_OF_RULES[Always(str(kind))]) if known else str(kind or "―")


def named(titles: Mapping[str, str], name: str) -> str:
    """A title in the language of the page; the name where it is not written yet."""
    return process_words.named(titles) or name or "―"


def leads_to(process: Process, move: Transition) -> str:
    """Where an action leads."""
    if move.stays:
        return _("the state stays")
    state = process.states.get(move.target)
    return named(state.title, state.name) if state else move.target or "―"


def comes_from(process: Process, move: Transition) -> str:
    """From where an action starts."""
    known = process.states
    said = [named(known[one].title, one) if one in known else one for one in move.sources]
    return listed(said) or "―"


def scope(one: Part) -> str:
    """Where an own role is held."""
    said = one.values.get("scope")
    known = isinstance(said, str) and said in set(RoleScope)
    return labels.enum(RoleScope(str(said))) if known else str(said or "―")


def needed(most: int) -> Pairs:
    """How many have to answer."""
    numbers = [
        (str(number), ngettext("%(num)d of them", "%(num)d of them", number))
        for number in range(1, most + 1)
    ]
    return [("", "―"), ("all", _("all of them")), ("any", _("any of them")), *numbers]


def guards() -> Pairs:
    """What can be checked."""
    return list(process_words.GUARDS.items())


def notes() -> Pairs:
    """Whether words are asked for."""
    return [("", "―"), *process_words.NOTES.items()]


def effects(now: str) -> Pairs:
    """What can happen besides; also what the action has now."""
    offered = {effect.value: words for effect, words in EFFECTS.items()}
    kept = {now: now} if now in set(Effect) and now not in offered else {}
    return [
        ("", _("nothing, or what belongs to the name of the action")),
        *offered.items(),
        *kept.items(),
    ]


def kinds_of_rules() -> Pairs:
    """What a rule can promise."""
    return [("", _("Choose")), *((one.value, words) for one, words in KINDS_OF_RULES.items())]


def made(english: str, taken: Iterable[str], otherwise: str) -> str:
    """A name made of an English title, or of another word, unlike those that are taken."""
    letters = re.sub("[^a-z0-9]+", "_", english.lower()).strip("_0123456789")[:36] or otherwise
    there, number, name = set(taken), 2, letters
    while name in there:
        name, number = f"{letters}_{number}", number + 1
    return name


def finding(found: Findings, one: Finding) -> str:
    """What is wrong, in the language of the page: a failed proof with its shortest path."""
    said = found.told(one, current.language())
    return _("%(key)s: %(what)s", key=_key(one.key), what=said) if one.key else said


def summed(found: DraftDetail, one: Finding) -> str:
    """The same away from its row; a proof that failed names what it speaks of by itself."""
    said, place = finding(found.findings, one), _place(found, one)
    if one.failure is not None or place is None or found.document is None:
        return said
    section = one.rows[0][0]
    of = called(section, found, place, found.document.parts(section)[place])
    return _("%(key)s: %(what)s", key=of, what=said)


def anchor(found: DraftDetail, one: Finding) -> str:
    """Where the first row that causes it stands on the draft's page; empty where none does."""
    place = _place(found, one)
    return "" if place is None else f"{one.rows[0][0]}-{place + 1}"


def _place(found: DraftDetail, one: Finding) -> int | None:
    section, row = one.rows[0]
    parts = found.document.parts(section) if found.document else ()
    names = [part.name or str(place) for place, part in enumerate(parts)]
    return names.index(row) if row in names else None


def _key(key: str) -> str:
    """What a key of a part is called on its form; the key itself where it is on none."""
    name = key.partition("[")[0]
    return str(_KEYS.get(name, name))


_KEYS: Final[Mapping[str, LazyString]] = {
    "title.ja": _l("Title in Japanese"),
    "title.en": _l("Title in English"),
    "title": _l("Title in Japanese"),
    "initial": _l("First state"),
    "from": _p("process", "Starts from"),
    "to": process_words.FIELDS["target"],
    "turn": process_words.FIELDS["turn"],
    "final": process_words.FIELDS["final"],
    "opinions.of": process_words.FIELDS["opinions"],
    "roles": process_words.FIELDS["roles"],
    "guards": process_words.FIELDS["guards"],
    "note": process_words.FIELDS["note"],
    "limit": process_words.FIELDS["limit"],
    "due.business_days": process_words.FIELDS["due"],
    "automatic.after_business_days": process_words.FIELDS["automatic"],
    "effect": process_words.FIELDS["effect"],
    "when": process_words.FIELDS["when"],
    "states": SECTIONS[STATES],
    "transitions": SECTIONS[TRANSITIONS],
    "rules": SECTIONS[RULES],
    "scope": _l("Where it is held"),
}
