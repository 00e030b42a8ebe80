"""The engine's part about finding items by words."""

from workflow.desk import Desk
from workflow.search import queries
from workflow.search.queries import SearchPage
from workflow.textindex import index
from workflow.values.actor import Actor


class SearchDesk(Desk):
    """`engine.search`."""

    def find(self, words: str, actor: Actor | None, page: int = 1) -> SearchPage:
        """The items in whose texts all of `words` are, as far as `actor` may see either.

        Raises InputRefused (words) for more than 200 characters, or what is no text.
        """
        with self._read(actor) as work:
            self._clock.today()
            return queries.search(work, words, page)

    def rebuild(self) -> int:
        """Copy all that is looked in anew, for the shell: gives how many texts."""
        with self._database.writing() as session:
            return index.rebuild(session)
