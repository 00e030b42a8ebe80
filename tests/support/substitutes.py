"""Short ways to let one of the office's people stand in for another."""

from datetime import date, timedelta
from typing import Final

from tests.support.office import NOW, Office
from tests.support.people import OWN
from workflow import substitutes
from workflow.substitutes import Appointment
from workflow.values.vocabulary import Role

TODAY: Final = NOW.date()
FROM, UNTIL = TODAY, TODAY + timedelta(days=4)


def an_appointment(
    office: Office,
    absent: str,
    substitute: str,
    role: Role,
    department: str | None = None,
    days: tuple[date, date] = (FROM, UNTIL),
) -> Appointment:
    """Who shall stand in for whom; an officer's department is the own one unless said."""
    code = department or (OWN if role is Role.OFFICER else None)
    return Appointment(
        person_id=office.person(absent).person_id,
        substitute_id=office.person(substitute).person_id,
        role=role,
        department_id=office.departments[code] if code else None,
        from_on=days[0],
        until_on=days[1],
    )


def stand_in(
    office: Office,
    absent: str,
    substitute: str,
    role: Role,
    department: str | None = None,
    days: tuple[date, date] = (FROM, UNTIL),
) -> int:
    """Set it as the absent one, and read everybody anew: the row's id."""
    asked = an_appointment(office, absent, substitute, role, department, days)
    made = office.do(absent, substitutes.appoint, asked)
    office.meet_anew()
    return made
