"""The desks of the façade, each under the name that callers know it by."""

from typing import Any, TypeVar

from workflow.advice.desk import AdviceDesk
from workflow.attachments.desk import AttachmentDesk
from workflow.bulk.desk import BulkDesk
from workflow.conditions.desk import ConditionDesk
from workflow.desk import Desk
from workflow.evaluation.desk import EvaluationDesk
from workflow.items.quoting_desk import QuotingDesk
from workflow.notices.desk import NoticeDesk
from workflow.people.desk import PeopleDesk
from workflow.search.desk import SearchDesk
from workflow.search.similar_desk import LikenessDesk
from workflow.substitutes.desk import SubstituteDesk
from workflow.threads.desk import ThreadDesk

D = TypeVar("D", bound=Desk)


class Rooms:
    """`engine.<matter>`: a desk for each; made anew each time, as the engine's clock may change."""

    def _opened(self) -> Any:
        return self

    @property
    def notices(self) -> NoticeDesk:
        """What people were told, how they want to be told, and how the mails go."""
        return self._desk(NoticeDesk)

    @property
    def evaluation(self) -> EvaluationDesk:
        """Evaluation by several: sessions, sheets, conflicts of interest."""
        return self._desk(EvaluationDesk)

    @property
    def advice(self) -> AdviceDesk:
        """Advisors: whom to ask, what they were asked, what they said."""
        return self._desk(AdviceDesk)

    @property
    def conditions(self) -> ConditionDesk:
        """The conditions of evaluations, and whether they are met."""
        return self._desk(ConditionDesk)

    @property
    def people(self) -> PeopleDesk:
        """Who signs in, and where their mails go."""
        return self._desk(PeopleDesk)

    @property
    def quoting(self) -> QuotingDesk:
        """Drafts taken from earlier items: what these give, what is still as they say."""
        return self._desk(QuotingDesk)

    @property
    def likeness(self) -> LikenessDesk:
        """Items that are like one another, across departments and years."""
        return self._desk(LikenessDesk)

    @property
    def search(self) -> SearchDesk:
        """Items by words in anything that was written about them."""
        return self._desk(SearchDesk)

    @property
    def substitutes(self) -> SubstituteDesk:
        """Who stands in for whom, and what was done so."""
        return self._desk(SubstituteDesk)

    @property
    def threads(self) -> ThreadDesk:
        """Questions and answers on items, and the center's internal notes."""
        return self._desk(ThreadDesk)

    def _desk(self, kind: type[D]) -> D:
        return kind(self._opened())
