"""The questions a transition may ask, by the names that definitions use.

Each looks at plain facts and answers None (go on) or the refusal. Those of
`ASKED_BEFOREHAND` need nothing that is typed, so buttons ask them too.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from workflow.items import opinions, refusals
from workflow.items.context import CycleFacts, ItemContext
from workflow.items.orders import NO_INPUT, ActionInput
from workflow.values import errors, money
from workflow.values.errors import Refusal
from workflow.values.sheet import CORE_FIELDS, Sheet
from workflow.values.text import search_key
from workflow.work import Work

# ---------------------------------------------------- how many sheets are there


@dataclass(frozen=True)
class Sheets:
    """Evaluation sheets about an item as it is now: submitted, and expected of the panel."""

    submitted: int = 0
    expected: int = 0


NO_SHEETS: Final = Sheets()
"""Where no session evaluates the item: nobody was asked, so nothing is there."""

Count = Callable[[Work, Any, ItemContext], Sheets]
"""Counts the sheets of an item, given mapped or locked, that stands as its context says."""

_COUNTS: Final[list[Count]] = []


def register_sheets(count: Count) -> None:
    """Register the function that counts sheets; a later one replaces it."""
    _COUNTS[:] = [count]


def sheets_of(work: Work, item: Any, context: ItemContext) -> Sheets:
    """The sheets of an item; none where nobody counts them."""
    return _COUNTS[0](work, item, context) if _COUNTS else NO_SHEETS


# ---------------------------------------------------------------- the questions


INITIAL_BUDGET: Final = "initial"
"""The kind of cycle in which an amount cannot be negative."""


@dataclass(frozen=True)
class GuardContext:
    """A context, who acts (and for whom), and what was looked up for the guards of this move.

    `verdicts` are the active codes with whether they need conditions; `duplicate`
    tells whether the section has another item of this name in the cycle;
    `meeting_ids` are the meetings that can report the item: they take its cycle, and their
    report is not frozen, or frozen with it; `next_cycle` is the cycle named for a carry-over;
    from `ask_from_kyen` 千円 on an amount looks like yen; `sheets` are those submitted and
    expected, `sheets_needed` how many there have to be; `required` are optional fields of the sheet
    that the office does not go without.
    """

    context: ItemContext
    person_id: int
    sheet: Sheet = Sheet()
    particulars: ActionInput = NO_INPUT
    verdicts: Mapping[str, bool] | None = None
    duplicate: bool = False
    meeting_ids: frozenset[int] = frozenset()
    next_cycle: CycleFacts | None = None
    principal_id: int | None = None
    sheets: Sheets = NO_SHEETS
    sheets_needed: int = 1
    ask_from_kyen: int = money.YEN_SUSPECTED_FROM
    required: tuple[str, ...] = ()


Guard = Callable[[GuardContext], Refusal | None]


def form_complete(case: GuardContext) -> Refusal | None:
    """Every core column of 資料1-6 is filled in, and what the office requires besides."""
    wanted = (*CORE_FIELDS, *case.required)
    missing = tuple(name for name in wanted if _shows_nothing(case.sheet, name))
    return refusals.FormIncomplete(fields=missing) if missing else None


def _shows_nothing(sheet: Sheet, name: str) -> bool:
    value = sheet.said(name)
    # A name of nothing but zero-width characters is no name.
    return sheet.is_empty(name) or (isinstance(value, str) and not search_key(value))


def funding_sums_to_amount(case: GuardContext) -> Refusal | None:
    """Where funding lines are given, they sum to the amount (千円)."""
    lines = case.sheet.funding_lines
    total = sum(line.amount_kyen for line in lines)
    if not lines or total == case.sheet.amount_kyen:
        return None
    return refusals.FundingMismatch(lines=total, amount=case.sheet.amount_kyen)


def amount_allowed(case: GuardContext) -> Refusal | None:
    """Negative only in a supplementary budget; what looks like yen only when confirmed."""
    amount, before = case.sheet.amount_kyen or 0, case.sheet.previous_amount_kyen
    if amount < 0 and case.context.cycle.kind == INITIAL_BUDGET:
        return refusals.AmountNotAllowed(amount=amount)
    is_asked = money.looks_like_yen(amount, before, case.ask_from_kyen)
    if is_asked and not case.sheet.amount_confirmed:
        return refusals.AmountLooksLikeYen(amount=amount, words=money.in_words(amount))
    return None


def not_duplicate(case: GuardContext) -> Refusal | None:
    """The section has no other item of this name in the cycle."""
    return errors.DuplicateItem(name=case.sheet.name) if case.duplicate else None


def cycle_open(case: GuardContext) -> Refusal | None:
    """The cycle has begun and is not closed; a deadline that has passed closes nothing."""
    cycle = case.context.cycle
    if cycle.closed:
        return refusals.CycleClosed(cycle=cycle.id)
    if case.context.today < cycle.opens_on:
        return refusals.CycleNotOpenYet(cycle=cycle.id, opens_on=cycle.opens_on)
    return None


def by_submitter(case: GuardContext) -> Refusal | None:
    """Only the one who submitted pulls back, or the one in whose name it was done."""
    submitters = {case.context.submitted_by, case.context.submitted_for} - {None}
    mine = submitters & {case.person_id, case.principal_id}
    return None if mine else refusals.NotTheSubmitter()


def evaluation_complete(case: GuardContext) -> Refusal | None:
    """A known verdict and findings; conditions where the verdict needs them."""
    given, verdicts = case.particulars, case.verdicts or {}
    missing = [
        name
        for name, wrong in (
            ("verdict", given.verdict not in verdicts),
            ("findings", not given.findings),
            ("conditions", verdicts.get(given.verdict, False) and not given.conditions),
        )
        if wrong
    ]
    return refusals.EvaluationIncomplete(fields=tuple(missing)) if missing else None


def sheets_submitted(case: GuardContext) -> Refusal | None:
    """Enough evaluators have submitted their sheets, or it is said why it is done without."""
    there, needed = case.sheets, case.sheets_needed
    if there.submitted >= needed or case.particulars.override:
        return None
    return refusals.SheetsMissing(submitted=there.submitted, expected=there.expected, needed=needed)


def meeting_given(case: GuardContext) -> Refusal | None:
    """The report names a headquarters meeting that takes the cycle."""
    known = case.particulars.meeting_id in case.meeting_ids
    return None if known else refusals.MeetingMissing(cycle=case.context.cycle.id)


def report_not_frozen(case: GuardContext) -> Refusal | None:
    """The report that holds the evaluation has not been frozen."""
    return refusals.ReportFrozen() if case.context.report_frozen else None


def opinions_given(case: GuardContext) -> Refusal | None:
    """Enough of those who are asked have given their opinion, or the days for it are over."""
    return opinions.still_missing(case.context)


def no_objection(case: GuardContext) -> Refusal | None:
    """None of those who are asked objects."""
    so_far = case.context.opinions
    objecting = [one.party for one in so_far.given if not one.agrees] if so_far else []
    return refusals.OpinionObjects(roles=tuple(objecting)) if objecting else None


def next_cycle_given(case: GuardContext) -> Refusal | None:
    """A carry-over names a later cycle that is not closed, and whose budget takes the amount."""
    later, amount = case.next_cycle, case.sheet.amount_kyen or 0
    if not later or later.closed or later.opens_on <= case.context.cycle.opens_on:
        return refusals.NextCycleMissing(cycle=case.particulars.cycle_id)
    if amount < 0 and later.kind == INITIAL_BUDGET:
        return refusals.AmountNotAllowed(amount=amount)
    return None


GUARDS: Final[Mapping[str, Guard]] = {
    guard.__name__: guard
    for guard in (
        form_complete,
        funding_sums_to_amount,
        amount_allowed,
        not_duplicate,
        cycle_open,
        by_submitter,
        evaluation_complete,
        sheets_submitted,
        meeting_given,
        report_not_frozen,
        next_cycle_given,
        opinions_given,
        no_objection,
    )
}

ASKED_BEFOREHAND: Final = frozenset(
    {"cycle_open", "by_submitter", "report_not_frozen", "opinions_given", "no_objection"}
)
"""Guards that depend on nothing typed: they also decide whether a button is shown."""


LOOKS_AT_SHEET: Final = frozenset(
    {
        "form_complete",
        "funding_sums_to_amount",
        "amount_allowed",
        "not_duplicate",
        "next_cycle_given",
    }
)
"""Guards that look at the item's sheet."""


def of_what_is_typed(names: tuple[str, ...]) -> tuple[str, ...]:
    """Those of the guards that the policy has not asked: they look at what was typed."""
    return tuple(name for name in names if name not in ASKED_BEFOREHAND)


def first_refusal(names: tuple[str, ...], case: GuardContext) -> Refusal | None:
    """Ask the guards in order; the first that refuses answers."""
    return next((refusal for name in names if (refusal := GUARDS[name](case))), None)


def all_refusals(names: tuple[str, ...], case: GuardContext) -> tuple[Refusal, ...]:
    """What everything says that looks at what was typed, in order, where it refuses."""
    return tuple(filter(None, (GUARDS[name](case) for name in of_what_is_typed(names))))
