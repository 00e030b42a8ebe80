"""What goes wrong becomes a page that says what to do, never a traceback."""

import errno
from datetime import UTC, datetime
from io import BytesIO

import pytest
from sqlalchemy import event
from sqlalchemy.exc import InterfaceError, OperationalError, ProgrammingError
from sqlalchemy.exc import TimeoutError as NoConnectionFree

import migrations
from tests.support.outage import only_read
from webapp.request import access
from workflow.files.storage import FolderStorage
from workflow.items import refusals
from workflow.values import errors
from workflow.values.actor import Title


@pytest.fixture
def raising(app, sign_in_as):
    """A page that fails with the given exception, asked for by someone signed in."""

    def ask(failure: Exception):
        def fail():
            raise failure

        app.add_url_rule("/failing", "failing", access.signed_in(fail))
        return sign_in_as("reviewer").get("/failing")

    return ask


@pytest.mark.parametrize(
    ("refusal", "status", "words"),
    [
        (errors.NotPermitted(), 403, "この操作はできません"),
        (errors.SeparationOfDuties(earlier="submit"), 403, "別の人が行ってください"),
        (errors.NotFound(what="item"), 404, "閲覧できない"),
        (errors.SomeoneElseActedFirst(), 409, "直前に別の人"),
        (
            errors.SomeoneElseActedFirst(
                reason="named",
                who=Title("審査担当", "Reviewer"),
                when=datetime(2021, 8, 10, 5, 2, tzinfo=UTC),
                action="receive",
            ),
            409,
            "先に審査担当さんが「受付」を行いました（8/10 14:02）",
        ),
        (errors.TookTooLong(), 503, "言葉を減らすか"),
        (errors.ContentChanged(revision=2), 409, "読み直して"),
        (errors.NoteRequired(), 422, "理由を入力"),
        (refusals.FormIncomplete(fields=("name", "funding")), 422, "事業（事業内訳）名、財源"),
        (refusals.FundingMismatch(lines=1000, amount=-1395), 422, "1,000千円）が、事業費（△1,395"),
    ],
)
def test_a_refusal_of_the_engine_is_a_page_with_its_reason(raising, refusal, status, words):
    answer = raising(refusal)

    assert answer.status_code == status
    assert words in answer.text


def test_problems_with_fields_name_their_fields(raising):
    answer = raising(errors.InputRefused([errors.Problem("summary", "required")]))

    assert answer.status_code == 422
    assert "概要：入力してください。" in answer.text


def test_a_database_that_is_away_is_said_to_be_away(raising):
    answer = raising(OperationalError("SELECT 1", {}, Exception("no such host: db.internal")))

    assert answer.status_code == 503
    assert answer.headers["Retry-After"] == "30"
    assert "データベースが応答しません" in answer.text
    assert "db.internal" not in answer.text


@pytest.mark.parametrize(
    ("failure", "status"),
    [
        (InterfaceError("SELECT 1", {}, Exception("the connection is closed")), 503),
        (NoConnectionFree("all connections are in use"), 503),
        (ProgrammingError("SELECT nonsense", {}, Exception("no such column")), 500),
        (
            ProgrammingError("SELECT 1", {}, Exception("cut off"), connection_invalidated=True),
            503,
        ),
    ],
)
def test_what_passes_by_itself_is_told_from_a_defect(raising, failure, status):
    answer = raising(failure)

    assert answer.status_code == status
    assert ("Retry-After" in answer.headers) is (status == 503)


@pytest.mark.postgresql_only
def test_a_database_that_goes_away_while_a_refusal_is_put_into_words_is_said_to_be_away(
    databases, demo_engine, app, sign_in_as
):
    named = {"who": Title("審査担当", "Reviewer"), "when": datetime(2021, 8, 10, tzinfo=UTC)}

    def fail():
        databases.take_away(demo_engine.database.address)
        raise errors.SomeoneElseActedFirst(reason="named", action="an_action_of_ours", **named)

    app.add_url_rule("/failing", "failing", access.signed_in(fail))
    answer = sign_in_as("reviewer").get("/failing")

    assert answer.status_code == 503
    assert answer.headers["Retry-After"] == "30"
    assert "データベースが応答しません" in answer.text


@pytest.mark.parametrize(
    "failure",
    [
        OSError(errno.ENOSPC, "No space left on device"),
        OSError(errno.EROFS, "Read-only file system"),
    ],
)
def test_a_full_disk_is_a_sentence(raising, failure):
    answer = raising(failure)

    assert answer.status_code == 503
    assert "ディスクに空きがない" in answer.text


def test_a_folder_of_files_that_is_not_there_is_a_sentence(app, demo_engine, sign_in_as, tmp_path):
    (tmp_path / "taken").write_text("a file")
    demo_engine.storage = FolderStorage(tmp_path / "taken" / "files")
    app.add_url_rule(
        "/keeping",
        "keeping",
        access.signed_in(lambda: str(demo_engine.storage.draft(BytesIO(b"bytes")))),
    )

    answer = sign_in_as("soumu").get("/keeping")

    assert answer.status_code == 503
    assert "ファイルの保管場所に届きません" in answer.text


@pytest.mark.both_databases
def test_a_database_that_may_only_be_read_is_a_sentence(demo_engine, sign_in_as, submit):
    browser = sign_in_as("reviewer")

    _assert_that_nothing_is_saved(browser, submit, demo_engine, only_read(demo_engine))


@pytest.mark.sqlite_only
def test_a_database_that_may_not_grow_is_a_sentence(demo_engine, sign_in_as, submit):
    browser = sign_in_as("reviewer")

    _assert_that_nothing_is_saved(browser, submit, demo_engine, "PRAGMA max_page_count = 1")


def _assert_that_nothing_is_saved(browser, submit, engine, saying):
    def tell(connection, _record):
        connection.execute(saying)
        connection.commit()

    engine.close()
    event.listen(engine.database.engine, "connect", tell)

    note = {"note-text": "長い覚書" * 1000}
    answer = submit(browser, "/items/1/threads/notes", note, "/items/1/threads")

    assert answer.status_code == 503
    assert "ディスクに空きがない" in answer.text
    assert browser.get("/").status_code == 200


def test_a_defect_of_ours_shows_no_traceback(raising):
    answer = raising(ZeroDivisionError("the inside of the program"))

    assert answer.status_code == 500
    assert "システムに障害が起きました" in answer.text
    assert "ZeroDivisionError" not in answer.text
    assert "the inside of the program" not in answer.text


@pytest.mark.parametrize("login", [None, "soumu"])
def test_an_address_that_does_not_exist_says_so(client, sign_in_as, login):
    browser = sign_in_as(login) if login else client

    answer = browser.get("/items-of-another-world")

    assert answer.status_code == 404
    assert "ページが見つかりません" in answer.text


def test_a_form_address_opened_as_a_page_says_so(sign_in_as):
    answer = sign_in_as("soumu").get("/cycle")

    assert answer.status_code == 405
    assert "POST" in answer.headers["Allow"]


def test_a_database_that_is_away_is_not_ready(databases, demo_engine, client):
    demo_engine.close()
    databases.take_away(demo_engine.database.address)

    assert client.get("/readyz").status_code == 503
    assert client.get("/healthz").status_code == 200


def test_a_database_behind_its_migrations_is_not_ready(demo_engine, client):
    migrations.downgrade(demo_engine.database.engine, "-1")

    assert client.get("/readyz").status_code == 503
    assert client.get("/healthz").status_code == 200
