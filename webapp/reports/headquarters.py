"""The list of a cycle or a meeting for the headquarters, on the screen and as files."""

from itertools import islice

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from webapp.reports import filters, sums
from webapp.reports.sums import frozen_glances, shown_of
from webapp.request import access, current, paging, security_log, turns
from webapp.request.files import handed_out
from webapp.words.catalogue import gettext as _
from webapp.words.catalogue import ngettext
from webapp.words.filters import listed, title, with_commas
from workflow import documents, items, papers, reports
from workflow.documents import Budget, Overview
from workflow.items import CycleView, ItemFilter, ItemGroup, MeetingView
from workflow.reports import NextMeeting
from workflow.values import Master, SecurityKind, Stage
from workflow.work import Work

blueprint = Blueprint("headquarters", __name__, url_prefix="/headquarters")


@blueprint.get("/")
@access.signed_in
@turns.one_after_the_other
def index() -> str:
    """What is frozen for the next meeting; with a cycle, meeting or stage, the list of now.

    The list of now has the sum, the count, the bars, the verdicts, then the rows in 建制順.
    """
    work = current.work()
    upcoming = reports.next_meeting(work)
    if upcoming and not set(request.args) - {"page"}:
        return _page_of_next(work, upcoming)
    cycle = current.cycle()
    wanted = filters.scope(request.args, cycle.id)
    report = documents.overview(work, wanted)
    return render_template(
        "reports/headquarters.html",
        cycle=cycle,
        report=report,
        shown=_shown(work, wanted, report),
        heading=heading(report),
        paper=reports.paper_number(work, wanted, report.stage),
        now=work.now,
        upcoming=upcoming,
        in_force=reports.in_force(work, _asked(report, cycle), report.stage),
        edits=reports.may_edit(work.actor) is None,
        counted=counted(report),
        submitted_only=wanted.submitted,
        meetings=_offered(report, cycle.meetings),
        evaluated=report.stage is Stage.EVALUATED,
        offers_finance_list=documents.may_have_finance_list(work.actor) is None,
        result_departments=documents.result_departments(work, report.rows),
        glances=sums.glances(report, items.titles_of(work, Master.VERDICT)),
        by_state=sums.by_state(report.rows),
    )


def _asked(report: Overview, cycle: CycleView) -> list[int]:
    """The ids of the meetings that the list is for: that of the address, else the cycle's."""
    return [one.id for one in ((report.meeting,) if report.meeting else cycle.meetings)]


@blueprint.get("/list.<any(csv, xlsx, pdf, json):form>")
@access.signed_in
@turns.one_after_the_other
def download(form: str) -> Response:
    """The list as a file; takes every filter of the items list, and `headings=codes`."""
    wanted, codes = filters.wanted(request.args, current.cycle().id), filters.codes(request.args)
    if papers.is_big(current.work(), wanted, form):
        return _to_be_made("list", form)
    return handed_out(reports.list_file(current.work(), wanted, form, codes=codes))


def heading(report: Overview) -> str:
    """The title of the paper in the language of the page."""
    budgets = listed(title(cycle.title) for cycle in report.cycles) or _("No budget cycle yet")
    if report.stage is Stage.EVALUATED:
        return _("%(budgets)s (digital projects): results of the evaluation", budgets=budgets)
    return _("%(budgets)s (digital projects): planned items", budgets=budgets)


def counted(report: Overview) -> list[str]:
    """Of which items the sum is: whose, and with drafts or without."""
    whose = with_commas(map(title, report.whose))
    found = [_("Of %(departments)s only", departments=whose)] if whose else []
    if report.drafts:
        found.append(
            ngettext(
                "with %(num)d item not submitted", "with %(num)d items not submitted", report.drafts
            )
        )
    elif report.submitted_only and report.stage is Stage.PLANNED:
        found.append(_("without drafts"))
    return found


def _shown(
    work: Work, wanted: ItemFilter, report: Overview
) -> paging.Shown[paging.Piece[Budget[ItemGroup]]]:
    """The rows on this page: they alone are read, by their numbers."""
    shown = paging.pieces_of([(one, one.numbers) for one in report.budgets], _page)
    numbers = range(shown.first, shown.first + sum(len(one.rows) for one in shown.rows))
    rows = iter(documents.overview_rows(work, wanted, numbers))
    pieces = [one._replace(rows=list(islice(rows, len(one.rows)))) for one in shown.rows]
    return shown._replace(rows=pieces)


def _page(number: int) -> str:
    chosen = filters.narrowing(request.args)
    return url_for("headquarters.index", cycle=current.cycle().id, page=number, **chosen)


def _to_be_made(kind: str, form: str) -> Response:
    """To the page where a long paper is asked for."""
    cycle, chosen = current.cycle().id, filters.narrowing(request.args)
    return redirect(url_for("papers.new", kind=kind, form=form, cycle=cycle, **chosen))


def _offered(report: Overview, of_the_cycle: tuple[MeetingView, ...]) -> tuple[MeetingView, ...]:
    """The meetings that take the cycle in the head, and the one that is being shown."""
    shown = report.meeting
    return of_the_cycle if shown is None or shown in of_the_cycle else (*of_the_cycle, shown)


@blueprint.get("/finance.<any(csv, xlsx, pdf):form>")
@access.roles(*documents.FINANCE_READERS)
@turns.one_after_the_other
def finance(form: str) -> Response:
    """The list for 財政課 as a file; takes the filters of the items list, and `headings=codes`."""
    wanted, codes = filters.wanted(request.args, current.cycle().id), filters.codes(request.args)
    if papers.is_big(current.work(), wanted, form):
        return _to_be_made("finance", form)
    return handed_out(documents.finance_document(current.work(), wanted, form, codes=codes))


@blueprint.get("/results/<department>.pdf")
@access.roles(*documents.RESULT_READERS)
def results(department: str) -> Response:
    """結果通知 about a department's evaluated items of the cycle in the head."""
    cycle = current.cycle()
    return handed_out(documents.results_document(current.work(), department, cycle.id))


def _page_of_next(work: Work, found: NextMeeting) -> str:
    """The sum, the count, a bar a department, the verdicts, what changed, then the list."""
    security_log.tell(SecurityKind.PAPER_READ)
    edition, names = found.edition, items.titles_of(work, Master.VERDICT)
    return render_template(
        "reports/next_meeting.html",
        meeting=found.meeting,
        edition=edition,
        glances=frozen_glances(edition, (one.ja for one in names.values())),
        drift=reports.drift(work, edition),
        shown=shown_of(edition, lambda page: url_for("headquarters.index", page=page)),
    )
