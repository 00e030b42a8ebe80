"""Conflicts of interest on the evaluators' page: declared, recorded, lifted."""

from tests.support.people import person_named
from tests.support.scoring import SECRET, scoring


def test_a_conflict_is_declared_recorded_and_lifted(demo_engine, submitted, sign_in_as, submit):
    path = f"/evaluation/{submitted}"
    evaluator, secretariat = sign_in_as("evaluator"), sign_in_as("secretariat")
    submit(evaluator, f"{path}/conflicts", {"reason": "親族の会社が関わる"}, page=path)
    assert SECRET not in evaluator.get(path).text

    second = person_named(demo_engine, "evaluator2").person_id
    reason = {"person_id": str(second), "reason": "前の担当"}
    assert submit(secretariat, f"{path}/conflicts", reason, page=path).status_code == 302
    conflicts = scoring(demo_engine, "admin", submitted).conflicts
    assert [one.person.id for one in conflicts][-1] == second
    lift = f"{path}/conflicts/{conflicts[0].id}/lift"
    assert submit(secretariat, lift, {"reason": "誤り"}, page=path).status_code == 302
    assert SECRET in evaluator.get(path).text


def test_a_conflict_without_a_reason_or_a_person_is_refused(submitted, sign_in_as, submit):
    path = f"/evaluation/{submitted}"
    for login, data in (("evaluator", {"reason": ""}), ("secretariat", {"reason": "前の担当"})):
        answer = submit(sign_in_as(login), f"{path}/conflicts", data, page=path)
        assert answer.status_code == 422


def test_an_evaluator_declares_nobody_but_themselves(demo_engine, submitted, sign_in_as, submit):
    path = f"/evaluation/{submitted}"
    another = {
        "person_id": str(person_named(demo_engine, "evaluator2").person_id),
        "reason": "他人",
    }

    answer = submit(sign_in_as("evaluator"), f"{path}/conflicts", another, page=path)

    assert answer.status_code == 422
    assert scoring(demo_engine, "admin", submitted).conflicts == ()
