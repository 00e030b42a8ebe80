"""The engine's part about questions and answers on an item (照会・回答)."""

from collections.abc import Sequence

from workflow.desk import Desk
from workflow.threads import commands, queries, waiting
from workflow.threads.commands import Saying
from workflow.threads.queries import ItemThreads, Reader
from workflow.threads.waiting import WaitingThread
from workflow.values.actor import Actor


class ThreadDesk(Desk):
    """`engine.threads`. Answers are asked for within `answer_in` business days, or no day."""

    def of(self, item_id: int, actor: Actor | None) -> ItemThreads:
        """What `actor` may read of the correspondence about an item. Raises NotFound."""
        with self._database.reading() as session:
            return queries.of(session, self._library, item_id, actor, self._clock.today())

    def readers(
        self, item_id: int, actor: Actor | None, *, internal: bool = False
    ) -> tuple[Reader, ...]:
        """Who may be named in what `actor` writes about an item, by login. Raises NotFound."""
        with self._database.reading() as session:
            today = self._clock.today()
            return queries.readers(
                session, self._library, item_id, actor, internal=internal, today=today
            )

    def waiting(self, actor: Actor) -> tuple[WaitingThread, ...]:
        """The threads that wait for `actor`'s word, the most urgent first, at most 200."""
        with self._database.reading() as session:
            return waiting.waiting(session, self._library, actor, self._clock.today())

    def ask(
        self,
        item_id: int,
        actor: Actor | None,
        text: str,
        *,
        field: str | None = None,
        internal: bool = False,
        answer_in: int | None = None,
        mentioned: Sequence[int] = (),
        key: str | None = None,
    ) -> int:
        """Begin a thread, or an internal note; gives its id. Raises a Refusal: `threads.ask`."""
        with self._database.writing() as session:
            return commands.ask(
                session,
                self._library,
                item_id=item_id,
                field=field,
                internal=internal,
                saying=Saying(text, answer_in, mentioned, key),
                actor=actor,
                at=self._clock.now(),
            )

    def say(
        self,
        thread_id: int,
        actor: Actor | None,
        text: str,
        *,
        answer_in: int | None = None,
        mentioned: Sequence[int] = (),
        key: str | None = None,
    ) -> None:
        """Answer, or ask further. Raises a Refusal: see `services.threads.say`."""
        with self._database.writing() as session:
            commands.say(
                session,
                self._library,
                thread_id=thread_id,
                saying=Saying(text, answer_in, mentioned, key),
                actor=actor,
                at=self._clock.now(),
            )

    def correct(
        self,
        thread_id: int,
        sequence: int,
        actor: Actor | None,
        text: str,
        *,
        mentioned: Sequence[int] = (),
        key: str | None = None,
    ) -> None:
        """Put right what one said oneself. Raises a Refusal: see `services.threads.correct`."""
        with self._database.writing() as session:
            commands.correct(
                session,
                self._library,
                thread_id=thread_id,
                sequence=sequence,
                saying=Saying(text, None, mentioned, key),
                actor=actor,
                at=self._clock.now(),
            )

    def close(
        self,
        thread_id: int,
        actor: Actor | None,
        seen: int,
        remark: str = "",
        *,
        key: str | None = None,
    ) -> None:
        """Settle the question, for the side that asked. Raises a Refusal."""
        with self._database.writing() as session:
            commands.close(
                session,
                self._library,
                thread_id=thread_id,
                seen=seen,
                saying=Saying(remark, key=key),
                actor=actor,
                at=self._clock.now(),
            )
