"""資料1-6 and 資料1-3 as files, personal calendars, and an item's history as event logs."""

from workflow.documents.event_log import history
from workflow.documents.ical_file import write as ical
from workflow.documents.rendering import FORMS, Document, document, render
from workflow.documents.schedule_file import document as schedule_document

__all__ = ["FORMS", "Document", "document", "history", "ical", "render", "schedule_document"]
