"""How alike two projects are by their names and summaries, and in which words.

Names are folded (`text.search_key`) and cut into pairs of characters. A pair counts the more
the fewer names have it (IDF), and hardly where it stands in words that any budget is full of.
"""

import math
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import chain, compress
from operator import add, or_
from sys import intern
from typing import Final

from rapidfuzz import fuzz

from workflow.values.lazy import cached_property
from workflow.values.text import search_key

BOILERPLATE: Final = (
    "事業費", "事業", "推進", "強化", "仮称", "改修", "更新", "整備", "導入", "構築",
    "支援", "業務", "委託", "運営", "管理", "運用", "保守", "対策", "開発", "活用",
    "促進", "向上", "拡充", "新規", "検討", "実施", "体制", "環境", "機器", "システム",
    "債務負担行為", "賃借料", "費", "県", "化",
)  # fmt: skip
"""Words that say nothing about which project it is; the longest are looked for first."""
BOILERPLATE_COUNTS: Final = 0.1
"""How much a pair of characters inside such words counts, against one outside."""

GENERAL: Final = frozenset(
    {"ai", "dx", "it", "ict", "iot", "rpa", "pc", "デジタル", "情報", "電子"}
)
"""Words of half of the projects: alone they make none alike, beside rarer ones they are said."""

SAME: Final[Mapping[str, str]] = {
    "スマートフォン": "スマホ",
    "パソコン": "pc",
    "パーソナルコンピュータ": "pc",
    "情報通信技術": "ict",
    "子ども": "こども",
    "子供": "こども",
    "ウェブ": "web",
    "オンライン": "電子",
    "リプレース": "更新",
    "更改": "更新",
    "プラットフォーム": "基盤",
    "再構築": "更新",
}
"""Words of the field for one thing: all are read as the one on the right."""

LEAST: Final = 0.12
"""Two items with less similarity than this are not called alike."""
SUMMARY_READ: Final = 300
ALIKE_IN_SPELLING: Final = 75.0
COMPARED: Final = 2000
"""Texts whose shared words stay known: items are compared again and again."""

_YEARS: Final = re.compile(
    r"(?:令和|平成|昭和|[rhs])\s?(?:元|\d{1,2})\s?年度?|(?:19|20)\d\d\s?年度?|第\s?\d+\s?[期次回]"
)
_BETWEEN: Final = re.compile(r"[\s()\[\]【】「」『』・,、。!?:;/〜~=-]+")
_RUN: Final = re.compile("[一-鿿々ァ-ヺーA-Za-z0-9]+")
_TOO_SHORT: Final = re.compile("[ァ-ヺー]{0,2}|.")
_SAME: Final = {search_key(word): search_key(one) for word, one in SAME.items()}
_SAID_OTHERWISE: Final = re.compile("|".join(sorted(map(re.escape, _SAME), key=len, reverse=True)))
_HOLLOW: Final = re.compile(
    "|".join(sorted({search_key(word) for word in BOILERPLATE}, key=len, reverse=True))
)
_WEAK: Final = re.compile(
    f"{_HOLLOW.pattern}|(?<![a-z])(?:{'|'.join(sorted(map(search_key, GENERAL)))})(?![a-z])"
)


@dataclass(frozen=True)
class Name:
    """A text, folded once for many comparisons."""

    typed: str

    @cached_property
    def folded(self) -> str:
        """The text without years, brackets and blanks, each thing by one word."""
        text = _YEARS.sub(" ", search_key(self.typed))
        text = _SAID_OTHERWISE.sub(lambda found: _SAME[found[0]], text)
        return _BETWEEN.sub("", text)

    @cached_property
    def core(self) -> str:
        """What is left without the words that say nothing; the whole where that is too little."""
        rest = _HOLLOW.sub("", self.folded)
        return rest if len(rest) > 1 else self.folded

    @property
    def pairs(self) -> Mapping[str, float]:
        """Each pair of neighbouring characters, with how much its place counts (0.1 to 1)."""
        text = self.folded
        telling = [True] * len(text)
        for found in _WEAK.finditer(text):
            telling[found.start() : found.end()] = [False] * len(found[0])
        # One and the same for all texts: each would keep its own, of eighty bytes, else.
        pairs = list(map(intern, map(add, text, text[1:])))
        counts = dict.fromkeys(pairs, BOILERPLATE_COUNTS)
        counts.update(dict.fromkeys(compress(pairs, map(or_, telling, telling[1:])), 1.0))
        return counts

    @property
    def every_pair(self) -> tuple[str, ...]:
        """Each pair of neighbouring characters, once."""
        return self._kept[0]

    @property
    def telling_pairs(self) -> tuple[str, ...]:
        """Those whose place counts in full."""
        return self._kept[1]

    @cached_property
    def _kept(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Not as sets, which take seven times the memory: hundreds of texts stay known."""
        pairs = self.pairs
        return tuple(pairs), tuple(pair for pair, counts in pairs.items() if counts == 1)


@dataclass(frozen=True)
class Project:
    """What is compared of an item: its name, and the name with the beginning of the summary."""

    name: Name
    whole: Name

    @classmethod
    def of(cls, name: str, summary: str) -> "Project":
        """Fold both once."""
        return cls(Name(name), Name(f"{name}\n{summary[:SUMMARY_READ]}"))


class Corpus:
    """How common each pair of characters is among the items that somebody may see."""

    def __init__(self, projects: Iterable[Project]) -> None:
        """Count the names and the texts that have each pair."""
        known = list(projects)
        self._names = _Rarity(one.name for one in known)
        self._wholes = _Rarity(one.whole for one in known)

    def similarity(self, one: Project, other: Project) -> float:
        """From 0 (nothing in common) to 2 (the same name, but for its year, and summary)."""
        if not one.name.folded or not other.name.folded:
            return 0.0
        overlap, within = self._names.shared(one.name, other.name)
        spelling = fuzz.ratio(one.name.core, other.name.core) / 100
        of_the_names = 0.5 * overlap + 0.25 * within + 0.25 * spelling
        return of_the_names + self._wholes.shared(one.whole, other.whole)[0]


class _Rarity:
    """Pairs of characters weighed by how few texts have them (IDF)."""

    def __init__(self, texts: Iterable[Name]) -> None:
        known = list(texts)
        having = Counter(chain.from_iterable(text.every_pair for text in known))
        rarities = [
            math.log((1 + len(known)) / (1 + number)) + 1 for number in range(len(known) + 1)
        ]
        self._rarity = defaultdict[str, float](lambda: rarities[0])
        self._rarity.update((pair, rarities[number]) for pair, number in having.items())
        # Each text is compared many times.
        self._whole = cache(lambda text: self._weight(text.every_pair, text.telling_pairs))
        # One is compared with all others.
        self._sets = cache(lambda one: (frozenset(one.every_pair), frozenset(one.telling_pairs)))

    def shared(self, one: Name, other: Name) -> tuple[float, float]:
        """The part of both that is shared (Dice), and the part of the smaller one."""
        ours, theirs = self._whole(one), self._whole(other)
        every, telling = self._sets(one)
        shared = self._weight(
            every.intersection(other.every_pair), telling.intersection(other.telling_pairs)
        )
        least = min(ours, theirs)
        return (2 * shared / (ours + theirs), shared / least) if least else (0.0, 0.0)

    def _weight(self, pairs: Iterable[str], telling: Iterable[str]) -> float:
        """What pairs weigh together; the telling ones among them count in full.

        Summed up without rounding on the way: sets have no order.
        """
        rarity = self._rarity.__getitem__
        weak, full = math.fsum(map(rarity, pairs)), math.fsum(map(rarity, telling))
        return BOILERPLATE_COUNTS * weak + (1 - BOILERPLATE_COUNTS) * full


def spelt_alike(one: str, other: str) -> bool:
    """Whether two texts differ in a few characters only."""
    folded = Name(one).folded, Name(other).folded
    return bool(folded[0]) and fuzz.ratio(*folded) >= ALIKE_IN_SPELLING


@lru_cache(maxsize=COMPARED)
def shared_words(one: str, other: str) -> tuple[str, ...]:
    """The longest words of `one` that `other` has too, as typed, in any width.

    Words that say nothing are left out.
    """
    shown = unicodedata.normalize("NFKC", one)
    there = unicodedata.normalize("NFKC", other).lower()
    found = (word for run in _RUN.findall(shown) for word in _pieces(run, there))
    return tuple(sorted(dict.fromkeys(found), key=len, reverse=True))


def tell_apart(words: Iterable[str]) -> bool:
    """Whether any of these shared words is more than a general one."""
    return any(word.lower() not in GENERAL for word in words)


def _pieces(run: str, there: str) -> Iterator[str]:
    """The longest pieces of a run of kanji, kana or letters that stand `there`."""
    start = 0
    while start < len(run) - 1:
        end = start
        while end < len(run) and run[start : end + 1].lower() in there:
            end += 1
        piece = run[start:end]
        if not _TOO_SHORT.fullmatch(piece) and len(_HOLLOW.sub("", search_key(piece))) > 1:
            yield piece
        start = max(end, start + 1)
