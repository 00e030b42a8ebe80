"""The sentences for what meetings' reports and their agendas refuse."""

from collections.abc import Mapping
from typing import Final

from flask_babel import LazyString

from webapp.words import refusals
from webapp.words.catalogue import lazy_gettext as _l
from webapp.words.office import HEADQUARTERS

SENTENCES: Final[Mapping[str, LazyString]] = {
    "edition_stands": _l(
        "The results are frozen. To correct them, the %(headquarters)s secretariat lifts the"
        " freeze first.",
        headquarters=HEADQUARTERS,
    ),
    "report_not_frozen": _l("The results are not frozen: there is nothing to lift."),
    "nothing_changed": _l(
        "The list says what edition %(edition)s says. There is nothing to freeze."
    ),
    "no_report_here": _l(
        "This %(headquarters)s meeting takes no budget cycle: there is no report to freeze.",
        headquarters=HEADQUARTERS,
    ),
    "edition_broken": _l(
        "What was frozen (%(name)s) is no longer what is stored. Tell the administrator."
    ),
    "agenda_frozen": _l(
        "The report of this %(headquarters)s meeting is frozen, and its agenda with it.",
        headquarters=HEADQUARTERS,
    ),
}

PROBLEMS: Final[Mapping[str, LazyString]] = {
    "paper_number_out_of_range": _l("Paper numbers are two whole numbers from 1 to 99."),
    "paper_number_twice": _l("The number %(paper)s is given twice."),
}

refusals.register(SENTENCES, PROBLEMS)
