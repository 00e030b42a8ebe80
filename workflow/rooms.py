"""The desks of the façade, each under the name that callers know it by."""

from typing import Any, TypeVar

from workflow.advice.desk import AdviceDesk
from workflow.attachments.desk import AttachmentDesk
from workflow.bulk.desk import BulkDesk
from workflow.conditions.desk import ConditionDesk
from workflow.desk import Desk
from workflow.documents.desk import PaperDesk
from workflow.exchange.desk import ExchangeDesk
from workflow.masters.desk import MasterDesk
from workflow.reports.agendas_desk import AgendaDesk
from workflow.reports.desk import ReportDesk
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
    def advice(self) -> AdviceDesk:
        """Advisors: whom to ask, what they were asked, what they said."""
        return self._desk(AdviceDesk)

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
    def statistics(self) -> StatisticsDesk:
        """Sums and lead times."""
        return self._desk(StatisticsDesk)

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
