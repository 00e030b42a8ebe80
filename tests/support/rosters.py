"""Lists of people as an administrator brings them in, in tests."""

from tests.support.office import Office
from workflow import people, rosters
from workflow.rosters import RosterView
from workflow.values.actor import Actor

HEAD = (
    "ログインID,氏名,フリガナ,職員番号,所属部局,課室,メールアドレス,利用,"
    "役割,対象部局,開始日,終了日"
)


def brought(office: Office, *lines: str, head: str = HEAD) -> RosterView:
    """A csv list as an administrator sees it before it is carried out."""
    content = "\n".join([head, *lines]).encode("utf-8-sig")
    return seen_before(office, "people.csv", content)


def seen_before(office: Office, name: str, content: bytes) -> RosterView:
    """The same of any file."""
    file = office.look("admin", rosters.bring, name, content)
    return office.look("admin", rosters.view, office.do("admin", rosters.stage, file))


def problems(view: RosterView) -> list[tuple[int, str, str]]:
    """What is wrong with which cell."""
    return [(one.row, one.column, one.key) for one in view.problems]


def actor(office: Office, login: str) -> Actor:
    """Who has the login, with what they hold today."""
    with office.engine.read() as work:
        return people.actor_named(work, login)
