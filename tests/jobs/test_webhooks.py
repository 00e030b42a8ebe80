"""What another system is told goes to it alone, and is told until it has taken it."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from urllib.error import HTTPError

import pytest

from workflow.notices import webhooks
from workflow.notices.webhooks import HookSettings

SECRET = "a secret that two systems share"


class Elsewhere(BaseHTTPRequestHandler):
    """A receiver that leads to another place, which says yes to everything."""

    def do_POST(self):
        self.server.asked.append(("POST", self.path))
        self.rfile.read(int(self.headers["Content-Length"]))
        self.send_response(self.server.status)
        self.send_header("Location", "/sign-in")
        self.end_headers()

    def do_GET(self):
        self.server.asked.append(("GET", self.path))
        self.send_response(200)
        self.end_headers()

    def log_message(self, *_):
        """Say nothing."""


@pytest.fixture
def receiver() -> Iterator[HTTPServer]:
    with HTTPServer(("127.0.0.1", 0), Elsewhere) as server:
        server.asked = []
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield server
        server.shutdown()
        thread.join()


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_receiver_that_leads_elsewhere_has_not_taken_the_move_and_nobody_else_is_asked(
    receiver, status
):
    receiver.status = status
    hook = HookSettings(f"http://127.0.0.1:{receiver.server_port}/moves", SECRET)

    with pytest.raises(HTTPError) as failure:
        webhooks.post(hook, {"item": 1})

    failure.value.close()
    assert failure.value.code == status
    assert receiver.asked == [("POST", "/moves")]
