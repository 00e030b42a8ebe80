"""The headquarters' first page: what was frozen for the next meeting, readable in one minute."""

from flask import render_template

from webapp.reports import sums
from workflow import reports
from workflow.reports import NextMeeting
from workflow.work import Work


def page(work: Work, found: NextMeeting) -> str:
    """The sum, the count, a bar a department, the verdicts, what changed, then the list."""
    edition = found.edition
    return render_template(
        "reports/next_meeting.html",
        meeting=found.meeting,
        edition=edition,
        by_department=sums.departments_of(edition),
        by_verdict=sums.verdicts_of(edition),
        drift=reports.drift(work, edition),
    )
