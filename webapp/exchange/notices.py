"""The sentences for what is said of a file although it comes in."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from flask_babel import LazyString

from webapp.words.catalogue import gettext as _
from webapp.words.catalogue import lazy_gettext as _l
from webapp.words.filters import era_year
from workflow.exchange import Notice

_ALL_NAMED: Final = frozenset({"sheet", "across", "beneath"})
"""Of how many sheets, columns or forms: all sheets that are read are named."""
_TEXTS: Final[Mapping[str, LazyString]] = {
    "sheet": _l("Of %(count)d sheets “%(names)s” is read (sheet %(place)d)."),
    "hidden_sheets": _l("Hidden sheets are not read: %(names)s"),
    "parts_left": _l("So that nothing counts twice, %(count)d rows are left out: %(rows)s"),
    "heads_left": _l("%(count)d rows are read as headings of those beneath them: %(rows)s"),
    "sheets_left": _l("These sheets are not read: %(names)s"),
    "forms": _l(
        "There is no list. %(count)d sheets are read as forms of one item each (%(names)s), "
        "of them these labels: %(labels)s."
    ),
    "beneath": _l(
        "There is no list. %(count)d forms on one sheet are read as one item each "
        "(%(names)s), of them these labels: %(labels)s."
    ),
    "across": _l(
        "There is no list under headings. %(count)d columns are read as one item each (%(names)s), "
        "of them these labels: %(labels)s."
    ),
    "table_above": _l("Above row %(row)d of “%(tab)s” another table stands, which is not read."),
    "other_table": _l("From row %(row)d of “%(tab)s” on another table stands, which is not read."),
    "unread": _l("%(count)d columns are not read: %(names)s"),
    "columns_beyond": _l("%(count)d columns beyond the %(limit)dth are not looked at."),
    "skipped": _l("%(count)d rows are no items: %(rows)s"),
    "revenue": _l("%(count)d rows of revenue are not read: %(rows)s"),
    "continued": _l(
        "Rows that only go on with the texts of the row above are read with it (%(rows)s)."
    ),
    "other_sum": _l(
        "Row %(row)d “%(label)s” says %(amount)s, the amounts read above it add up to %(above)s."
    ),
    "no_amounts": _l("No column is read as the amount: the items come in without one."),
    "other_year": _l(
        "The amounts are headed “%(heading)s”, and the budget of this cycle is that of %(year)s."
    ),
    "no_amount": _l("%(count)d items have no amount: %(rows)s"),
    "no_budgets": _l("%(count)d amounts say that nothing is spent, and are read as 0: %(rows)s"),
    "own_units": _l(
        "Amounts that say their own unit are read in it and turned into thousands (%(rows)s)."
    ),
    "shortened": _l("Places are read as follows: %(names)s"),
    "sections_behind": _l("Sections beside names are read as such (%(rows)s)."),
    "line_breaks": _l("A line break in a name became a blank (%(rows)s)."),
    "twins": _l("Rows with one name (%(rows)s) are told apart by “%(heading)s”."),
}


def notice(one: Notice) -> str:
    """What is said, in one sentence."""
    named = dict(one.data)
    if "year" in named:
        named["year"] = era_year(named["year"])
    for fact, count in (("names", "count"), ("labels", "labels_count"), ("rows", "count")):
        if fact in named:
            texts = [_row(of) if fact == "rows" else of for of in named[fact]]
            there = (
                len(texts)
                if one.key in _ALL_NAMED and fact == "names"
                else named.get(count, len(texts))
            )
            named[fact] = "、".join(texts) + ("…" if there > len(texts) else "")
    return str(_TEXTS[one.key]) % named


def _row(of: int | Sequence[Any]) -> str:
    """A row by its number, with what it calls itself where that is known."""
    if isinstance(of, int):
        return _("row %(row)d", row=of)
    row, label = of
    return _("row %(row)d “%(label)s”", row=row, label=label)
