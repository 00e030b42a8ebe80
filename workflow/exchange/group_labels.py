"""What a row calls itself that holds no item but names a group of those beneath: 【建設部】."""

import re
from typing import Final

from workflow.exchange.cell_values import amount_in, is_blank, is_dash, text_of
from workflow.exchange.labels import IN_BRACKETS, LONGEST
from workflow.exchange.units import of_title
from workflow.files.grid import Row, Value
from workflow.values.text import search_key

_COUNT_ALONE: Final = re.compile(r"[(]?[0-9]{1,4} ?(?:件|事業)[)]?")
_OF_ACCOUNTS: Final = re.compile("第? ?[0-9]{1,3} ?[款項目](?:[ :・.]|[^ ]{1,20}費$)")
_SURELY_OF_ACCOUNTS: Final = re.compile(
    "第? ?[0-9]{1,3} ?(?:款|項(?!目)|目(?![的標録次])) ?[^ ]{1,20}(?:費|支出金)"
)
"""２款　総務費, which no item is called."""
_AROUND_GROUP: Final = re.compile(
    r"^(?:部局名?|部名|局名|所管|所属名?|担当課?|課名)[:]|(?:関係|関連|所管|所管分|分|[(].{1,20}[)]|[0-9]{1,4}(?:件|事業)){1,3}$"
)
_MARKED: Final = re.compile(r"(?:[■□◆◇●▼▶・○◎]|[(（]?[0-9０-９]{1,2}[)）.．、]?)[ 　]*(.{1,38})")
"""■総務部, １　総務部."""
_ROUND: Final = re.compile("[（(]([^（）()]{1,38})[）)]")
_OF_GROUPS: Final = re.compile(
    "[■◆▼▶◇●〇○◎①-⑳Ⅰ-Ⅻ]|[0-9０-９]{1,2}[ 　.．、]|第[0-9０-９一-十]{1,3}[章節 　]"
    "|[(（][0-9０-９ア-ンa-zａ-ｚ一-十]{1,2}[)）]|[ア-ンＡ-Ｚ一-十][ 　.．、]"
    "|[0-9０-９]{1,2}[-－][0-9０-９]{1,2}[ 　]|[(（【][^(（【]{1,16}(?:分野|関係)[)）】]"
    "|【?(?:基本|重点)?(?:政策|目標|施策|方針|柱|項目|分野)[ 　]?[0-9０-９一-十Ⅰ-Ⅻ]"
)
"""With what the name of a group begins that stands alone in its row: １　行政のデジタル化."""
_DEPARTMENT: Final = re.compile(r"[^（(・、 　]{1,14}(?:部|局|庁|委員会|本部)")
_OFFICE: Final = re.compile(
    r"[^、 　]{1,20}(?:部|局|庁|委員会|本部|部局|課|室|署)(?:[(（](?:仮称|新設)[)）])?"
    r"|(?:各部局|全庁)?共通"
)
"""What parts of an office are called, those too that no master has."""
_ACCOUNT: Final = re.compile(
    "(?:[^ 、]{0,20}(?:特別|事業|企業|広域)|一般|公営企業)会計(?:[(].{1,20}[)])?"
)
"""What accounts of an office are called: 一般会計, 国民健康保険特別会計, 水道事業会計."""
_STRONG_GROUP: Final = re.compile("[■◆▼▶Ⅰ-Ⅻ]|第[0-9０-９一-十]{1,3}[章節 　]")
OF_STRONG_GROUPS: Final = frozenset("■◆▼▶第ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩⅪⅫ")
"""With what letters these begin."""


def is_strong_group(text: str) -> bool:
    """Whether a name begins as groups of items do and items do not: Ⅰ　行政のDX, ■基盤."""
    return bool(_STRONG_GROUP.match(text))


def is_bracketed(key: str) -> bool:
    """Whether a text stands in brackets as a whole: 【建設部】."""
    return bool(IN_BRACKETS.fullmatch(key))


def is_heading(row: Row) -> bool:
    """Whether a row is no more than a name in brackets, or one marked as groups are: ■基盤."""
    filled = [value for value in row if not is_blank(value)]
    text = text_of(filled[0]).strip() if len(filled) == 1 else ""
    return is_bracketed(text) or is_strong_group(text)


def in_round_brackets(row: Row) -> str:
    """The name in （税務課）, beside which at most amounts stand; "" for any other row.

    An item may be called so too: only a place that is known tells it.
    """
    filled = [value for value in row if not is_blank(value)]
    text = filled[0].strip() if filled and isinstance(filled[0], str) else ""
    found = _ROUND.fullmatch(text) if len(text) <= LONGEST else None
    return found[1].strip() if found and all(map(_is_beside_group, filled[1:])) else ""


def group_of(row: Row) -> str:
    """The name in 【建設部】, with which a row begins; "" for any other row.

    In ■建設部, １　建設部 and 建設部 as well, where nothing but amounts stands beside it.
    """
    filled = [value for value in row if not is_blank(value)]
    first = filled[0] if filled else ""
    if not isinstance(first, str) or len(first) > LONGEST:
        return ""
    text = first.strip()
    if found := IN_BRACKETS.fullmatch(text):
        return found[1].strip()
    if not all(map(_is_beside_group, filled[1:])):
        return ""
    found = _MARKED.fullmatch(text)
    return found[1].strip() if found else text


def office_in(row: Row) -> str:
    """What a row is called that names a part of an office alone: 【議会事務局】, ■税務課.

    Without a mark only a department that stands alone; "" for any other row.
    """
    filled = [value for value in row if not is_blank(value)]
    text = text_of(filled[0]).strip() if filled else ""
    name = group_of(filled)
    if not name or not all(map(_is_beside_group, filled[1:])):
        return ""
    if name != text:
        return name if _OFFICE.fullmatch(name) else ""
    return name if len(filled) == 1 and _DEPARTMENT.fullmatch(name) else ""


def _is_beside_group(value: Value) -> bool:
    """Whether a cell may stand beside the name of a group: an amount, a unit, 3件."""
    if amount_in(value) is not None or is_dash(value):
        return True
    if not isinstance(value, str) or len(value) > LONGEST:
        return False
    return bool(of_title(value) or _COUNT_ALONE.fullmatch(search_key(value)))


def named_by_group(text: str) -> str:
    """What a group is about, folded: 健康福祉部 of 健康福祉部関係（2件）, 部局名：健康福祉部."""
    key = search_key(text).replace(" ", "")
    return _AROUND_GROUP.sub("", key)


def begins_a_group(text: str) -> bool:
    """Whether a text alone in its row is the name of a group: ■基盤の整備, (1) 手続き."""
    return bool(_OF_GROUPS.match(text))


def is_account(key: str) -> bool:
    """Whether a folded text is the name of an account, which holds items and is none."""
    return bool(_ACCOUNT.fullmatch(key))


def is_surely_of_accounts(key: str) -> bool:
    """The same where nothing else of its row tells it from the name of an item."""
    return bool(_SURELY_OF_ACCOUNTS.fullmatch(key))


def is_of_accounts(key: str) -> bool:
    """Whether a folded name is a heading of the budget's own order: 2款 総務費, 第1目 総務費."""
    return bool(_OF_ACCOUNTS.match(key))
