"""The engine's part about the editable masters: categories, criteria, verdicts."""

from workflow.desk import Desk
from workflow.masters import commands, queries
from workflow.masters.policy import require_keeper
from workflow.masters.queries import EntryHistory, KeptEntry
from workflow.values.actor import Actor, Title
from workflow.values.vocabulary import Master


class MasterDesk(Desk):
    """`engine.kept_masters`; everything raises WrongRole for all but its keepers."""

    def entries(self, master: Master, actor: Actor | None) -> tuple[KeptEntry, ...]:
        """Every entry of a master in order, with how often it is used."""
        require_keeper(actor)
        with self._read(actor) as work:
            return queries.entries(work, master)

    def history(self, master: Master, code: str, actor: Actor | None) -> EntryHistory:
        """One entry and its versions, the latest first. Raises NotFound."""
        require_keeper(actor)
        with self._read(actor) as work:
            return queries.history(work, master, code)

    def add(
        self,
        master: Master,
        code: str,
        title: Title,
        actor: Actor | None,
        *,
        needs_conditions: bool = False,
    ) -> None:
        """Add an entry at the end. Raises InputRefused (code, title_ja, title_en)."""
        with self._write(actor) as work:
            commands.add(
                work,
                master,
                code=code,
                title=title,
                conditions=needs_conditions and master is Master.VERDICT,
            )

    def rename(
        self, master: Master, code: str, title: Title, seen: int, actor: Actor | None
    ) -> None:
        """Give an entry another title. Raises NotFound, ContentChanged, InputRefused."""
        with self._write(actor) as work:
            commands.rename(
                work,
                master,
                code,
                title=title,
                seen=seen,
            )

    def place(self, master: Master, code: str, before: str, actor: Actor | None) -> None:
        """Put an entry before another one, or ("") at the end. Raises NotFound."""
        with self._write(actor) as work:
            commands.place(work, master, code, before)

    def retire(self, master: Master, code: str, actor: Actor | None) -> None:
        """Take an entry out of the choices. Raises NotFound, LastMasterEntry."""
        with self._write(actor) as work:
            commands.set_active(work, master, code, False)

    def restore(self, master: Master, code: str, actor: Actor | None) -> None:
        """Take a retired entry up again. Raises NotFound, InputRefused (title_ja)."""
        with self._write(actor) as work:
            commands.set_active(work, master, code, True)
