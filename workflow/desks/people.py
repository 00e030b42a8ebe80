"""The engine's part about people: who they are, and where their mails go."""

from workflow.actor import Actor
from workflow.desks.desk import Desk
from workflow.queries import people as reads
from workflow.queries.views.people import PersonView
from workflow.role_policy import permitted, role_refusal
from workflow.services import people
from workflow.vocabulary import Role


class PeopleDesk(Desk):
    """`engine.people`: for administrators."""

    def everyone(self, actor: Actor | None) -> tuple[PersonView, ...]:
        """Everyone who signs in, with what they hold. Raises WrongRole."""
        permitted(actor, role_refusal(actor, {Role.ADMIN}))
        with self._database.reading() as session:
            return reads.everyone(session)

    def one(self, actor: Actor | None, person_id: int) -> PersonView:
        """One of them. Raises WrongRole, NotFound."""
        permitted(actor, role_refusal(actor, {Role.ADMIN}))
        with self._database.reading() as session:
            return reads.one(session, person_id)

    def set_email(self, actor: Actor | None, person_id: int, email: str) -> None:
        """Give a person the address their mails go to; "" for none.

        Raises WrongRole, NotFound, InputRefused.
        """
        permitted(actor, role_refusal(actor, {Role.ADMIN}))
        with self._database.writing() as session:
            people.set_email(session, reads.one(session, person_id).login, email)
