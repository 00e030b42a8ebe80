"""Submitting counts the round and freezes what was submitted; pulling back is the submitter's."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import select

from tests.support.office import DECEMBER, INITIAL, SEPTEMBER, Office
from tests.support.units import do, look
from workflow import calendar, items
from workflow.items.refusals import (
    AmountLooksLikeYen,
    AmountNotAllowed,
    CycleClosed,
    CycleNotOpenYet,
    FormIncomplete,
    FundingMismatch,
    NotTheSubmitter,
)
from workflow.models import ItemRevision
from workflow.values.errors import DuplicateItem
from workflow.values.sheet import CORE_FIELDS, FundingLine, Sheet
from workflow.values.vocabulary import FundingSource


def revisions(office: Office, item_id: int) -> list[tuple[int, str]]:
    query = select(ItemRevision).where(ItemRevision.item_id == item_id)
    with office.engine.database.reading() as session:
        found = session.scalars(query.order_by(ItemRevision.number))
        return [(revision.number, revision.sheet.summary) for revision in found]


def resave(office: Office, item_id: int, sheet: Sheet, by: str = "officer") -> str:
    seen = office.row(item_id).content_hash
    return do(office.engine, office.person(by), items.save, item_id=item_id, sheet=sheet, seen=seen)


def test_every_submission_counts_a_round_and_freezes_its_content(office):
    sheet = office.a_sheet(summary="初めの概要")
    item_id = office.an_item("returned", sheet)
    resave(office, item_id, replace(sheet, summary="直した概要"))
    office.act(item_id, "submit", "officer")

    assert office.row(item_id).round == 2
    assert revisions(office, item_id) == [(1, "初めの概要"), (2, "直した概要")]
    diff = look(office.engine, office.person("reviewer"), items.compare, item_id, 1, 2)
    assert [(c.name, c.before, c.after) for c in diff.changes] == [
        ("summary", "初めの概要", "直した概要")
    ]


def test_a_draft_in_progress_can_be_compared_with_what_was_submitted(office):
    sheet = office.a_sheet(amount_kyen=100)
    item_id = office.an_item("returned", sheet)
    resave(office, item_id, replace(sheet, amount_kyen=90))

    diff = look(office.engine, office.person("officer"), items.compare, item_id, 1, 0)

    assert [(c.name, c.before, c.after) for c in diff.changes] == [("amount_kyen", 100, 90)]


def test_the_submitter_pulls_back_and_submits_again_as_the_next_round(office):
    item_id = office.an_item("submitted")

    assert office.act(item_id, "pull_back", "officer").state == "draft"
    assert office.act(item_id, "submit", "officer").state == "submitted"
    assert office.row(item_id).round == 2


def test_a_colleague_may_submit_but_not_pull_back_what_another_submitted(office):
    item_id = office.an_item("draft")
    office.act(item_id, "submit", "colleague")

    with pytest.raises(NotTheSubmitter):
        office.act(item_id, "pull_back", "officer")
    assert office.act(item_id, "pull_back", "colleague").state == "draft"


def test_an_empty_draft_is_kept_but_cannot_be_submitted(office):
    item_id = office.an_item("draft", Sheet())

    with pytest.raises(FormIncomplete) as refused:
        office.act(item_id, "submit", "officer")

    assert refused.value.data["fields"] == CORE_FIELDS
    assert office.row(item_id).state == "draft"


@pytest.mark.parametrize("missing", [name for name in CORE_FIELDS if name != "amount_kyen"])
def test_each_missing_core_field_is_named(shared_office, missing):
    empty = getattr(Sheet(), missing)
    item_id = shared_office.an_item("draft", shared_office.a_sheet(**{missing: empty}))

    with pytest.raises(FormIncomplete) as refused:
        shared_office.act(item_id, "submit", "officer")

    assert refused.value.data["fields"] == (missing,)


def test_an_amount_of_zero_is_an_amount(shared_office):
    item_id = shared_office.an_item("submitted", shared_office.a_sheet(amount_kyen=0))

    assert shared_office.row(item_id).amount_kyen == 0


def test_a_negative_amount_is_for_supplementary_budgets_only(shared_office):
    shared_office.an_item("submitted", shared_office.a_sheet(amount_kyen=-1_395))
    draft = shared_office.an_item("draft", shared_office.a_sheet(amount_kyen=-1), cycle=INITIAL)

    with pytest.raises(AmountNotAllowed):
        shared_office.act(draft, "submit", "officer")


@pytest.mark.parametrize("amount", [1_000_000, 9_999_999_999, -1_000_000])
def test_a_billion_yen_must_be_confirmed(shared_office, amount):
    sheet = shared_office.a_sheet(amount_kyen=amount)
    draft = shared_office.an_item("draft", sheet)

    with pytest.raises(AmountLooksLikeYen):
        shared_office.act(draft, "submit", "officer")
    resave(shared_office, draft, replace(sheet, amount_confirmed=True))
    assert shared_office.act(draft, "submit", "officer").state == "submitted"


def test_just_below_a_billion_yen_asks_nothing(shared_office):
    draft = shared_office.an_item("draft", shared_office.a_sheet(amount_kyen=999_999))

    assert shared_office.act(draft, "submit", "officer").state == "submitted"


def test_funding_lines_must_sum_to_the_amount(shared_office):
    lines = (FundingLine(FundingSource.GENERAL, 60), FundingLine(FundingSource.NATIONAL, 39))
    sheet = shared_office.a_sheet(amount_kyen=100, funding_lines=lines)
    draft = shared_office.an_item("draft", sheet)

    with pytest.raises(FundingMismatch) as refused:
        shared_office.act(draft, "submit", "officer")
    assert refused.value.data == {"lines": 99, "amount": 100}

    resave(shared_office, draft, replace(sheet, amount_kyen=99))
    assert shared_office.act(draft, "submit", "officer").state == "submitted"


@pytest.mark.both_databases
def test_a_section_has_a_name_once_in_a_cycle_however_it_is_written(office):
    office.an_item("draft", office.a_sheet(name="ＩＣＴガイド改修"))

    for again in ("ICTガイド改修", "ictｶﾞｲﾄﾞ改修", "ICT がいど改修".replace(" ", "")):
        with pytest.raises(DuplicateItem):
            office.a_draft(office.a_sheet(name=again))
    assert office.count_items() == 1


def test_the_same_name_is_free_in_another_section_or_cycle(office):
    office.an_item("draft", office.a_sheet(name="改修事業"))

    office.a_draft(office.a_sheet(name="改修事業", section="財産活用課"))
    office.a_draft(office.a_sheet(name="改修事業"), cycle=INITIAL)
    assert office.count_items() == 3


def test_drafts_without_a_section_do_not_tell_departments_of_each_other(office):
    office.a_draft(Sheet(name="改修事業"))

    office.a_draft(Sheet(name="改修事業"), department="kensetsu")
    assert office.count_items() == 2


@pytest.mark.both_databases
def test_names_alike_only_in_their_first_400_folded_characters_are_one_name(office):
    office.a_draft(office.a_sheet(name="ﷺ" * 100 + "あ"))

    with pytest.raises(DuplicateItem):
        office.a_draft(office.a_sheet(name="ﷺ" * 100 + "い"))


def test_a_closed_cycle_takes_no_items_and_no_submissions(office):
    item_id = office.an_item("draft")
    office.do("secretariat", calendar.close_cycle, SEPTEMBER, closed=True)

    with pytest.raises(CycleClosed):
        office.a_draft()
    with pytest.raises(CycleClosed):
        office.act(item_id, "submit", "officer")
    with pytest.raises(CycleClosed):
        resave(office, item_id, office.a_sheet())
    assert office.act(item_id, "withdraw", "officer").state == "withdrawn"


def test_a_cycle_closed_by_mistake_is_opened_again(office):
    office.do("secretariat", calendar.close_cycle, SEPTEMBER, closed=True)
    office.do("secretariat", calendar.close_cycle, SEPTEMBER, closed=False)

    assert office.a_draft().state == "draft"


def test_a_cycle_that_has_not_begun_takes_no_items(office):
    with pytest.raises(CycleNotOpenYet) as refused:
        office.a_draft(cycle=DECEMBER)

    assert refused.value.data["opens_on"] == date(2021, 10, 4)


def test_a_deadline_that_has_passed_closes_nothing(office):
    office.clock.set(office.clock.now().replace(month=9))

    assert office.row(office.an_item("submitted")).state == "submitted"
