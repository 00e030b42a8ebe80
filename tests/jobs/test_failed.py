"""Why a job failed for good is written down with it and told, without what errors say of people."""

import pickle
import urllib.error
from email.message import Message

import pytest
from sqlalchemy import text
from sqlalchemy.exc import NoResultFound, OperationalError

from workflow import jobs
from workflow.files import StorageAway
from workflow.jobs import Cause, JobContext, workflows
from workflow.jobs.failures import GivenUp, Reason, reason_of
from workflow.values.errors import NotFound, WrongRole

NAMES_SOMEBODY = "山田 太郎 <yamada@pref.example.jp>"


@pytest.fixture
def fail(office, at_work, eventually, monkeypatch):
    """`fail(error)`: a worker gives notices up for `error`; what an administrator is told then."""

    def told():
        return office.look("admin", jobs.operations).failed

    def begin(error: Exception, tries: int = 1):
        def refuse(*_move: int) -> None:
            raise error

        monkeypatch.setattr(workflows, "TRIES", tries)
        monkeypatch.setattr(workflows.mail, "wait_after", lambda *_: workflows.mail.FIRST_WAIT * 0)
        monkeypatch.setattr(JobContext, "announce", refuse)
        office.an_item("submitted")
        at_work()
        eventually(told)
        return told()

    return begin


@pytest.mark.both_databases
def test_a_job_that_is_given_up_says_why_and_how_often_it_was_tried_and_names_nobody(fail):
    status = urllib.error.HTTPError("http://example.jp", 503, NAMES_SOMEBODY, Message(), None)

    (told,) = fail(status, tries=3)

    assert told.workflow == "announce"
    assert told.reason == Reason(Cause.ANSWERED, "503")
    assert (told.count, told.tries) == (1, 3)
    assert NAMES_SOMEBODY not in repr(told)


@pytest.mark.both_databases
def test_a_job_whose_worker_died_each_time_says_so(fail, office):
    fail(RuntimeError())
    schema = "dbos." if office.engine.database.engine.dialect.name == "postgresql" else ""
    died = "status = 'MAX_RECOVERY_ATTEMPTS_EXCEEDED', recovery_attempts = 100"
    with office.engine.database.writing() as session:
        session.execute(text(f"UPDATE {schema}workflow_status SET {died} WHERE status = 'ERROR'"))

    (told,) = office.look("admin", jobs.operations).failed

    assert told.reason == Reason(Cause.STOPPED)
    assert told.tries == 100


@pytest.mark.both_databases
def test_an_error_that_cannot_be_read_again_is_a_fault_of_the_program(fail, office):
    fail(RuntimeError())
    schema = "dbos." if office.engine.database.engine.dialect.name == "postgresql" else ""
    with office.engine.database.writing() as session:
        session.execute(
            text(f"UPDATE {schema}workflow_output SET error = 'x' WHERE error IS NOT NULL")
        )

    (told,) = office.look("admin", jobs.operations).failed

    assert told.reason == Reason(Cause.PROGRAM)


@pytest.mark.parametrize(
    ("error", "cause"),
    [
        (NotFound(what="item"), Cause.GONE),
        (NoResultFound(), Cause.GONE),
        (OperationalError("INSERT", {}, Exception(NAMES_SOMEBODY)), Cause.DATABASE),
        (OSError(28, "No space left on device", NAMES_SOMEBODY), Cause.FILES),
        (StorageAway(), Cause.FILES),
        (ConnectionRefusedError(NAMES_SOMEBODY), Cause.UNREACHABLE),
        (urllib.error.URLError(NAMES_SOMEBODY), Cause.UNREACHABLE),
        (TimeoutError(), Cause.UNREACHABLE),
        (WrongRole(action=NAMES_SOMEBODY), Cause.REFUSED),
        (KeyError(NAMES_SOMEBODY), Cause.PROGRAM),
        (None, Cause.PROGRAM),
    ],
)
def test_a_reason_is_one_of_few_and_goes_through_the_database_without_the_words_of_the_error(
    error, cause
):
    reason = reason_of(error)
    kept = pickle.dumps(GivenUp(reason.cause, reason.detail))

    assert reason.cause is cause
    assert reason_of(pickle.loads(kept)) == reason  # noqa: S301 - its own
    assert NAMES_SOMEBODY not in reason.detail
    assert NAMES_SOMEBODY.encode() not in kept
