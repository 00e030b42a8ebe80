"""Who sees what: one answer of the policy, the query, every list, sum and page."""

import pytest

from tests.support.advising import ask
from tests.support.office import JUNE, PATHS, SEPTEMBER, Office
from tests.support.people import PEOPLE
from tests.support.units import look
from workflow import documents
from workflow import items as workflow_items
from workflow.items import policy, visibility
from workflow.items.context_queries import contexts_of
from workflow.items.list_views import ItemFilter
from workflow.values.errors import NotFound
from workflow.values.listing import SortOrder

CENTER = {"reviewer", "reviewer2", "evaluator", "evaluator2", "secretariat", "admin", "everything"}
READERS = {"viewer", "reading-officer"}
FIRST_DRAFTS = ("draft", "withdrawn unsubmitted")
"""What never left the department: not for readers."""


@pytest.fixture(scope="module")
def full(shared_office: Office) -> dict[tuple[str, str], int]:
    """Items of two departments in every state, one jointly carried, one drawn back."""
    office = shared_office
    items = {
        (state, department): office.an_item(
            state, cycle=JUNE if state == "consulted" else SEPTEMBER, department=department
        )
        for state in PATHS
        for department in ("soumu", "kensetsu")
    }
    joint = office.a_sheet(name="共同の事業", joint_departments=("kikaku",))
    items["joint", "soumu"] = office.an_item("draft", joint)
    items["pulled back", "soumu"] = office.an_item("submitted")
    office.act(items["pulled back", "soumu"], "pull_back", "officer")
    ask(office, items["under_review", "kensetsu"])
    items["withdrawn unsubmitted", "soumu"] = office.an_item("draft")
    office.act(items["withdrawn unsubmitted", "soumu"], "withdraw", "officer")
    return items


def expected(full, login: str | None) -> set[int]:
    """Written out anew, from what each role is for."""
    if login in CENTER:
        return set(full.values())
    own = {"officer": "soumu", "colleague": "soumu", "neighbour": "kensetsu"}.get(login or "")
    own = "kensetsu" if login == "reading-officer" else own
    seen = {item_id for (_, department), item_id in full.items() if department == own}
    if login == "planner":
        seen.add(full["joint", "soumu"])
    if login == "advisor":
        seen.add(full["under_review", "kensetsu"])
    if login in READERS:
        private = (*FIRST_DRAFTS, "joint", "pulled back")
        seen |= {item_id for (state, _), item_id in full.items() if state not in private}
    return seen


def actor_of(office: Office, login: str | None):
    return office.person(login) if login else None


EVERYBODY = [*PEOPLE, None]


@pytest.mark.both_databases
@pytest.mark.parametrize("login", EVERYBODY)
def test_the_policy_the_query_and_the_pages_agree(shared_office, full, login):
    office, actor = shared_office, actor_of(shared_office, login)
    wanted = expected(full, login)

    rows = [row for cycle in (SEPTEMBER, JUNE) for row in _rows(office, actor, cycle)]
    assert {row.id for row in rows} == wanted
    by_policy = set()
    with office.engine.read() as work:
        found = [office.row(item_id) for item_id in full.values()]
        standing = contexts_of(work, found)
        by_policy = {i for i, context in standing.items() if visibility.may_see(actor, context)}
    assert by_policy == wanted
    for item_id in full.values():
        if item_id in wanted:
            assert look(office.engine, actor, workflow_items.get, item_id).row.id == item_id
            continue
        with pytest.raises(NotFound):
            look(office.engine, actor, workflow_items.get, item_id)
        with pytest.raises(NotFound):
            look(office.engine, actor, workflow_items.compare, item_id, 1, 0)


def _rows(office: Office, actor, cycle: str):
    return look(
        office.engine, actor, workflow_items.page, ItemFilter(cycle_id=cycle), limit=200
    ).rows


@pytest.mark.both_databases
@pytest.mark.parametrize("login", EVERYBODY)
@pytest.mark.parametrize("cycle", [SEPTEMBER, JUNE])
def test_no_sum_counts_what_a_person_may_not_see(shared_office, full, login, cycle):
    office, actor = shared_office, actor_of(shared_office, login)
    rows = _rows(office, actor, cycle)
    live = [row for row in rows if row.state != "withdrawn"]
    page = look(office.engine, actor, workflow_items.page, ItemFilter(cycle_id=cycle), limit=1)
    overview = look(office.engine, actor, workflow_items.cycle_overview, cycle)
    report = office.look(actor, documents.report, ItemFilter(cycle_id=cycle))

    assert (page.total.count, page.total.kyen) == (len(rows), sum(r.amount_kyen for r in rows))
    assert sum(t.count for t in page.by_department.values()) == len(rows)
    assert sum(t.count for t in overview.by_state.values()) == len(rows)
    for sums in (report.by_department, report.by_field):
        assert sum(t.count for t in sums.values()) == len(live)
        assert sum(t.kyen for t in sums.values()) == sum(r.amount_kyen for r in live)
    assert overview.total == report.total
    assert overview.total.count == len(live)
    assert {row.id for row in report.rows} == {row.id for row in live}
    assert sum(t.count for t in report.by_verdict.values()) == sum(
        1 for row in live if row.verdict_code
    )


@pytest.mark.parametrize("login", PEOPLE)
def test_the_home_page_tells_of_nothing_a_person_may_not_see(shared_office, full, login):
    office, actor = shared_office, shared_office.person(login)
    wanted = expected(full, login)

    home = look(office.engine, actor, workflow_items.home)

    assert {turn.row.id for turn in home.turns} <= wanted
    assert {happening.item_id for happening in home.recent} <= wanted
    assert len(home.recent) == min(8, sum(len(office.entries(i)) for i in wanted))
    assert look(office.engine, actor, workflow_items.count_turns) == len(home.turns)
    with office.engine.read() as work:
        standing = contexts_of(work, [office.row(item_id) for item_id in full.values()])
    of_the_whole_past = {i for i, one in standing.items() if policy.has_turn(actor, one)}
    assert {turn.row.id for turn in home.turns if turn.actions} == of_the_whole_past & wanted


@pytest.mark.parametrize(
    ("login", "states"),
    [
        ("officer", {"draft", "returned"}),
        ("neighbour", {"draft", "returned"}),
        ("planner", set()),
        ("reviewer", {"submitted", "under_review"}),
        ("evaluator", {"reviewed"}),
        ("secretariat", {"evaluated"}),
        ("viewer", set()),
        ("advisor", {"under_review"}),
        ("admin", set()),
        ("nothing", set()),
    ],
)
def test_it_is_everyone_s_turn_where_the_process_says_so(shared_office, full, login, states):
    turns = look(shared_office.engine, shared_office.person(login), workflow_items.home).turns

    assert {turn.row.state for turn in turns} == states
    for turn in turns:
        assert turn.actions or turn.asks
        assert all(action.allowed for action in turn.actions)


@pytest.mark.parametrize("sort", SortOrder)
def test_no_sort_and_no_filter_opens_a_way_around(shared_office, full, sort):
    stranger = shared_office.person("neighbour")
    hidden = {item_id for (_, department), item_id in full.items() if department == "soumu"}

    for wanted in (
        ItemFilter(sort=sort),
        ItemFilter(sort=sort, department="soumu"),
        ItemFilter(sort=sort, words="共同"),
        ItemFilter(sort=sort, state="draft"),
        ItemFilter(sort=sort, meeting_id=shared_office.meetings[SEPTEMBER]),
    ):
        rows = look(shared_office.engine, stranger, workflow_items.page, wanted).rows
        assert not hidden & {row.id for row in rows}
