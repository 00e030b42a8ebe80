"""What stands above a column: which column that is, how surely, in which unit, of which year."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Final, NamedTuple

from workflow.exchange import known_headings, units
from workflow.exchange.known_headings import RANKS, SOURCES, Source, key_of
from workflow.exchange.likely_headings import likely
from workflow.exchange.units import Unit
from workflow.values.office import Office
from workflow.values.sheet import SPECS, Kind
from workflow.values.text import search_key

LONGEST_HEADING: Final = 120
"""Characters; a longer text is none."""
UNSURE: Final = 99
"""The rank of a column that its heading only may mean."""
SOURCE: Final = "source:"
"""A column that holds the amounts of one kind of funding is called by its word after this."""


class Heading(NamedTuple):
    """What a heading says. `rank` 0 is the surest; `column` is None for one that is unknown."""

    column: str | None = None
    rank: int = 0
    unit: Unit | None = None
    year: str = ""


Words = Mapping[str, str]
"""Columns that only this office has, by their folded headings: they win over all others."""
NO_WORDS: Final[Words] = {}

_BRACKETS: Final = re.compile(r"[(\[【<《〈「]([^()\[\]【】<>《》〈〉「」]{0,60})[)\]】>》〉」]")
_GROUP: Final = re.compile(
    "[【〈《]([^【】〈〉《》]{1,40})[】〉》]|[（(]([^（）()]{1,16}(?:分野|関係|部|局|課|室))[）)]"
)
_YEAR: Final = re.compile(
    r"(?:(?:令和?|平成?|昭和?) ?(?:元|[0-9]{1,2})|[rhs] ?[0-9]{1,2}|20[0-9]{2}|[0-9]{1,2}(?=年度))"
    r" ?(?:年度|(?:年|fy)?(?![0-9月]))|(?:fy) ?[0-9]{2,4}|[本今当来次新翌]年度"
)
_EARLIER: Final = re.compile("前々?年度?|昨年度?|(?<![0-9])前回")
_LETTER: Final = re.compile("[a-z]")
"""What is left of 事業費計 A; a column has no such name."""
_MARK: Final = re.compile("([a-z]|[0-9]{1,2})(?:=.{1,20})?")
_FEWEST_MARKS: Final = 3
_CIRCLED: Final = re.compile("[①-⑳]")
_NOTE: Final = re.compile(
    r"(?<=[^※])※(?![0-9]).*|[※*†](?:[0-9]{1,2}(?![0-9年月]))?|注 ?[0-9]{1,2}(?![0-9年月])",
    re.DOTALL,
)
"""Which note at the foot is meant, or a note itself: 要求額※2, 要求額※税込."""
_LEGEND: Final = re.compile(r"[（(\[]? ?[上下]段.*|[※*]? ?" + units.BRACKETS_SAY + ".*", re.DOTALL)
"""Which of two rows of an item holds what, or its brackets: 上段：当初, ( )は前年度."""
_QUESTION: Final = re.compile(r"^(?:q|問|設問|質問|項目)? ?[0-9]{1,2}(?:[-_][0-9]{1,2})? ?[.:)、]")
_ORDINAL: Final = re.compile("^[(]?(?:[あ-ん]|[ivx]{1,4})[ .:)、]+(?=[^ ]{2})")
"""By what headings are counted: ア　課名, (ⅱ) 事業名."""
_ANSWER: Final = re.compile(
    "(?:を|について)? ?[ごお]?(?:入力|選択|記入|記載|回答|答え|選び)(?:して?)?"
    " ?(?:ください|下さい)[。.]?$"
)
"""About what a questionnaire asks for: Q3.事業名, 要求額（千円）を入力してください."""
_MONTH: Final = re.compile(r"[.・ ]?[0-9]{1,2}月?(?=補正)")
"""Of which month a supplementary budget is: 9月補正額, R3.9補正."""
_AT_EDGE: Final = re.compile("^[a-z](?=[^a-z]{2})|(?<=[^a-z]{2})[a-z]$")
"""A letter by which columns are reckoned with: A要求額."""
_LOOSE: Final = re.compile("等|の(?=名称|内容|概要|方法|別|区分)|(?<=名)称|(?<=額)合?計$")
"""What may stand in a heading, or not: 課室等名, 事業の概要, 細事業名称, 要求額計."""
_WHOLE: Final = frozenset(("総額", "全体", "計", "合計", "総計", "全体額", "事業費計"))
"""What stands beneath the heading of amounts where parts of them stand beside it."""
_OF_A_PART: Final = re.compile("^(?:うち|内)|(?:所要)?[分額]$")
"""Around the year of a part: うちR8年度, 令和8年度分."""
_OF_UNITS: Final = frozenset(("%", "人", "件", "台", "回", "か所", "箇所"))
"""What stands in a row of units beside 千円, where a column holds no money."""


OFFERED_SOURCES: Final = tuple(
    SOURCE + words[0]
    for table in ("sources", "labelled")
    for words in known_headings.words(table).values()
)
"""Columns of funding that a person may choose."""


def source_of(column: str) -> Source | None:
    """The kind of funding that a column's amounts are of; None for any other column."""
    if not column.startswith(SOURCE):
        return None
    return SOURCES.get(key_of(search_key(column.removeprefix(SOURCE))))


def words_of(office: Office) -> Words:
    """How columns are headed that only this office has: its own fields and kinds of funding."""
    own = sorted(office.own, key=lambda one: one.active)
    fields = {
        key_of(search_key(word)): one.name
        for one in own
        for word in (one.name, one.title.ja, one.heading)
    }
    kinds = {key_of(search_key(one.ja)): SOURCE + one.ja for one in office.sources.values()}
    return {**{key: column for key, column in kinds.items() if key not in SOURCES}, **fields}


def recognised(typed: str, words: Words = NO_WORDS) -> Heading:
    """What one text above a column says, where an office has columns of its own too."""
    if words and (own := _own(typed, words)):
        return Heading(own, unit=units.of_heading(typed) if is_money(own) else None)
    return _recognised(typed) if 0 < len(typed) <= LONGEST_HEADING else Heading()


def _own(typed: str, words: Words) -> str | None:
    folded = search_key(typed[: LONGEST_HEADING + 1])
    return words.get(key_of(folded)) or words.get(key_of(_BRACKETS.sub("", folded)))


@lru_cache(maxsize=4_096)
def _recognised(typed: str) -> Heading:
    folded = _LEGEND.sub("", search_key(_CIRCLED.sub("", typed)))
    folded = _ORDINAL.sub("", folded)
    folded = _ANSWER.sub("", _QUESTION.sub("", _MONTH.sub("", _NOTE.sub("", folded))))
    year = _YEAR.search(folded)
    said = Heading(None, 0, units.of_heading(typed), year[0] if year else "")
    meant = None
    for key in _ways(folded):
        if found := RANKS.get(key):
            return said._replace(column=found[0], rank=found[1])
        if key in SOURCES:
            return said._replace(column=SOURCE + _shown(typed, key))
        meant = meant or likely(key)
    return said._replace(column=meant, rank=UNSURE) if meant else said


def says_nothing(typed: str) -> bool:
    """Whether a text is no more than a unit, a year, or a mark such as （A）."""
    group = _GROUP.fullmatch(typed.strip())
    if group and not says_nothing(group[1] or group[2]):
        return False  # 【総務部】 begins the rows beneath it
    folded = units.without_unit(_LEGEND.sub("", search_key(typed[:LONGEST_HEADING])))
    left = key_of(_YEAR.sub("", _BRACKETS.sub("", folded)))
    is_nothing = not left or left in _OF_UNITS or bool(_LETTER.fullmatch(left))
    return len(typed) <= LONGEST_HEADING and is_nothing


def is_of_a_year(typed: str) -> bool:
    """Whether a heading says no more than which year's part it is: うちR8年度, 令和8年度分."""
    plain = _OF_A_PART.sub("", units.without_unit(_BRACKETS.sub("", search_key(typed))).strip())
    return bool(plain) and bool(_YEAR.search(plain)) and says_nothing(plain)


def years_in(typed: str) -> list[str]:
    """The years that a text says, folded."""
    return _YEAR.findall(search_key(typed[:LONGEST_HEADING]))


def without_year(typed: str) -> str:
    """A folded heading without its year, to compare it with one of another year."""
    return _YEAR.sub("", search_key(typed[:LONGEST_HEADING]))


def is_of_whole(typed: str) -> bool:
    """Whether a heading says 計 or the like and nothing else: the sum of what stands left of it."""
    return key_of(units.without_unit(_BRACKETS.sub("", search_key(typed)))) in _WHOLE


def are_marks(texts: Sequence[str]) -> bool:
    """Whether a row counts its columns: ① ② ③, or A B C=A-B."""
    if len(texts) < _FEWEST_MARKS or len(texts[0]) > len("(1)"):
        return False
    said = [_mark_of(text) for text in texts]
    numbers = [int(one) if one.isdecimal() else ord(one) - ord("a") + 1 for one in said if one]
    return numbers == list(range(1, len(texts) + 1))


def _mark_of(typed: str) -> str:
    """1 of ①, c of C=A-B; "" for any other text."""
    found = _MARK.fullmatch(search_key(typed[:LONGEST_HEADING]).strip("()"))
    return found[1] if found else ""


def of_levels(levels: Sequence[str], words: Words = NO_WORDS) -> Heading:
    """What the texts above a column say together, from the upmost to the nearest.

    All of them as one, then fewer; one further up speaks only where those beneath it say
    nothing but a unit, a year or a mark.
    """
    texts = list(dict.fromkeys(text for text in levels if text))
    said = [recognised(text, words) for text in texts]
    unit = next((one.unit for one in reversed(said) if one.unit), None)
    year = next((one.year for one in said if one.year), "")
    for text in _joined(texts):
        found = recognised(text, words)
        if found.column:
            return found._replace(unit=found.unit or unit, year=found.year or year)
    above = _of_whole(texts, words)
    return above._replace(unit=above.unit or unit, year=above.year or year)


def _of_whole(texts: list[str], words: Words) -> Heading:
    """The amount whose whole the last text says: 総額 beneath 事業費, beneath any year and unit."""
    if len(texts) < 2 or key_of(search_key(_BRACKETS.sub("", texts[-1]))) not in _WHOLE:
        return Heading()
    found = of_levels(texts[:-1], words)
    return found if found.column == "amount_kyen" else Heading()


def _joined(texts: list[str]) -> Iterator[str]:
    for start in range(len(texts)):
        yield "".join(texts[start:])
    while len(texts) > 1 and (says_nothing(texts[-1]) or _mark_of(texts[-1])):
        texts = texts[:-1]
        yield texts[-1]


def _ways(folded: str) -> Iterator[str]:
    """The ways to read a folded heading, from the whole to what is left without its additions."""
    plain = _BRACKETS.sub("", folded)
    yield key_of(folded)
    yield key_of(plain)
    without = units.without_unit(plain)
    if _EARLIER.search(without):
        yield key_of(_EARLIER.sub("前年度", _YEAR.sub("", without), count=1))
        return
    for text in (without, _YEAR.sub("", without), _YEAR.sub("", units.without_unit(folded))):
        key = key_of(text).removeprefix("の")
        plain = _AT_EDGE.sub("", key)
        yield from dict.fromkeys((key, plain, _LOOSE.sub("", plain)))


def _shown(typed: str, key: str) -> str:
    """The word of a source as the table has it, else as it was typed."""
    source = SOURCES[key]
    if source.label:
        return source.label
    return known_headings.words("sources")[source.kind.value][0] if typed else key


def is_money(column: str) -> bool:
    """Whether a column holds amounts."""
    return column.startswith(SOURCE) or (column in SPECS and SPECS[column].kind is Kind.MONEY)
