"""Who follows whom in a plan: as a line says, or because they come to what is left."""

from workflow.models import Person, RoleGrant
from workflow.transfers.resolving import Move, Resolved
from workflow.values.actor import Actor, Title
from workflow.values.vocabulary import AnyRole


def name_of(person: Person) -> Title:
    """What a person is called."""
    return Title(person.name_ja, person.name_en)


def followers(found: Resolved, move: Move) -> dict[int, Person]:
    """Who follows in each role that is left, by the grant's id: as said, or who comes to it."""
    follows: dict[int, Person] = {}
    for grant in move.leaves:
        said = _said(found, move.person, grant.department_id, move)
        if successor := said or _coming(found, move.person, grant):
            follows[grant.id] = successor
    return follows


def _said(
    found: Resolved, leaver: Person, department_id: int | None, leaving: Move | None
) -> Person | None:
    """Who is said to follow: for the department, in what a line leaves, or in everything."""
    mine = [one for one in found.of_person.get(leaver.id, ()) if one.successor]
    for_it = (one for one in mine if one.successor_department is not None)
    of_all = [one for one in mine if one.successor_department is None]
    named = (
        *(one for one in for_it if one.successor_department == department_id),
        *(one for one in of_all if one is leaving),
        *(one for one in of_all if not one.leaves),
    )
    return named[0].successor if named else None


def _coming(found: Resolved, leaver: Person, grant: RoleGrant) -> Person | None:
    coming = (
        one.person
        for one in found.moves
        if one.person is not leaver and any(asked[:2] == grant.grant for asked in one.comes)
    )
    return next(coming, None)


class Followers:
    """Who follows whom in a plan, thing by thing."""

    def __init__(self, found: Resolved) -> None:
        """`found` is the plan as everything stands."""
        self._found = found

    @property
    def leavers(self) -> list[Person]:
        """Everybody who leaves something, or whom somebody follows."""
        moves = (one for one in self._found.moves if one.leaves or one.successor or one.off)
        return list({one.person.id: one.person for one in moves}.values())

    def of(self, leaver: Person, role: AnyRole, department_id: int | None) -> Person | None:
        """Who follows in a role, for a department or (None) wherever it is held."""
        for move in self._found.of_person.get(leaver.id, ()):
            for grant in move.leaves:
                reaches = None in (department_id, grant.department_id)
                if grant.role == role and (reaches or grant.department_id == department_id):
                    said = _said(self._found, leaver, department_id, move)
                    return said or _coming(self._found, leaver, grant)
        return _said(self._found, leaver, department_id, None)

    def after(self, person: Person) -> Actor | None:
        """The person on the day with what they hold then; None for whoever is switched off."""
        return self._found.actor_after(person)
