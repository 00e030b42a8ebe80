"""Pages with forms about people: their roles, lists of them, staff transfers."""

from datetime import date, timedelta
from typing import Final

from sqlalchemy import select

from tests.support.people import person_named
from tests.support.units import do, look
from workflow import rosters, transfers
from workflow.engine import Engine
from workflow.models import RoleGrant

DAY: Final = date(2021, 8, 17)
HEAD: Final = "ログインID\t旧役割\t旧対象部局\t新役割\t新対象部局\t後任\n"
MOVES: Final = "soumu\t各課担当\t総務部\t閲覧者\t\t\nkikaku\t\t\t各課担当\t総務部\t\n"
PLAN: Final = {"title": "4月異動", "takes_effect_on": "R3.8.18", "lines": HEAD + MOVES}
LIST: Final = "ログインID,氏名,役割,対象部局\nshinjin,新人,閲覧者,\n".encode("utf-8-sig")


def a_role(engine: Engine) -> str:
    """The end of a role."""
    person_id = person_named(engine, "soumu").person_id
    with engine.read() as work:
        grant = work.session.scalar(select(RoleGrant.id).where(RoleGrant.person_id == person_id))
    return f"/people/{person_id}/roles/{grant}/end"


def a_list(engine: Engine) -> str:
    """A list of people that was taken in."""
    with engine.write(person_named(engine, "admin")) as work:
        return f"/people/file/{rosters.stage(work, rosters.bring(work, 'a.csv', LIST))}"


def a_transfer(engine: Engine) -> str:
    """A transfer plan that was written."""
    content = b"\xef\xbb\xbf" + str(PLAN["lines"]).encode()
    lines = transfers.read_lines(content, None)
    plan = do(engine, "admin", transfers.write, None, "4月異動", DAY + timedelta(days=1), lines)
    return f"/transfers/{plan}"


def a_transfer_whose_day_has_come(engine: Engine) -> str:
    """One that was decided, a day later."""
    page = a_transfer(engine)
    plan = int(page.split("/")[-1])
    do(engine, "admin", transfers.decide, plan, look(engine, "admin", transfers.plan, plan).seen)
    engine.clock.advance(timedelta(days=1))
    return page


def a_handover(engine: Engine) -> str:
    """What a transfer hands over to the one who follows."""
    plan = int(a_transfer_whose_day_has_come(engine).split("/")[-1])
    seen = look(engine, "admin", transfers.plan, plan).seen
    do(engine, "admin", transfers.take_effect, plan, seen)
    return "/handovers/1"
