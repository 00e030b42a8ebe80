"""A worker at work: from a move to a mail that arrived, through every kind of trouble."""

import hashlib
import hmac
import json
import socket
import threading
from collections.abc import Iterator
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from sqlalchemy import select

from tests.support.bulk import performed
from tests.support.killing import jobs
from tests.support.mover import Task
from workflow import notices, outbox
from workflow.engine import Engine
from workflow.items import transitions
from workflow.items.orders import Order
from workflow.jobs import operations, try_now
from workflow.models import Mail
from workflow.notices.webhooks import SIGNATURE, HookSettings

pytestmark = pytest.mark.both_databases

SECRET = "a secret that two systems share"
TURN = {"reviewer@example.jp", "reviewer2@example.jp", "everything@example.jp"}


def recipients(mailroom):
    return {str(mail["To"]) for mail in mailroom.mails}


def announcements(office):
    found = jobs(office.engine.database.engine)
    return sum(count for (name, _), count in found.items() if name == outbox.ANNOUNCE)


def test_a_move_is_mailed_once_to_each_of_those_whose_turn_it_is(
    office, mailroom, at_work, eventually
):
    at_work()
    office.an_item("submitted")

    eventually(lambda: recipients(mailroom) == TURN)
    eventually(lambda: not any(s in outbox.LIVE for _, s in jobs(office.engine.database.engine)))
    assert set(mailroom.ids().values()) == {1}
    assert len(mailroom.mails) == len(TURN)


def test_a_batch_is_announced_by_one_job_and_mailed_like_single_moves(
    office, mailroom, at_work, eventually
):
    drafts = [office.a_draft().item_id for _ in range(3)]
    orders = [Order(item_id, "submit", office.person("officer")) for item_id in drafts]
    performed(office, orders)
    database = office.engine.database.engine

    at_work()

    eventually(lambda: recipients(mailroom) == TURN)
    eventually(lambda: not any(state in outbox.LIVE for _, state in jobs(database)))
    assert jobs(database)[(outbox.ANNOUNCE_ALL, "SUCCESS")] == 1
    assert announcements(office) == 0
    told = office.look("reviewer", notices.page).notices
    assert {notice.item_id for notice in told} == set(drafts)


def test_a_move_that_is_rolled_back_leaves_no_job(office):
    item_id = office.an_item("submitted")
    engine, before = office.engine, announcements(office)
    order = Order(item_id, "receive", office.person("reviewer"))

    with suppress(ZeroDivisionError), engine.write() as work:
        transitions.perform(work, order)
        raise ZeroDivisionError

    assert announcements(office) == before == 1


def test_a_failing_mail_server_delays_mails_and_holds_up_no_move(
    office, mailroom, at_work, eventually
):
    mailroom.answer = "451 come back later"
    at_work()
    item_id = office.an_item("submitted")
    eventually(lambda: mailroom.refused > len(TURN) * 2)

    office.an_item("submitted")
    waiting = office.look("admin", operations)
    mailroom.answer = "250 OK"

    assert office.row(item_id).state == "submitted"
    assert any(mail.attempts > 1 and "come back later" in mail.last_error for mail in waiting.mails)
    eventually(lambda: recipients(mailroom) == TURN)
    eventually(lambda: _all_sent(office))
    assert set(mailroom.ids().values()) == {1}


def _all_sent(office):
    with office.engine.database.reading() as session:
        return all(session.scalars(select(Mail.sent_at)))


def test_an_administrator_has_a_waiting_mail_tried_at_once(office, mailroom, job_context):
    item_id = office.an_item("submitted")
    job_context.announce(item_id, office.row(item_id).ledger_length)
    mail_id = job_context.compose(office.person("reviewer").person_id, "job")
    admin, database = office.person("admin"), office.engine.database.engine

    try_now(office.engine, admin, mail_id)

    assert jobs(database)[(outbox.DELIVER, "ENQUEUED")] == 1


class Receiver(BaseHTTPRequestHandler):
    """Another system that is told of moves; it fails the first time."""

    def do_POST(self):
        content = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.told.append((self.headers[SIGNATURE], content))
        self.send_response(503 if len(self.server.told) == 1 else 204)
        self.end_headers()

    def log_message(self, *_):
        """Say nothing."""


@pytest.fixture
def receiver() -> Iterator[HTTPServer]:
    with HTTPServer(("127.0.0.1", 0), Receiver) as server:
        server.told = []
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield server
        server.shutdown()
        thread.join()


def test_another_system_is_told_with_a_signature_until_it_has_understood(
    office, at_work, eventually, receiver
):
    hooking = Engine(office.engine.database.address, office.clock, hooks=True)
    at_work(hook=HookSettings(f"http://127.0.0.1:{receiver.server_port}/", SECRET))
    item_id = office.an_item("submitted")
    hooking.perform(item_id, "receive", office.person("reviewer"), None)
    hooking.close()

    eventually(lambda: len(receiver.told) == 2)

    given, content = receiver.told[1]
    entry = office.entries(item_id)[-1]
    digest = hmac.new(SECRET.encode(), content, hashlib.sha256).hexdigest()
    assert given == f"sha256={digest}"
    assert json.loads(content)["hash"] == entry.entry_hash
    assert receiver.told[0] == receiver.told[1]


@pytest.fixture
def silent_server() -> Iterator[socket.socket]:
    """A mail server that takes calls and never says a word."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server


def die_at_a_mail(office, silent_server, workers):
    """Let a worker called `gone` begin to send a mail, and kill it right then."""
    url, port = office.engine.database.address, silent_server.getsockname()[1]
    pid = workers.start(Task(url, port, "", 0, movers=0, worker="gone"))
    office.an_item("submitted")
    call, _ = silent_server.accept()
    workers.kill(pid)
    call.close()


def test_the_jobs_of_a_worker_that_never_comes_back_are_taken_over(
    office, mailroom, at_work, eventually, silent_server, movers
):
    die_at_a_mail(office, silent_server, movers)

    at_work("another")

    eventually(lambda: recipients(mailroom) == TURN)
    assert set(mailroom.ids().values()) == {1}


def test_a_newer_program_goes_on_with_the_jobs_of_the_older_one(
    office, mailroom, eventually, silent_server, movers
):
    die_at_a_mail(office, silent_server, movers)
    url = office.engine.database.address

    newer = movers.start(Task(url, mailroom.port, "", 0, movers=0, worker="gone", newer=True))
    eventually(lambda: recipients(mailroom) == TURN)
    movers.kill(newer)

    assert set(mailroom.ids().values()) == {1}
