"""Conditions in tests: evaluated with, answered, judged."""

from typing import Final

from tests.support.office import Office
from workflow import conditions

WRITTEN: Final = "１．積算の根拠を示すこと。\n２．契約前に再協議すること。"

CANNOT_SEE: Final = {"neighbour", "planner", "nothing"}
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
