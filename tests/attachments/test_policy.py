"""Which files of an item exist for whom: those that a submission had, and the department's own."""

import pytest

from workflow.items import visibility
from workflow.values.vocabulary import Role

OWN, OTHER = 1, 2
FOR_READERS = (Role.REVIEWER, Role.EVALUATOR, Role.SECRETARIAT, Role.VIEWER)

# an item that was submitted twice: first and last revision of a file, and whether others see it
FILES = [
    (1, None, True),
    (2, None, True),
    (1, 1, True),
    (2, 2, True),
    (3, None, False),
    (3, 2, False),
    (2, 1, False),
]


@pytest.mark.parametrize(("first", "last", "submitted"), FILES)
@pytest.mark.parametrize("role", FOR_READERS)
def test_readers_see_what_a_submission_had(a_context, an_actor, role, first, last, submitted):
    context = a_context("under_review", round=2, released=True)

    assert visibility.may_see_file(an_actor(role), context, first, last) is submitted


@pytest.mark.parametrize(("first", "last", "_submitted"), FILES)
def test_the_department_sees_every_file_and_other_departments_none(
    a_context, an_actor, first, last, _submitted
):
    context = a_context("returned", round=2, joint_department_ids=frozenset({3}))

    for department, sees in ((OWN, True), (3, True), (OTHER, False)):
        officer = an_actor(Role.OFFICER, department)
        assert visibility.may_see_file(officer, context, first, last) is sees


def test_a_first_draft_s_files_are_the_department_s_own(a_context, an_actor):
    for role in FOR_READERS:
        assert not visibility.may_see_file(an_actor(role), a_context(), 1, None)
    assert visibility.may_see_file(an_actor(Role.OFFICER, OWN), a_context(), 1, None)
    assert not visibility.may_see_file(None, a_context(), 1, None)
