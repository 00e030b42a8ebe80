"""What a person is asked for besides moving items, as their home page lists it."""

from tests.support.office import Office
from workflow import items
from workflow.items import Ask, AskKind


def asked(office: Office, login: str) -> list[Ask]:
    """Everything, item by item; the head counts the items that are listed."""
    turns = office.look(login, items.home).turns
    assert office.look(login, items.count_turns) == len(turns)
    return [ask for turn in turns for ask in turn.asks]


def asked_for(office: Office, login: str, *kinds: AskKind) -> list[int]:
    """Which questions, conditions or requests (by `kinds`) wait for somebody."""
    return [ask.ref for ask in asked(office, login) if ask.kind in kinds]
