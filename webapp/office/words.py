"""The sentences for what changes of the office refuse, and the words of its fields."""

from collections.abc import Mapping
from typing import Final

from flask_babel import LazyString

from webapp.audit import words as record_words
from webapp.words import labels, refusals, sheet_labels
from webapp.words.catalogue import lazy_gettext as _l
from workflow.values import OfficeKind, Subject

SENTENCES: Final[Mapping[str, LazyString]] = {
    "office_there": _l("The office is set up already: an administrator changes it on its page."),
    "office_changed": _l(
        "Somebody else changed the office in the meantime. Nothing was saved: open the page again."
    ),
}

PROBLEMS: Final[Mapping[str, LazyString]] = {
    "logo_too_large": _l("The picture may have %(limit)s KB at most."),
    "field_not_optional": _l("This field is always asked for."),
    "logo_unreadable": _l(
        "This is no PNG of at most 1024 × 1024 dots, and no SVG of plain shapes."
    ),
}

FIELDS: Final[Mapping[str, LazyString]] = {
    "kind": _l("Kind of office"),
    "name": _l("Name of the office"),
    "short_name": _l("Short name, for the head of pages"),
    "center": _l("Who reviews the items"),
    "center_short": _l("Who reviews the items, in short"),
    "headquarters": _l("To whom the results are reported"),
    "headquarters_short": _l("To whom the results are reported, in short"),
    "finance": _l("Finance section"),
    "head": _l("Head of the office"),
    "sender": _l("Who signs the letters to departments"),
    "honorific": _l("Form of address in letters"),
    "inquiries": _l("Who answers questions about letters"),
    "list_number": _l("Number of the list of items"),
    "schedule_number": _l("Number of the schedule"),
    "logo": _l("Picture"),
    "required": _l("Required fields of the sheet"),
    "hidden": _l("Hidden fields of the sheet"),
}

refusals.register(SENTENCES, PROBLEMS)
record_words.register(
    Subject.OFFICE,
    FIELDS,
    {
        "kind": lambda code: labels.enum(OfficeKind(code)),
        "required": sheet_labels.field,
        "hidden": sheet_labels.field,
    },
)
