"""Conditions in tests: evaluated with, answered, judged."""

from typing import Final

from tests.support.office import Office

WRITTEN: Final = "１．積算の根拠を示すこと。\n２．契約前に再協議すること。"

CANNOT_SEE: Final = {"neighbour", "planner", "nothing"}
"""Of an item of the own department that was submitted."""


def conditional(office: Office, conditions: str = WRITTEN, **more) -> int:
    """The id of an item evaluated with conditions."""
    item_id = office.an_item("reviewed", **more)
    evaluate(office, item_id, conditions)
    return item_id


def evaluate(office: Office, item_id: int, conditions: str = WRITTEN) -> None:
    office.act(item_id, "evaluate", "evaluator", verdict="conditional", conditions=conditions)


def first_of(office: Office, item_id: int, by: str = "reviewer"):
    return office.engine.conditions.of(item_id, office.person(by))[0]


def first_turn(office: Office, condition_id: int):
    return office.engine.conditions.one(condition_id, office.person("reviewer")).turn


def answer(office: Office, condition_id: int, by: str = "officer", words: str = "示しました。"):
    seen = office.engine.conditions.one(condition_id, office.person(by)).seen
    office.engine.conditions.answer(condition_id, office.person(by), words, seen)


def judge(office: Office, condition_id: int, kind: str, by: str = "reviewer"):
    desk, actor = office.engine.conditions, office.person(by)
    seen = desk.one(condition_id, actor).seen
    if kind == "met":
        desk.mark_met(condition_id, actor, seen)
    else:
        desk.send_back(condition_id, actor, "単価の出典がない。", seen)
