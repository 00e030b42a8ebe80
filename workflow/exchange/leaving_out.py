"""Rows that are left out: of revenue; where a person says so hidden, struck, 取下げ, 参考 ones."""

import re
from collections.abc import Callable, Container, Iterable, Mapping, Set
from typing import Final

from workflow.exchange import group_labels, understanding
from workflow.exchange.cell_values import is_blank, text_of
from workflow.exchange.names import is_yes
from workflow.exchange.understanding import Understanding
from workflow.files.grid import Tab
from workflow.values.text import folded, search_key

HIDDEN, STRUCK, WITHDRAWN, YEAR = "hidden_rows", "struck_rows", "withdrawn_rows", "year"
REFERENCE: Final = "reference_rows"
TOGETHER: Final = "together_rows"
SKIP, ALL = "skip", "all"
_TAKEN_BACK: Final = frozenset((
    "取下げ", "取り下げ", "取下", "取下げ済", "対象外", "中止", "廃止", "削除", "除外", "見送り",
    "取消", "取消し", "要求なし", "重複",
))  # fmt: skip
"""What a column of remarks says of a row that no longer counts."""
_COUNTED_ELSEWHERE: Final = re.compile(
    r"[(（]?(?:再掲|内数)(?:[(（].{0,30})?[)）]?|.{1,20}(?:の内数|に計上(?:済み?)?|に含む)"
)
"""What it says of a row that is counted where it stands first: 再掲（税務課）, No.1の内数."""
_LONGEST_REMARK: Final = 60
_OF_REMARKS: Final = re.compile("備考|摘要|特記|状況|状態|区分|取扱|要否|変更|めも|こめんと|再掲")
"""What stands, folded, above such a column."""
_MOST_YEARS: Final = 12
_LONGEST_YEAR: Final = 20
_HEADINGS_OF_YEARS: Final = frozenset(
    map(folded, ("年度", "会計年度", "予算年度", "対象年度", "要求年度", "事業年度", "実施年度"))
)
_HEADINGS_OF_BUDGETS: Final = frozenset(
    map(folded, ("区分", "予算区分", "予算の区分", "補正区分", "要求区分", "会期", "予算", "時期"))
)
_A_BUDGET: Final = re.compile(
    "(?:当初|骨格|肉付け?|専決|現計|(?:[0-9]{1,2}月|第?[0-9]{1,2}[号次])?補正"
    "|補正 ?[(]?第?[0-9]{1,2}[号次][)]?)(?:予算|要求|分)?"
)
"""Which budget of a year a row is of: 当初, 6月補正, 補正（第2号）."""
_A_YEAR: Final = re.compile(r"(?:令和|平成|[rh])? ?(?:元|[0-9]{1,2}|20[0-9]{2}) ?(?:年度?)?")
_REVENUE: Final = re.compile("歳入(?:の部|予算|関係|分)?")
_EXPENDITURE: Final = re.compile("歳出(?:の部|予算|関係|分)?")
_REFERENCE: Final = re.compile(
    "参考(?:資料)?(?:[)） 　:：].*)?"
    "|(?:(?:廃止|終了|完了|休止|中止|見送り?|取り?下げ?|再掲|対象外)[・、／/]?){1,3}(?:分|事業|案件)?"
)
"""What stands, without its brackets, above rows that may count no more: （参考）令和7年度事業."""
_OTHERS: Final = re.compile(
    "[・(]?(?:(?:上記|以上|これら)(?:の|以外の?)?)?(?:その他|そのほか|その外|ほか|他)(?:の|に)?"
    "(?:新規|継続|拡充|小規模|経常)?(?:事業|案件|しすてむ|経費|取組|業務)?(?:等|など)?分?"
    "[ (:・]{0,3}全? ?[0-9]{1,4} ?(?:件|事業|案件|しすてむ|項目|本|業務|課)[)]?[分計]?"
)
"""Several items in one row, without their names: その他３件, ほか２事業."""
_BEGINS_A_GROUP: Final = re.compile(
    r"[【<＜〈《≪\[［(（■□◆◇●▼▶〇○◎Ⅰ-Ⅻ歳参廃終完休中見取再対]"
    r"|[0-9０-９]{1,2}[ 　.．、)）]|第[0-9０-９一-十]"
)
_MAY_SAY_REVENUE: Final = (None, "classification", "category", "field")
_SAYING: Final = ("name", "amount_kyen")
"""Columns in which a line through the cell takes the row back."""


def hidden(tab: Tab, how: Understanding) -> frozenset[int]:
    """The rows (from 1) beneath the head that are hidden and hold something."""
    return _filled(tab, how, tab.hidden_rows)


def struck(tab: Tab, how: Understanding) -> frozenset[int]:
    """The rows (from 1) beneath the head whose name or amount is struck through."""
    places = {how.place_of(column) for column in _SAYING}
    return _filled(tab, how, {row for row, column in tab.struck if column - 1 in places})


def withdrawn(tab: Tab, how: Understanding) -> dict[int, str]:
    """The rows (from 1) that remarks which are not read take back, each with its word."""
    head = understanding.head_of(tab, how)
    labels = {place: head.label(place) for place in head.said if place not in how.columns}
    places = [place for place, label in labels.items() if _OF_REMARKS.search(folded(label))]
    found: dict[int, str] = {}
    if not places:
        return found
    for row in range(how.first, len(tab.rows)):
        cells = tab.rows[row]
        said = ((labels[at], text_of(cells[at]).strip()) for at in places if at < len(cells))
        word = next(filter(None, (_taken_back(*one) for one in said)), None)
        if word is not None:
            found[row + 1] = word
    return found


def _taken_back(label: str, said: str) -> str:
    """The word of a remark by which its row no longer counts, "" for none; ○ beneath 再掲."""
    if said and "再掲" in label and is_yes(said):
        return label
    is_elsewhere = len(said) <= _LONGEST_REMARK and _COUNTED_ELSEWHERE.fullmatch(said)
    return said if said in _TAKEN_BACK or is_elsewhere else ""


def revenue(tab: Tab, how: Understanding) -> frozenset[int]:
    """The rows (from 1) of revenue: beneath 【歳入】, or with 歳入 in a column that is not read."""
    head, found, begun = understanding.head_of(tab, how), set[int](), None
    for place in head.said:
        is_unread = how.columns.get(place) in _MAY_SAY_REVENUE
        if is_unread and _OF_REMARKS.search(folded(head.label(place))):
            rows = range(how.first, len(tab.rows))
            found.update(row + 1 for row in rows if tab.value(row, place) == "歳入")
    for row, group in (*_groups(tab, how).items(), (len(tab.rows), "歳出")):
        if begun is None and _REVENUE.fullmatch(group):
            begun = row
        elif begun is not None and _EXPENDITURE.fullmatch(group):
            found.update(range(begun + 1, row + 1))
            begun = None
    return _filled(tab, how, found)


def beneath_reference(tab: Tab, how: Understanding) -> dict[int, str]:
    """The rows (from 1) beneath （参考）, 【廃止】 and the like, each with what stands there.

    Those of a whole list too whose title says 歳入 and not 歳出.
    """
    titles = "".join(understanding.head_of(tab, how).titles)
    of_revenue = "歳入" in titles and "歳出" not in titles
    found, begun, said = dict[int, str](), how.first - 1, "歳入" if of_revenue else ""
    for row, group in (*_groups(tab, how).items(), (len(tab.rows), "")):
        is_one = bool(_REFERENCE.fullmatch(group))
        if is_one or not group or group_labels.is_heading(tab.rows[row]):
            found |= dict.fromkeys(range(begun + 2, row + 1), said) if said else {}
            begun, said = row, group if is_one else ""
    return {row: found[row] for row in sorted(_filled(tab, how, found.keys()))}


def together(tab: Tab, how: Understanding) -> dict[int, str]:
    """The rows (from 1) that are several items at once, each with what it is called: その他３件."""
    place = how.place_of("name")
    if place is None:
        return {}
    named = ((row, tab.value(row, place)) for row in range(how.first, len(tab.rows)))
    texts = {row + 1: one.strip() for row, one in named if isinstance(one, str)}
    return {row: text for row, text in texts.items() if _is_of_others(text)}


def _is_of_others(text: str) -> bool:
    if not text or len(text) > _LONGEST_REMARK:
        return False
    return bool(_OTHERS.fullmatch(search_key(text)))


def _groups(tab: Tab, how: Understanding) -> dict[int, str]:
    """The rows (from 0) that begin others, with what they are called without marks and brackets."""
    found = {}
    for row in range(how.first, len(tab.rows)):
        cells = tab.rows[row]
        first = cells[0] if cells else ""
        if first == "":
            first = next((one for one in cells if not is_blank(one)), "")
        if isinstance(first, str) and _BEGINS_A_GROUP.match(first):
            found[row] = group_labels.group_of(cells).strip("()（） 　")
    return {row: name for row, name in found.items() if name}


def chosen(tab: Tab, how: Understanding) -> frozenset[int]:
    """The rows (from 1) that are of revenue, and those that a person said to leave out."""
    left = revenue(tab, how)
    if how.answers.get(HIDDEN) == SKIP:
        left |= tab.hidden_rows
    if how.answers.get(STRUCK) == SKIP:
        left |= struck(tab, how)
    if how.answers.get(REFERENCE) == SKIP:
        left |= beneath_reference(tab, how).keys()
    if how.answers.get(WITHDRAWN) == SKIP:
        left |= withdrawn(tab, how).keys()
    if how.answers.get(TOGETHER) == SKIP:
        left |= together(tab, how).keys()
    if (year := how.answers.get(YEAR, ALL)) != ALL:
        left |= {row for row, said in _years(tab, how).items() if said != year}
    return left


def years(tab: Tab, how: Understanding) -> tuple[str, ...]:
    """The years, or the budgets of one, of which a list has items where it has several."""
    said = tuple(dict.fromkeys(_years(tab, how).values()))
    return said if 1 < len(said) <= _MOST_YEARS else ()


def only_year(tab: Tab, how: Understanding) -> str:
    """The year that all items say in a column of years; "" where they say none, or several."""
    said = {one for one in _years(tab, how).values() if _is_year(one)}
    return said.pop() if len(said) == 1 else ""


def are_budgets(said: Iterable[str]) -> bool:
    """Whether those are no years but budgets of one: 当初, 6月補正."""
    return not any(map(_is_year, said))


def _years(tab: Tab, how: Understanding) -> dict[int, str]:
    """The year that each row (from 1) says, or else the budget, in a column of nothing else."""
    head = understanding.head_of(tab, how)
    labels = {at: folded(head.label(at)) for at in head.said}
    for headings, is_one in ((_HEADINGS_OF_YEARS, _is_year), (_HEADINGS_OF_BUDGETS, _is_budget)):
        place = next((at for at, label in labels.items() if label in headings), None)
        if place is not None and (found := _said(tab, how, place, is_one)):
            covered = tab.covered(how.first) if is_one is _is_year and tab.merges else {}
            return _of_items(tab, how, found, covered)
    return {}


def _of_items(
    tab: Tab, how: Understanding, said: Mapping[int, str], covered: Container[tuple[int, int]]
) -> dict[int, str]:
    """Those of rows with a name: an item of several rows has 当初 and 補正 beneath one.

    A name that is merged over years is that of each.
    """
    name = how.place_of("name")
    if name is None:
        return {}
    return {
        row: one
        for row, one in said.items()
        if not is_blank(tab.value(row - 1, name)) or (row - 1, name) in covered
    }


def _said(
    tab: Tab, how: Understanding, place: int, is_one: Callable[[str], bool]
) -> dict[int, str]:
    """What each row (from 1) says in a column of which most is of that kind."""
    covered = tab.covered(how.first) if tab.merges else {}
    cells = (
        (row + 1, text_of(tab.value(*covered.get((row, place), (row, place)))).strip())
        for row in range(how.first, len(tab.rows))
    )
    said = {row: text for row, text in cells if text}
    found = {row: text for row, text in said.items() if is_one(text)}
    return found if 2 * len(found) > len(said) else {}


def _is_year(typed: str) -> bool:
    return bool(_A_YEAR.fullmatch(search_key(typed[:_LONGEST_YEAR])))


def _is_budget(typed: str) -> bool:
    return bool(_A_BUDGET.fullmatch(search_key(typed[:_LONGEST_YEAR])))


def _filled(tab: Tab, how: Understanding, rows: Set[int]) -> frozenset[int]:
    beneath = (row for row in rows if how.first < row <= len(tab.rows))
    return frozenset(row for row in beneath if not all(map(is_blank, tab.rows[row - 1])))
