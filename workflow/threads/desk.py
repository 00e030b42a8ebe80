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
        with self._read(actor) as work:
            return queries.of(work, item_id)

    def readers(
        self, item_id: int, actor: Actor | None, *, internal: bool = False
    ) -> tuple[Reader, ...]:
        """Who may be named in what `actor` writes about an item, by login. Raises NotFound."""
        with self._read(actor) as work:
            self._clock.today()
            return queries.readers(work, item_id, internal=internal)

    def waiting(self, actor: Actor) -> tuple[WaitingThread, ...]:
        """The threads that wait for `actor`'s word, the most urgent first, at most 200."""
        with self._read(actor) as work:
            return waiting.waiting(work)

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
        with self._write(actor) as work:
            return commands.ask(
                work,
                item_id=item_id,
                field=field,
                internal=internal,
                saying=Saying(text, answer_in, mentioned, key),
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
        with self._write(actor) as work:
            commands.say(
                work,
                thread_id=thread_id,
                saying=Saying(text, answer_in, mentioned, key),
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
        with self._write(actor) as work:
            commands.correct(
                work,
                thread_id=thread_id,
                sequence=sequence,
                saying=Saying(text, None, mentioned, key),
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
        with self._write(actor) as work:
            commands.close(
                work,
                thread_id=thread_id,
                seen=seen,
                saying=Saying(remark, key=key),
            )
