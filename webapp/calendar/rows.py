"""The rows of 資料1-3 to those who keep them: add, rewrite, order, take off."""

from flask import Response, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from webapp.calendar import history
from webapp.calendar.forms import RowForm
from webapp.calendar.views import Page, asked_year, blueprint, keepers
from webapp.forms.refused import show_refusal
from webapp.request import current, errors
from workflow.calendar.schedule import RowCard
from workflow.values.errors import NotPermitted, Refusal


@blueprint.get("/rows")
@keepers
def rows() -> str:
    """A year's rows in their order: what is made from the calendar, and what is kept."""
    year = asked_year()
    return render_template(
        "calendar/schedule_rows.html",
        year=year,
        years=current.engine().calendar.years(),
        board=current.engine().calendar.rows(current.actor(), year),
    )


@blueprint.route("/rows/new", methods=["GET", "POST"])
@keepers
def new_row() -> Page:
    """Add a row at the end."""
    return _row_page(RowForm(), asked_year(), None)


@blueprint.route("/rows/<id:row_id>", methods=["GET", "POST"])
@keepers
def row(row_id: int) -> Page:
    """Rewrite a row."""
    card = current.engine().calendar.row(current.actor(), row_id)
    lines = dict(zip(("q1", "q2", "q3", "q4"), card.quarters, strict=True))
    form = RowForm(
        title=card.line.title,
        note=card.line.note,
        is_part=card.is_part,
        seen=card.seen,
        **lines,
    )
    return _row_page(form, card.fiscal_year, card)


@blueprint.post("/rows/<id:row_id>/place")
@keepers
def place_row(row_id: int) -> Response:
    """Put a row before another one, or last."""
    desk, actor = current.engine().calendar, current.actor()
    desk.place_row(actor, row_id, request.form.get("before", type=int))
    year = desk.row(actor, row_id).fiscal_year
    return redirect(url_for("timetable.rows", year=year, _anchor=f"row-{row_id}"))


@blueprint.post("/rows/<id:row_id>/remove")
@keepers
def remove_row(row_id: int) -> Response:
    """Take a row off the paper."""
    current.engine().calendar.remove_row(current.actor(), row_id)
    flash(_("The row is off the paper. The log keeps it."), "success")
    return redirect(url_for("timetable.rows", year=request.args.get("year")))


def _row_page(form: RowForm, year: int, card: RowCard | None) -> Page:
    status = 200
    if form.is_submitted():
        status = 422
        if form.validate():
            try:
                _keep(form, year, card)
            except NotPermitted:
                raise
            except Refusal as error:
                show_refusal(form, error)
                status = errors.status_of(error)
            else:
                history.keep(())
                return redirect(url_for("timetable.rows", year=year))
    return render_template("calendar/schedule_row.html", form=form, year=year, card=card), status


def _keep(form: RowForm, year: int, card: RowCard | None) -> None:
    desk, actor = current.engine().calendar, current.actor()
    draft = desk.read_row(
        form.title.value, form.note.value, form.quarters, is_part=form.is_part.value
    )
    if card is None:
        desk.add_row(actor, year, draft)
    else:
        desk.change_row(actor, card.id, draft, form.seen.data or "")
