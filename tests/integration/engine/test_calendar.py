"""Keeping the calendar: who may, and that its log stays."""

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError

from tests.support.calendar import MAY, MEETING, ROW, SESSION, card, draft_of, keeper, log
from tests.support.office import DECEMBER, SEPTEMBER
from tests.support.people import PEOPLE
from workflow.values.errors import NotPermitted
from workflow.values.vocabulary import Role

KEEPERS = {
    login
    for login, held in PEOPLE.items()
    if {role for role, _department in held} & {Role.SECRETARIAT, Role.ADMIN}
}


@pytest.mark.parametrize("login", PEOPLE)
def test_only_the_secretariat_and_administrators_change_the_calendar(office, login):
    desk, actor = office.engine.calendar, office.person(login)
    asked = (
        lambda: desk.add_cycle(actor, MAY),
        lambda: desk.change_cycle(actor, SEPTEMBER, draft_of(card(office)), ""),
        lambda: desk.close_cycle(actor, DECEMBER, closed=True),
        lambda: desk.add_meeting(actor, MEETING),
        lambda: desk.add_session(actor, SESSION),
        lambda: desk.place_row(actor, desk.add_row(actor, 2021, ROW), None),
        lambda: desk.board(actor, 2021),
        lambda: desk.rows(actor, 2021),
    )
    for ask in asked:
        if login in KEEPERS:
            ask()
        else:
            with pytest.raises(NotPermitted):
                ask()
    assert bool(log(office)) == (login in KEEPERS)


@pytest.mark.both_databases
@pytest.mark.parametrize(
    "verb", ["UPDATE calendar_changes SET verb = 'x'", "DELETE FROM calendar_changes"]
)
def test_the_log_cannot_be_changed(office, verb):
    office.engine.calendar.close_cycle(keeper(office), SEPTEMBER, closed=True)

    with (
        pytest.raises(DatabaseError, match="append-only"),
        office.engine.database.engine.begin() as connection,
    ):
        connection.execute(text(verb))
