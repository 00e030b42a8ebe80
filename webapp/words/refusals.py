"""The sentence for every refusal of the engine, and for every problem with one field.

A sentence may name facts as %(fact)s; a fact that the refusal does not carry reads
as nothing, so a sentence must stand without it.
"""

from collections.abc import Mapping
from datetime import date, datetime
from enum import StrEnum
from typing import Any, Final, Protocol

from flask_babel import LazyString

from webapp.words import days, sheet_labels
from webapp.words.catalogue import gettext as _
from webapp.words.catalogue import lazy_gettext as _l
from webapp.words.events import EVENTS, own_action
from webapp.words.filters import kyen, labelled, moment, short_date, title, with_commas
from webapp.words.office import HEADQUARTERS
from workflow.values import InputRefused, Problem, Refusal, Title

SENTENCES: Final[dict[str, LazyString]] = {
    "refused": _l("This is not possible."),
    "not_signed_in": _l("You are not signed in."),
    "not_permitted": _l("You may not do this."),
    "wrong_role": _l("Your role does not include this."),
    "only_by_system": _l("The system does this by itself once its day has passed."),
    "not_due_yet": _l("The day for this has not passed yet."),
    "other_department": _l("This belongs to another department."),
    "separation_of_duties": _l(
        "Whoever did the earlier step of an item cannot do this one as well. Another person has to."
    ),
    "not_the_submitter": _l("Only the person who submitted the item can pull it back."),
    "not_found": _l("There is nothing here, or it is not for you to see."),
    "conflict": _l("Things have changed in the meantime."),
    "action_not_possible": _l(
        "The item has moved on: this step is no longer possible. See where it stands now."
    ),
    "someone_else_acted_first": _l(
        "Someone else acted just before you. Nothing of yours was saved: see where it stands now."
    ),
    "someone_else_acted_first:named": _l(
        "“%(action)s” by %(who)s came before you, on %(when)s. Nothing of yours was done: see"
        " where the item stands now."
    ),
    "someone_else_acted_first:yours": _l(
        "You took the step “%(action)s” yourself since this page was opened, on %(when)s. Nothing"
        " more was done: see where the item stands now."
    ),
    "waited_in_a_circle": _l(
        "Several people changed the same things at the same moment. Nothing of yours was saved:"
        " send it once more."
    ),
    "content_changed": _l(
        "The sheet was changed after you opened it. Nothing was saved: read it again first."
    ),
    "changed_meanwhile": _l(
        "Somebody changed this in the meantime. Nothing was saved: open the page again first."
    ),
    "key_reused": _l("This form was already used for something else. Open the page again."),
    "not_editable": _l("The sheet cannot be edited at this stage."),
    "limit_reached": _l("This can be done at most %(limit)s times for one item."),
    "note_required": _l("Give the reason."),
    "form_incomplete": _l("These fields are still empty: %(fields)s."),
    "sheet_unreadable": _l("What was typed here cannot be read yet: %(fields)s."),
    "funding_mismatch": _l(
        "The funding lines sum to %(lines)s thousand yen, the amount is %(amount)s thousand yen."
    ),
    "amount_not_allowed": _l("A negative amount is possible in a supplementary budget only."),
    "amount_looks_like_yen": _l(
        "The amount would be %(amount)s thousand yen (%(words)s). Did you type yen? "
        "Correct it, or tick that it is right."
    ),
    "duplicate_item": _l("This section already has an item called “%(name)s” in this cycle."),
    "cycle_closed": _l("This cycle is closed."),
    "cycle_not_open_yet": _l("This cycle has not opened yet."),
    "evaluation_incomplete": _l("The evaluation still lacks: %(fields)s."),
    "questions_unanswered": _l(
        "The department has not answered %(count)s questions yet. Tick it if the review is"
        " complete all the same."
    ),
    "opinion_given": _l("The opinion was given already."),
    "opinions_missing": _l("%(given)s of %(needed)s opinions have been given so far."),
    "opinion_objects": _l("There is an objection: the item goes back, or ends."),
    "meeting_missing": _l("Choose the meeting of the %(headquarters)s.", headquarters=HEADQUARTERS),
    "report_frozen": _l(
        "The results of this budget are frozen in a report. Before an evaluation is taken back,"
        " the %(headquarters)s secretariat has to lift the freeze.",
        headquarters=HEADQUARTERS,
    ),
    "next_cycle_missing": _l("There is no later open cycle to carry the item over to."),
    "input_refused": _l("Some fields need correcting."),
    "process_in_use": _l(
        "%(count)s items stand on version %(version)s of the process %(name)s:"
        " it cannot be withdrawn."
    ),
    "process_needed": _l(
        "Cycles begin their items on the process %(name)s, and version %(version)s is the only one:"
        " publish another first."
    ),
    "process_version_taken": _l("This version of the process is published with another text."),
    "too_much_at_once": _l(
        "Several pages are being made for you already. This one follows when they are there."
    ),
    "took_too_long": _l(
        "The database was busy with this for too long and was stopped. Nothing was changed; ask"
        " for less: fewer words, or a narrower list."
    ),
    "storage_away": _l(
        "The place where files are kept does not answer. Nothing was changed; try again in half"
        " a minute."
    ),
    "file_altered": _l(
        "What lies in the place of this file is not what was kept: it is damaged or was replaced."
        " It is not handed out. Tell the administrator."
    ),
}
PROBLEMS: Final[dict[str, LazyString]] = {
    "required": _l("This field is required."),
    "nothing_chosen": _l("Choose one here: it is required."),
    "condition_missing": _l("This verdict needs conditions: type the first one."),
    "not_readable": _l("What was typed cannot be read yet. Correct it."),
    "unknown_section": _l("There is no section called “%(name)s” in this department."),
    "field_not_in_use": _l("This field is not in use. Choose one from the list."),
    "funding_not_in_use": _l("This kind of funding is not in use. Choose one from the list."),
    "unknown_category": _l("This category is not in use. Choose one from the list."),
    "unknown_system": _l("There is no system number %(number)s in the inventory."),
    "unknown_goal": _l("There is no DX goal number %(number)s in this fiscal year."),
    "unknown_department": _l("Choose other departments from the list."),
    "count_out_of_range": _l("Type a whole number from 0 to %(limit)s."),
    "too_many": _l("At most %(limit)s entries are possible."),
    "amount_too_large": _l("The amount is too large: at most %(limit)s thousand yen."),
    "text_control": _l("There is a character that cannot be kept (%(code_point)s). Delete it."),
    "text_surrogate": _l("A character arrived broken (%(code_point)s). Type it again."),
    "text_line_break": _l("This field takes one line only."),
    "text_too_long": _l("This is too long: %(length)s characters, at most %(limit)s."),
    "dates_out_of_order": _l("The dates are not in order."),
    "key_unreadable": _l("This form cannot be used any more. Open the page again."),
    "name_missing": _l("A name is missing."),
    "unknown_language": _l("This language is not offered."),
    "several_items": _l("Several items are called “%(name)s”. Name one by its number."),
    "day_unreadable": _l(
        "Type a day that exists, like %(example_digits)s, %(example_day)s or %(example_iso)s."
    ),
    "day_without_year": _l(
        "The year is missing. For %(earlier_day)s type %(earlier_digits)s,"
        " for %(later_day)s type %(later_digits)s."
    ),
    "day_passed": _l("This day has passed: choose today or a later one."),
    "day_too_far": _l("This day is too far away: at most %(limit)s days."),
    "cursor_unreadable": _l("This page of the list is gone. Begin at the first page."),
}


def register(
    sentences: Mapping[str, LazyString], problems: Mapping[str, LazyString] | None = None
) -> None:
    """Take in a feature's own sentences, by key: of refusals, and of problems with one field.

    Raises ValueError where a key has another sentence already.
    """
    for known, more in ((SENTENCES, sentences), (PROBLEMS, problems or {})):
        for key, sentence in more.items():
            if known.setdefault(key, sentence) is not sentence:
                raise ValueError(f"two sentences for {key}")


def refusal(error: Refusal) -> str:
    """Why the engine refused, in the language of the page."""
    known = SENTENCES.get(f"{error.key}:{error.data.get('reason')}") or SENTENCES.get(error.key)
    text = _sentence(known or SENTENCES["refused"], error.data)
    if isinstance(error, InputRefused):
        return " ".join((text, *(labelled(_field(p), problem(p)) for p in error.problems)))
    return text


def refused_file(error: Refusal) -> str:
    """Why a file was not taken, with its name where it is known."""
    name, sentence = error.data.get("name", ""), refusal(error)
    return labelled(name, sentence) if name else sentence


class Wrong(Protocol):
    """What is wrong with a field, or with a cell: `key` has a sentence, which names the facts."""

    @property
    def key(self) -> str:
        """Which sentence."""

    @property
    def data(self) -> Mapping[str, Any]:
        """The facts by name."""


def problem(one: Wrong) -> str:
    """What is wrong with one field or cell, in the language of the page."""
    known = PROBLEMS.get(one.key) or SENTENCES.get(one.key)
    return _sentence(known, one.data) if known is not None else _("This value cannot be used.")


def _field(one: Problem) -> str:
    return sheet_labels.field(one.field)


class _Facts(dict[str, str]):
    """Facts by name, as words; nothing for one that is not known."""

    def __missing__(self, name: str) -> str:
        return days.FACTS[name](self) if name in days.FACTS else ""


def _sentence(text: LazyString, data: Mapping[str, Any]) -> str:
    return str(text) % _Facts({name: _word(name, fact) for name, fact in data.items()})


def _word(name: str, fact: Any) -> str:
    if name == "fields" and not isinstance(fact, str):
        return with_commas(sheet_labels.field(one) for one in fact)
    if name == "action":
        return str(EVENTS[fact]) if fact in EVENTS else own_action(fact)
    return _plain(fact)


def _plain(fact: Any) -> str:
    if isinstance(fact, bool) or fact is None:
        return ""
    if isinstance(fact, int):
        return kyen(fact)
    if isinstance(fact, datetime):
        return moment(fact)
    return short_date(fact) if isinstance(fact, date) else _named(fact)


def _named(fact: Any) -> str:
    if isinstance(fact, Title):
        return title(fact)
    return fact.value if isinstance(fact, StrEnum) else str(fact)
