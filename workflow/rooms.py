"""The desks of the façade, each under the name that callers know it by."""

from typing import Any, TypeVar

from workflow.advice.desk import AdviceDesk
from workflow.attachments.desk import AttachmentDesk
from workflow.bulk.desk import BulkDesk
from workflow.calendar.desk import CalendarDesk
from workflow.calendar.feeds_desk import FeedDesk
from workflow.conditions.desk import ConditionDesk
from workflow.desk import Desk
from workflow.documents.desk import PaperDesk
from workflow.evaluation.desk import EvaluationDesk
from workflow.exchange.desk import ExchangeDesk
from workflow.items.quoting_desk import QuotingDesk
from workflow.masters.desk import MasterDesk
from workflow.reports.agendas_desk import AgendaDesk
from workflow.reports.desk import ReportDesk
from workflow.search.desk import SearchDesk
from workflow.search.similar_desk import LikenessDesk
from workflow.statistics.desk import StatisticsDesk
from workflow.substitutes.desk import SubstituteDesk
from workflow.threads.desk import ThreadDesk

D = TypeVar("D", bound=Desk)


class Rooms:
    """`engine.<matter>`: a desk for each; made anew each time, as the engine's clock may change."""

    def _opened(self) -> Any:
        return self

    @property
    def reports(self) -> ReportDesk:
        """The frozen editions of meetings' reports: made, read, compared and proved."""
        return self._desk(ReportDesk)

    @property
    def agendas(self) -> AgendaDesk:
        """The papers of meetings, and what was carried over to them."""
        return self._desk(AgendaDesk)

    @property
    def evaluation(self) -> EvaluationDesk:
        """Evaluation by several: sessions, sheets, conflicts of interest."""
        return self._desk(EvaluationDesk)

    @property
    def advice(self) -> AdviceDesk:
        """Advisors: whom to ask, what they were asked, what they said."""
        return self._desk(AdviceDesk)

    @property
    def kept_masters(self) -> MasterDesk:
        """The editable masters, for those who keep them; forms choose from `masters()`."""
        return self._desk(MasterDesk)

    @property
    def conditions(self) -> ConditionDesk:
        """The conditions of evaluations, and whether they are met."""
        return self._desk(ConditionDesk)

    @property
    def calendar(self) -> CalendarDesk:
        """Cycles, meetings and evaluation sessions as they are kept, and 資料1-3."""
        return self._desk(CalendarDesk)

    @property
    def feeds(self) -> FeedDesk:
        """Personal calendars and their secret addresses."""
        return self._desk(FeedDesk)

    @property
    def papers(self) -> PaperDesk:
        """An item's sheet, results to departments and 財政課's list, as files."""
        return self._desk(PaperDesk)

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
    def statistics(self) -> StatisticsDesk:
        """Sums and lead times."""
        return self._desk(StatisticsDesk)

    @property
    def substitutes(self) -> SubstituteDesk:
        """Who stands in for whom, and what was done so."""
        return self._desk(SubstituteDesk)

    @property
    def exchange(self) -> ExchangeDesk:
        """Workbooks out and in: templates, lists to work on, files that are brought."""
        return self._desk(ExchangeDesk)

    @property
    def bulk(self) -> BulkDesk:
        """Moves of many items at once: shown, ordered, reported."""
        return self._desk(BulkDesk)

    @property
    def threads(self) -> ThreadDesk:
        """Questions and answers on items, and the center's internal notes."""
        return self._desk(ThreadDesk)

    @property
    def attachments(self) -> AttachmentDesk:
        """The files of items: added, taken off, handed out."""
        return self._desk(AttachmentDesk)

    def _desk(self, kind: type[D]) -> D:
        return kind(self._opened())
