"""All lists of choices (fields, categories, criteria, verdicts, kinds of funding) as a file."""

from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

from workflow import masters
from workflow.documents import Document, plain_table
from workflow.files import grid
from workflow.files.headed import HeadedRow, headed
from workflow.files.workbooks import FileRefused
from workflow.masters import Entry
from workflow.masters.policy import require_maintainer
from workflow.values.actor import Title
from workflow.values.errors import Problem
from workflow.values.text import search_key, typed
from workflow.values.vocabulary import Master
from workflow.work import Work

__all__ = ["FORMS", "HEADINGS", "NOTHING_READ", "MasterFile", "read", "workbook"]

NAME: Final = "選択肢一覧"
FORMS: Final = ("xlsx", "csv")
HEADINGS: Final[Mapping[str, Sequence[str]]] = {
    "master": ("一覧", "一覧の種類", "list"),
    "code": ("コード", "code"),
    "title_ja": ("名称", "名称（日本語）", "title_ja"),
    "title_en": ("英語名", "名称（英語）", "title_en"),
    "needs_conditions": ("条件が必要", "needs_conditions"),
    "active": ("利用", "active"),
}
"""By column the words that may stand over it; the first is what is written."""
NEEDED: Final = ("master", "code", "title_ja")
WIDTH: Final = 14
"""Digits of a column that asks for no other."""
_WIDTHS: Final = {"title_ja": 32, "title_en": 32}

LISTS: Final[Mapping[Master, Sequence[str]]] = {
    Master.FIELD: ("分野", "field"),
    Master.CATEGORY: ("類型", "category"),
    Master.CRITERION: ("評価の観点", "評価項目", "観点", "criterion"),
    Master.VERDICT: ("評価区分", "verdict"),
    Master.FUNDING: ("財源の種類", "財源", "funding"),
}
"""What a list is called in a file; the first is what is written."""
_LISTS: Final = {search_key(word): master for master, words in LISTS.items() for word in words}
YES, NO, IN_USE, RETIRED = "はい", "いいえ", "利用中", "停止"
_YES: Final = {search_key(word): True for word in (YES, IN_USE, "○", "1", "yes", "on", "true")}
_NO: Final = {search_key(word): False for word in (NO, RETIRED, "×", "0", "no", "off", "false")}
_ANSWERS: Final = {**_YES, **_NO}


def workbook(work: Work, form: str) -> Document:
    """The lists as `xlsx` or `csv`, to be read back as they are. Raises WrongRole, NotFound."""
    rows = [_cells(one) for one in masters.listed(work)]
    heads = {words[0]: _WIDTHS.get(column, WIDTH) for column, words in HEADINGS.items()}
    return plain_table(NAME, form, heads, rows, on=work.today)


class MasterFile(NamedTuple):
    """The entries that a file says, what cannot be read of it, and its headings not read."""

    entries: tuple[Entry, ...] = ()
    problems: tuple[Problem, ...] = ()
    unread: tuple[str, ...] = ()


NOTHING_READ: Final = MasterFile()


def read(work: Work, content: bytes) -> MasterFile:
    """The entries that a file says, in the order of its rows.

    What has no column stays as it is: the English title, whether conditions are needed, whether
    an entry is in use. Raises WrongRole, FileRefused.
    """
    person = require_maintainer(work.actor)
    table = headed(grid.unpacked(grid.packed(content, person.person_id)), HEADINGS, NEEDED)
    if table is None:
        raise FileRefused("head_missing", names="、".join(HEADINGS[one][0] for one in NEEDED))
    there = {one.key: one for one in masters.listed(work)}
    problems: list[Problem] = []
    found = [_entry(line, there, problems) for line in table.rows]
    entries = tuple(one for one in found if one is not None)
    return MasterFile(entries, tuple(problems), table.unread)


def _cells(one: Entry) -> list[str]:
    needs = (YES if one.needs_conditions else NO) if one.master is Master.VERDICT else ""
    used = IN_USE if one.active else RETIRED
    return [LISTS[one.master][0], one.code, one.title.ja, one.title.en, needs, used]


def _entry(
    line: HeadedRow, there: Mapping[tuple[Master, str], Entry], problems: list[Problem]
) -> Entry | None:
    problems += [Problem(column, "cell_broken", {"row": line.number}) for column in line.broken]
    master = _LISTS.get(search_key(line.cells["master"]))
    if master is None:
        problems.append(Problem("master", "list_unknown", {"row": line.number}))
        return None
    cells = {column: typed(text) for column, text in line.cells.items()}
    before = there.get((master, cells["code"])) or Entry(master, cells["code"], Title("", ""))
    return Entry(
        master,
        cells["code"],
        Title(cells["title_ja"], cells.get("title_en", before.title.en)),
        _answer(line, "needs_conditions", before.needs_conditions, problems),
        _answer(line, "active", before.active, problems),
        line.number,
    )


def _answer(line: HeadedRow, column: str, before: bool, problems: list[Problem]) -> bool:
    """What a cell of yes or no says; an empty one leaves what is there."""
    said = line.cells.get(column, "")
    if not said:
        return before
    found = _ANSWERS.get(search_key(said))
    if found is None:
        problems.append(Problem(column, "answer_unknown", {"row": line.number}))
    return before if found is None else found
