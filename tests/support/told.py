"""People of the demonstration are told of its moves, and one of the mails does not leave."""

from datetime import timedelta

from sqlalchemy import select

from workflow.engine import Engine
from workflow.jobs import JobContext
from workflow.models import Item, Mail, Person


def job_context_of(engine: Engine) -> JobContext:
    """The jobs' steps, by hand, on the engine's database."""
    return JobContext(engine.database, engine.clock, library=engine.library, pace=engine.clock)


def tell_all(engine: Engine) -> None:
    """Tell everybody whose turn it is of every item's last move."""
    job_context = job_context_of(engine)
    with engine.database.reading() as session:
        items = session.execute(select(Item.id, Item.ledger_length)).all()
    for item_id, length in items:
        job_context.announce(item_id, length)


def refuse_a_mail(engine: Engine) -> int:
    """The id of a mail to the reviewer, who was told, that was refused once."""
    with engine.database.writing() as session:
        person = session.scalars(select(Person).where(Person.login == "reviewer")).one()
        person.email = "reviewer@example.jp"
        person_id = person.id
    mail_id = job_context_of(engine).compose(person_id, "job")
    with engine.database.writing() as session:
        mail = session.get_one(Mail, mail_id)
        mail.attempts, mail.last_error = 1, "SMTPDataError: come back later"
        mail.next_attempt_at = engine.clock.now() + timedelta(seconds=30)
    return mail_id
