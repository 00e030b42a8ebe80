"""The server of `jizen serve`: nobody holds it up by being slow, or fills its disk."""

import errno
import socket
import threading
import time
from contextlib import ExitStack
from urllib.request import Request, urlopen

import pytest
from flask import request

from tests.support.listening import LOCAL, LONGEST_WAIT, asked, call, listening
from webapp.app.connections import Limits
from webapp.app.server import CannotListen, Server, open_server
from webapp.app.settings import Settings
from webapp.app.wiring import create_app
from webapp.request import access

MEGABYTE = 1024 * 1024
HALF_A_HEAD = b"GET / HTTP/1.1\r\nX-Slow: "
FILES = b"POST /items/1/files HTTP/1.1"
FORM = b"POST /cycle HTTP/1.1"


@pytest.fixture
def cookie(app, sign_in_as):
    """The cookie of someone who is signed in."""
    kept = sign_in_as("soumu").get_cookie("jizen")
    return f"Cookie: jizen={kept.value}"


def alive(port):
    with urlopen(f"http://{LOCAL}:{port}/healthz", timeout=LONGEST_WAIT) as answer:
        return answer.status == 200


def is_ended(line):
    """Whether the other side ends the connection without an answer."""
    try:
        return line.recv(1024) == b""
    except ConnectionResetError:
        return True


def test_those_who_send_slowly_make_room_for_those_who_do_not(app):
    with listening(app, Limits(connections=20)) as port, ExitStack() as slow:
        for _ in range(60):
            slow.enter_context(call(port)).sendall(HALF_A_HEAD)

        assert all(alive(port) for _ in range(3))


def test_a_head_that_does_not_end_is_not_waited_for(app):
    with listening(app, Limits(head_seconds=0.1)) as port, call(port) as line:
        line.sendall(HALF_A_HEAD)

        assert is_ended(line)


def test_a_body_that_comes_in_drops_is_not_waited_for(app):
    limits = Limits(body_seconds=0.1, least_rate=1000)
    with listening(app, limits) as port, call(port) as line:
        line.sendall(FORM + b"\r\nContent-Length: 100000\r\n\r\nback=")

        assert is_ended(line)


def test_a_connection_without_a_request_is_ended(app):
    with listening(app, Limits(idle_seconds=0.1)) as port, call(port) as line:
        assert is_ended(line)


def test_a_body_that_comes_steadily_is_waited_for(app):
    limits = Limits(head_seconds=0.1, idle_seconds=0.1)
    with listening(app, limits) as port, call(port) as line, call(port) as other:
        line.sendall(FORM + b"\r\nContent-Length: 6\r\n\r\nback=")

        assert is_ended(other)
        line.sendall(b"1")
        assert line.recv(1024).startswith(b"HTTP/1.1 401")


@pytest.mark.parametrize("page", [FILES, FORM])
def test_a_large_body_of_a_stranger_is_refused_before_it_comes(app, page):
    with listening(app, Limits()) as port:
        answer = asked(port, page, f"Content-Length: {200 * MEGABYTE}")
        forged = asked(port, page, f"Content-Length: {200 * MEGABYTE}", "Cookie: jizen=made.up.one")

    assert answer.startswith(b"HTTP/1.1 413")
    assert "大きすぎます".encode() in answer
    assert forged.startswith(b"HTTP/1.1 413")


def test_a_large_body_of_a_stranger_that_does_not_say_its_length_is_cut_off(app):
    piece = b"10000\r\n" + b"x" * 0x10000 + b"\r\n"
    taken = 0
    with listening(app, Limits()) as port, call(port) as line:
        line.sendall(FORM + b"\r\nTransfer-Encoding: chunked\r\n\r\n")
        try:
            while taken < 200 * MEGABYTE:
                line.sendall(piece)
                taken += len(piece)
        except (ConnectionResetError, BrokenPipeError):
            pass

    assert taken < 30 * MEGABYTE, "what fits between the two is all that was taken"


def test_someone_signed_in_brings_large_files_to_the_page_that_takes_them(app, cookie):
    length = f"Content-Length: {100 * MEGABYTE}"
    with listening(app, Limits()) as port:
        welcome = asked(port, FILES, cookie, length, "Expect: 100-continue")
        elsewhere = asked(port, FORM, cookie, length, "Expect: 100-continue")
        too_much = asked(port, FILES, cookie, f"Content-Length: {200 * MEGABYTE}")

    assert welcome.startswith(b"HTTP/1.1 100")
    assert elsewhere.startswith(b"HTTP/1.1 413")
    assert too_much.startswith(b"HTTP/1.1 413")


def test_one_person_sends_few_large_bodies_at_once_and_others_still_can(app, sign_in_as, cookie):
    other = f"Cookie: jizen={sign_in_as('kensetsu').get_cookie('jizen').value}"
    length = f"Content-Length: {100 * MEGABYTE}"
    head = "\r\n".join([FILES.decode(), cookie, length, "Expect: 100-continue", "", ""]).encode()
    with listening(app, Limits(large_bodies=2)) as port, ExitStack() as held:
        for _ in range(2):
            line = held.enter_context(call(port))
            line.sendall(head)
            assert line.recv(1024).startswith(b"HTTP/1.1 100")
        third = asked(port, FILES, cookie, length)
        of_another = asked(port, FILES, other, length, "Expect: 100-continue")

    assert third.startswith(b"HTTP/1.1 429")
    assert of_another.startswith(b"HTTP/1.1 100")


@pytest.mark.parametrize(("proxies", "address"), [(0, LOCAL), (1, "203.0.113.7")])
def test_the_proxys_word_for_the_visitor_arrives(demo_engine, proxies, address):
    settings = Settings(secret_key="a key for the tests only", trusted_proxies=proxies)
    app = create_app(demo_engine, settings)
    app.add_url_rule("/address", "address", access.public(lambda: request.remote_addr))
    with listening(app, Limits()) as port:
        asking = Request(
            f"http://{LOCAL}:{port}/address", headers={"X-Forwarded-For": "203.0.113.7"}
        )
        with urlopen(asking, timeout=LONGEST_WAIT) as answer:  # noqa: S310 - our own server
            assert answer.read().decode() == address


def test_an_address_that_is_taken_is_said_to_be_taken(app):
    with socket.create_server((LOCAL, 0)) as other:
        port = other.getsockname()[1]
        with pytest.raises(CannotListen, match=f"Port {port} .* is taken") as refused:
            open_server(app, LOCAL, port)

    assert refused.value.__cause__.errno == errno.EADDRINUSE


def test_a_server_in_a_test_is_closed_once_it_was_told_of_every_answer(shared_app, monkeypatch):
    tell, failed, telling = Server.pull_trigger, [], threading.Event()

    def tell_late(server):
        telling.set()
        latest = time.monotonic() + 0.2
        while server._map and time.monotonic() < latest:
            time.sleep(0.01)
        try:
            tell(server)
        except OSError as error:
            failed.append(error)

    monkeypatch.setattr(Server, "pull_trigger", tell_late)

    with listening(shared_app, Limits()) as port:
        assert alive(port)
        assert telling.wait(LONGEST_WAIT)

    assert failed == []
