"""Reports of plain rows: the six items of 資料1-6, and more where a test asks; papers, read."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from tests.support.office import Office
from tests.support.pdf import fonts_in_it, is_a4, words
from tests.support.prepared import FIELDS, OFFICE
from workflow.documents import Document
from workflow.documents.queries import Report
from workflow.items.list_views import ItemRow
from workflow.items.overview import sums_of
from workflow.items.reference import CycleView
from workflow.values.actor import Title
from workflow.values.vocabulary import FundingSource, Stage

ARow = Callable[..., ItemRow]
AReport = Callable[..., Report]

CYCLE = CycleView(
    id="2021-09",
    title=Title("令和3年度9月補正予算", "September supplementary budget"),
    fiscal_year=2021,
    budget_year=2021,
    kind="september",
    process_name="standard",
    opens_on=date(2021, 7, 1),
    submission_deadline=date(2021, 8, 20),
    review_deadline=date(2021, 8, 27),
    is_open=True,
)
DEPARTMENTS = {
    "soumu": "総務部", "mirai": "あきた未来創造部", "kenko": "健康福祉部",
    "sangyo": "産業労働部", "kensetsu": "建設部",
}  # fmt: skip
PAPER = (
    ("soumu", "administration", "税務総合システム大規模改修業務委託事業", 60016, "一般財源"),
    ("mirai", "living", "子育て支援情報発信体制強化事業（仮称）", 3725, "一般財源"),
    ("kenko", "living", "家庭養護推進体制整備事業", 9570, "国庫支出金"),
    ("kenko", "living", "急性期診療ネットワーク推進事業", 11833, "繰入金(医療介護基金)"),
    ("sangyo", "industry", "デジタルリテラシー普及事業", 17696, "国庫支出金"),
    ("kensetsu", "administration", "秋田県公共事業執行管理システム改修事業", 21725, "一般財源"),
)
FUNDING = {
    FundingSource.GENERAL: 85466,
    FundingSource.NATIONAL: 27266,
    FundingSource.TRANSFER: 11833,
}


def row(number: int = 1, department: str = "soumu", **changes: object) -> ItemRow:
    values: dict[str, object] = {
        "id": number,
        "cycle_id": CYCLE.id,
        "department_code": department,
        "department": Title(DEPARTMENTS[department], ""),
        "joint_departments": (),
        "section": "税務課",
        "field": "administration",
        "category": Title("手続き", "Procedures"),
        "name": f"事業その{number}",
        "amount_kyen": 1000,
        "funding": "一般財源",
        "summary": "システムを改修する。",
        "goal_number": None,
        "state": "submitted",
        "state_title": Title("提出済", "Submitted"),
        "round": 1,
        "turn": (),
        "due_on": None,
        "days_left": None,
        "verdict_code": None,
        "verdict": None,
        "findings": "",
        "conditions": "",
    }
    values |= changes
    if values["field"]:
        code = str(values["field"])
        place = list(FIELDS).index(code)
        values = {"field_title": FIELDS[code], "field_place": place, **values}
    return ItemRow(**values)  # type: ignore[arg-type]  # one dict for all fields


def report(*rows: ItemRow, stage: Stage = Stage.PLANNED, **changes: object) -> Report:
    total, by_department, by_field, by_verdict = sums_of(rows)
    values: dict[str, object] = {
        "cycles": (CYCLE,),
        "meeting": None,
        "rows": rows,
        "total": total,
        "by_department": by_department,
        "by_field": by_field,
        "by_funding": {},
        "by_verdict": by_verdict,
        "evaluated": stage is Stage.EVALUATED,
        "stage": stage,
        "office": OFFICE,
    }
    return Report(**{**values, **changes})  # type: ignore[arg-type]  # one dict for all fields


@pytest.fixture
def a_row() -> ARow:
    """`a_row(number, department, **fields)`: one line of a report."""
    return row


@pytest.fixture
def a_report() -> AReport:
    """`a_report(*rows, stage=..., **fields)`: a report of these rows with their sums."""
    return report


@pytest.fixture
def the_paper() -> Report:
    """The six items as the prefecture printed them."""
    rows = (
        row(number, department, field=field, name=name, amount_kyen=kyen, funding=funding)
        for number, (department, field, name, kyen, funding) in enumerate(PAPER, start=1)
    )
    return report(*rows, by_funding=FUNDING)


@pytest.fixture
def read(tmp_path: Path):
    """`read(document)`: the words of a PDF, after its form was looked at."""

    def text_of(document: Document) -> str:
        path = tmp_path / "paper.pdf"
        path.write_bytes(document.content)
        assert is_a4(path, landscape=False)
        assert all(fonts_in_it(path))
        return words(path)

    return text_of


@pytest.fixture(scope="module")
def evaluated(shared_office: Office) -> int:
    """An item of soumu with its evaluation, twice submitted."""
    office = shared_office
    item_id = office.an_item("returned")
    for action, login in (
        ("submit", "officer"), ("receive", "reviewer"), ("approve", "reviewer"),
        ("evaluate", "evaluator"),
    ):  # fmt: skip
        office.act(item_id, action, login, note="")
    return item_id
