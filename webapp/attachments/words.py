"""The sentences for files that are not attached, by the reason."""

from collections.abc import Mapping
from typing import Final

from flask_babel import LazyString

from webapp.words import refusals
from webapp.words.catalogue import lazy_gettext as _l

SENTENCES: Final[Mapping[str, LazyString]] = {
    "attachment_refused": _l("This file cannot be attached."),
    "attachment_refused:empty": _l("The file is empty."),
    "attachment_refused:too_large": _l("This file is larger than %(limit)s MB."),
    "attachment_refused:too_many": _l("An item takes at most %(limit)s files."),
    "attachment_refused:item_full": _l("The files of an item take at most %(limit)s MB together."),
    "attachment_refused:person_full": _l(
        "You have attached %(limit)s MB within a day, which is the most. Go on tomorrow."
    ),
    "attachment_refused:type": _l("What is in the file is not of a kind that can be attached."),
    "attachment_refused:archive": _l("What is in the file is not of a kind that can be attached."),
    "attachment_refused:ending": _l(
        "What is in the file does not agree with the ending of its name."
    ),
    "attachment_refused:macros": _l(
        "The file holds macros, programs or embedded objects. Save it without them."
    ),
    "attachment_refused:active": _l(
        "The file holds macros, programs or embedded objects. Save it without them."
    ),
    "attachment_refused:bomb": _l("The file unpacks to far more than a document."),
    "attachment_refused:ended": _l(
        "Looking into this file took more memory or time than it may, and was ended."
    ),
    "attachment_refused:busy": _l("Other files are being read just now. Try again in a minute."),
    "attachment_refused:web": _l("Web pages and scripts cannot be attached."),
    "attachment_refused:old_office": _l(
        "Of old formats only .doc, .xls and .jtd can be attached. Save this one in a newer format."
    ),
    "attachment_refused:encrypted": _l("The file has a password. Save it without one."),
    "attachment_refused:damaged": _l("The file is damaged. Open it, save it, and try again."),
    "attachment_refused:reaches_out": _l(
        "The file loads parts of itself from elsewhere. Save it without such links."
    ),
}

refusals.register(SENTENCES)
