"""3,000 people by a file, and the page that lists them."""

import subprocess
import sys
from pathlib import Path
from typing import Final

from tests.benchmarks.durable import opened
from tests.benchmarks.measuring import Figure, most_memory, seconds
from tests.benchmarks.reading import page_over_queries, signed_in
from tests.support.databases import Databases
from tests.support.office import Office, open_office
from tests.support.prepared import prepare
from workflow import rosters
from workflow.rosters import RosterView

PEOPLE: Final = 3_000
HEAD: Final = (
    "ログインID,氏名,フリガナ,職員番号,所属部局,課室,メールアドレス,役割,対象部局,開始日,終了日"
)


def people_by_file(databases: Databases, kind: str) -> list[Figure]:
    """3,000 people with a role each: looked at, carried out, and listed on a page."""
    with opened(databases, prepare) as office:
        views: list[RosterView] = []
        looking = seconds(lambda: views.append(looked_at(office, content())))
        taken = seconds(lambda: carried_out(office, views[0]))
        page = page_over_queries(office, signed_in(office, "admin"), "/people/")
    url = databases.copy_of(prepare)
    memory = _memory_of_another_process(url)
    databases.drop(url)
    return [
        Figure("preview of 3,000 people", kind, looking, "s", 5, at_least=False),
        Figure("commit of 3,000 people", kind, taken, "s", 5, at_least=False),
        Figure("memory while 3,000 people come in", kind, memory, "MB", 300, at_least=False),
        Figure("page people over its bare queries (time)", kind, page, "×", 3, at_least=False),
    ]


def content() -> bytes:
    """A list of people as an office would bring it."""
    rows = [
        f"p{n},職員 {n},ショクイン {n},S{n},soumu,税務課,p{n}@example.jp,各課担当,soumu,2021-08-01,"
        for n in range(PEOPLE)
    ]
    return "\n".join([HEAD, *rows]).encode("utf-8-sig")


def looked_at(office: Office, file: bytes) -> RosterView:
    """Read, keep and preview the file."""
    brought = office.look("admin", rosters.bring, "people.csv", file)
    return office.look("admin", rosters.view, office.do("admin", rosters.stage, brought))


def carried_out(office: Office, view: RosterView) -> None:
    """Carry the list out."""
    assert view.not_ready is None, view.problems[:3]
    assert office.do("admin", rosters.commit, view.id, view.seen).added == PEOPLE


def _memory_of_another_process(url: str) -> float:
    """The most MB that a process of its own had, with everything of Jizen in it."""
    words = [sys.executable, "-m", "tests.benchmarks.staff", url]
    done = subprocess.run(words, capture_output=True, text=True, check=True, cwd=Path.cwd())
    return float(done.stdout)


if __name__ == "__main__":
    of_others = open_office(sys.argv[1])
    carried_out(of_others, looked_at(of_others, content()))
    of_others.engine.close()
    sys.stdout.write(f"{most_memory()}\n")
