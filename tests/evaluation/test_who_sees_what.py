"""Who x what: the whole table of who may see which scores, written out and not computed."""

import pytest

from tests.support.units import look
from workflow import documents, evaluation, items
from workflow.evaluation import DraftedVerdict
from workflow.evaluation.policy import NotSeated, ScoresAreBlind, ScoresNotOpened
from workflow.items.list_views import ItemFilter
from workflow.values.errors import (
    ConflictOfInterest,
    NotFound,
    Refusal,
    SeparationOfDuties,
    WrongRole,
)

SECRET = "採点者だけが知る言葉"
"""Stands in every sheet; whoever may not see scores must not meet it anywhere."""

SUBMITTED = ("evaluator", "other-evaluator", "partial-later")
SEEN = {"evaluator", "other-evaluator"}
"""Whose cards are shown to those who may see any: the conflicted one's is out."""

NOBODY: set[str] = set()

# who -> why not the page at all | (whose scores before anybody submitted, and after, or why not)
TABLE: dict[str, object] = {
    "evaluator": (ScoresAreBlind, SEEN),  # a scorer who submits
    "other-evaluator": (ScoresAreBlind, SEEN),  # an officer of another department, too
    "evaluator2": (ScoresAreBlind, ScoresAreBlind),  # a scorer who never submits
    "partial-later": (ScoresAreBlind, ConflictOfInterest),  # declares it after submitting
    "evaluator3": (ConflictOfInterest, ConflictOfInterest),  # declared it at once
    "own-evaluator": (ConflictOfInterest, ConflictOfInterest),  # an officer of the department
    "joint-evaluator": (ConflictOfInterest, ConflictOfInterest),  # … of the one that joins it
    "approver": (SeparationOfDuties, SeparationOfDuties),  # reviewed it
    "finaliser": (NOBODY, SEEN),  # finalises and does not score
    "outsider": (NotSeated, NotSeated),  # an evaluator with no seat
    "keeper": (NotSeated, NotSeated),  # keeps the sessions, and evaluates
    "secretariat": (WrongRole, WrongRole),  # sees who submitted, never what
    "admin": (WrongRole, WrongRole),
    "officer": WrongRole,
    "colleague": WrongRole,
    "planner": WrongRole,
    "reviewer": WrongRole,
    "viewer": WrongRole,
    "advisor": NotFound,  # nobody asked them about it
    "reading-officer": WrongRole,
    "neighbour": NotFound,
    "nothing": NotFound,
}

WITHOUT_SCORES = {"secretariat", "admin"}
"""Their page shows who has submitted."""

MAY_FINALISE = {"finaliser"}


@pytest.fixture
def item_id(panel) -> int:
    """Carried by soumu with kikaku, reviewed by somebody who also evaluates."""
    panel.sit(
        scorers=(
            *SUBMITTED,
            "evaluator2",
            "evaluator3",
            "own-evaluator",
            "joint-evaluator",
            "approver",
        )
    )
    office = panel.office
    item_id = office.an_item("under_review", office.a_sheet(joint_departments=("kikaku",)))
    office.act(item_id, "approve", "approver")
    panel.declare("evaluator3", item_id)
    return item_id


def _check(panel, item_id: int, login: str, expected: object) -> None:
    if expected in (WrongRole, NotFound) and login not in WITHOUT_SCORES:
        with pytest.raises(expected) as refused:
            panel.view(login, item_id)
        assert type(refused.value) is expected, login
        return
    found = panel.view(login, item_id)
    _check_summary(panel, login, expected)
    if isinstance(expected, set):
        assert found.see_refusal is None, login
        assert {one.person.name.ja for one in found.sheets if one.card} == expected, login
        assert found.averages is not None, login
        counted = found.averages.by_criterion
        assert (counted["plan"].count if counted else 0) == len(expected), login
        return
    assert type(found.see_refusal) is expected, login
    assert (found.sheets, found.averages) == ((), None), login
    own = found.own.card.comment if found.own else ""
    assert (SECRET in repr(found)) is (SECRET in own), login


def _check_summary(panel, login: str, expected: object) -> None:
    """The page of all items, its picture and its table show what one item's page does."""
    (row,) = panel.look(login, evaluation.summary, "2021-09").rows
    sees = isinstance(expected, set)
    assert len(row.means) == (len(expected) if sees else 0), login
    assert (row.averages is not None) is sees, login
    assert (row.draft is not None) is (login in MAY_FINALISE), login
    table = panel.look(login, documents.scores_document, "2021-09", "csv").content.decode()
    assert ("3.00" in table) is (sees and bool(expected)), login
    assert ("自分の評価票を提出し" in table) is (expected is ScoresAreBlind), login
    assert ("採点は評価者と確定担当だけに" in table) is not (sees or expected is ScoresAreBlind), (
        login
    )
    assert (SECRET in table + repr(row)) is (login in MAY_FINALISE), login


@pytest.mark.parametrize("after", [False, True])
def test_everybody_sees_of_the_scores_what_the_table_says_on_every_page(panel, item_id, after):
    for login in (*SUBMITTED, "evaluator2"):
        panel.save(login, item_id, panel.card(3, comment=SECRET))
    if after:
        for login in SUBMITTED:
            panel.submit(login, item_id, panel.card(3, comment=SECRET))
            panel.look_at_scores(login, item_id)
        panel.declare("partial-later", item_id)
    seen = panel.office.row(item_id).content_hash
    panel.do("finaliser", evaluation.save_verdict, item_id, DraftedVerdict("", SECRET), 0, seen)

    for login, row in TABLE.items():
        expected = row[after] if isinstance(row, tuple) else row
        _check(panel, item_id, login, expected)
        _meets_no_secret_elsewhere(panel, item_id, login)


def _meets_no_secret_elsewhere(panel, item_id: int, login: str) -> None:
    actor, engine = panel.person(login), panel.engine
    try:
        detail = repr(look(engine, actor, items.get, item_id))
    except NotFound:
        detail = ""
    lists = repr(look(engine, actor, items.page, ItemFilter())) + repr(
        look(engine, actor, items.home)
    )
    try:
        queue = repr(panel.look(login, evaluation.queue, "2021-09"))
    except WrongRole:
        queue = ""
    assert SECRET not in detail + lists + queue, login


def test_everybody_who_signs_in_is_in_the_table(panel, item_id):
    alike = {"reviewer2", "everything"}  # a second reviewer; own department, too
    assert panel.logins() == set(TABLE) | alike


def test_only_the_finaliser_of_the_session_finalises_and_nobody_partial(panel, item_id):
    for login in TABLE:
        if login in MAY_FINALISE:
            continue
        with pytest.raises(Refusal):
            panel.office.act(item_id, "evaluate", login)
    panel.declare("finaliser", item_id)
    with pytest.raises(ConflictOfInterest):
        panel.office.act(item_id, "evaluate", "finaliser")
    assert panel.office.row(item_id).state == "reviewed"


def test_a_finaliser_who_scores_sees_the_others_after_submitting_and_looking_only(panel):
    panel.sit(scorers=("evaluator", "evaluator2"), finalisers=("evaluator2",))
    item_id = panel.office.an_item("reviewed")
    panel.submit("evaluator", item_id, panel.card(5))

    assert type(panel.view("evaluator2", item_id).see_refusal) is ScoresAreBlind
    panel.submit("evaluator2", item_id, panel.card(1))
    assert type(panel.view("evaluator2", item_id).see_refusal) is ScoresNotOpened
    panel.take_back("evaluator2", item_id)
    assert type(panel.view("evaluator2", item_id).see_refusal) is ScoresAreBlind
    panel.submit("evaluator2", item_id, panel.card(2))
    panel.look_at_scores("evaluator2", item_id)
    assert len(panel.view("evaluator2", item_id).sheets) == 2


def test_another_item_s_conflict_bars_nobody(panel, item_id):
    other = panel.office.an_item("reviewed", department="kensetsu")

    panel.submit("evaluator3", other, panel.card(2))
    panel.submit("own-evaluator", other, panel.card(4))

    assert panel.view("finaliser", other).submitted == 2
