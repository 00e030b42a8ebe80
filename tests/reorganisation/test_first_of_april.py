"""1 April of an office of 120: transfers, a reorganisation, leavers, and the year that was."""

import pytest
from click.testing import CliRunner

from tests.support.april import DAY, rows, sums, the_day_comes, written
from tests.support.ledger import ledger_breaks
from tests.support.office import INITIAL, SEPTEMBER, Office
from tests.support.people import PEOPLE
from webapp.cli.main import cli
from workflow import (
    documents,
    evaluation,
    items,
    ledger,
    masters,
    organisation,
    people,
    reorganisation,
    reports,
    rosters,
    staffing,
    transfers,
)
from workflow.documents.rendering import draft
from workflow.evaluation import SessionPlan
from workflow.items import ItemFilter
from workflow.values.actor import Title
from workflow.values.changes import Subject
from workflow.values.errors import NotFound
from workflow.values.vocabulary import Role, Stage

pytestmark = pytest.mark.both_databases

DEPARTMENTS = ("soumu", "kikaku", "kensetsu")
NEXT = dict(zip(DEPARTMENTS, (*DEPARTMENTS[1:], DEPARTMENTS[0]), strict=True))
STAFF = {f"staff{number:03}": DEPARTMENTS[number % 3] for number in range(106)}
MOVERS = list(STAFF)[:40]
LEAVERS = list(STAFF)[40:45]
WENT_ON = {
    "soumu": {"seisaku", "kendo"},
    "kikaku": {"seisaku"},
    "kensetsu": {"kendo"},
}
"""What each department's people hold afterwards: the first one is split."""
HEAD = "ログインID\t旧役割\t旧対象部局\t新役割\t新対象部局\t後任\t利用\n"


@pytest.fixture
def office_of_120(office: Office) -> Office:
    """The office with more staff, whose leavers have items in hand, and both plans decided."""
    listed = [f"{login},職員{login},各課担当,{code}" for login, code in STAFF.items()]
    content = "\n".join(["ログインID,氏名,役割,対象部局", *listed]).encode("utf-8-sig")
    office.do("admin", _take_in, content)
    moves = [f"{one}\t各課担当\t{STAFF[one]}\t各課担当\t{NEXT[STAFF[one]]}\t\t" for one in MOVERS]
    leaves = [f"{one}\tすべて\t\t\t\t\t停止" for one in LEAVERS]
    evaluates_no_more = "evaluator\t評価担当\t\t閲覧者\t\t\t"
    typed = HEAD + "\n".join([*moves, *leaves, evaluates_no_more])
    lines = transfers.read_lines(typed.encode("utf-8-sig"), None).lines
    for feature, plan_id in (
        (transfers, office.do("admin", transfers.write, None, "4月異動", DAY, lines)),
        (reorganisation, written(office)),
    ):
        seen = office.look("admin", feature.plan, plan_id).seen
        office.do("admin", feature.decide, plan_id, seen)
    return office


def in_session(office: Office) -> int:
    """An open session of two evaluators, one of whom will be none any more."""
    both = tuple(office.person(login).person_id for login in ("evaluator", "evaluator2"))
    title = Title("当初予算の評価", "")
    office.set_up(lambda work: masters.put_criterion(work, "plan", Title("計画性", ""), 1))
    plan = SessionPlan(2021, title, None, (INITIAL,), both, both, ("plan",))
    session_id = office.do("secretariat", evaluation.set_up_session, plan)
    office.do("secretariat", evaluation.open_session, session_id)
    return session_id


def _take_in(work, content):
    cells = rosters.bring(work, "people.csv", content).cells
    return rosters.take_in(work, cells, rosters.preview(work, cells).seen)


def papers(office: Office) -> list[bytes]:
    """The list of the year that was, and its frozen edition."""

    def made(work):
        wanted = ItemFilter(meeting_id=office.meetings[SEPTEMBER], stage=Stage.EVALUATED)
        edition = reports.edition(work, office.meetings[SEPTEMBER], Stage.EVALUATED, 1)
        files = [reports.edition_file(work, edition, form).content for form in ("csv", "pdf")]
        return [draft(documents.report(work, wanted), "csv").written().content, *files]

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
    live = {
        login: office.an_item("returned", department=STAFF[login], by=login, cycle=INITIAL)
        for login in LEAVERS
    }
    session_id = in_session(office)
    evaluated_now = office.an_item("reviewed", cycle=INITIAL)
    before, year = rows(office, done), (sums(office), papers(office))

    the_day_comes(office)

    for feature in (transfers, reorganisation):
        assert [one.state for one in office.look("admin", feature.plans)] == ["done"]
    # Of the year that was, everything is byte for byte what it was.
    assert rows(office, done) == before
    assert (sums(office), papers(office)) == year
    # 40 went, what they hold followed three departments into two; 5 are out.
    old = {one.code for one in office.look("admin", organisation.of, 2021).departments}
    new = {one.code for one in office.look("admin", organisation.of, 2022).departments}
    assert (new, new & set(DEPARTMENTS)) == ({"seisaku", "kendo"}, set())
    assert old >= set(DEPARTMENTS)
    for login in MOVERS:
        assert grants(office, login) & new == WENT_ON[NEXT[STAFF[login]]]
    assert not any(signs_in(office, login) for login in LEAVERS)
    # No live item is left with nobody, or it is named; so is the session that lacks one.
    named = {one.id for one in office.look("admin", staffing.unattended)}
    everybody = [*(login for login in STAFF if login not in LEAVERS), *PEOPLE]
    for item_id in (*live.values(), evaluated_now):
        able = any(may_go_on(office, login, item_id) for login in everybody)
        assert able is (item_id not in named)
    (short,) = office.look("admin", staffing.short_sessions)
    assert (short.id, short.scorers, short.lacks_scorers) == (session_id, 1, True)
    # Every entry is in a ledger, and nothing but what they say is so.
    for item_id in (*live.values(), evaluated_now):
        assert office.entries(item_id)[-1].action == "reorganise"
    changed = office.look("admin", ledger.changes, ledger.ChangeFilter(since=DAY), None, 500)
    told = {one.code for one in changed if one.subject is Subject.PERSON}
    assert {*MOVERS, *LEAVERS, "evaluator"} <= told
    assert {Subject.TRANSFER, Subject.PLAN, Subject.DEPARTMENT} < {one.subject for one in changed}
    assert ledger_breaks(office.engine) == ()
    verified = CliRunner().invoke(cli, ["audit", "verify"], env=environment(office))
    assert verified.exit_code == 0, verified.output


def environment(office: Office) -> dict[str, str]:
    url = office.engine.database.engine.url.render_as_string(hide_password=False)
    return {"JIZEN_DATABASE_URL": url, "JIZEN_SECRET_KEY": "only-for-tests-0123"}


def signs_in(office: Office, login: str) -> bool:
    with office.engine.read() as work:
        try:
            people.actor_named(work, login)
        except NotFound:
            return False
    return True


def may_go_on(office: Office, login: str, item_id: int) -> bool:
    """Whether somebody may take an action on an item now."""
    try:
        found = office.look(login, items.get, item_id)
    except NotFound:
        return False
    return any(one.allowed for one in found.actions)
