"""What the organisation's pages say: of refusals, of problems, of differences, in the record."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Final

from flask_babel import LazyString

from webapp.audit import words as audit_words
from webapp.words import refusals
from webapp.words.catalogue import gettext as _
from webapp.words.catalogue import lazy_gettext as _l
from webapp.words.catalogue import lazy_pgettext as _p
from webapp.words.catalogue import npgettext
from workflow.organisation import Difference
from workflow.reorganisation import PlanState
from workflow.values import Subject

SENTENCES: Final[Mapping[str, LazyString]] = {
    "organisation_year_over": _l("Fiscal year %(year)s is over: its organisation stays as it was."),
    "organisation_changed": _l(
        "Somebody changed the organisation after you opened it. See what it is now."
    ),
    "plan_overtaken": _l(
        "What “%(name)s” changes was changed by somebody else. Look at it again and decide anew."
    ),
    "plan_not_open": _l("This plan has taken effect, was cancelled, or is not decided yet."),
    "plan_too_early": _l("The plan takes effect on %(day)s, not before."),
    "file_refused:head_missing": _l("No sheet has a row with these headings: %(names)s."),
}

PROBLEMS: Final[Mapping[str, LazyString]] = {
    "department_twice": _l("“%(name)s” is there twice."),
    "department_code": _l(
        "The code of a department begins with a small letter and has small letters, figures, "
        "- and _ only, in half width: soumu, for example."
    ),
    "section_twice": _l("The section “%(name)s” is there twice."),
    "department_has_past": _l(
        "“%(name)s” has a past: it gets another name by a plan, which takes along what is under"
        " way."
    ),
    "section_has_past": _l(
        "The section “%(name)s” has a past: it gets another name by a plan, which takes along what"
        " is under way."
    ),
    "department_in_use": _l(
        "“%(name)s” has %(count)s items under way or people with a role: say by a plan where they"
        " go."
    ),
    "section_in_use": _l(
        "The section “%(name)s” has %(count)s items under way: say by a plan where they go."
    ),
    "section_elsewhere": _l(
        "The section “%(name)s” belongs to another department: a plan moves it."
    ),
    "plan_empty": _l("The plan has no lines yet."),
    "plan_met": _l(
        "The plan “%(name)s” is decided for the same day and changes these too: %(names)s. Put both"
        " into one plan, or cancel that one first."
    ),
    "plan_lines_wrong": _l("Some lines need correcting."),
    "plan_department_unknown": _l("There is no department “%(name)s” on that day."),
    "plan_section_unknown": _l("The department has no section “%(name)s” on that day."),
    "plan_department_unknown_new": _l(
        "There is no department “%(name)s”. Give a code to make it a new one, also where an old"
        " one is only called otherwise."
    ),
    "plan_successor_ends": _l("“%(name)s” ends by this plan itself: name one that stays."),
    "plan_moved_under_itself": _l("It is there already: nothing would move."),
    "plan_line_twice": _l("“%(name)s” has two lines: it can go to one place only."),
    "plan_hole": _l("Nothing says where these go: %(names)s."),
    "plan_emptied": _l(
        "“%(name)s” keeps no section. Add a line without a section: it ends, or goes over whole."
    ),
    "plan_items_left": _l("%(place)s is abolished with %(count)s items under way: %(names)s."),
    "plan_items_without_section": _l(
        "%(count)s items of %(place)s name no section, so that nothing says where they go:"
        " %(names)s."
    ),
    "plan_people_without_section": _l(
        "%(count)s people of %(place)s work in no section, so that nothing says where they go:"
        " %(names)s. Name a department in the line without a section, or move them first."
    ),
    "plan_same_names": _l("Two items called “%(name)s” would be in one section of a cycle."),
}

STATES: Final[Mapping[PlanState, LazyString]] = {
    PlanState.DRAFT: _p("plan", "Draft"),
    PlanState.DECIDED: _p("plan", "Decided"),
    PlanState.OUTDATED: _p("plan", "Overtaken: decide again"),
    PlanState.DONE: _p("plan", "In effect"),
    PlanState.CANCELLED: _p("plan", "Cancelled"),
}

_DIFFERENCES: Final[Mapping[tuple[str, str], LazyString]] = {
    ("department", "add"): _l("New department"),
    ("department", "rename"): _l("Department renamed"),
    ("department", "translate"): _l("English name of a department"),
    ("department", "abolish"): _l("Department abolished"),
    ("department", "order"): _l("Order of the departments"),
    ("section", "add"): _l("New section"),
    ("section", "rename"): _l("Section renamed"),
    ("section", "translate"): _l("English name of a section"),
    ("section", "abolish"): _l("Section abolished"),
    ("section", "order"): _l("Order of the sections"),
}


def difference(one: Difference) -> str:
    """What a difference is called."""
    return str(_DIFFERENCES[one.what, one.kind])


_TOLD: Final[Mapping[str, LazyString]] = {
    "add": _l("%(what)s to add"),
    "rename": _l("%(what)s to rename"),
    "abolish": _l("%(what)s to abolish"),
}


def told(differences: Iterable[Difference]) -> list[str]:
    """How many departments and sections a file adds, renames and abolishes, and what is left."""
    counts = Counter((one.kind, one.what) for one in differences)
    sentences = []
    for kind, sentence in _TOLD.items():
        if what := _counted(counts.pop((kind, "department"), 0), counts.pop((kind, "section"), 0)):
            sentences.append(str(sentence % {"what": what}))
    if rest := counts.total():
        sentences.append(
            npgettext("organisation", "%(num)d other change", "%(num)d other changes", rest)
        )
    return sentences


def _counted(departments: int, sections: int) -> str:
    found = []
    if departments:
        found.append(
            npgettext("organisation", "%(num)d department", "%(num)d departments", departments)
        )
    if sections:
        found.append(npgettext("organisation", "%(num)d section", "%(num)d sections", sections))
    return _("%(one)s and %(other)s", one=found[0], other=found[1]) if found[1:] else "".join(found)


def state(value: PlanState) -> str:
    """What the state of a plan is called."""
    return str(STATES[value])


refusals.register(SENTENCES, PROBLEMS)

_PLACES: Final = {
    "name": _p("organisation", "Name in Japanese"),
    "name_en": _p("organisation", "Name in English"),
    "ends_on": _l("Last day"),
    "places": _l("Place in each fiscal year"),
}
audit_words.register(Subject.DEPARTMENT, _PLACES)
audit_words.register(Subject.SECTION, _PLACES)
audit_words.register(
    Subject.PLAN,
    {
        "title": _l("Title of the plan"),
        "takes_effect_on": _l("Takes effect on"),
        "state": _l("State"),
        "lines": _l("Old and new"),
        "decided_by": _l("Decided by"),
    },
    {"state": lambda given: state(PlanState(given))},
)
