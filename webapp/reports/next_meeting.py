"""The headquarters' first page: what was frozen for the next meeting, readable in one minute."""

from collections.abc import Callable
from typing import Any

from flask import render_template, url_for

from webapp.reports import sums
from webapp.request import paging, security_log
from workflow import reports
from workflow.reports import EditionView, NextMeeting
from workflow.values import SecurityKind
from workflow.work import Work


def page(work: Work, found: NextMeeting) -> str:
    """The sum, the count, a bar a department, the verdicts, what changed, then the list."""
    security_log.tell(SecurityKind.PAPER_READ)
    edition = found.edition
    return render_template(
        "reports/next_meeting.html",
        meeting=found.meeting,
        edition=edition,
        glances=sums.frozen_glances(edition),
        drift=reports.drift(work, edition),
        shown=shown_of(edition, lambda page: url_for("headquarters.index", page=page)),
    )


def shown_of(edition: EditionView, address: Callable[[int], str]) -> paging.Shown[Any]:
    """The rows of an edition on this page, by budget; `address` is a page's."""
    return paging.pieces_of([(block, block.entries) for block in edition.blocks], address)
