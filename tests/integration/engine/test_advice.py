"""Advice: asked for by the center, given by the one who was asked, in nobody's way."""

from datetime import date

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError

from tests.support.office import NOW, Office
from tests.support.people import PEOPLE
from workflow.actor import Title
from workflow.advice_policy import AdviceGiven, AdviceNotPossible, AdviceWithdrawn, NotAsked
from workflow.errors import InputRefused, NotFound, NotPermitted, SomeoneElseActedFirst, WrongRole
from workflow.services import expertise, people
from workflow.vocabulary import Field, Role

FRIDAY = date(2021, 8, 6)
QUESTION = "単価は妥当か。"
WORDS = "他県の例より二割ほど高い。"

ASKERS = {"reviewer", "reviewer2", "evaluator", "evaluator2", "secretariat", "everything"}
CENTER = ASKERS | {"admin"}
HEADQUARTERS = {"viewer", "reading-officer"}
CANNOT_SEE = {"neighbour", "planner", "nothing"}
"""Of an item of the own department that was submitted."""


def an_advisor(office: Office, login: str, *grants, **knows) -> int:
    """Another advisor, with what they are asked about."""

    def add(session) -> int:
        person_id = people.add_person(
            session,
            login=login,
            name=Title(login, login),
            grants=[(Role.ADVISOR, None), *grants],
            password=None,
        )
        wanted = {"general": False, "fields": (), "departments": ()} | knows
        expertise.put_expertise(session, person_id=person_id, by=None, at=NOW, **wanted)
        return person_id

    found: list[int] = []
    office.set_up(lambda session: found.append(add(session)))
    return found[0]


def ask(office: Office, item_id: int, by: str = "reviewer", advisors=("advisor",), **given) -> int:
    ids = [office.person(login).person_id for login in advisors]
    return office.engine.advice.ask(
        item_id, ids, given.get("question", QUESTION), given.get("due", FRIDAY), office.person(by)
    )


def requested(office: Office, state: str = "under_review", **more) -> tuple[int, int]:
    """An item about which the advisor was asked, and the request."""
    item_id = office.an_item(state, **more)
    ask(office, item_id)
    return item_id, office.engine.advice.of(item_id, office.person("reviewer"))[0].request_id


def advise(office: Office, request_id: int, words: str = WORDS, by: str = "advisor", replaces=0):
    office.engine.advice.give(request_id, words, office.person(by), replaces)


def test_what_is_asked_and_said_is_recorded_with_person_and_date(office):
    item_id, request_id = requested(office)
    advise(office, request_id)

    found = office.engine.advice.of(item_id, office.person("evaluator"))[0]

    assert (found.advisor.ja, found.asked_by.ja, found.question) == (
        "advisor",
        "reviewer",
        QUESTION,
    )
    assert (found.asked_at, found.due_on, found.days_left) == (NOW, FRIDAY, 4)
    assert [(said.text, said.at, said.replaced) for said in found.said] == [(WORDS, NOW, False)]
    assert not found.waiting


def test_later_advice_takes_the_place_of_the_earlier_which_stays(office):
    item_id, request_id = requested(office)
    advise(office, request_id)
    first = office.engine.advice.one(request_id, office.person("advisor")).latest
    advise(office, request_id, "内訳を見て改めた。妥当である。", replaces=first.id)

    said = office.engine.advice.of(item_id, office.person("secretariat"))[0].said

    assert [(one.text, one.replaced) for one in said] == [
        ("内訳を見て改めた。妥当である。", False),
        (WORDS, True),
    ]


def test_advice_says_whether_the_sheet_was_changed_since(office):
    item_id, request_id = requested(office)
    advise(office, request_id)
    office.act(item_id, "send_back", "reviewer")
    officer = office.person("officer")
    seen = office.row(item_id).content_hash
    office.engine.save_draft(item_id, office.a_sheet(name="改めた事業"), officer, seen)

    assert not office.engine.advice.one(request_id, office.person("reviewer")).latest.on_this_sheet


def test_advice_that_was_asked_for_stands_in_the_way_of_nothing(office):
    item_id, _ = requested(office, "reviewed")

    office.act(item_id, "evaluate", "evaluator")
    office.act(item_id, "report", "secretariat")

    assert office.row(item_id).state == "reported"


def test_advice_that_comes_late_is_recorded_all_the_same(office):
    item_id, request_id = requested(office, "reviewed")
    office.act(item_id, "evaluate", "evaluator")
    office.act(item_id, "report", "secretariat")

    advise(office, request_id)

    assert office.engine.advice.of(item_id, office.person("viewer"))[0].latest.text == WORDS


def test_no_advice_moves_an_item_or_writes_its_history(office):
    item_id, request_id = requested(office)
    before = office.row(item_id).ledger_head
    advise(office, request_id)

    assert office.row(item_id).ledger_head == before


# --------------------------------------------------------------- whom to ask


def test_advisors_are_proposed_by_field_and_by_department(office):
    general = an_advisor(office, "generalist", general=True)
    government = an_advisor(office, "government", fields=[Field.ADMINISTRATION])
    industry = an_advisor(office, "industry", fields=[Field.INDUSTRY])
    tourism = an_advisor(office, "tourism", departments=["kensetsu"])

    def proposed(**item) -> list[int]:
        item_id = office.an_item("submitted", **item)
        found = office.engine.advice.for_item(item_id, office.person("reviewer"))
        return [one.person_id for one in found if one.proposed]

    assert proposed() == [government, general]
    living = office.a_sheet(section="技術管理課", field=Field.LIVING)
    assert proposed(sheet=living, department="kensetsu") == [tourism, general]
    joint = office.a_sheet(field=Field.INDUSTRY, joint_departments=("kensetsu",))
    assert proposed(sheet=joint) == [industry, tourism, general]


def test_who_was_asked_already_is_not_proposed_again(office):
    item_id, _ = requested(office)

    found = office.engine.advice.for_item(item_id, office.person("reviewer"))

    assert [(one.asked, one.proposed) for one in found] == [(True, False)]


def test_an_officer_of_the_department_is_not_asked(office):
    involved = an_advisor(office, "involved", (Role.OFFICER, "soumu"), general=True)
    item_id = office.an_item("submitted")

    found = {one.person_id: one for one in _for_item(office, item_id)}
    assert (found[involved].involved, found[involved].proposed) == (True, False)
    with pytest.raises(InputRefused):
        ask(office, item_id, advisors=("involved",))


def _for_item(office: Office, item_id: int):
    return office.engine.advice.for_item(item_id, office.person("reviewer"))


def test_what_an_advisor_knows_is_kept_by_the_secretariat_and_administrators(office):
    desk, advisor = office.engine.advice, office.person("advisor").person_id
    for login in PEOPLE:
        keep = {"general": login == "admin"}
        if login in ("admin", "secretariat", "everything"):
            desk.set_expertise(advisor, office.person(login), **keep)
        else:
            with pytest.raises(WrongRole):
                desk.set_expertise(advisor, office.person(login), general=True)

    desk.set_expertise(
        advisor,
        office.person("secretariat"),
        fields=[Field.LIVING],
        departments=["kikaku"],
    )
    knows = desk.advisors()[0].expertise
    assert {(one.field, one.department_code) for one in knows} == {
        (Field.LIVING, None),
        (None, "kikaku"),
    }


def test_only_advisors_are_asked_about_something(office):
    desk, actor = office.engine.advice, office.person("admin")

    with pytest.raises(NotFound):
        desk.set_expertise(office.person("viewer").person_id, actor, general=True)
    with pytest.raises(InputRefused):
        desk.set_expertise(office.person("advisor").person_id, actor, departments=["nowhere"])


# ------------------------------------------------------------- who may do what


@pytest.mark.parametrize("login", PEOPLE)
def test_the_center_asks_and_nobody_else(office, login):
    item_id = office.an_item("submitted")

    refusal = office.engine.advice.ask_refusal(item_id, office.person(login))
    assert (refusal is None) == (login in ASKERS)
    if login in ASKERS:
        assert ask(office, item_id, by=login) == 1
        return
    with pytest.raises(NotFound if login in CANNOT_SEE else WrongRole):
        ask(office, item_id, by=login)


@pytest.mark.parametrize("login", PEOPLE)
def test_the_one_who_was_asked_advises_and_nobody_else(office, login):
    _, request_id = requested(office)

    if login == "advisor":
        advise(office, request_id)
        return
    with pytest.raises(NotFound if login in CANNOT_SEE else NotPermitted):
        advise(office, request_id, by=login)


def test_another_advisor_neither_advises_nor_reads(office):
    item_id, request_id = requested(office)
    an_advisor(office, "another", general=True)
    advise(office, request_id)

    with pytest.raises(NotAsked):
        advise(office, request_id, by="another", replaces=1)
    assert office.engine.advice.of(item_id, office.person("another")) == ()
    with pytest.raises(NotFound):
        office.engine.advice.one(request_id, office.person("another"))


@pytest.mark.parametrize("evaluated", [False, True])
@pytest.mark.parametrize("login", PEOPLE)
def test_who_reads_advice_and_when(office, login, evaluated):
    item_id, request_id = requested(office, "reviewed")
    advise(office, request_id)
    if evaluated:
        office.act(item_id, "evaluate", "evaluator")

    found = office.engine.advice.of(item_id, office.person(login))

    reads = CENTER | HEADQUARTERS | {"advisor"}
    if evaluated:
        reads = reads | {"officer", "colleague"}
    assert bool(found) == (login in reads)
    if login in ("officer", "colleague") and found:
        assert (found[0].question, found[0].asked_by, found[0].latest.text) == ("", None, WORDS)


def test_the_department_loses_sight_when_the_evaluation_is_taken_back(office):
    item_id, request_id = requested(office, "reviewed")
    advise(office, request_id)
    office.act(item_id, "evaluate", "evaluator")
    office.act(item_id, "reopen", "evaluator")

    assert office.engine.advice.of(item_id, office.person("officer")) == ()


def test_the_department_is_not_told_of_questions_without_an_answer(office):
    item_id, _ = requested(office, "reviewed")
    office.act(item_id, "evaluate", "evaluator")

    assert office.engine.advice.of(item_id, office.person("officer")) == ()


# ---------------------------------------------------------- when, twice, wrong


@pytest.mark.parametrize("state", ["draft", "withdrawn", "reported"])
def test_advice_is_asked_for_only_while_the_item_is_with_the_center(office, state):
    item_id = office.an_item(state)

    with pytest.raises(AdviceNotPossible):
        ask(office, item_id)


def test_an_item_that_was_pulled_back_is_out_of_the_advisors_sight(office):
    item_id, request_id = requested(office, "submitted")
    office.act(item_id, "pull_back", "officer")

    assert office.engine.advice.waiting(office.person("advisor")) == ()
    with pytest.raises(NotFound):
        advise(office, request_id)


def test_asking_twice_asks_once(office):
    item_id = office.an_item("submitted")

    assert [ask(office, item_id), ask(office, item_id, by="evaluator")] == [1, 0]
    assert len(office.engine.advice.of(item_id, office.person("reviewer"))) == 1


def test_who_has_answered_can_be_asked_something_else(office):
    item_id, request_id = requested(office)
    advise(office, request_id)

    assert ask(office, item_id, question="体制は足りるか。") == 1
    assert len(office.engine.advice.of(item_id, office.person("reviewer"))) == 2


def test_the_same_advice_sent_twice_is_recorded_once(office):
    _, request_id = requested(office)
    for _ in range(2):
        advise(office, request_id)

    assert len(office.engine.advice.one(request_id, office.person("advisor")).said) == 1


def test_advice_from_an_old_window_is_not_recorded_over_a_newer_one(office):
    _, request_id = requested(office)
    advise(office, request_id)

    with pytest.raises(SomeoneElseActedFirst):
        advise(office, request_id, "別の窓から")


def test_a_request_is_withdrawn_once_and_then_takes_no_advice(office):
    _, request_id = requested(office)
    for by in ("evaluator", "evaluator"):
        office.engine.advice.withdraw(request_id, office.person(by))

    assert office.engine.advice.waiting(office.person("advisor")) == ()
    with pytest.raises(AdviceWithdrawn):
        advise(office, request_id)


@pytest.mark.parametrize("login", ["officer", "viewer", "advisor", "admin"])
def test_others_withdraw_nothing(office, login):
    _, request_id = requested(office)

    with pytest.raises(WrongRole):
        office.engine.advice.withdraw(request_id, office.person(login))


def test_what_was_answered_is_not_withdrawn(office):
    _, request_id = requested(office)
    advise(office, request_id)

    with pytest.raises(AdviceGiven):
        office.engine.advice.withdraw(request_id, office.person("reviewer"))


def test_a_closed_day_becomes_the_next_open_one(office):
    item_id = office.an_item("submitted")
    ask(office, item_id, due=date(2021, 8, 7))

    assert office.engine.advice.of(item_id, office.person("reviewer"))[0].due_on == date(
        2021, 8, 10
    )


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"advisors": ()}, "advisors"),
        ({"advisors": ("viewer",)}, "advisors"),
        ({"due": date(2021, 8, 1)}, "due_on"),
        ({"due": date(2031, 8, 1)}, "due_on"),
        ({"question": "長" * 4001}, "question"),
    ],
)
def test_a_request_that_makes_no_sense_is_refused_beside_its_field(office, given, field):
    item_id = office.an_item("submitted")

    with pytest.raises(InputRefused) as refused:
        ask(office, item_id, **given)
    assert [problem.field for problem in refused.value.problems] == [field]
    assert office.engine.advice.of(item_id, office.person("reviewer")) == ()


@pytest.mark.parametrize("words", ["", "  ", "長" * 4001])
def test_advice_says_something(office, words):
    _, request_id = requested(office)

    with pytest.raises(InputRefused):
        advise(office, request_id, words)


def test_what_waits_for_an_advisor_is_in_the_order_of_its_days(office):
    late, soon = (office.an_item("submitted") for _ in range(2))
    ask(office, late, due=date(2021, 8, 20))
    ask(office, soon, due=date(2021, 8, 4))

    waiting = office.engine.advice.waiting(office.person("advisor"))

    assert [one.item_id for one in waiting] == [soon, late]
    assert office.engine.advice.waiting(office.person("reviewer")) == ()


def test_the_list_across_items_shows_what_waits_first(office):
    done, request_id = requested(office)
    advise(office, request_id)
    open_one, _ = requested(office)

    def shown(login: str) -> list[int]:
        return [one.item_id for one in office.engine.advice.page(office.person(login))]

    assert shown("secretariat") == shown("advisor") == [open_one, done]
    assert shown("officer") == shown("nothing") == []


@pytest.mark.parametrize("wanted", [0, -1, 99_999, 2**40])
def test_what_is_not_there_is_not_found(office, wanted):
    desk, actor = office.engine.advice, office.person("secretariat")

    for asking in (
        lambda: desk.one(wanted, actor),
        lambda: desk.for_item(wanted, actor),
        lambda: desk.withdraw(wanted, actor),
        lambda: desk.ask(wanted, [1], "", FRIDAY, actor),
        lambda: desk.set_expertise(wanted, actor),
    ):
        with pytest.raises(NotFound):
            asking()
    assert desk.of(wanted, actor) == ()


@pytest.mark.parametrize("statement", ["UPDATE advice SET text = 'x'", "DELETE FROM advice"])
def test_the_database_keeps_advice_as_it_was_given(office, statement):
    _, request_id = requested(office)
    advise(office, request_id)
    engine = office.engine.database.engine

    with pytest.raises(DatabaseError, match="append-only"), engine.begin() as connection:
        connection.execute(text(statement))
