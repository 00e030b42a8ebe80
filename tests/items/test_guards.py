"""The questions that transitions ask, each on plain facts."""

from datetime import date

import pytest

from workflow.items import refusals
from workflow.items.guards import (
    ASKED_BEFOREHAND,
    GUARDS,
    GuardContext,
    all_refusals,
    first_refusal,
)
from workflow.items.orders import ActionInput
from workflow.process.shape import GUARD_NAMES
from workflow.values import errors
from workflow.values.sheet import CORE_FIELDS, FundingLine, Sheet
from workflow.values.vocabulary import FundingSource

COMPLETE = Sheet("課", "living", "procedure", "名", 0, "一般財源", "概要")


@pytest.fixture
def ask(a_context):
    """`ask(guard, sheet=…, context changes…)`: what the guard answers."""

    def answer(guard, case=None, **context):
        return GUARDS[guard](GuardContext(a_context(**context), 7, **(case or {})))

    return answer


def test_definitions_can_name_exactly_the_guards_there_are():
    assert set(GUARDS) == set(GUARD_NAMES)
    assert set(GUARDS) > ASKED_BEFOREHAND


def test_a_sheet_is_complete_when_every_core_field_is_filled(ask):
    assert ask("form_complete", {"sheet": COMPLETE}) is None
    assert ask("form_complete", {"sheet": Sheet()}).data["fields"] == CORE_FIELDS


@pytest.mark.parametrize("invisible", ["\u200b", "\ufeff\u200d", "\u00ad"])
def test_a_name_that_shows_nothing_is_missing(ask, invisible):
    sheet = Sheet("課", "living", "procedure", invisible, 0, "一般財源", "概要")

    assert ask("form_complete", {"sheet": sheet}).data["fields"] == ("name",)


@pytest.mark.parametrize(
    ("amount", "lines", "answer"),
    [
        (100, (), None),
        (None, (), None),
        (100, (60, 40), None),
        (0, (5, -5), None),
        (100, (60, 41), {"lines": 101, "amount": 100}),
        (None, (60,), {"lines": 60, "amount": None}),
    ],
)
def test_funding_lines_where_given_sum_to_the_amount(ask, amount, lines, answer):
    funding = tuple(FundingLine(FundingSource.OTHER, kyen) for kyen in lines)
    refusal = ask(
        "funding_sums_to_amount", {"sheet": Sheet(amount_kyen=amount, funding_lines=funding)}
    )

    assert (refusal.data if refusal else None) == answer


@pytest.mark.parametrize(
    ("kind", "amount", "confirmed", "answer"),
    [
        ("september", -1, False, None),
        ("s11", -1, False, None),
        ("initial", 0, False, None),
        ("initial", -1, False, refusals.AmountNotAllowed),
        ("initial", -1, True, refusals.AmountNotAllowed),
        ("september", 999_999, False, None),
        ("september", 1_000_000, False, refusals.AmountLooksLikeYen),
        ("september", 5_000_000, False, refusals.AmountLooksLikeYen),
        ("september", -1_000_000, False, refusals.AmountLooksLikeYen),
        ("september", 1_000_000, True, None),
        ("september", None, False, None),
    ],
)
def test_which_amounts_a_budget_allows(ask, a_cycle, kind, amount, confirmed, answer):
    sheet = Sheet(amount_kyen=amount, amount_confirmed=confirmed)
    refusal = ask("amount_allowed", {"sheet": sheet}, cycle=a_cycle(kind=kind))

    assert (type(refusal) if refusal else None) is answer


@pytest.mark.parametrize(
    ("before", "asked"), [(None, False), (0, False), (499, True), (500, True), (501, False)]
)
def test_ten_times_the_year_before_is_asked_about(ask, a_cycle, before, asked):
    sheet = Sheet(amount_kyen=5_000, previous_amount_kyen=before)
    refusal = ask("amount_allowed", {"sheet": sheet}, cycle=a_cycle(kind="september"))

    assert isinstance(refusal, refusals.AmountLooksLikeYen) is asked


def test_from_which_amount_on_is_asked_is_a_setting_and_the_answer_says_it_in_words(ask, a_cycle):
    case = {"sheet": Sheet(amount_kyen=5_000), "ask_from_kyen": 5_000}
    refusal = ask("amount_allowed", case, cycle=a_cycle(kind="september"))

    assert refusal.data == {"amount": 5_000, "words": "500万円"}


@pytest.mark.parametrize(
    ("today", "closed", "answer"),
    [
        (date(2021, 7, 11), False, refusals.CycleNotOpenYet),
        (date(2021, 7, 12), False, None),
        (date(2022, 3, 31), False, None),
        (date(2021, 7, 12), True, refusals.CycleClosed),
        (date(2021, 7, 11), True, refusals.CycleClosed),
    ],
)
def test_a_cycle_is_open_from_its_day_until_it_is_closed(ask, a_cycle, today, closed, answer):
    refusal = ask("cycle_open", cycle=a_cycle(closed=closed), today=today)

    assert (type(refusal) if refusal else None) is answer


def test_only_the_submitter_pulls_back(ask):
    assert ask("by_submitter", submitted_by=7) is None
    for other in (8, None):
        assert type(ask("by_submitter", submitted_by=other)) is refusals.NotTheSubmitter


def test_an_evaluation_is_not_taken_back_from_a_frozen_report(ask):
    assert ask("report_not_frozen") is None
    assert type(ask("report_not_frozen", report_frozen=True)) is refusals.ReportFrozen


def test_a_namesake_is_refused_by_its_name(ask):
    assert ask("not_duplicate") is None
    refusal = ask("not_duplicate", {"duplicate": True, "sheet": COMPLETE})
    assert (type(refusal), refusal.data) == (errors.DuplicateItem, {"name": "名"})


@pytest.mark.parametrize(
    ("given", "missing"),
    [
        (("appropriate", "所見", ""), None),
        (("conditional", "所見", "条件"), None),
        (("conditional", "所見", ""), ("conditions",)),
        (("appropriate", "", ""), ("findings",)),
        (("", "", ""), ("verdict", "findings")),
        (("unheard_of", "所見", ""), ("verdict",)),
    ],
)
def test_an_evaluation_says_all_that_its_verdict_needs(ask, given, missing):
    case = {
        "particulars": ActionInput(*given),
        "verdicts": {"appropriate": False, "conditional": True},
    }
    refusal = ask("evaluation_complete", case)

    assert (refusal.data["fields"] if refusal else None) == missing


@pytest.mark.parametrize(("meeting", "known"), [(3, True), (4, False), (None, False)])
def test_a_report_names_a_meeting_of_the_cycle(ask, meeting, known):
    case = {"particulars": ActionInput(meeting_id=meeting), "meeting_ids": frozenset({3})}

    assert (ask("meeting_given", case) is None) == known


def test_a_carry_over_names_a_later_cycle_that_is_not_closed(ask, a_cycle):
    later = a_cycle(id="2021-12", opens_on=date(2021, 10, 4))
    closed = a_cycle(id="2021-12", opens_on=date(2021, 10, 4), closed=True)

    assert ask("next_cycle_given", {"next_cycle": later}) is None
    for wrong in (None, closed, a_cycle()):
        assert type(ask("next_cycle_given", {"next_cycle": wrong})) is refusals.NextCycleMissing


def test_the_first_guard_that_refuses_answers(a_context, a_cycle):
    case = GuardContext(a_context(cycle=a_cycle(closed=True)), 7, duplicate=True)

    refusal = first_refusal(("by_submitter", "cycle_open", "not_duplicate"), case)

    assert type(refusal) is refusals.NotTheSubmitter
    assert first_refusal((), case) is None


def test_everything_that_looks_at_what_was_typed_refuses_together(a_context, a_cycle):
    funding = (FundingLine(FundingSource.OTHER, 5),)
    case = GuardContext(
        a_context(cycle=a_cycle(closed=True)), 7, Sheet(funding_lines=funding), duplicate=True
    )
    names = ("cycle_open", "form_complete", "funding_sums_to_amount", "amount_allowed")

    found = all_refusals((*names, "not_duplicate"), case)

    assert [type(one) for one in found] == [
        refusals.FormIncomplete, refusals.FundingMismatch, errors.DuplicateItem,
    ]  # fmt: skip
    assert all_refusals(("cycle_open",), case) == ()
