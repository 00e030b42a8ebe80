"""The words for the office, its own fields and roles, and the sentences for what is refused."""

from collections.abc import Mapping
from typing import Final

from flask_babel import LazyString

from webapp.audit import words as record_words
from webapp.words import labels, refusals, sheet_labels
from webapp.words.catalogue import lazy_gettext as _l
from workflow.values import Group, OfficeKind, OwnKind, RoleScope, Subject

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
    "field_title_taken": _l("Another field of the sheet is called so."),
    "too_few_choices": _l("Name two entries at least, one a line."),
    "own_number_unreadable": _l("Type a number, like 1,200 or 3.5."),
    "own_not_in_list": _l("Choose one from the list."),
    "role_key_taken": _l("Another role has this key."),
    "role_key_unreadable": _l(
        "Begin with a letter: small letters, digits and _, at most 20 characters."
    ),
    "role_title_taken": _l("Another role is called so."),
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

OWN_FIELD: Final[Mapping[str, LazyString]] = {
    "title_ja": _l("Name of the field in Japanese"),
    "title_en": _l("Name of the field in English"),
    "kind": _l("What is typed in"),
    "group": _l("Part of the sheet"),
    "required": _l("Required for submission"),
    "help_ja": _l("Help beside the field, in Japanese"),
    "help_en": _l("Help beside the field, in English"),
    "unit": _l("Unit of the number"),
    "choices": _l("List to choose from"),
    "active": _l("In use"),
    "position": _l("Place in the list"),
}
"""What is asked and recorded of a field that an administrator adds to the sheet."""

OWN_ROLE: Final[Mapping[str, LazyString]] = {
    "title_ja": _l("Name of the role in Japanese"),
    "title_en": _l("Name of the role in English"),
    "code": _l("Key"),
    "scope": _l("Held for"),
    "active": _l("In use"),
    "position": _l("Place in the list"),
}
"""What is asked and recorded of a role that an administrator defines."""

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
record_words.register(
    Subject.OWN_FIELD,
    OWN_FIELD,
    {
        "kind": lambda code: labels.enum(OwnKind(code)),
        "group": lambda code: sheet_labels.group(Group(code)),
    },
)
record_words.register(
    Subject.OWN_ROLE, OWN_ROLE, {"scope": lambda code: labels.enum(RoleScope(code))}
)
