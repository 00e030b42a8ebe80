"""`python -m tests.benchmarks.against COMMIT`: pages a second of this commit over another's.

Both serve the demonstration by `jizen serve`, each on a database of its own making; four people
read one page at a time, side by side, of the one and the other in turns.
"""

import http.client
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from configparser import ConfigParser
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Final, NamedTuple
from urllib.parse import urlencode

from tests.benchmarks.measuring import Figure, interleaved, ratio, seconds, table
from tests.support.served import LOCAL, serving

CLIENTS: Final = ("soumu", "reviewer", "reviewer2", "secretariat")
"""The first one's items are there for all of them."""
PAGES: Final = ("/", "/items/", "/items/{item}")
A_TURN: Final = 10
"""Pages that each client reads in a turn."""


class Site(NamedTuple):
    """A site that is being served, with a signed-in cookie for each client and an item of it."""

    port: int
    cookies: tuple[str, ...]
    item: str

    def read(self, page: str) -> None:
        """Have every client read a page, side by side."""
        with ThreadPoolExecutor(len(self.cookies)) as clients:
            list(clients.map(lambda cookie: self._read(page.format(item=self.item), cookie),
                             self.cookies))  # fmt: skip

    def _read(self, path: str, cookie: str) -> None:
        connection = http.client.HTTPConnection(LOCAL, self.port)
        for _ in range(A_TURN):
            assert _answer(connection, "GET", path, cookie).status == 200
        connection.close()


def main() -> int:
    """Measure; exit status 1 where a page is not three times as fast."""
    commit = sys.argv[1]
    with tempfile.TemporaryDirectory(prefix="jizen-bench-") as name, ExitStack() as served:
        folder = Path(name)
        code = served.enter_context(_checked_out(commit, folder / "code"))
        now = served.enter_context(_site(Path.cwd(), folder / "now"))
        then = served.enter_context(_site(code, folder / "then"))
        figures = [_faster(commit, page, now, then) for page in PAGES]
    sys.stdout.write(table(figures) + "\n")
    return int(any(figure.verdict == "MISSED" for figure in figures))


def _faster(commit: str, page: str, now: Site, then: Site) -> Figure:
    times = interleaved(
        {
            "then": lambda _run: seconds(lambda: then.read(page)),
            "now": lambda _run: seconds(lambda: now.read(page)),
        }
    )
    return Figure(
        f"{page} of this commit over {commit} (rate)", "sqlite", ratio(times, "then", "now"), "×", 3
    )


@contextmanager
def _checked_out(commit: str, folder: Path) -> Iterator[Path]:
    subprocess.run(["git", "worktree", "add", "--detach", folder, commit], check=True,
                   capture_output=True)  # fmt: skip
    yield folder
    subprocess.run(["git", "worktree", "remove", "--force", folder], check=True)


@contextmanager
def _site(code: Path, folder: Path) -> Iterator[Site]:
    """The demonstration by the code in a folder."""
    folder.mkdir()
    environment = {
        **os.environ,
        "PYTHONPATH": str(code),
        "JIZEN_DATABASE_URL": f"sqlite:///{folder / 'jizen.db'}",
        "JIZEN_FILES": str(folder / "files"),
        "JIZEN_SECRET_KEY": "only for measuring 1",
        "JIZEN_TODAY": "2021-08-17",
    }
    jizen = _program(code)
    _run(jizen, folder, environment, "db", "upgrade")
    told = _run(jizen, folder, environment, "seed", "--demo")
    passwords = dict(re.findall(r"^\s*(\S+)\s.*?(\S+)\s*$", told, re.MULTILINE))
    with (
        (folder / "log").open("wb") as log,
        serving(jizen, folder, environment, log) as site,
    ):
        cookies = tuple(_signed_in(site.port, who, passwords[who]) for who in CLIENTS)
        connection = http.client.HTTPConnection(LOCAL, site.port)
        found = re.findall(
            r'href="/items/(\d+)"', _answer(connection, "GET", "/items/", cookies[0]).text
        )
        yield Site(site.port, cookies, found[0])


def _program(code: Path) -> tuple[str, ...]:
    """What starts `jizen` from a folder: other commits had it elsewhere."""
    packed = ConfigParser()
    packed.read(code / "setup.cfg")
    where = packed["options.entry_points"]["console_scripts"].partition("=")[2].strip()
    module, _, function = where.partition(":")
    return sys.executable, "-c", f"from {module} import {function}; {function}()"


def _run(jizen: tuple[str, ...], folder: Path, environment: Mapping[str, str], *words: str) -> str:
    done = subprocess.run([*jizen, *words], cwd=folder, env=environment, check=True,
                          capture_output=True, text=True)  # fmt: skip
    return done.stdout


class _Answer(NamedTuple):
    status: int
    text: str
    cookie: str


def _answer(
    connection: http.client.HTTPConnection,
    method: str,
    path: str,
    cookie: str = "",
    form: Mapping[str, str] | None = None,
) -> _Answer:
    headers = {"Cookie": cookie} if cookie else {}
    if form:
        headers["Content-Type"] = "application/x-www-form-urlencoded"
    connection.request(method, path, urlencode(form) if form else None, headers)
    answer = connection.getresponse()
    set_cookie = (answer.getheader("Set-Cookie") or "").partition(";")[0]
    return _Answer(answer.status, answer.read().decode(), set_cookie or cookie)


def _signed_in(port: int, who: str, password: str) -> str:
    connection = http.client.HTTPConnection(LOCAL, port)
    page = _answer(connection, "GET", "/auth/sign-in")
    token = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', page.text)
    assert token
    form = {"csrf_token": token[1], "login": who, "password": password}
    done = _answer(connection, "POST", "/auth/sign-in", page.cookie, form)
    assert done.status == 302, f"{who} is not let in"
    return done.cookie


if __name__ == "__main__":
    sys.exit(main())
