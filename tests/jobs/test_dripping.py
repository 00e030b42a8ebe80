"""A server that says something now and then, and never comes to an end, holds no worker."""

import socket
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from tests.jobs.test_delivering import a_mail
from workflow.models import Mail
from workflow.notices import webhooks
from workflow.notices.letter import Letter
from workflow.notices.mail import MailSettings, hand_over
from workflow.notices.webhooks import HookSettings

PIECE = 5.0  # seconds that one piece may take: far more than the pauses between two of them
WHOLE = 0.5
PAUSE = 0.02


class Dripping:
    """A server that sends `begins` at once, then `drips` for ever until it is hung up on."""

    def __init__(self, begins: bytes = b"", drips: bytes = b"2") -> None:
        self.begins, self.drips = begins, drips
        self.over = threading.Event()
        self.socket = socket.create_server(("127.0.0.1", 0))
        self.socket.settimeout(PIECE)
        self.port: int = self.socket.getsockname()[1]
        self.hung_up = threading.Event()

    def serve(self) -> None:
        try:
            line, _ = self.socket.accept()
        except TimeoutError:
            return  # nobody came
        with line:
            try:
                line.sendall(self.begins)
                while not self.over.wait(PAUSE):
                    line.sendall(self.drips)
            except OSError:
                self.hung_up.set()


@pytest.fixture
def dripping() -> Iterator[Callable[..., Dripping]]:
    servers, threads = [], []

    def start(*given: bytes) -> Dripping:
        server = Dripping(*given)
        threads.append(threading.Thread(target=server.serve))
        servers.append(server)
        threads[-1].start()
        return server

    yield start
    for server, thread in zip(servers, threads, strict=True):
        server.over.set()
        thread.join()
        server.socket.close()


A_GREETING = (b"", b"2")
LINES_WITHOUT_END = (b"220 here\r\n", b"250-more\r\n")
TALK = {"a greeting": A_GREETING, "lines without end": LINES_WITHOUT_END}


@pytest.mark.parametrize("talk", TALK.values(), ids=TALK)
def test_a_mail_server_that_drips_is_hung_up_on_and_the_mail_tried_again_later(
    office, job_context, dripping, talk
):
    server = dripping(*talk)
    mail_id = a_mail(office, job_context)
    settings = MailSettings("127.0.0.1", server.port, timeout_seconds=PIECE, whole_seconds=WHOLE)

    wait = replace(job_context, mail=settings).deliver(mail_id, 1)

    with office.engine.database.reading() as session:
        mail = session.get_one(Mail, mail_id)
    assert (wait, mail.sent_at) == (30, None)
    assert "not done within 0.5 seconds" in mail.last_error
    assert server.hung_up.wait(PIECE)


def test_a_mail_server_that_drips_while_it_encrypts_is_hung_up_on(dripping):
    mail = Mail(message_id="<1@x>", composed_at=datetime(2021, 8, 2, tzinfo=UTC))
    ready = b"220 here\r\n250-here\r\n250 STARTTLS\r\n220 ready\r\n"
    server = dripping(ready, b"\x16\x03\x03\xff\xff" + b"\x02")
    settings = MailSettings(
        "127.0.0.1", server.port, starttls=True, timeout_seconds=PIECE, whole_seconds=WHOLE
    )

    with pytest.raises(OSError):  # noqa: PT011 - TLS may refuse the drops first
        hand_over(settings, "a@pref.example.jp", mail, Letter("s", "b"))


ANSWERS = {
    "a first line": (b"", b"H"),
    "answers that are to be waited for": (b"", b"HTTP/1.1 100 Continue\r\n\r\n"),
}


@pytest.mark.parametrize("answer", ANSWERS.values(), ids=ANSWERS)
def test_a_receiver_of_moves_that_drips_has_not_taken_the_move(dripping, answer):
    server = dripping(*answer)
    hook = HookSettings(f"http://127.0.0.1:{server.port}/", "secret", PIECE, WHOLE)

    with pytest.raises(TimeoutError, match=r"not done within 0\.5 seconds"):
        webhooks.post(hook, {"item": 1})

    assert server.hung_up.wait(PIECE)


def test_a_receiver_that_has_taken_the_move_and_then_drips_is_hung_up_on(dripping):
    server = dripping(b"HTTP/1.1 200 OK\r\nX-Long: ", b"x")
    hook = HookSettings(f"http://127.0.0.1:{server.port}/", "secret", PIECE, WHOLE)

    webhooks.post(hook, {"item": 1})

    assert server.hung_up.wait(PIECE)


def test_a_receiver_that_drips_while_it_encrypts_has_not_taken_the_move(dripping):
    server = dripping(b"\x16\x03\x03\x3f\xff", b"\x02")
    hook = HookSettings(f"https://127.0.0.1:{server.port}/", "secret", PIECE, WHOLE)

    with pytest.raises(OSError):  # noqa: PT011 - TLS may refuse the drops first
        webhooks.post(hook, {"item": 1})
