"""Reading a definition: what is read, and what it means."""

import hashlib
from dataclasses import FrozenInstanceError
from pathlib import Path

import pytest

from workflow.process.definition import load
from workflow.process.effect import MOST_JOINT, Opinions
from workflow.process.moves import Due, NoteRule
from workflow.process.toml_table import ProcessInvalid
from workflow.values.sheet import SPECS
from workflow.values.vocabulary import OwnRole, Role, RoleScope

TEXT = Path(__file__).with_name("small.toml").read_text("utf-8")


def test_everything_written_is_read():
    process = load(TEXT)

    assert (process.name, process.version, process.initial) == ("small", 3, "draft")
    assert process.title == {"ja": "小さな協議", "en": "Small"}
    assert list(process.states) == ["draft", "done"]
    assert process.states["draft"].turn == (Role.OFFICER,)
    assert process.is_final("done")
    assert not process.is_final("draft")
    finish = process.transition("finish", "draft")
    assert finish.roles == {Role.OFFICER, Role.REVIEWER}
    assert finish.guards == ("cycle_open",)
    assert finish.note is NoteRule.REQUIRED
    assert finish.limit == 5
    assert finish.due == Due(business_days=3)
    assert process.actions == ("create", "finish", "linger")
    assert process.actions_from("draft") == ("finish", "linger")
    assert process.actions_from("done") == ()
    assert process.separate_pairs() == {frozenset({"create", "finish"})}


OWN = """
[roles.chief]
title = { ja = "課長", en = "Chief" }
scope = "department"
"""


def test_a_definition_declares_the_roles_of_the_office_that_it_names():
    text = TEXT.replace('["officer", "reviewer"]', '["officer", "chief"]')
    process = load(text + OWN)

    assert process.transition("finish", "draft").roles == {Role.OFFICER, OwnRole("chief")}
    assert process.own_roles["chief"].scope is RoleScope.DEPARTMENT
    assert process.is_within_department("draft")
    with pytest.raises(ProcessInvalid, match=r"unknown role 'chief': .*\[roles.chief\]"):
        load(text)
    wrong = OWN.replace("chief", "officer").replace("department", "section")
    with pytest.raises(ProcessInvalid) as refused:
        load(TEXT + wrong + OWN.replace("chief", "a_role_of_too_many_characters"))
    assert refused.value.problems == (
        "roles.officer: is a role of the program: it is not declared",
        "roles.officer.scope: must be department or office, not 'section'",
        "roles.a_role_of_too_many_characters: a role has at most 20 characters",
    )


@pytest.mark.parametrize(
    ("asked", "complaint"),
    [
        ('departments = "all"', "states.draft.opinions.departments: must be a list or 'joint'"),
        ("departments = []", "states.draft.opinions.departments: names nothing"),
        ('of = ["reviewer"], see = "none"', "states.draft.opinions.see: must be all or own"),
        (
            'of = ["reviewer"], needed = "any", see = "own"',
            "states.draft.opinions.see: needs the opinions of all: needed = all",
        ),
    ],
)
def test_whom_a_state_asks_and_who_reads_it_is_said_in_few_words(asked, complaint):
    text = TEXT.replace("[states.draft]", f"[states.draft]\nopinions = {{ {asked} }}")

    with pytest.raises(ProcessInvalid) as refused:
        load(text)

    assert refused.value.problems[0].startswith(complaint)
    assert "書いて" in refused.value.told[0] or "必要です" in refused.value.told[0]


def test_roles_named_departments_and_as_many_joint_ones_as_there_are_have_to_answer():
    asked = Opinions(of=(Role.EVALUATOR,), needed=None, departments=("kensetsu",), joint=True)

    assert asked.parties(0) == ("evaluator", "department:kensetsu")
    assert asked.parties(2) == (*asked.parties(0), "joint:0", "joint:1")
    assert [asked.enough(number) for number in (0, 3)] == [0, 3]
    assert SPECS["joint_departments"].limit == MOST_JOINT


def test_what_is_left_out_has_its_plain_meaning():
    linger = load(TEXT).transition("linger", "draft")

    assert linger.guards == ()
    assert linger.note is NoteRule.OPTIONAL
    assert linger.limit is None
    assert linger.due is None


def test_an_item_begins_with_create_only():
    process = load(TEXT)

    assert process.actions_from(None) == process.actions_from("") == ("create",)
    assert process.transition("create", None) is process.creation
    assert process.creation.target_from(None) == "draft"
    assert process.transition("create", "draft") is None
    assert process.transition("finish", None) is None


def test_an_action_to_same_keeps_the_state():
    process = load(TEXT)
    linger = process.transition("linger", "draft")

    assert linger.stays
    assert linger.target_from("draft") == "draft"
    assert process.transition("finish", "draft").target_from("draft") == "done"


def test_the_hash_is_that_of_the_text():
    assert load(TEXT).source_hash == hashlib.sha256(TEXT.encode()).hexdigest()
    assert load(TEXT) == load(TEXT)
    assert load(TEXT) != load(TEXT + "\n# a remark\n")


def test_a_process_cannot_be_changed():
    process = load(TEXT)

    with pytest.raises(FrozenInstanceError):
        process.initial = "done"
    with pytest.raises(TypeError):
        process.states["draft"] = process.states["done"]
    with pytest.raises(TypeError):
        process.title["ja"] = "別"


def test_a_review_of_an_initial_budget_may_take_longer():
    due = Due(business_days=5, initial_budget=10)

    assert due.days(initial_budget=False) == 5
    assert due.days(initial_budget=True) == 10
    assert Due(business_days=2).days(initial_budget=True) == 2
