"""Conditions in tests: evaluated with, answered, judged."""

from datetime import date
from typing import Final

from tests.support.office import Office
from workflow import conditions
from workflow.items.orders import ActionInput
from workflow.values.conditions import ConditionLine

WRITTEN: Final = "１．積算の根拠を示すこと。\n２．契約前に再協議すること。"

CANNOT_SEE: Final = {"neighbour", "planner", "nothing", "advisor"}
"""Of an item of the own department that was submitted."""


def conditional(office: Office, written: str = WRITTEN, **more) -> int:
    """The id of an item evaluated with conditions."""
    item_id = office.an_item("reviewed", **more)
    evaluate(office, item_id, written)
    return item_id


def evaluate(office: Office, item_id: int, written: str = WRITTEN) -> None:
    office.act(item_id, "evaluate", "evaluator", verdict="conditional", conditions=written)


def first_of(office: Office, item_id: int, by: str = "reviewer"):
    return office.look(by, conditions.of, item_id)[0]


def first_turn(office: Office, condition_id: int):
    return office.look("reviewer", conditions.one, condition_id).turn


def answer(office: Office, condition_id: int, by: str = "officer", words: str = "示しました。"):
    seen = office.look(by, conditions.one, condition_id).seen
    office.do(by, conditions.answer, condition_id, words, seen)


def judge(office: Office, condition_id: int, kind: str, by: str = "reviewer"):
    seen = office.look(by, conditions.one, condition_id).seen
    if kind == "met":
        office.do(by, conditions.mark_met, condition_id, seen)
    else:
        office.do(by, conditions.send_back, condition_id, "単価の出典がない。", seen)


SIX_LINES = (
    "積算の根拠を示すこと。\n　(1) 保守費は3年分とすること。\n　(2) 単価の出典を付すこと。\n"
    "ただし、既存の契約によるものを除く。"
)
DUE = date(2021, 8, 18)
LISTED = (
    ConditionLine(SIX_LINES, DUE, "税務課 情報担当"),
    ConditionLine("契約の前に再協議すること。"),
)
ON_PAPER = (
    f"1. {SIX_LINES}（期限 令和3年8月18日・担当 税務課 情報担当）\n2. 契約の前に再協議すること。"
)


def decide(office: Office, item_id: int, listed=LISTED) -> None:
    given = ActionInput("conditional", "所見のとおり。", override="評価会なし", listed=listed)
    seen = office.row(item_id).content_hash
    office.engine.perform(item_id, "evaluate", office.person("evaluator"), seen, particulars=given)
