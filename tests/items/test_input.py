"""Whatever is typed: it is kept as it was typed, or refused by the field; never half of it."""

import string
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.support.office import Office
from tests.support.units import do, look
from workflow import accounts, items, systems
from workflow.accounts import SHELL
from workflow.systems import SystemDraft
from workflow.values.errors import InputRefused, NotFound, Problem, SignInRefused
from workflow.values.sheet import SPECS, FundingLine, Kind, Sheet, Spec
from workflow.values.text import clean_block
from workflow.values.vocabulary import FundingSource

BAD_TEXT = ["\x00", "\x07", "\ud800", "\udfff\ud800", "\u202e", "\ufffd", "\ufffe", "x" * 100_000]
WORDS = [name for name, spec in SPECS.items() if spec.kind in (Kind.LINE, Kind.BLOCK)]

odd_text = st.one_of(
    st.text(max_size=40),
    st.text(st.characters(blacklist_categories=()), max_size=12),
    st.sampled_from(
        [*BAD_TEXT, "", "　", "＝1+1", "ＩＣＴ①㈱", "𠮷野家", "a\r\nb", "﷽" * 200, "か\u3099"]
    ),
    st.text(string.printable, min_size=300, max_size=3000),
)
money = st.one_of(st.none(), st.integers(), st.integers(-(10**10), 10**10))
line = st.builds(FundingLine, st.sampled_from(FundingSource), st.integers(), odd_text)

BY_KIND = {
    Kind.LINE: odd_text,
    Kind.BLOCK: odd_text,
    Kind.MONEY: money,
    Kind.COUNT: st.one_of(st.none(), st.integers()),
    Kind.DATE: st.one_of(st.none(), st.dates()),
    Kind.FLAG: st.booleans(),
    Kind.FUNDING: st.lists(line, max_size=25).map(tuple),
}


KNOWN = {
    "section": st.sampled_from(["税務課", "　財産活用課 "]),
    "category": st.sampled_from(["training", "procedure"]),
    "goal_number": st.just(20),
    "joint_departments": st.just(("kikaku", "kensetsu", "kikaku")),
}
"""What refers to something that exists: any text would hardly ever."""


def of_any_value(name: str) -> st.SearchStrategy:
    spec = SPECS[name]
    if name in KNOWN:
        return st.one_of(KNOWN[name], of_its_kind(spec))
    return of_its_kind(spec)


def of_its_kind(spec: Spec) -> st.SearchStrategy:
    if spec.kind is Kind.CHOICE:
        return st.one_of(st.none(), st.sampled_from(spec.choices))
    if spec.kind is Kind.SEVERAL:
        entries = st.sampled_from(spec.choices) if spec.choices else odd_text
        return st.lists(entries, max_size=15).map(tuple)
    return BY_KIND[spec.kind]


any_sheet = st.fixed_dictionaries({}, optional={name: of_any_value(name) for name in SPECS}).map(
    lambda values: Sheet(**values)
)


def trimmed(sheet: Sheet) -> Sheet:
    """The sheet with nothing changed but the white space around, and entries named once."""
    words = {name: clean_block(getattr(sheet, name), 10**6) for name in WORDS}
    lines = tuple(
        replace(line, label=clean_block(line.label, 10**6)) for line in sheet.funding_lines
    )
    joint = tuple(dict.fromkeys(clean_block(j, 10**6) for j in sheet.joint_departments))
    networks = tuple(dict.fromkeys(sheet.networks))
    return replace(sheet, **words, funding_lines=lines, joint_departments=joint, networks=networks)


def attempt(office: Office, sheet: Sheet) -> tuple[int | None, tuple[Problem, ...]]:
    try:
        return office.a_draft(sheet).item_id, ()
    except InputRefused as refused:
        return None, refused.problems


@pytest.mark.both_databases
@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(sheet=any_sheet)
def test_any_sheet_is_kept_to_the_letter_or_refused_by_field(shared_office, sheet):
    before = shared_office.count_items(), shared_office.count_entries()
    item_id, problems = attempt(shared_office, sheet)
    after = shared_office.count_items(), shared_office.count_entries()
    if item_id is None:
        assert problems
        assert {problem.field for problem in problems} <= SPECS.keys()
        assert after == before
        return
    assert after == (before[0] + 1, before[1] + 1)
    detail = look(shared_office.engine, shared_office.person("officer"), items.get, item_id)
    assert detail.sheet == trimmed(sheet)
    shared_office.act(item_id, "withdraw", "officer")  # gives the name back for the next example


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(sheet=any_sheet)
def test_saving_any_sheet_changes_the_draft_wholly_or_not_at_all(shared_office, draft, sheet):
    seen = shared_office.row(draft).content_hash
    officer = shared_office.person("officer")
    try:
        after = do(shared_office.engine, officer, items.save, item_id=draft, sheet=sheet, seen=seen)
    except InputRefused:
        after = seen
    row = shared_office.row(draft)
    assert row.content_hash == row.sheet.content_hash == after


@pytest.fixture(scope="module")
def draft(shared_office: Office) -> int:
    """A draft to be written over and over."""
    return shared_office.an_item("draft")


@pytest.mark.parametrize("name", [*WORDS, "joint_departments"])
def test_no_field_takes_a_text_that_is_none(shared_office, name):
    before = shared_office.count_items()
    for bad in BAD_TEXT:
        value = (bad,) if name == "joint_departments" else bad
        with pytest.raises(InputRefused) as refused:
            shared_office.a_draft(shared_office.a_sheet(**{name: value}))
        assert [problem.field for problem in refused.value.problems] == [name]
    assert shared_office.count_items() == before


def test_every_problem_is_named_at_once_in_the_order_of_the_form(shared_office):
    sheet = shared_office.a_sheet(
        name="\x00", amount_kyen=10**10, summary="\ud800", hours_saved=-1, kpi="x" * 1001
    )

    with pytest.raises(InputRefused) as refused:
        shared_office.a_draft(sheet)

    problems = [(problem.field, problem.key) for problem in refused.value.problems]
    assert problems == [
        ("name", "text_control"),
        ("amount_kyen", "amount_too_large"),
        ("summary", "text_surrogate"),
        ("kpi", "text_too_long"),
        ("hours_saved", "count_out_of_range"),
    ]


@pytest.mark.both_databases
@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("section", "どこにもない課"),
        ("section", "技術管理課"),  # of another department
        ("category", "unknown"),
        ("category", "retired"),
        ("goal_number", 19),
        ("joint_departments", ("nowhere",)),
        ("joint_departments", ("kensetsu", "soumu")),  # itself
    ],
)
def test_what_a_sheet_refers_to_must_exist(shared_office, name, value):
    with pytest.raises(InputRefused) as refused:
        shared_office.a_draft(shared_office.a_sheet(**{name: value}))

    problems = [(problem.field, problem.key) for problem in refused.value.problems]
    expected = {"goal_number": "unknown_goal", "joint_departments": "unknown_department"}
    assert problems == [(name, expected.get(name, f"unknown_{name}"))]


@pytest.mark.both_databases
@pytest.mark.parametrize("amount", [9_999_999_999, -9_999_999_999, 0])
@pytest.mark.parametrize("name", [n for n, spec in SPECS.items() if spec.kind is Kind.MONEY])
def test_amounts_up_to_ten_trillion_yen_are_kept(shared_office, name, amount):
    sheet = shared_office.a_sheet(**{name: amount})
    item_id = shared_office.a_draft(sheet).item_id

    assert getattr(shared_office.row(item_id).sheet, name) == amount


@pytest.mark.parametrize("amount", [10_000_000_000, -(10**10), 2**63, -(10**40)])
def test_amounts_beyond_are_refused(shared_office, amount):
    lines = (FundingLine(FundingSource.BOND, amount),)
    for name, value in (("amount_kyen", amount), ("funding_lines", lines)):
        with pytest.raises(InputRefused) as refused:
            shared_office.a_draft(shared_office.a_sheet(**{name: value}))
        assert [p.key for p in refused.value.problems] == ["amount_too_large"]


@pytest.mark.both_databases
def test_a_sheet_that_fills_every_field_is_read_back_as_it_was(shared_office):
    usual = {Kind.LINE: "一行", Kind.BLOCK: "二\n行", Kind.MONEY: 7, Kind.COUNT: 20}
    usual |= {Kind.DATE: date(2026, 3, 31), Kind.FLAG: True}
    values = {name: usual[spec.kind] for name, spec in SPECS.items() if spec.kind in usual}
    choices = {
        name: next(iter(spec.choices)) for name, spec in SPECS.items() if spec.kind is Kind.CHOICE
    }
    several = {
        "joint_departments": ("kikaku", "kensetsu"),
        "networks": tuple(SPECS["networks"].choices),
        "funding_lines": (FundingLine(FundingSource.TRANSFER, 7, "医療介護基金(国2/3、県1/3)"),),
    }
    renewed = shared_office.do("officer", systems.add, SystemDraft("soumu", "税務総合システム"))
    of_lists = {
        "section": "税務課",
        "field": "living",
        "category": "training",
        "system_id": renewed,
    }
    sheet = Sheet(**(values | choices | several | of_lists))
    assert not [name for name in SPECS if sheet.is_empty(name)]

    item_id = shared_office.an_item("submitted", sheet)

    detail = look(shared_office.engine, shared_office.person("officer"), items.get, item_id)
    assert detail.sheet == sheet
    assert [title.ja for title in detail.row.joint_departments] == ["kikaku", "kensetsu"]


@pytest.mark.both_databases
@pytest.mark.parametrize("cycle", ["", "1999-09", "\x00", "\ud800", "x" * 100_000])
def test_a_draft_for_a_cycle_that_is_not_there_is_refused(shared_office, cycle):
    with pytest.raises(NotFound):
        shared_office.a_draft(cycle=cycle)


@pytest.mark.both_databases
@pytest.mark.parametrize("department", [0, -1, 999, 2**31, 10**30])
def test_a_draft_for_a_department_that_is_not_there_is_refused(shared_office, department):
    with pytest.raises(NotFound):
        shared_office.engine.create("2021-09", department, Sheet(), shared_office.person("officer"))


BROKEN_LOGINS = ["", "\x00", "\ud800", "officer'--", "x" * 100_000, "nobody"]


@pytest.mark.both_databases
@pytest.mark.parametrize("login", BROKEN_LOGINS)
def test_no_database_is_asked_for_a_login_that_it_cannot_hold(shared_office, login):
    with pytest.raises(SignInRefused):
        accounts.sign_in(shared_office.engine, login, "a password like others", SHELL)


@pytest.mark.parametrize("login", BROKEN_LOGINS)
@pytest.mark.parametrize("password", ["", "\x00", "\ud800", "x" * 100_000])
def test_nobody_signs_in_with_broken_words(shared_office, login, password):
    with pytest.raises(SignInRefused):
        accounts.sign_in(shared_office.engine, login, password, SHELL)
