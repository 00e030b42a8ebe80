"""What can be wrong with a well-formed definition, said in both languages, with its path."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from workflow.process.sentences import SENTENCES, FailureKind


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
