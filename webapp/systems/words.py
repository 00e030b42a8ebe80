"""The words for systems of the inventory: their states and acts, and what is refused of them."""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import Any, Final

from flask_babel import LazyString

from webapp.audit import words as record_words
from webapp.words import labels, refusals, sheet_labels
from webapp.words.catalogue import gettext as _
from webapp.words.catalogue import lazy_gettext as _l
from webapp.words.catalogue import lazy_pgettext as _p
from webapp.words.filters import era_date, era_year, with_commas
from workflow.ledger import Referred
from workflow.systems import Round
from workflow.values import (
    Assessment,
    Hosting,
    Network,
    PersonalData,
    ReviewState,
    StandardTask,
    Subject,
    SystemAct,
    SystemForm,
)

LOOKS: Final[Mapping[ReviewState, str]] = {
    ReviewState.SURVEY: "draft",
    ReviewState.STUDY: "under_review",
    ReviewState.POLICY: "reviewed",
    ReviewState.DONE: "evaluated",
    ReviewState.RETIRED: "withdrawn",
}
"""Which state of items each state of the review looks like."""

ACTS: Final[Mapping[SystemAct, LazyString]] = {
    SystemAct.ASK: _p("system", "Ask for the survey"),
    SystemAct.SURVEY: _p("system", "Complete the survey"),
    SystemAct.SEND_BACK: _p("system", "Send the survey back"),
    SystemAct.ASSESS: _p("system", "Decide"),
    SystemAct.CARRY_OUT: _p("system", "It is carried out"),
    SystemAct.REVIEW: _p("system", "Begin the next round of review"),
    SystemAct.RETIRE: _p("system", "Retire the system"),
}

DONE: Final[Mapping[SystemAct, LazyString]] = {
    SystemAct.ASK: _l("The department is asked for the survey."),
    SystemAct.SURVEY: _l("The survey is completed: it is considered next."),
    SystemAct.SEND_BACK: _l("The survey has gone back to the department."),
    SystemAct.ASSESS: _l("It is decided what becomes of the system."),
    SystemAct.CARRY_OUT: _l("What was decided is carried out."),
    SystemAct.REVIEW: _l("The next round of review has begun."),
    SystemAct.RETIRE: _l("The system is retired. It stays in the record."),
}

FIELDS: Final[Mapping[str, LazyString]] = {
    "number": _l("No."),
    "department": _l("Department"),
    "section": _p("sheet", "Section"),
    "name": _p("system", "System"),
    "purpose": _p("system", "Purpose"),
    "vendor": _p("system", "Vendor"),
    "form": sheet_labels.FIELDS["system_form"],
    "networks": sheet_labels.FIELDS["networks"],
    "personal_data": sheet_labels.FIELDS["personal_data"],
    "users": _p("system", "Users"),
    "hosting": _p("system", "Runs on"),
    "task": _p("system", "Standardised task"),
    "holds": _p("system", "Data it holds"),
    "contract_from": _p("system", "Contract from"),
    "contract_until": sheet_labels.FIELDS["contract_ends_on"],
    "support_until": sheet_labels.FIELDS["support_ends_on"],
    "costs": _p("system", "Costs (thousand yen)"),
    "interfaces": _p("system", "Hands data on to"),
    "state": _p("system", "Review"),
    "round": _p("system", "Round of review"),
    "assessment": _p("system", "What becomes of it"),
    "act_by": _p("system", "By when"),
    "reasons": _p("system", "Reasons"),
    "merges_into": _p("system", "Merges into"),
    "answer_by": _p("system", "Answer by"),
    "revision": _p("goal", "Number of changes"),
}

COST: Final = "cost_"

SENTENCES: Final[Mapping[str, LazyString]] = {
    "system_not_in_state": _l("This is not done with a system in its present state."),
    "system_changed": _l(
        "Somebody changed the system after the page was opened. Nothing of yours was done: look at"
        " it again."
    ),
    "systems_nothing_to_ask": _l(
        "Among these systems none waits for its survey or for the next round of review."
    ),
    "systems_not_ready": _l("The file cannot be carried out."),
    "systems_not_ready:problems": _l("Something in the file needs correcting. Nothing was done."),
    "systems_not_ready:nothing": _l("Everything is as the file says: there is nothing to change."),
    "systems_not_ready:committed": _l("The file was carried out already."),
}
PROBLEMS: Final[Mapping[str, LazyString]] = {
    "system_ends_before": _l("The contract ends before it begins."),
    "system_cost": _l("Type whole thousands of yen, 0 or more."),
    "system_name_taken": _l("The department has a system of this name: No. %(number)s."),
    "system_interface_unknown": _l(
        "“%(line)s”: there is no such system. Begin the line with its number, or with its whole"
        " name and a colon."
    ),
    "system_answer_day": _l(
        "Type a day that is not over yet, like %(example_digits)s or %(example_iso)s."
    ),
    "system_merges_only": _l("Only a system that is merged names another one."),
    "system_merge_unknown": _l(
        "“%(line)s”: there is no such system. Begin with its number, or write its whole name."
    ),
    "system_merges_itself": _l("A system does not merge into itself."),
    "system_merge_stops": _l("That system is to be stopped: nothing can merge into it."),
    "system_merge_circle": _l("That system merges into this one already."),
    "system_merged_into": _l(
        "System No. %(number)s is to merge into this one. Decide on it first."
    ),
    "systems_not_decidable": _l(
        "What becomes of a system is decided by the center, once its survey is completed."
    ),
    "systems_no_head": _l("No sheet has a row with the headings for department and system."),
    "systems_number_unknown": _l("There is no system with this number that you can write on."),
    "systems_other_department": _l("You do not write on the systems of this department."),
    "systems_row_twice": _l("Another row is about the same system."),
    "systems_choice": _l("Write one of: %(words)s."),
    "systems_number": _l("Type a whole number, like 3."),
    "system_interface_itself": _l("A system has no interface with itself."),
}

refusals.register(SENTENCES, PROBLEMS)


def _coded(kind: Any) -> Any:
    return lambda given: labels.enum(kind(given)) if given else ""


_system = record_words.refers_to(Referred.SYSTEM)
record_words.register(
    Subject.SYSTEM,
    FIELDS,
    {
        "form": _coded(SystemForm),
        "personal_data": _coded(PersonalData),
        "hosting": _coded(Hosting),
        "task": _coded(StandardTask),
        "state": _coded(ReviewState),
        "assessment": _coded(Assessment),
        "networks": lambda given: listed(map(Network, given.split())),
        "costs": lambda given: f"{era_year(given['year'])} {given['kyen']:,}",
        "department": record_words.refers_to(Referred.DEPARTMENT_CODE),
        "merges_into": record_words.refers_to(Referred.SYSTEM),
        "interfaces": lambda given: f"{_system(given['to'])} {given['data']}".rstrip(),
    },
)


def listed(codes: Any) -> str:
    """Several codes in words."""
    return with_commas(labels.enum(one) for one in codes)


def asked(done: Round) -> str:
    """What asking for many surveys did."""
    return _(
        "%(asked)d systems are asked for their survey, %(opened)d begin their next round.",
        asked=done.asked,
        opened=done.opened,
    )


def look(state: ReviewState) -> str:
    """The state of items that a state of the review looks like."""
    return LOOKS[state]


def act(value: SystemAct | str) -> str:
    """What the button of an act says."""
    return str(ACTS[SystemAct(value)])


def column(name: str) -> str:
    """What a column of a file, or a field, is called."""
    if name.startswith(COST):
        return era_year(int(name.removeprefix(COST)))
    return str(FIELDS[name])


def said(name: str, value: Any, departments: Mapping[str, str]) -> str:
    """A field of a draft in words; `departments` are names by code."""
    if name == "department":
        return departments.get(value, value)
    if name == "costs":
        return "、".join(f"{era_year(year)} {kyen:,}" for year, kyen in value.items())
    if name == "networks":
        return listed(value)
    if name == "interfaces":
        return " / ".join(value)
    if isinstance(value, StrEnum):
        return labels.enum(value)
    if isinstance(value, date):
        return era_date(value)
    return "" if value is None else str(value)
