"""Meetings of the headquarters: agendas, and reports frozen in editions."""

from webapp.reports.views import blueprint

__all__ = ["blueprint"]
