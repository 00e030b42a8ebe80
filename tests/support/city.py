"""A city that is nothing like the prefecture of the seeds: its own names for everything."""

from datetime import date, datetime
from typing import Final

from tests.support.new_office import new_office
from workflow import calendar, masters, organisation, people
from workflow.values.actor import Title
from workflow.values.clock import JAPAN
from workflow.values.office import HEADS, Office
from workflow.values.sheet import Sheet
from workflow.values.vocabulary import OfficeKind, Role
from workflow.work import Work

NOW: Final = datetime(2026, 8, 3, 9, 0, tzinfo=JAPAN)
"""A Monday."""

CYCLE: Final = "2026-09"
CITY: Final = Office(
    kind=OfficeKind.CITY,
    name=Title("みなと市", "Minato City"),
    center=Title("情報政策課", "IT policy section"),
    center_short=Title("情報政策課", "IT policy section"),
    headquarters=Title("デジタル市役所推進本部", "digital city headquarters"),
    headquarters_short=Title("推進本部", "headquarters"),
    finance=Title("財務課", "accounts section"),
    head=HEADS[OfficeKind.CITY],
    sender="みなと市情報政策課長",
    inquiries="情報政策課 内線1234",
    list_number="別紙2",
    schedule_number="別紙1",
)
PEOPLE: Final = {
    "tanto": [(Role.OFFICER, "shimin")],
    "shinsa": [(Role.REVIEWER, None)],
    "hyoka": [(Role.EVALUATOR, None)],
    "jimu": [(Role.SECRETARIAT, None)],
    "etsuran": [(Role.VIEWER, None)],
    "kanri": [(Role.ADMIN, None)],
}
SHEET: Final = Sheet(
    section="窓口サービス課",
    field="welfare",
    category="counter",
    name="書かない窓口の整備",
    amount_kyen=12_000,
    funding="一般財源",
    summary="窓口で申請書を書かずに手続ができるようにする。",
)


def prepare(url: str) -> None:
    """Set the city up in an empty database, as its administrator would."""
    with new_office(url, NOW, CITY) as work:
        _organisation(work)
        _masters(work)
        _calendar(work)
        for login, grants in PEOPLE.items():
            name = Title(f"{login}さん", login.title())
            people.add_person(work, login=login, name=name, grants=grants, password=None)


def _organisation(work: Work) -> None:
    for code, name, section in (
        ("shimin", "市民サービス部", "窓口サービス課"),
        ("machi", "まちづくり部", "道路維持課"),
    ):
        organisation.add_department(work, 2026, code, Title(name, ""))
        organisation.add_section(work, code, section)


def _masters(work: Work) -> None:
    masters.put_field(work, "welfare", Title("福祉・子育て", ""), 1)
    masters.put_field(work, "roads", Title("都市基盤", ""), 2)
    masters.put_category(work, "counter", Title("窓口改革", ""), 1)
    masters.put_criterion(work, "effect", Title("市民への効果", ""), 1)
    masters.put_verdict(work, "go", Title("進める", ""), 1, needs_conditions=False)
    masters.put_verdict(work, "go_if", Title("直して進める", ""), 2, needs_conditions=True)


def _calendar(work: Work) -> None:
    calendar.put_cycle(
        work,
        cycle_id=CYCLE,
        title=Title("令和8年度9月補正予算", "September supplementary, FY2026"),
        fiscal_year=2026,
        budget_year=2026,
        process_name="standard",
        opens_on=date(2026, 7, 13),
        submission_deadline=date(2026, 8, 21),
        review_deadline=date(2026, 8, 28),
    )
    calendar.put_meeting(
        work, fiscal_year=2026, number=2, held_on=date(2026, 9, 17), cycles=[CYCLE]
    )
