"""Notices on the screen, how a person wants to be told, and the page of the mails."""

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from tests.support.demonstration import PASSWORD
from tests.support.notices import preferences
from tests.support.people import person_named
from tests.support.told import job_context_of, refuse_a_mail, tell_all
from webapp.notices import failed_jobs
from workflow import jobs, outbox
from workflow.jobs import Cause, FailedJobs, monitoring
from workflow.jobs.failures import Reason
from workflow.models import Item, Notice, Person, WorkerSeen
from workflow.values.clock import SystemClock


@pytest.fixture
def job_context(demo_engine):
    """The jobs' steps, by hand, on the site's database."""
    return job_context_of(demo_engine)


@pytest.fixture
def told(demo_engine):
    """Everybody whose turn it is has been told; gives the name of a submitted item."""
    tell_all(demo_engine)
    with demo_engine.database.reading() as session:
        return session.scalars(select(Item.name).where(Item.state == "submitted")).first()


@pytest.fixture
def unsent(demo_engine, told):
    """The id of a mail to the reviewer that was refused once."""
    return refuse_a_mail(demo_engine)


def test_a_person_reads_what_they_were_told_and_nobody_elses(sign_in_as, told):
    reviewers = sign_in_as("reviewer").get("/notices/").text
    officers = sign_in_as("kensetsu").get("/notices/").text

    assert told in reviewers
    assert "あなたの番です" in reviewers
    assert told not in officers


def test_unread_notices_are_counted_at_home_until_they_are_read(sign_in_as, submit, told):
    browser = sign_in_as("reviewer")
    before = browser.get("/").text

    done = submit(browser, "/notices/read", {"up_to": 10_000}, page="/notices/")

    assert "未読のお知らせ" in before
    assert done.status_code == 302
    assert "未読のお知らせ" not in browser.get("/").text


def test_what_came_after_the_page_was_shown_stays_unread(sign_in_as, submit, told):
    browser = sign_in_as("reviewer")

    submit(browser, "/notices/read", {"up_to": 0}, page="/notices/")

    assert "未読のお知らせ" in browser.get("/").text


def test_one_notice_is_marked_as_read_by_its_owner_only(demo_engine, sign_in_as, submit, told):
    with demo_engine.database.reading() as session:
        notice_id = session.scalar(
            select(Notice.id)
            .join(Person, Person.id == Notice.person_id)
            .where(Person.login == "reviewer")
            .limit(1)
        )

    strangers = submit(sign_in_as("reviewer2"), f"/notices/{notice_id}/read", {}, page="/notices/")
    own = submit(sign_in_as("reviewer"), f"/notices/{notice_id}/read", {}, page="/notices/")

    assert (strangers.status_code, own.status_code) == (404, 302)
    with demo_engine.database.reading() as session:
        assert session.get_one(Notice, notice_id).read_at is not None


def test_how_a_person_wants_to_be_told_is_kept(demo_engine, sign_in_as, submit):
    browser = sign_in_as("reviewer")
    page = "/notices/settings"

    done = submit(browser, page, {"reminders": "y", "digest_minutes": "120", "language": "ja"})

    chosen = preferences(demo_engine, "reviewer")
    assert done.status_code == 302
    assert (chosen.by_mail, chosen.reminders, chosen.digest_minutes) == (False, True, 120)


def test_the_language_of_a_person_is_that_of_their_mails_and_of_their_pages_from_sign_in_on(
    app, demo_engine, sign_in_as, submit
):
    browser, later = sign_in_as("reviewer"), app.test_client()
    before = preferences(demo_engine, "reviewer").language

    submit(browser, "/notices/settings", {"digest_minutes": "30", "language": "en"})
    kept = browser.get("/notices/settings").text
    submit(later, "/auth/sign-in", {"login": "reviewer", "password": PASSWORD})
    others = sign_in_as("reviewer2").get("/").text

    assert (before, preferences(demo_engine, "reviewer").language) == (None, "en")
    assert "Your notification settings are saved." in kept
    assert '<html lang="en">' in later.get("/").text
    assert '<html lang="ja">' in others


@pytest.mark.parametrize("language", ["", "fr", "日本語"])
def test_a_language_that_is_not_spoken_is_refused_and_nothing_kept(
    demo_engine, sign_in_as, submit, language
):
    wanted = {"digest_minutes": "30", "language": language}

    done = submit(sign_in_as("reviewer"), "/notices/settings", wanted)

    assert done.status_code == 422
    assert preferences(demo_engine, "reviewer").language is None


def test_an_interval_that_is_not_offered_is_refused_and_nothing_kept(
    demo_engine, sign_in_as, submit
):
    done = submit(
        sign_in_as("reviewer"), "/notices/settings", {"digest_minutes": "7", "language": "ja"}
    )

    assert done.status_code == 422
    assert preferences(demo_engine, "reviewer").digest_minutes is None


def test_administrators_see_the_mails_that_have_not_left_and_why(sign_in_as, unsent):
    page = sign_in_as("admin").get("/admin/").text

    assert "reviewer@example.jp" in page
    assert "come back later" in page


def test_every_queue_is_named_to_administrators(sign_in_as):
    page = sign_in_as("admin").get("/admin/").text

    named = re.findall(r'<th scope="row">(.*?)</th>', page.partition('id="queues"')[2])
    assert named == ["操作のお知らせ", "メール", "他システムへの連携", "一括処理", "件数の多い資料"]


def test_administrators_read_for_how_long_jobs_that_failed_are_counted(sign_in_as, monkeypatch):
    calm = sign_in_as("admin").get("/admin/").text
    found = monitoring.operations
    failed = jobs.FAILED_KEPT_FOR.days

    def with_a_failed_one(work):
        told = found(work)
        return replace(told, queues=tuple(replace(one, failed=1) for one in told.queues))

    monkeypatch.setattr(jobs, "operations", with_a_failed_one)
    page = sign_in_as("admin").get("/admin/").text

    assert f"{failed}日間数えられます" in page
    assert "日間数えられます" not in calm


def test_an_administrator_has_a_mail_tried_at_once(demo_engine, sign_in_as, submit, unsent):
    done = submit(sign_in_as("admin"), f"/admin/mails/{unsent}/try", {}, page="/admin/")

    with demo_engine.read(person_named(demo_engine, "admin")) as work:
        queues = jobs.operations(work).queues
    mails = next(one for one in queues if one.name == "mails")
    assert done.status_code == 302
    assert mails.waiting == 1


def told_of(monkeypatch, *failed):
    found = monitoring.operations
    monkeypatch.setattr(jobs, "operations", lambda work: replace(found(work), failed=failed))


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        (
            "ja",
            (
                "他システムへの操作の連携",
                "12件",
                "エラー 503 を返しました",
                "相手側で入力が必要です",
            ),
        ),
        ("en", ("Telling another system of a move", "12 jobs", "answered 503", "entered there")),
    ],
)
def test_administrators_read_why_jobs_failed_and_what_to_do(
    sign_in_as, submit, monkeypatch, language, expected
):
    browser = sign_in_as("admin")
    calm = browser.get("/admin/").text
    submit(browser, "/language", {"language": language}, page="/")
    at = datetime(2021, 8, 17, tzinfo=UTC)
    told_of(monkeypatch, FailedJobs("hook", Reason(Cause.ANSWERED, "503"), 12, at, at, 60))

    page = browser.get("/admin/").text

    why = page.partition('id="failed"')[2]
    for words in (*expected, "60"):
        assert words in why
    assert 'id="failed"' not in calm


def test_every_job_and_every_cause_has_its_words_for_administrators():
    names = {*outbox.QUEUE_OF, outbox.DIGEST, outbox.DELIVER, outbox.NEW_DAY, outbox.SWEEP}

    assert names == set(failed_jobs.KINDS) == set(failed_jobs.AFTERWARDS)
    assert set(Cause) == set(failed_jobs.REMEDIES)
    assert set(Cause) - {Cause.ANSWERED} == set(failed_jobs.CAUSES)


@pytest.mark.parametrize("login", ["soumu", "reviewer", "secretariat", "viewer"])
def test_nobody_but_administrators_sees_the_page_of_the_mails(sign_in_as, submit, login, unsent):
    browser = sign_in_as(login)

    assert browser.get("/admin/").status_code == 403
    assert (
        submit(browser, f"/admin/mails/{unsent}/try", {}, page="/notices/settings").status_code
        == 403
    )


def test_a_worker_that_fell_silent_is_marked_and_one_that_lives_is_not(demo_engine, sign_in_as):
    now = SystemClock().now()
    with demo_engine.database.writing() as session:
        session.add(WorkerSeen(executor_id="killed", seen_at=now - timedelta(minutes=5)))
        session.add(WorkerSeen(executor_id="alive", seen_at=now))

    page = sign_in_as("admin").get("/admin/").text

    said = dict(re.findall(r"<dt>(\w+)</dt><dd>(.*?)</dd>", page))
    assert "応答がありません" in said["killed"]
    assert "応答がありません" not in said["alive"]
