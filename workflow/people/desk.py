"""The engine's part about people: who they are, and where their mails go."""

from workflow.desk import Desk
from workflow.people import commands, queries
from workflow.people.queries import PersonView
from workflow.values.actor import Actor, permitted, role_refusal
from workflow.values.vocabulary import Role


class PeopleDesk(Desk):
    """`engine.people`: for administrators."""

    def everyone(self, actor: Actor | None) -> tuple[PersonView, ...]:
        """Everyone who signs in, with what they hold. Raises WrongRole."""
        permitted(actor, role_refusal(actor, {Role.ADMIN}))
        with self._read(actor) as work:
            return queries.everyone(work)

    def one(self, actor: Actor | None, person_id: int) -> PersonView:
        """One of them. Raises WrongRole, NotFound."""
        permitted(actor, role_refusal(actor, {Role.ADMIN}))
        with self._read(actor) as work:
            return queries.one(work, person_id)

    def set_email(self, actor: Actor | None, person_id: int, email: str) -> None:
        """Give a person the address their mails go to; "" for none.

        Raises WrongRole, NotFound, InputRefused.
        """
        permitted(actor, role_refusal(actor, {Role.ADMIN}))
        with self._write(actor) as work:
            commands.set_email(work, queries.one(work, person_id).login, email)
