"""What the cells of one row say together: whether they name an item, a zero, a group."""

from collections.abc import Collection, Mapping, Sequence

from workflow.exchange import headings, labels
from workflow.exchange.cell_values import amount_in, is_blank, is_dash, text_of
from workflow.exchange.columns import ITEM, NUMBER
from workflow.files.grid import Value
from workflow.files.headed import number_in
from workflow.values.text import search_key


def keys(texts: Sequence[str]) -> list[str]:
    return [search_key(text) for text in texts if text and len(text) < labels.LONGEST]


def is_zero(name: str, value: Value) -> bool:
    return headings.is_money(name) and (is_dash(value) or amount_in(value) == 0)


def names_none(values: Mapping[str, Value]) -> bool:
    """Whether a row says 該当なし where names stand, and no amount."""
    name = values.get("name", "")
    if not isinstance(name, str) or "し" not in name or not labels.is_none(search_key(name)):
        return False
    amount = values.get("amount_kyen", "")
    return is_blank(amount) or is_zero("amount_kyen", amount)


def goes_on_by_number(values: Mapping[str, Value]) -> bool:
    number = values.get(NUMBER, "")
    return isinstance(number, str) and labels.is_going_on(search_key(number))


def is_numbered(values: Mapping[str, Value]) -> bool:
    """Whether a row has a name and a number of its own: whatever it is called, it is an item."""
    numbers = (text_of(values.get(name, "")).strip() for name in (ITEM, NUMBER))
    is_named = not is_blank(values.get("name", ""))
    return is_named and any(number_in(one) is not None for one in numbers)


def says_more(values: Mapping[str, Value], groups: Collection[str]) -> bool:
    """Whether a row has words of its own beside the name of a group."""
    texts = (text_of(values.get(name, "")).strip() for name in ("section", "summary", "funding"))
    return any(text and search_key(text[: labels.LONGEST]) not in groups for text in texts)
