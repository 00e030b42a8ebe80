"""Somebody with a browser at a site that another process serves: pages, forms and files."""

import re
import time
from collections.abc import Mapping
from contextlib import suppress
from http.client import HTTPConnection, HTTPException
from secrets import token_hex
from typing import Final, NamedTuple
from urllib.parse import urlencode, urlsplit

from tests.support.served import LOCAL

PATIENCE: Final = 200.0  # seconds; what an attack is answered with may take its time

AGAIN: Final = 1.0


class Answer(NamedTuple):
    """What came back: status 0 where the connection was ended without a word."""

    status: int
    text: str
    location: str = ""


NOTHING: Final = Answer(0, "")
File = tuple[str, bytes]


class Visitor:
    """One person with the cookies of one browser."""

    def __init__(self, port: int) -> None:
        """At the sign-in page of the site on this port of this machine."""
        self._port = port
        self._cookie = ""

    def sign_in(self, login: str, password: str) -> None:
        """Sign in; the site must let them."""
        answer = self.send("/auth/sign-in", {"login": login, "password": password})
        assert answer.status == 302, answer

    def get(self, path: str) -> Answer:
        """A page; where it is to come later, a browser asks for it again by itself."""
        latest = time.monotonic() + PATIENCE
        while (answer := self._ask("GET", path, None, "")).status == 429:
            if time.monotonic() > latest:
                break
            time.sleep(AGAIN)
        return answer

    def send(self, path: str, typed: dict[str, str], page: str = "", **files: File) -> Answer:
        """A form of `page` (else `path`), with files by the names of their fields."""
        found = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', self.get(page or path).text)
        fields = {"csrf_token": found[1] if found else "", **typed}
        if not files:
            return self.post(path, fields)
        line = token_hex(16)
        return self._ask(
            "POST", path, _parts(line, fields, files), f"multipart/form-data; boundary={line}"
        )

    def post(self, path: str, fields: Mapping[str, str]) -> Answer:
        """A form as it is, with its token among `fields`."""
        body = urlencode(fields).encode()
        return self._ask("POST", path, body, "application/x-www-form-urlencoded")

    def _ask(self, method: str, path: str, body: bytes | None, kind: str) -> Answer:
        split = urlsplit(path)
        address = split.path + (f"?{split.query}" if split.query else "")
        headers = {"Cookie": self._cookie} if self._cookie else {}
        if kind:
            headers["Content-Type"] = kind
        line = HTTPConnection(LOCAL, self._port, timeout=PATIENCE)
        try:
            with suppress(BrokenPipeError, ConnectionResetError):  # An answer came before the end.
                line.request(method, address, body, headers)
            answer = line.getresponse()
            text = answer.read().decode("utf-8", "replace")
        except (OSError, HTTPException):
            return NOTHING
        finally:
            line.close()
        for cookie in answer.headers.get_all("Set-Cookie") or ():
            self._cookie = cookie.partition(";")[0]
        return Answer(answer.status, text, answer.headers.get("Location", ""))


def _parts(line: str, fields: dict[str, str], files: dict[str, File]) -> bytes:
    """The body of a form with files."""
    parts = [
        f'--{line}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
        for name, value in fields.items()
    ]
    for field, (name, content) in files.items():
        head = f'--{line}\r\nContent-Disposition: form-data; name="{field}"; filename="{name}"\r\n'
        parts.append(
            f"{head}Content-Type: application/octet-stream\r\n\r\n".encode() + content + b"\r\n"
        )
    return b"".join(parts) + f"--{line}--\r\n".encode()
