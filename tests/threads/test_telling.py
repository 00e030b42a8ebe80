"""Who is named, who is notified, and that internal notes reach nobody outside the center."""

import pytest

from tests.support.people import PEOPLE, person_named
from tests.support.threads import CENTER, SECRET, asked
from tests.support.told import job_context_of
from workflow import notices, threads
from workflow.models import Mail, Person, RoleGrant
from workflow.values.errors import InputRefused
from workflow.values.vocabulary import Role


def notified(office, login) -> list[str]:
    found = office.look(login, notices.page).notices
    return [one.kind for one in found if one.kind in ("posted", "mentioned", "noted")]


def test_the_other_side_is_notified_and_never_the_author(office):
    _, question, _ = asked(office)
    assert notified(office, "officer") == notified(office, "colleague") == ["posted"]
    assert notified(office, "reviewer") == notified(office, "neighbour") == []

    office.do("officer", threads.say, question, "はい。")

    assert notified(office, "reviewer") == ["posted"]
    assert notified(office, "reviewer2") == []
    assert notified(office, "colleague") == ["posted"]


def test_a_question_of_the_department_goes_to_all_reviewers(office):
    office.do("officer", threads.ask, office.an_item(), "教えてください。")

    assert notified(office, "reviewer") == notified(office, "reviewer2") == ["posted"]
    assert notified(office, "evaluator") == []


def test_who_is_named_is_notified_of_that_and_not_twice(office):
    item_id = office.an_item()
    evaluator = office.person("evaluator")

    office.do(
        "reviewer",
        threads.ask,
        item_id,
        "@officer さん、@Evaluator さんと確認を。",
        mentioned=[evaluator.person_id],
    )

    assert notified(office, "officer") == notified(office, "evaluator") == ["mentioned"]
    (post,) = office.look(evaluator, threads.of, item_id).threads[0].posts
    assert [name.ja for name in post.mentioned] == ["evaluator", "officer"]


@pytest.mark.parametrize("login", ["neighbour", "viewer", "advisor", "nothing", "nobody-at-all"])
def test_nobody_is_named_who_may_not_see_it(office, login):
    item_id = office.an_item()

    with pytest.raises(InputRefused) as refused:
        office.do("reviewer", threads.ask, item_id, f"@{login} へ")
    (problem,) = refused.value.problems
    assert (problem.key, problem.data) == ("mention_not_reader", {"login": login})
    assert office.look("reviewer", threads.of, item_id).threads == ()


def test_an_officer_is_not_named_in_an_internal_note(office):
    item_id, _, note = asked(office)
    officer, reviewer = office.person("officer"), office.person("reviewer")

    for act in (
        lambda: office.do(reviewer, threads.say, note, "@officer に聞く"),
        lambda: office.do(reviewer, threads.say, note, "？", mentioned=[officer.person_id]),
        lambda: office.do(reviewer, threads.ask, item_id, "@everything", internal=True),
    ):
        with pytest.raises(InputRefused):
            act()
    assert notified(office, "officer") == ["posted"]


def test_internal_notes_notify_the_center_alone(office):
    _, _, note = asked(office)

    office.do("evaluator", threads.say, note, "同感。@secretariat も。")

    assert {login for login in PEOPLE if "noted" in notified(office, login)} == {
        "reviewer",
        "secretariat",
    }


def test_who_leaves_the_center_for_the_department_finds_no_notice_of_a_note(office):
    item_id, _, note = asked(office)
    office.do("reviewer", threads.say, note, "@evaluator 見てください。")
    evaluator = office.person("evaluator")

    def move(work):
        session = work.session
        session.query(RoleGrant).filter_by(person_id=evaluator.person_id).delete()
        own = office.departments["soumu"]
        session.add(RoleGrant(person_id=evaluator.person_id, role=Role.OFFICER, department_id=own))

    office.set_up(move)
    moved = person_named(office.engine, "evaluator")

    kinds = [one.kind for one in office.look(moved, notices.page).notices]
    assert "noted" not in kinds
    assert {one.internal for one in office.look(moved, threads.of, item_id).threads} == {False}


def test_what_was_said_is_in_the_mail_as_an_event_and_never_its_words(office):
    asked(office)
    officer = office.person("officer")
    office.set_up(lambda work: _address(work.session, officer.person_id))

    mail_id = job_context_of(office.engine).compose(officer.person_id, "job-1")

    with office.engine.database.reading() as session:
        body = session.get_one(Mail, mail_id).body
    assert "照会・回答に新しい発言（reviewer）" in body
    assert SECRET not in body
    assert "内部メモ" not in body


def _address(session, person_id: int) -> None:
    session.get_one(Person, person_id).email = "officer@example.jp"


def test_the_other_department_is_notified_of_nothing(office):
    asked(office)

    outside = PEOPLE.keys() - CENTER - {"officer", "colleague", "everything"}
    assert [login for login in outside if notified(office, login)] == []
    assert "neighbour" in outside
