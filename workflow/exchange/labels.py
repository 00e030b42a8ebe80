"""What a row calls itself that holds no item: a sum, a part of one, a remark."""

import re
from typing import Final

from workflow.files.headed import SUMS
from workflow.values.text import search_key

LONGEST: Final = 40
"""Characters of a label like 観光文化スポーツ部 小計."""

_SUM: Final = re.compile("(?:.*[ ・])?(?:小計|合計|総計|総合計|累計|計)(?:[ (].*)?")
_SUM_BEHIND: Final = re.compile("(.{1,36}?)(?:小計|合計|総計|累計|計)")
_COUNTED: Final = r"(?: ?\(.{1,20}\)| ?(?:全 ?)?[0-9]{1,4} ?(?:件|事業|項目|課|部局))"
"""Behind a sum: 合計（2事業）, 計 3件."""
_SUM_OF_NAMED: Final = re.compile(
    f"(?:.{{0,36}}(?:小計|合計|総計|累計)|.{{1,36}}[ ・)】]計){_COUNTED}?|計{_COUNTED}"
    "|[0-9]{1,4} ?(?:件|事業)(?:の?計)?"
    "|(?:新規|継続|拡充|更新|要求額?|予算額?|見積額?|事業費|金額|当初|補正|全体|頁|ぺーじ|歳出|歳入|事業)"
    "(?:分|事業)?計"
)
"""What a sum is called where names of items stand: デジタル関連事業 計, but no 実施設計."""
_SUM_MARKED: Final = re.compile(
    "(?:小計|合計|総合計|総計|累計|計|(?:要求|予算|事業費)?総額|合計額|合計金額)[:・]?"
    "(?:[(]?[a-z0-9]{1,2}(?:[+][a-z0-9]{1,2})*[)]?|[0-9]{1,4}(?:件|事業))?|[a-z](?:[+][a-z])+"
)
"""A sum that is marked, without its blanks: 小計①, 計A, 総計 ①+②, 計：3件, A+B, 要求総額."""
_COUNT_BEHIND: Final = re.compile("(?<=計) ?[(]?[0-9]{1,4} ?(?:件|事業|項目)[)]?$")
"""How many rows a sum is of: 総務部計（3件）."""
_INSTRUCTION: Final = re.compile(
    r"(?:記入|入力|選択|記載|回答|入れて?)(?:して?ください|して下さい|する(?:こと)?|のこと)?[。）)]?$"
)
_HOW_TO_FILL: Final = re.compile(
    "(?:必須|任意|必須項目|任意項目|自動(?:入力|計算|表示|反映)|(?:りすと|ぷるだうん|選択肢)(?:から|より)?(?:選択)?)"
    "|(?:全角|半角)(?:数字|英数字?|かな|文字)?(?:のみ|[0-9]{1,4}(?:文?字|桁)(?:以内|まで))?"
    "|[0-9]{1,4}(?:文?字|桁)(?:以内|程度|まで)"
)
"""必須, 半角数字, 全角50字以内."""
_GRAND: Final = re.compile("(?:.*(?:合計|総計)|計)(?:[ (].*)?")
_UNITS_OF_OFFICES: Final = (
    "部", "局", "課", "室", "庁", "所", "署", "院", "会", "会計", "分野", "全体", "区分", "年度",
)  # fmt: skip
_NO_SUMS: Final = ("設計", "会計", "統計", "推計", "家計", "集計", "時計", "温度計")
IN_BRACKETS: Final = re.compile(
    r"[【<＜〈《≪\[［〔]([^【】<>＜＞〈〉《》≪≫\[\]［］〔〕]{1,38})[】>＞〉》≫\]］〕]"
)
_PART: Final = re.compile(r"[(\[【<] ?(?:うち|内数|再掲|再 ?[)\]】>])|(?:うち|内数|再掲)[ 、,・:]")
_LISTED_AGAIN: Final = re.compile(
    r"[(\[【<〔] ?(?:再掲|内数|うち数)(?:分|事業)? ?[)\]】>〕]$|[※*] ?(?:再掲|内数)$"
)
"""甲事業（再掲）: it is counted where it stands first."""
_BEGINS_A_PART: Final = re.compile(
    "[-・└┗*①-⑳ 　‐－]|[(（][0-9０-９ア-ン一-十]{1,2}[)）]|[(（【]内訳[)）】]|内訳[ 　:：・]"
)
_PART_OF_ABOVE: Final = re.compile("[-・└┗*]? ?うち.")
_PART_WITHOUT_NAME: Final = re.compile(r"[(\[【<]? ?(?:うち|内数|再掲)")
_DEBT_OF_ABOVE: Final = re.compile(
    r"[(\[【<〔※]? ?債務負担(?:行為)?(?:[ :・)\]】>〕]|額|限度額|期間|(?=[0-9rh令平])).*[0-9].*"
)
"""（債務負担行為　R4～R8　500,000）, alone beneath an item."""
_EXAMPLE: Final = re.compile("記入例|記載例|例(?:[)）:： 　0-9０-９]|$)|[(（【<＜〔]例[)）】>＞〕]")
_ADJUSTMENTS: Final = frozenset(
    search_key(word)
    for word in ("端数調整", "端数処理", "端数", "調整額", "端数調整額", "差引", "差額")
)
_CARRIED: Final = re.compile(
    "[(]?(?:前|次|翌)(?:頁|ぺーじ|葉|紙)(?:から|より|へ|(?:(?:から|より|へ|に|まで)?の?"
    "(?:繰り?越し?|続く|続き|つづく|つづき|計|小計|累計)(?:額|金額)?))[)]?"
)
"""What is carried to the next page, or says that the list goes on there: 前頁から繰越."""
_REMARK: Final = re.compile(
    r"[※*]|以下.?余白|\(?注(?:[ 0-9):記意]|$)|\(?備考(?:[:・) ]|$)|以上$"
    "|(?:出典|資料|作成日?|作成者|担当|問合せ先|連絡先)[: ]"
)
_PAGE: Final = re.compile(
    r"-? ?[0-9]{1,3} ?-|[0-9]{1,3} ?/ ?[0-9]{1,3}|(?:p[. ]?)[0-9]{1,3}|[0-9]{1,3} ?(?:ぺーじ|頁)"
)
"""- 1 -, 2/2, P.2."""
_CONTINUED: Final = re.compile(r"[0-9]+ ?続き")
_NOTHING: Final = search_key("該当する案件はありません。")
_NONE: Final = frozenset(
    search_key(word)
    for word in (
        "該当なし",
        "該当無し",
        "該当事業なし",
        "該当事項なし",
        "該当案件なし",
        "なし",
        "無し",
        "特になし",
    )
)


def is_sum(key: str, *, is_name: bool) -> bool:
    """Whether a folded text is a sum; `is_name`: it stands where names of items stand."""
    if is_sum_alone(key) or key in _ADJUSTMENTS or _is_carried(key):
        return True
    if _SUM_MARKED.fullmatch(key.replace(" ", "")):
        return True
    found = _SUM_OF_NAMED.fullmatch(key) if is_name else _SUM.fullmatch(key)
    return found is not None


def _is_carried(key: str) -> bool:
    return key.startswith(("前", "次", "翌", "(")) and bool(
        _CARRIED.fullmatch(key.replace(" ", ""))
    )


def is_sum_alone(key: str) -> bool:
    """Whether a folded text is 合計 or the like and nothing else."""
    return _without_brackets(key).replace(" ", "") in (*SUMS, "集計")


def is_grand_sum(key: str) -> bool:
    """Whether a folded text is a sum of everything above: 合計, 総計, 計."""
    return bool(_GRAND.fullmatch(key))


def summed(key: str) -> str:
    """What 総務部計, or 総務部計（3件）, is the sum of; "" for any other text: 実施設計."""
    found = _SUM_BEHIND.fullmatch(_without_count(key)) if "計" in key else None
    return found[1] if found else ""


def is_sum_of_office(key: str) -> bool:
    """Whether a text is the sum of something that is called like a part of an office."""
    of = summed(key)
    is_sum = bool(of) and of.endswith(_UNITS_OF_OFFICES)
    return is_sum and not _without_count(key).endswith(_NO_SUMS)


def is_part(key: str, *, is_name: bool) -> bool:
    """Whether a folded text says that its row is part of another: うち新規, （再掲）."""
    if is_name:
        return bool(_PART.match(key) or _LISTED_AGAIN.search(key))
    return bool(_PART_WITHOUT_NAME.match(key))


def is_part_of_above(key: str) -> bool:
    """Whether a name that stands alone with its amount is a part of the item above: うち改修."""
    return bool(_PART_OF_ABOVE.match(key))


def is_debt_of_above(key: str) -> bool:
    """Whether a text alone in its row says until when, and how much, the item above is owed."""
    return "債務" in key and bool(_DEBT_OF_ABOVE.fullmatch(key))


def begins_a_part(text: str) -> bool:
    """Whether a name begins as a part of the item above does: ・改修, ①改修, 　改修."""
    return bool(_BEGINS_A_PART.match(text))


def is_going_on(key: str) -> bool:
    """Whether a number is that of a row of our own workbooks that goes on with the one before."""
    return bool(_CONTINUED.fullmatch(key))


def is_remark(key: str) -> bool:
    """Whether a folded text is a note beneath a list."""
    return bool(_REMARK.match(key) or _PAGE.fullmatch(key)) or key == _NOTHING


def is_none(key: str) -> bool:
    """Whether a folded name says that there is no item: 該当なし."""
    return _without_brackets(key).rstrip("。") in _NONE


def may_be_sum(name: str) -> bool:
    """Whether a name may be that of a sum, which its amount has to prove: システム計."""
    return name.endswith("計") and not name.endswith(_NO_SUMS)


def is_example(text: str) -> bool:
    """Whether the first text of a row says that it only shows how rows are filled in."""
    return bool(_EXAMPLE.match(text))


def is_instruction(text: str) -> bool:
    """Whether a text says how a column is filled in: プルダウンから選択, 千円単位で記入."""
    if _INSTRUCTION.search(text[-LONGEST:]):
        return True
    key = search_key(text[:LONGEST]).strip("()※*").replace(" ", "")
    return bool(_HOW_TO_FILL.fullmatch(key))


def _without_count(key: str) -> str:
    """A text without blanks, the brackets about it, and how many rows a sum is of."""
    return _without_brackets(_COUNT_BEHIND.sub("", key)).replace(" ", "")


def _without_brackets(key: str) -> str:
    found = IN_BRACKETS.fullmatch(key)
    return found[1] if found else key.strip("()")
