"""Words for substitutions: their status, and the sentences for what is refused."""

from collections.abc import Mapping
from typing import Final

from flask_babel import LazyString

from webapp.words import refusals
from webapp.words.catalogue import lazy_gettext as _l
from webapp.words.catalogue import lazy_pgettext as _p
from webapp.words.filters import SignedWord
from webapp.words.office import HEADQUARTERS
from workflow.substitutes import SubstitutionStatus

STATUSES: Final[Mapping[SubstitutionStatus, SignedWord]] = {
    SubstitutionStatus.COMING: SignedWord("○", _p("substitute", "Coming")),
    SubstitutionStatus.IN_FORCE: SignedWord("◑", _p("substitute", "Now")),
    SubstitutionStatus.OVER: SignedWord("●", _p("substitute", "Over")),
    SubstitutionStatus.ENDED: SignedWord("×", _p("substitute", "Ended early")),
}

SENTENCES: Final[Mapping[str, LazyString]] = {
    "finaliser_is_personal": _l(
        "The open evaluation session names who finalises. Nobody finalises as a substitute: "
        "the %(headquarters)s secretariat can name another finaliser.",
        headquarters=HEADQUARTERS,
    ),
    "self_appointed": _l(
        "Nobody makes themselves another's substitute. Ask that person, or another admin."
    ),
    "substitute_overlaps": _l(
        "On one of these days %(who)s stands in for this role already. End that first."
    ),
}

PROBLEMS: Final[Mapping[str, LazyString]] = {
    "role_not_substituted": _l("Nobody stands in for this role."),
    "role_not_held": _l("The absent person does not hold this role there."),
    "substitute_is_absent": _l("Choose another person than the absent one."),
    "unknown_person": _l("Choose one of the people in use."),
}

refusals.register(SENTENCES, PROBLEMS)
