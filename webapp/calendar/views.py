"""The calendar to those who change it: cycles, headquarters meetings, evaluation sessions."""

from collections.abc import Callable, Iterable, Mapping

from flask import Blueprint, render_template, request, url_for
from flask_wtf import FlaskForm

from webapp.calendar import lacks, words
from webapp.calendar.forms import CycleForm, MeetingForm, SessionForm, offer_cycles
from webapp.forms.refused import show_refusal
from webapp.process import asked
from webapp.request import access, current
from webapp.request.posting import Answer, posted
from webapp.words.catalogue import gettext as _
from webapp.words.office import HEADQUARTERS, HEADQUARTERS_FIRST
from workflow import calendar, items, values
from workflow.calendar import DayNote
from workflow.values import MAINTAINERS, NotFound, NotPermitted, Refusal
from workflow.work import Work

blueprint = Blueprint("calendar", __name__, url_prefix="/timetable")
maintainers = access.roles(*MAINTAINERS)

Change = Callable[[Work], Iterable[DayNote]]
"""A verb on the calendar; it gives the closed days that were typed."""


@blueprint.get("/")
@maintainers
def index() -> str:
    """A year's calendar, and who changed what."""
    year, work = asked_year(), current.work()
    board = calendar.board(work, year)
    return render_template(
        "calendar/board.html",
        year=year,
        years=calendar.years(work),
        board=board,
        processes=process_titles(),
        saying=words,
        lacking=lacks.said_of_lacks(year),
        doubted=lacks.doubted(calendar.doubts_of(board, current.today())),
    )


@blueprint.route("/cycles/new", methods=["GET", "POST"])
@maintainers
def new_cycle() -> Answer:
    """Add a cycle."""
    year = asked_year()
    form = CycleForm(fiscal_year=year, budget_year=year, process_name="standard")
    form.offer()
    return changed(
        form,
        lambda work: calendar.add_cycle(work, form.draft)[1],
        back=lambda: _year_page(form.draft.fiscal_year),
        page=lambda: _form_page(form, heading=_("Add a cycle"), year=year),
    )


@blueprint.route("/cycles/<cycle_id>", methods=["GET", "POST"])
@maintainers
def cycle(cycle_id: str) -> Answer:
    """Change a cycle's days."""
    card = calendar.cycle_card(current.work(), cycle_id)
    view = card.view
    # What the list offers is the part of the name, not the kind that rules go by.
    form = CycleForm(data=vars(view) | {"seen": card.seen, "kind": cycle_id.partition("-")[2]})
    form.offer()
    return changed(
        form,
        lambda work: calendar.change_cycle(work, cycle_id, form.draft, form.seen.data or ""),
        back=lambda: _year_page(view.fiscal_year),
        page=lambda: _form_page(
            form,
            heading=view.title,
            year=view.fiscal_year,
            card=card,
            when=asked.when,
            titles=process_titles(),
            under_way=calendar.under_way(current.work(), cycle_id),
            changes=calendar.changes(current.work(), "cycle", cycle_id),
        ),
    )


@blueprint.post("/cycles/<cycle_id>/<any(close, reopen):action>")
@maintainers
def close_cycle(cycle_id: str, action: str) -> Answer:
    """Close a cycle for moves, or open it again."""
    return posted(
        lambda work: calendar.close_cycle(work, cycle_id, closed=action == "close"),
        said=_("The cycle is closed.") if action == "close" else _("The cycle is open."),
        back=url_for("calendar.cycle", cycle_id=cycle_id),
    )


@blueprint.route("/meetings/new", methods=["GET", "POST"])
@maintainers
def new_meeting() -> Answer:
    """Add a headquarters meeting."""
    year = asked_year()
    numbers = [one.number for one in items.meetings(current.work()) if one.fiscal_year == year]
    form = MeetingForm(number=max(numbers, default=0) + 1)
    offer_cycles(form, year, ())
    return changed(
        form,
        lambda work: calendar.add_meeting(work, form.draft)[1],
        back=lambda: _year_page(values.fiscal_year(form.draft.held_on)),
        page=lambda: _form_page(
            form,
            heading=_("Add a meeting of the %(headquarters)s", headquarters=HEADQUARTERS),
            year=year,
        ),
    )


@blueprint.route("/meetings/<id:meeting_id>", methods=["GET", "POST"])
@maintainers
def meeting(meeting_id: int) -> Answer:
    """Change a headquarters meeting, unless its report is frozen."""
    card = calendar.meeting_card(current.work(), meeting_id)
    view = card.view
    form = MeetingForm(obj=view, seen=card.seen)
    offer_cycles(form, view.fiscal_year, view.cycle_ids)
    return changed(
        form,
        lambda work: calendar.change_meeting(work, meeting_id, form.draft, form.seen.data or ""),
        back=lambda: _year_page(view.fiscal_year),
        page=lambda: _form_page(
            form,
            heading=_(
                "%(headquarters)s meeting No. %(number)d",
                headquarters=HEADQUARTERS_FIRST,
                number=view.number,
            ),
            year=view.fiscal_year,
            frozen=card.frozen,
            changes=calendar.changes(current.work(), "meeting", str(meeting_id)),
        ),
    )


@blueprint.route("/sessions/new", methods=["GET", "POST"])
@maintainers
def new_session() -> Answer:
    """Add an evaluation session."""
    year = asked_year()
    form = SessionForm()
    offer_cycles(form, year, ())
    return changed(
        form,
        lambda work: calendar.add_session(work, form.draft)[1],
        back=lambda: _year_page(values.fiscal_year(form.draft.begins_on)),
        page=lambda: _form_page(form, heading=_("Add an evaluation session"), year=year),
    )


@blueprint.route("/sessions/<id:session_id>", methods=["GET", "POST"])
@maintainers
def session(session_id: int) -> Answer:
    """Change an evaluation session's day."""
    card = calendar.session_card(current.work(), session_id)
    form = SessionForm(
        title=card.title.ja, begins_on=card.begins_on, cycle_ids=card.cycle_ids, seen=card.seen
    )
    offer_cycles(form, card.fiscal_year, card.cycle_ids)
    return changed(
        form,
        lambda work: calendar.change_session(work, session_id, form.draft, form.seen.data or ""),
        back=lambda: _year_page(card.fiscal_year),
        page=lambda: _form_page(
            form,
            heading=card.title,
            year=card.fiscal_year,
            changes=calendar.changes(current.work(), "session", str(session_id)),
        ),
    )


def asked_year(years: Callable[[Work], Iterable[int]] = calendar.years) -> int:
    """`?year=`, else that of the cycle in the head. Raises NotFound for none of `years`."""
    if asked := request.args.get("year"):
        return year_among(asked, years(current.work()))
    return current.cycle().fiscal_year if current.cycles() else values.fiscal_year(current.today())


def year_among(asked: str, years: Iterable[int]) -> int:
    """The year that `?year=` names. Raises NotFound for one not among `years`."""
    by_word = {str(year): year for year in years}
    if asked not in by_word:
        raise NotFound(what="year")
    return by_word[asked]


def changed(
    form: FlaskForm, change: Change, *, back: Callable[[], str], page: Callable[[], str]
) -> Answer:
    """The page of a form; once it is sent, carry out `change` and go `back`.

    Whatever is refused, except to people who may not do it at all, is said on `page`, which
    shows what was typed.
    """
    if not form.is_submitted():
        return page()

    def refused(error: Refusal) -> str:
        if isinstance(error, NotPermitted):
            raise error
        show_refusal(form, error)
        return page()

    return posted(
        change,
        said=words.say_change,
        back=lambda _notes: back(),
        form=form,
        page=page,
        refused=refused,
    )


def _form_page(form: FlaskForm, **facts: object) -> str:
    return render_template("calendar/form.html", form=form, saying=words, **facts)


def process_titles() -> dict[str, Mapping[str, str]]:
    """What the newest version of each published process is called, by its name."""
    return {name: one.title for name, one in current.work().newest.items()}


def _year_page(year: int) -> str:
    return url_for("calendar.index", year=year)
