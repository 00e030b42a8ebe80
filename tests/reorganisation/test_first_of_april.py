"""1 April of an office of 120: transfers, a reorganisation, leavers, and the year that was."""

import pytest

from tests.support.april import DAY, rows, sums, the_day_comes, written
from tests.support.ledger import ledger_breaks
from tests.support.office import INITIAL, SEPTEMBER, Office
from workflow import (
    documents,
    items,
    ledger,
    people,
    reorganisation,
    reports,
    rosters,
    staffing,
    transfers,
)
from workflow.items import ItemFilter
from workflow.values.errors import NotFound
from workflow.values.vocabulary import Role, Stage

pytestmark = pytest.mark.both_databases

DEPARTMENTS = ("soumu", "kikaku", "kensetsu")
NEXT = dict(zip(DEPARTMENTS, (*DEPARTMENTS[1:], DEPARTMENTS[0]), strict=True))
STAFF = {f"staff{number:03}": DEPARTMENTS[number % 3] for number in range(106)}
MOVERS = list(STAFF)[:40]
LEAVERS = list(STAFF)[40:45]
HEAD = "ログインID\t旧役割\t旧対象部局\t新役割\t新対象部局\t後任\t利用\n"


@pytest.fixture
def office_of_120(office: Office) -> Office:
    """The office with more staff, whose leavers have items in hand, and both plans decided."""
    listed = [f"{login},職員{login},各課担当,{code}" for login, code in STAFF.items()]
    content = "\n".join(["ログインID,氏名,役割,対象部局", *listed]).encode("utf-8-sig")
    office.do("admin", _take_in, content)
    moves = [f"{one}\t各課担当\t{STAFF[one]}\t各課担当\t{NEXT[STAFF[one]]}\t\t" for one in MOVERS]
    leaves = [f"{one}\tすべて\t\t\t\t\t停止" for one in LEAVERS]
    lines = transfers.read_lines((HEAD + "\n".join([*moves, *leaves])).encode("utf-8-sig"), None)
    for feature, plan_id in (
        (transfers, office.do("admin", transfers.write, None, "4月異動", DAY, lines)),
        (reorganisation, written(office)),
    ):
        seen = office.look("admin", feature.plan, plan_id).seen
        office.do("admin", feature.decide, plan_id, seen)
    return office


def _take_in(work, content):
    cells = rosters.bring(work, "people.csv", content).cells
    return rosters.take_in(work, cells, rosters.preview(work, cells).seen)


def papers(office: Office) -> list[bytes]:
    """The list of the year that was, and its frozen edition."""

    def made(work):
        wanted = ItemFilter(meeting_id=office.meetings[SEPTEMBER], stage=Stage.EVALUATED)
        edition = reports.edition(work, office.meetings[SEPTEMBER], Stage.EVALUATED, 1)
        files = [reports.edition_file(work, edition, form).content for form in ("csv", "pdf")]
        return [documents.render(documents.report(work, wanted), "csv").content, *files]

    return office.look("reviewer", made)


def grants(office: Office, login: str) -> set[str]:
    with office.engine.read() as work:
        codes = {one.id: one.code for one in people.departments(work)}
        held = people.actor_named(work, login).grants
    return {codes[one.department_id] for one in held if one.role is Role.OFFICER}


def test_on_1_april_everyone_moves_and_nothing_of_the_old_year_does(office_of_120):
    office = office_of_120
    done = [office.an_item("evaluated", department=code) for code in DEPARTMENTS]
    office.do("secretariat", reports.freeze, office.meetings[SEPTEMBER], Stage.EVALUATED, "")
    in_hand = {
        login: office.an_item("returned", department=STAFF[login], by=login, cycle=INITIAL)
        for login in LEAVERS
    }
    before, year = rows(office, done), (sums(office), papers(office))

    the_day_comes(office)

    for feature in (transfers, reorganisation):
        assert [one.state for one in office.look("admin", feature.plans)] == ["done"]
    assert rows(office, done) == before
    assert (sums(office), papers(office)) == year
    assert grants(office, MOVERS[0]) & {"seisaku", "kendo"}
    assert not any(signs_in(office, login) for login in LEAVERS)
    named = {one.id for one in office.look("admin", staffing.unattended)}
    for item_id in in_hand.values():
        able = [login for login in STAFF if may_go_on(office, login, item_id)]
        assert bool(able) is (item_id not in named)
    assert ledger_breaks(office.engine) == ()
    with office.engine.read() as work:
        assert ledger.audit_changes(work.session).breaks == ()


def signs_in(office: Office, login: str) -> bool:
    with office.engine.read() as work:
        try:
            people.actor_named(work, login)
        except NotFound:
            return False
    return True


def may_go_on(office: Office, login: str, item_id: int) -> bool:
    """Whether somebody may take an action on an item now."""
    if not signs_in(office, login):
        return False
    try:
        found = office.look(login, items.get, item_id)
    except NotFound:
        return False
    return any(one.allowed for one in found.actions)
