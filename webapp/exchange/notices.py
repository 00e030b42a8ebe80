"""The sentences for what is said of a file although it comes in."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from flask_babel import gettext as _

from workflow.exchange import Notice

Facts = Mapping[str, Any]


def notice(one: Notice) -> str:
    """What is said, in one sentence."""
    return _NOTICES[one.key](one.data)


def _sheet(data: Facts) -> str:
    names = "、".join(data["names"])
    return _(
        "Of %(count)d sheets “%(names)s” is read (sheet %(place)d).",
        count=data["count"],
        names=names,
        place=data["place"],
    )


def _other_table(data: Facts) -> str:
    return _(
        "From row %(row)d of “%(tab)s” on another table stands, which is not read.",
        row=data["row"],
        tab=data["tab"],
    )


def _forms(data: Facts) -> str:
    return _(
        "There is no list. %(count)d sheets are read as forms of one item each (%(names)s), "
        "of them these labels: %(labels)s.",
        count=data["count"],
        names=_cut(data["names"], data["count"]),
        labels=_cut(data["labels"], data["labels_count"]),
    )


def _sheets_left(data: Facts) -> str:
    return _("These sheets are not read: %(names)s", names=_cut(data["names"], data["count"]))


def _hidden_sheets(data: Facts) -> str:
    return _("Hidden sheets are not read: %(names)s", names=_cut(data["names"], data["count"]))


def _unread(data: Facts) -> str:
    return _(
        "%(count)d columns are not read: %(names)s",
        count=data["count"],
        names=_cut(data["names"], data["count"]),
    )


def _beyond(data: Facts) -> str:
    return _(
        "%(count)d columns beyond the %(limit)dth are not looked at.",
        count=data["count"],
        limit=data["limit"],
    )


def _skipped(data: Facts) -> str:
    named = [_("row %(row)d “%(label)s”", row=row, label=label) for row, label in data["rows"]]
    return _(
        "%(count)d rows are no items: %(rows)s",
        count=data["count"],
        rows=_cut(named, data["count"]),
    )


def _continued(data: Facts) -> str:
    return _(
        "Rows without a name go on with the texts of the row above them (%(rows)s).",
        rows=_rows(data["rows"], data["count"]),
    )


def _other_sum(data: Facts) -> str:
    return _(
        "Row %(row)d “%(label)s” says %(amount)s, the amounts read above it add up to %(above)s.",
        row=data["row"],
        label=data["label"],
        amount=data["amount"],
        above=data["above"],
    )


def _line_breaks(data: Facts) -> str:
    return _(
        "A line break in a name became a blank (%(rows)s).",
        rows=_rows(data["rows"], data["count"]),
    )


def _twins(data: Facts) -> str:
    return _(
        "Rows with one name (%(rows)s) are told apart by “%(heading)s”.",
        rows=_rows(data["rows"], len(data["rows"])),
        heading=data["heading"],
    )


def _rows(rows: list[int], count: int) -> str:
    return _cut([_("row %(row)d", row=row) for row in rows], count)


def _cut(named: list[str], count: int) -> str:
    return "、".join(named) + ("…" if count > len(named) else "")


_NOTICES: Final[Mapping[str, Callable[[Facts], str]]] = {
    "sheet": _sheet,
    "hidden_sheets": _hidden_sheets,
    "sheets_left": _sheets_left,
    "forms": _forms,
    "other_table": _other_table,
    "unread": _unread,
    "columns_beyond": _beyond,
    "skipped": _skipped,
    "continued": _continued,
    "other_sum": _other_sum,
    "line_breaks": _line_breaks,
    "twins": _twins,
}
