"""Pairs that were labelled by hand, names that were spoilt on purpose, and how many are found."""

import csv
import re
import tomllib
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Final, NamedTuple

from workflow.search.similarity import LEAST, Corpus, Project

TESTS: Final = Path(__file__).parents[1]
LABELLED: Final = TESTS / "data" / "near_duplicates.csv"
REAL: Final = TESTS / "fixtures" / "real_items.toml"
SEEDED: Final = TESTS.parent / "seeds" / "data" / "items.toml"
SHOWN: Final = 5
"""A page shows five."""

_TO_HIRAGANA: Final = {code: code - 0x60 for code in range(0x30A1, 0x30F7)}
_TO_WIDE: Final = {code: code + 0xFEE0 for code in range(0x21, 0x7F)}
_OTHERWISE: Final = (
    ("ICT", "情報通信技術"), ("情報通信技術", "ＩＣＴ"), ("子育て", "こそだて"),
    ("更新", "リプレース"), ("改修", "更改"), ("整備", "導入"), ("学校", "スクール"),
    ("ネットワーク", "通信網"), ("情報", "データ"), ("運営", "運用"), ("支援", "サポート"),
    ("医療", "病院"), ("事業", "プロジェクト"),
)  # fmt: skip
"""Words that offices use for one another; most of them the program knows nothing of."""


class Spoilt(NamedTuple):
    """A way in which the name of one project is typed differently the next time."""

    kind: str
    spoil: Callable[[str], str]


def _synonyms(name: str) -> str:
    for word, other in _OTHERWISE:
        name = re.sub(re.escape(word), "\0" + other + "\0", name) if "\0" not in name else name
    return name.replace("\0", "")


def _typo(name: str) -> str:
    middle = len(name) // 2
    return f"{name[:middle]}{name[middle + 1 : middle + 2]}{name[middle]}{name[middle + 2 :]}"


def _drop_a_character(name: str) -> str:
    third = len(name) // 3
    return name[:third] + name[third + 1 :]


WAYS: Final = (
    Spoilt("width", lambda name: name.translate(_TO_WIDE)),
    Spoilt("kana", lambda name: name.translate(_TO_HIRAGANA)),
    Spoilt("synonym", _synonyms),
    Spoilt("last word dropped", lambda name: re.sub(r"(事業費?|業務|運営費)(?=\W*$)", "", name)),
    Spoilt("head dropped", lambda name: name[len(name) // 4 :]),
    Spoilt("words added", lambda name: f"秋田県版{name}推進強化（第２期）"),
    Spoilt("brackets added", lambda name: f"（仮称）{name}（拡充分）"),
    Spoilt("year", lambda name: f"令和４年度{name}"),
    Spoilt("letters swapped", _typo),
    Spoilt("letter lost", _drop_a_character),
    Spoilt("boilerplate changed", lambda name: re.sub("整備|管理運営|推進|改修", "構築", name)),
)


class Figures(NamedTuple):
    """How many were looked for, found among the five shown, and found at the first place."""

    asked: int
    within: int
    first: int

    @property
    def recall(self) -> float:
        """The part that is shown."""
        return self.within / self.asked

    @property
    def precision(self) -> float:
        """How often the first one shown is one that was looked for."""
        return self.first / self.asked


def items() -> list[Project]:
    """The real items, then the six seeded ones."""
    return [
        Project.of(one["name"], one.get("summary", ""))
        for path in (REAL, SEEDED)
        for one in tomllib.loads(path.read_text(encoding="utf-8"))["item"]
    ]


def labelled() -> list[tuple[int, int]]:
    """The pairs of `near_duplicates.csv`: numbers in the list of items, from 0."""
    with LABELLED.open(encoding="utf-8", newline="") as file:
        return [(int(row["first"]) - 1, int(row["second"]) - 1) for row in csv.DictReader(file)]


def found(corpus: Corpus, asked: Project, others: Sequence[tuple[int, Project]]) -> list[int]:
    """The numbers of what a page would show, the most alike first."""
    scored = sorted(((corpus.similarity(asked, other), -at) for at, other in others), reverse=True)
    return [-at for score, at in scored[:SHOWN] if score >= LEAST]


def of_the_labelled() -> Figures:
    """Both ways round: is the other of the pair shown, and is the first shown a labelled one?"""
    known, pairs = items(), labelled()
    corpus = Corpus(known)
    alike: dict[int, set[int]] = {}
    for one, other in pairs:
        alike.setdefault(one, set()).add(other)
        alike.setdefault(other, set()).add(one)
    within = first = 0
    for at, wanted in alike.items():
        shown = found(corpus, known[at], [one for one in enumerate(known) if one[0] != at])
        within += len(wanted & set(shown))
        first += bool(shown and shown[0] in wanted) * len(wanted)
    return Figures(2 * len(pairs), within, first)


def of_the_spoilt() -> Iterator[tuple[str, Figures]]:
    """For each way of spoiling: is the item itself shown for its name so typed, and no summary?"""
    known = items()
    corpus = Corpus(known)
    for way in WAYS:
        asked = within = first = 0
        for at, one in enumerate(known):
            typed = one.name.typed
            if (spoilt := way.spoil(typed)) == typed:
                continue
            same = {n for n, other in enumerate(known) if other.name.typed == typed}
            shown = found(corpus, Project.of(spoilt, ""), list(enumerate(known)))
            asked += 1
            within += at in shown
            first += bool(shown and shown[0] in same)
        yield way.kind, Figures(asked, within, first)


def together(figures: Sequence[Figures]) -> Figures:
    """The sum of figures."""
    return Figures(*(sum(column) for column in zip(*figures, strict=True)))
