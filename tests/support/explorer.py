"""A second opinion on a definition: every way an item can go, tried one by one.

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


class At(NamedTuple):
    """Where an item is: its sheet (None: not submitted), how often everything was done, and who
    of those who are asked agreed or objected."""

    state: str
    sheet: Sheet | None
    done: tuple[int, ...]
    said: tuple[tuple[str, str], ...] = ()


@dataclass
class Explorer:
    """All that can become of an item of `raw`, and how many steps each of it takes."""

    raw: Raw
    steps: dict[At, int] = field(default_factory=dict)
    ways_on: dict[At, list[tuple[Raw, At]]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.actions = sorted({one["action"] for one in self.raw["transitions"]} - {"create"})
        self.caps = [self._cap(action) for action in self.actions]
        self.sheets = list(self._sheets())
        first = At(self.raw["initial"], None, (0,) * len(self.actions))
        self.steps[first] = 1
        waiting = deque([first])
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
        for amount, code, funding in product(amounts, codes, list(money)):
            yield Sheet(amount, code, frozenset(funding))

    def ways(self, action: str, state: str, sheet: Sheet) -> list[Raw]:
        """What a sheet can do: the plain move, the branches that take it, or the rest's."""
        known = [one for one in self.moves(action) if state in one["from"]]
        taking = [one for one in known if "when" not in one or _takes(one["when"], sheet)]
        return taking or [one for one in known if one.get("when") == "otherwise"]

    def onward(self, at: At) -> Iterator[tuple[Raw, At]]:
        for index, action in enumerate(self.actions):
            choices = self.sheets if action == "submit" or at.sheet is None else [at.sheet]
            for sheet in choices:
                for move in self.ways(action, at.state, sheet)[:1]:
                    if "limit" in move and at.done[index] >= move["limit"]:
                        continue
                    done = list(at.done)
                    done[index] = min(done[index] + 1, self.caps[index])
                    after = sheet if action == "submit" else at.sheet
                    for said in self._said(move, at):
                        stays = move["to"] in ("same", at.state)
                        to, said = (at.state, said) if stays else (move["to"], ())
                        yield move, At(to, after, tuple(done), said)

    def _said(self, move: Raw, at: At) -> list[tuple[tuple[str, str], ...]]:
        """What has been said after a move, in each way it can be taken; none where it cannot."""
        asked = self.raw["states"][at.state].get("opinions")
        of = asked["of"] if asked else []
        if effect := move.get("effect"):
            silent = [one for one in of if one in move["roles"] and one not in dict(at.said)]
            return [tuple(sorted({**dict(at.said), one: effect}.items())) for one in silent]
        guards = move.get("guards", [])
        if not asked:
            return [] if guards else [at.said]
        if "no_objection" in guards and "object" in dict(at.said).values():
            return []
        needed = {"all": len(of), "any": 1}.get(asked["needed"], asked["needed"])
        waits = "opinions_given" in guards and "silence" not in asked and len(at.said) < needed
        return [] if waits else [at.said]

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


Opinion = dict[tuple[str, ...], int]
"""What is wrong, by its kind and what it is about, with the steps of a shortest path (0: none)."""


def opinion(raw: Raw) -> Opinion:
    """Everything that is wrong with `raw`, found without the prover."""
    known = Explorer(raw)
    found: Opinion = {}
    found |= _states(known) | _branches(known) | _rules(known) | _asking(known)
    found |= _by_itself(known)
    alive = {(at.state, id(move)) for at, ways in known.ways_on.items() for move, _ in ways}
    for move in raw["transitions"]:
        for source in move["from"]:
            if (source, id(move)) not in alive:
                found["dead_action", move["action"], source] = 0
    if steps := known.lost(without="withdraw"):
        found["only_given_up",] = steps
    return found


def _states(known: Explorer) -> Opinion:
    found: Opinion = {}
    edges = {
        (source, move["to"])
        for move in known.raw["transitions"]
        for source in move["from"]
        if move["to"] not in ("same", source)
    }
    for name, state in known.raw["states"].items():
        here = [steps for at, steps in known.steps.items() if at.state == name]
        if not here:
            found["unreachable_state", name] = 0
            continue
        reach = {name}
        for _ in known.raw["states"]:
            reach |= {to for source, to in edges if source in reach}
        if not any(known.final(one) for one in reach):
            found["trap_state", name] = min(here)
        # The officer's turn; who answers an opinion that moves is somebody else.
        turns = {
            source
            for move in known.raw["transitions"]
            if "officer" in move.get("roles", ()) and move["to"] != "same"
            for source in move["from"]
            if source != move["to"]
        }
        if not state.get("final") and name not in turns:
            found["idle_turn", name] = min(here)
    return found


def _branches(known: Explorer) -> Opinion:
    found: Opinion = {}
    for action in known.actions:
        for state in known.raw["states"]:
            if not any(state in move["from"] for move in known.moves(action)):
                continue
            counts = {len(known.ways(action, state, sheet)) for sheet in known.sheets}
            rest = [
                m
                for m in known.moves(action)
                if state in m["from"] and m.get("when") == "otherwise"
            ]
            if 0 in counts:
                found["branch_gap", action, state] = 0
            if max(counts) > 1 or len(rest) > 1:
                found["branch_overlap", action, state] = 0
    return found


def _asking(known: Explorer) -> Opinion:
    """Answers where nobody is asked, those asked in vain, and ways around them."""
    found: Opinion = {}
    for name, state in known.raw["states"].items():
        of = state["opinions"]["of"] if "opinions" in state else []
        moves = [one for one in known.raw["transitions"] if name in one["from"]]
        answers = [one for one in moves if "effect" in one]
        able = {role for one in answers for role in one["roles"]}
        found |= {("unfit_opinion", name): 0} if set(of) - able else {}
        for move in moves:
            key = ("unfit_opinion", move["action"], name)
            if move in answers:
                wrong = not of or move["to"] != "same" or not set(move["roles"]) <= set(of)
            elif of:
                leaves = move["to"] != "same" and move["action"] != "withdraw"
                wrong = leaves and "opinions_given" not in move.get("guards", [])
            else:
                wrong = bool({"opinions_given", "no_objection"} & set(move.get("guards", [])))
            found |= {key: 0} if wrong else {}
    return found


def _by_itself(known: Explorer) -> Opinion:
    """Moves that nobody makes: without a day to count from, to where they start, in a circle."""
    found: Opinion = {}
    moves = known.raw["transitions"]
    for move in (one for one in moves if "automatic" in one):
        for source in move["from"]:
            came = [one for one in moves if one["to"] == source and set(one["from"]) != {source}]
            undated = source != known.raw["initial"] and any("due" not in one for one in came)
            if move["to"] == source or undated:
                found["unfit_automatic", move["action"], source] = 0
    if any(_comes_back(known, at) for at in known.steps):
        found["unfit_automatic",] = 0
    return found


def _comes_back(known: Explorer, first: At) -> bool:
    """Whether nobody but the program leads an item back to where it is."""
    seen: set[At] = set()
    waiting = [first]
    while waiting:
        ways = known.ways_on[waiting.pop()]
        new = {to for move, to in ways if "automatic" in move} - seen
        if first in new:
            return True
        seen |= new
        waiting += new
    return False


def _rules(known: Explorer) -> Opinion:
    found: Opinion = {}
    for rule in known.raw["rules"]:
        word, action = rule["always"], rule.get("action", "")
        if action and action not in known.actions:
            found["unknown_action", action] = 0
        elif word == "eventually":
            found |= {("not_eventually",): steps} if (steps := known.lost()) else {}
        elif steps := min(
            (n for at, n in known.steps.items() if _broken(known, rule, at)), default=0
        ):
            kind = {"before": "not_before", "never": "never_broken", "at_most": "too_often"}[word]
            found[kind, action, rule.get("state", ""), str(rule.get("times", ""))] = steps
    return found


def _broken(known: Explorer, rule: Raw, at: At) -> bool:
    """Whether a rule is broken where an item is."""
    times = known.times(at, rule["action"])
    if rule["always"] == "at_most":
        return bool(times > rule["times"])
    return at.state == rule["state"] and (times > 0) is (rule["always"] == "never")
