"""What the papers of a year are called, in the record too."""

from webapp.audit import words as record_words
from webapp.words import labels
from webapp.words.catalogue import lazy_gettext as _l
from webapp.words.catalogue import lazy_pgettext as _p
from workflow.values import AgendaKind, Subject


def kind(value: AgendaKind) -> str:
    """Which paper it is."""
    return labels.enum(value)


record_words.register(
    Subject.PAPER_EDITION,
    {
        "sha256": _l("SHA-256 of the content"),
        "ledger_head": _l("Merkle root of the ledger"),
        "by": _p("edition", "Frozen by"),
    },
)
