"""What can be wrong with a well-formed definition, said in both languages, with its path."""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple, TypeVar

from workflow.process.effect import department_code, is_joint
from workflow.process.roles import ROLES
from workflow.process.sentences import SENTENCES, FailureKind
from workflow.process.shape import Process
from workflow.values.actor import Title
from workflow.values.vocabulary import AnyRole, OwnRole, Role


class Step(NamedTuple):
    """One action of a path, and in which case the sheet was from then on, where that matters."""

    action: str
    case: tuple[str, str] | None = None
    """In English and in Japanese."""

    def __str__(self) -> str:
        """The action's name, and the case."""
        return f"{self.action} ({self.case[0]})" if self.case else self.action


@dataclass(frozen=True)
class Failure:
    """One thing that does not hold: the sentence by its key, and what it speaks of.

    `steps` lead from nothing (`create` first) to it by a shortest path. They are empty where no
    path leads there: an unknown name in a rule, an unreachable state.
    """

    key: str
    about: tuple[tuple[str, str | tuple[str, str]], ...]
    steps: tuple[Step, ...] = ()

    @property
    def kind(self) -> FailureKind:
        """What family of mistakes it belongs to."""
        return SENTENCES[self.key].kind

    @property
    def trace(self) -> tuple[str, ...]:
        """The path as names of actions."""
        return tuple(step.action for step in self.steps)

    @property
    def sentence(self) -> str:
        """What is wrong, in English and by the definition's own names."""
        return SENTENCES[self.key].en.format(**{name: _name(name, of) for name, of in self.about})

    def __str__(self) -> str:
        """The sentence, and the path that shows it."""
        path = f" Path: {' -> '.join(map(str, self.steps))}." if self.steps else ""
        return f"{self.kind}: {self.sentence}{path}"

    def told(self, titles: "Titles", lang: str) -> str:
        """The sentence and its path in the field's words: titles instead of names."""
        said = SENTENCES[self.key]
        facts = {name: titles.of(name, fact, lang) for name, fact in self.about}
        sentence = (said.ja if lang == "ja" else said.en).format(**facts)
        return sentence + self._path(titles, lang)

    def _path(self, titles: "Titles", lang: str) -> str:
        if not self.steps:
            return ""
        words = [titles.of("action", step.action, lang) for step in self.steps]
        cases = [step.case and step.case[1 if lang == "ja" else 0] for step in self.steps]
        if lang == "ja":
            steps = [f"{a}（{c}）" if c else a for a, c in zip(words, cases, strict=True)]
            return f"（{' → '.join(steps)}）"
        steps = [f"{a} ({c})" if c else a for a, c in zip(words, cases, strict=True)]
        return f" Path: {' → '.join(steps)}."


def failure(key: str, steps: Sequence[Step] = (), **about: str | tuple[str, str]) -> Failure:
    """One failure; `about` gives each name that stands in braces in its sentence."""
    return Failure(key, tuple(about.items()), tuple(steps))


class Titles(NamedTuple):
    """What a definition calls its states and actions, in both languages, and roles."""

    states: Mapping[str, Mapping[str, str]]
    actions: Mapping[str, Mapping[str, str]]
    roles: Mapping[str, Mapping[str, str]]

    def of(self, what: str, fact: str | tuple[str, str], lang: str) -> str:
        """The title in 「」 or “”; a name without a title as it is."""
        if isinstance(fact, tuple):
            return fact[1 if lang == "ja" else 0]
        known = {"state": self.states, "action": self.actions, "role": self.roles}.get(what, {})
        word = known.get(fact, {}).get(lang, fact)
        return word if what not in {"state", "action"} else _quoted(word, lang)


def _quoted(word: str, lang: str) -> str:
    return f"「{word}」" if lang == "ja" else f"“{word}”"


def _name(what: str, fact: str | tuple[str, str]) -> str:
    if isinstance(fact, tuple):
        return fact[0]
    return repr(fact) if what in {"state", "action", "guard"} else fact


# ---------------------------------------------------------------- the way to it


Node = TypeVar("Node", bound=Hashable)


def steps_to(node: Node, reached: Mapping[Node, tuple[Node | None, Step]]) -> tuple[Step, ...]:
    """List the steps of the way by which `node` was reached; where it began came from None."""
    steps: list[Step] = []
    at: Node | None = node
    while at is not None:
        at, step = reached[at]
        steps.append(step)
    return tuple(reversed(steps))


def leading_to(edges: Iterable[tuple[Node, Node]], goals: Iterable[Node]) -> set[Node]:
    """Give all nodes from which some goal can be reached, the goals among them."""
    before: dict[Node, list[Node]] = {}
    for source, target in edges:
        before.setdefault(target, []).append(source)
    found = set(goals)
    waiting = list(found)
    while waiting:
        for source in before.get(waiting.pop(), ()):
            if source not in found:
                found.add(source)
                waiting.append(source)
    return found


# -------------------------------------------------------- what parts are called


def role_title(process: Process, role: AnyRole) -> Mapping[str, str]:
    """What a role is called in both languages."""
    return process.own_roles[role].title if isinstance(role, OwnRole) else ROLES[role]


def party_title(process: Process, party: str) -> Mapping[str, str]:
    """What one who is asked for an opinion is called: a role, a department, the joint ones."""
    if isinstance(party, Role | OwnRole):
        return role_title(process, party)
    if is_joint(party):
        return {"ja": "共同の部局", "en": "a joint department"}
    return dict.fromkeys(Title._fields, department_code(party))


def titles_of(process: Process) -> Titles:
    """The titles of all that a failure of `process` can name."""
    return Titles(
        states={state.name: state.title for state in process.states.values()},
        actions={one.action: one.title for one in reversed(process.transitions)},
        roles={**ROLES, **{role: one.title for role, one in process.own_roles.items()}},
    )
