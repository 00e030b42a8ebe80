"""資料1-6 as files, and an item's history as event logs."""

from workflow.documents.event_log import history
from workflow.documents.rendering import FORMS, Document, document, render

__all__ = ["FORMS", "Document", "document", "history", "render"]
