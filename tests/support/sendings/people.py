"""Forms about people: their roles, who stands in, who leaves, who reviews what."""

from collections.abc import Callable
from datetime import date
from typing import Final

from tests.support.people import person_named
from tests.support.sendings.sending import (
    SUBMITTED,
    UNDER_REVIEW,
    Sending,
    item_page,
    person_page,
)
from tests.support.units import do, look
from workflow import items, people, rosters, substitutes, transfers
from workflow.engine import Engine
from workflow.substitutes import Appointment
from workflow.values.vocabulary import Role

AWAY: Final = {"role": "reviewer:", "substitute": "1", "from_on": "2021-08-18",
               "until_on": "2021-08-20"}  # fmt: skip
LISTED: Final = (
    "氏名\t旧所属\t新所属\n税務課 担当\t総務部\t建設部\n健康福祉部 担当\t健康福祉部\t東京事務所\n"
)
ROSTER: Final = "ログインID,氏名,役割\nhanako,秋田 花子,閲覧者\n".encode()
TRANSFERS: Final = (
    "ログインID\t旧役割\t旧対象部局\t新役割\t新対象部局\t後任\n"
    "soumu\t各課担当\t総務部\t\t\tkikaku\n"
)


def _lent(engine: Engine) -> str:
    reviewer, other = person_named(engine, "reviewer"), person_named(engine, "soumu")
    days = date(2021, 8, 17), date(2021, 8, 20)
    asked = Appointment(reviewer.person_id, other.person_id, Role.REVIEWER, None, *days)
    do(engine, "reviewer", substitutes.appoint, asked)
    return "/substitutes/"


def _done_for_me(engine: Engine) -> str:
    _lent(engine)
    item_id = look(engine, None, items.find, SUBMITTED)
    engine.perform(item_id, "receive", person_named(engine, "soumu"), None)
    return "/substitutes/done"


def _a_role(engine: Engine) -> str:
    page = person_page("/people", "soumu")(engine)
    (grant,) = look(engine, "admin", people.one, int(page.rpartition("/")[2])).grants
    return f"{page}/roles/{grant.id}/end"


def a_roster(engine: Engine) -> str:
    """A list of people that was brought, and not carried out yet."""
    brought = look(engine, "admin", rosters.bring, "a.csv", ROSTER)
    return f"/people/file/{do(engine, 'admin', rosters.stage, brought)}"


def _transfers(day: str, suffix: str = "") -> Callable[[Engine], str]:
    def page(engine: Engine) -> str:
        lines = transfers.read_lines(TRANSFERS.encode(), None).lines
        plan_id = do(engine, "admin", transfers.write, None, "異動", date.fromisoformat(day), lines)
        return f"/transfers/{plan_id}{suffix}"

    return page


def _listed(engine: Engine) -> str:
    lines = transfers.read_lines(LISTED.encode(), None).lines
    day = date(2022, 4, 1)
    return f"/transfers/{do(engine, 'admin', transfers.write, None, '異動', day, lines)}"


def _handed_over(engine: Engine) -> str:
    plan_id = int(_transfers("2021-08-17")(engine).rpartition("/")[2])
    seen = look(engine, "admin", transfers.plan, plan_id).seen
    do(engine, "admin", transfers.take_effect, plan_id, seen)
    return "/handovers/1"


FORMS: Final = (
    Sending("people.add", "admin", "/people/new", {"login": "hanako", "name": "秋田 花子"}),
    Sending("people.change", "admin", person_page("/people", "soumu", "/change"),
            {"email": "soumu@example.jp"}),
    Sending("people.give", "admin", person_page("/people", "soumu", "/roles"), {"role": "viewer"}),
    Sending("people.end", "admin", _a_role, {"until_on": ""}),
    Sending("people.switch", "admin", person_page("/people", "soumu", "/switch")),
    Sending("rosters.bring", "admin", "/people/file/", {"file": ("a.csv", ROSTER)}),
    Sending("rosters.commit", "admin", a_roster),
    Sending("transfers.add", "admin", "/transfers/new",
            {"title": "異動", "takes_effect_on": "2022-04-01", "lines": TRANSFERS}),
    Sending("transfers.edit", "admin", _transfers("2022-04-01", "/edit"), {"title": "別の名"}),
    Sending("transfers.decide", "admin", _transfers("2022-04-01")),
    Sending("transfers.cancel", "admin", _transfers("2022-04-01")),
    Sending("transfers.answer", "admin", _listed, {"answer": "outside"}),
    Sending("transfers.choose", "admin", _listed, {"role": "viewer"}),
    Sending("transfers.follow", "admin", _transfers("2022-04-01"), {"successor": "mirai"}),
    Sending("leaving.write", "admin", person_page("/people", "soumu", "/leaving"),
            {"successor": "kikaku"}),
    Sending("transfers.take_effect", "admin", _transfers("2021-08-17")),
    Sending("handovers.take_over", "kikaku", _handed_over),
    Sending("handlers.department", "reviewer", "/handlers/departments/1", {"main": "8"}),
    Sending("handlers.item", "reviewer", item_page("/handlers/items", UNDER_REVIEW),
            {"person": "8", "note": "不在のため"}),
    Sending("handlers.take", "reviewer2", item_page("/items", UNDER_REVIEW)),
    Sending("substitutes.index", "reviewer", "/substitutes/", AWAY),
    Sending("substitutes.person", "admin", person_page("/substitutes/people", "reviewer"), AWAY),
    Sending("substitutes.end", "reviewer", _lent),
    Sending("substitutes.acknowledge", "reviewer", _done_for_me),
)  # fmt: skip
