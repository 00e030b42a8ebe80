"""Every way an item can go by a definition, tried one by one: the ground of a second opinion.

It reads the raw TOML and shares no code with `workflow.process`: sheets are concrete ones, to
each side of every bound, and all rules are watched in one walk.
"""

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import chain, combinations, product
from typing import Any, NamedTuple

Raw = dict[str, Any]


class Sheet(NamedTuple):
    amount_kyen: int
    classification: str
    funding: frozenset[str]
    joint: int
    """How many departments carry it jointly."""


class At(NamedTuple):
    """Where an item is: its sheet (None: not submitted), how often everything was done, who of
    those who are asked agreed or objected, and how many joint departments are asked."""

    state: str
    sheet: Sheet | None
    done: tuple[int, ...]
    said: tuple[tuple[str, str], ...] = ()
    joint: int = 0


@dataclass
class Explorer:
    """All that can become of an item of `raw`, and how many steps each of it takes."""

    raw: Raw
    steps: dict[At, int] = field(default_factory=dict)
    ways_on: dict[At, list[tuple[Raw, At]]] = field(default_factory=dict)
    _known: dict[tuple[str, str, Sheet | None], list[tuple[Raw, list[Sheet]]]] = field(
        default_factory=dict
    )

    def __post_init__(self) -> None:
        self.actions = sorted({one["action"] for one in self.raw["transitions"]} - {"create"})
        self.caps = [self._cap(action) for action in self.actions]
        self.sheets = list(self._sheets())
        nothing = (0,) * len(self.actions)
        born = [self._arrived(self.raw["initial"], None, nothing, one) for one in self.sheets]
        self.steps = dict.fromkeys(born, 1)
        waiting = deque(self.steps)
        while waiting:
            at = waiting.popleft()
            self.ways_on[at] = list(self.onward(at))
            for _, to in self.ways_on[at]:
                if to not in self.steps:
                    self.steps[to] = self.steps[at] + 1
                    waiting.append(to)

    def _cap(self, action: str) -> int:
        """How often it matters that an action was done."""
        limits = [one["limit"] for one in self.moves(action) if "limit" in one]
        bounds = [
            rule.get("times", 0) + 1 for rule in self.raw["rules"] if rule.get("action") == action
        ]
        return max([*limits, *bounds], default=0)

    def moves(self, action: str) -> list[Raw]:
        return [one for one in self.raw["transitions"] if one["action"] == action]

    def _sheets(self) -> Iterator[Sheet]:
        whens = [
            one["when"] for one in self.raw["transitions"] if isinstance(one.get("when"), dict)
        ]
        cuts = {cut for one in whens for cut in one.get("amount_kyen", {}).values()}
        amounts = sorted({near for cut in cuts for near in (cut - 1, cut)}) or [5]
        codes = [
            "",
            "other",
            *sorted({code for one in whens for code in one.get("classification", ())}),
        ]
        kinds = sorted({kind for one in whens for kind in one.get("funding", ())})
        money = chain.from_iterable(combinations(kinds, n) for n in range(len(kinds) + 1))
        joint = range(self._most_joint() + 1)
        for amount, code, funding, number in product(amounts, codes, list(money), joint):
            yield Sheet(amount, code, frozenset(funding), number)

    def _most_joint(self) -> int:
        """Joint departments of an item: two, or one more than answers are counted."""
        if not any(map(self.asks_joint, self.raw["states"])):
            return 0
        answers = {one["action"] for one in self.raw["transitions"] if "effect" in one}
        return max(2, 1 + sum(map(self._cap, answers)))

    def ways(self, action: str, state: str, sheet: Sheet) -> list[Raw]:
        """What a sheet can do: the plain move, the branches that take it, or the rest's."""
        known = [one for one in self.moves(action) if state in one["from"]]
        taking = [one for one in known if "when" not in one or _takes(one["when"], sheet)]
        return taking or [one for one in known if one.get("when") == "otherwise"]

    def onward(self, at: At) -> Iterator[tuple[Raw, At]]:
        for index, action in enumerate(self.actions):
            done = list(at.done)
            done[index] = min(done[index] + 1, self.caps[index])
            for move, sheets in self._choices(action, at):
                if "limit" in move and at.done[index] >= move["limit"]:
                    continue
                for said, sheet in product(self._said(move, at), sheets):
                    after = sheet if action == "submit" else at.sheet
                    if move["to"] in ("same", at.state):
                        yield move, at._replace(sheet=after, done=tuple(done), said=said)
                    else:
                        yield move, self._arrived(move["to"], after, tuple(done), sheet)

    def _choices(self, action: str, at: At) -> list[tuple[Raw, list[Sheet]]]:
        """The moves of an action, each with the sheets that may take it."""
        key = action, at.state, None if action == "submit" else at.sheet
        if key not in self._known:
            found: dict[int, tuple[Raw, list[Sheet]]] = {}
            for sheet in [key[2]] if key[2] else self.sheets:
                for move in self.ways(action, at.state, sheet)[:1]:
                    found.setdefault(id(move), (move, []))[1].append(sheet)
            self._known[key] = list(found.values())
            if action != "submit" and at.sheet is None:  # a draft is of whatever kind it is later
                self._known[key] = [
                    (move, list({sheet.joint: sheet for sheet in sheets}.values()))
                    for move, sheets in found.values()
                ]
        return self._known[key]

    def _arrived(self, state: str, known: Sheet | None, done: tuple[int, ...], sheet: Sheet) -> At:
        """Where an item of a sheet comes to a state: whoever carries it by then is asked there."""
        return At(state, known, done, joint=sheet.joint if self.asks_joint(state) else 0)

    def opinions(self, state: str) -> Raw:
        """Whose opinions a state asks for; nothing where nobody's."""
        found: Raw = self.raw["states"][state].get("opinions", {})
        return found

    def asks_joint(self, state: str) -> bool:
        return self.opinions(state).get("departments") == "joint"

    def of_department(self, role: str) -> bool:
        """Whether somebody holds the role for a department."""
        own = self.raw.get("roles", {}).get(role, {"scope": ""})
        return role == "officer" or own["scope"] == "department"

    def _asked(self, at: At) -> list[str]:
        """Roles by their names, and departments."""
        asked = self.opinions(at.state)
        departments = asked.get("departments", [])
        if departments == "joint":
            departments = [f"joint {number}" for number in range(at.joint)]
        return [*asked.get("of", []), *(f"department {one}" for one in departments)]

    def _said(self, move: Raw, at: At) -> list[tuple[tuple[str, str], ...]]:
        """What has been said after a move, in each way it can be taken; none where it cannot."""
        asked, said = self._asked(at), dict(at.said)
        if effect := move.get("effect"):
            silent = [one for one in asked if self._may(one, move) and one not in said]
            return list({_in_order({**said, one: effect}): 0 for one in silent})
        guards, terms = move.get("guards", []), self.opinions(at.state)
        if not terms:
            return [] if guards else [at.said]
        if "no_objection" in guards and "object" in said.values():
            return []
        wanted = {"all": len(asked), "any": 1}.get(terms["needed"], terms["needed"])
        short = len(said) < min(wanted, len(asked))
        waits = "opinions_given" in guards and "silence" not in terms and short
        return [] if waits else [at.said]

    def _may(self, asked: str, move: Raw) -> bool:
        """Whether one who is asked may make a move: by the role, or for the department."""
        if asked.startswith("department "):
            return any(map(self.of_department, move["roles"]))
        return asked in move["roles"]

    def final(self, state: str) -> bool:
        return bool(self.raw["states"][state].get("final"))

    def times(self, at: At, action: str) -> int:
        return at.done[self.actions.index(action)] if action in self.actions else 0

    def lost(self, *, without: str = "") -> int:
        """Steps to a nearest place from which no end can be reached (but by `without`); 0: none."""
        behind: dict[At, list[At]] = {at: [] for at in self.steps}
        for at, ways in self.ways_on.items():
            for move, to in ways:
                if move["action"] != without:
                    behind[to].append(at)
        good = {at for at in self.steps if self.final(at.state)}
        waiting = list(good)
        while waiting:
            new = set(behind[waiting.pop()]) - good
            good |= new
            waiting += new
        return min((steps for at, steps in self.steps.items() if at not in good), default=0)


def _in_order(said: dict[str, str]) -> tuple[tuple[str, str], ...]:
    """Who said what; joint departments are all alike, and stand in the order of what they said."""
    joint = sorted(effect for one, effect in said.items() if "joint" in one)
    others = sorted((one, effect) for one, effect in said.items() if "joint" not in one)
    alike = [(f"department joint {number}", effect) for number, effect in enumerate(joint)]
    return (*others, *alike)


def _takes(when: Raw | str, sheet: Sheet) -> bool:
    if isinstance(when, str):
        return False
    band = when.get("amount_kyen", {})
    if sheet.amount_kyen < band.get("from", sheet.amount_kyen):
        return False
    if "below" in band and not sheet.amount_kyen < band["below"]:
        return False
    if "classification" in when and sheet.classification not in when["classification"]:
        return False
    return set(when.get("funding", ())) <= sheet.funding
