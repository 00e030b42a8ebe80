"""The rows of 資料1-3 to those who change them: add, rewrite, order, remove."""

from flask import render_template, request, url_for

from webapp.calendar.forms import RowForm
from webapp.calendar.views import asked_year, blueprint, changed, maintainers
from webapp.request import current
from webapp.request.posting import Answer, posted
from webapp.words.catalogue import gettext as _
from workflow import calendar, undertakings
from workflow.calendar import DayNote
from workflow.undertakings import RowCard
from workflow.work import Work


@blueprint.get("/rows")
@maintainers
def rows() -> str:
    """A year's rows in their order: generated from the calendar, then written ones."""
    year, work = asked_year(), current.work()
    return render_template(
        "calendar/schedule_rows.html",
        year=year,
        years=calendar.years(work),
        board=undertakings.row_board(work, year),
    )


@blueprint.route("/rows/new", methods=["GET", "POST"])
@maintainers
def new_row() -> Answer:
    """Add a row at the end."""
    return _row_page(RowForm(), asked_year(), None)


@blueprint.route("/rows/<id:row_id>", methods=["GET", "POST"])
@maintainers
def row(row_id: int) -> Answer:
    """Rewrite a row."""
    card = undertakings.row_card(current.work(), row_id)
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
@maintainers
def place_row(row_id: int) -> Answer:
    """Put a row before another one, or last."""
    before = request.form.get("before", type=int)

    def place(work: Work) -> int:
        undertakings.place_row(work, row_id, before)
        return undertakings.row_card(work, row_id).fiscal_year

    return posted(
        place,
        said="",
        back=lambda year: url_for("calendar.rows", year=year, _anchor=f"row-{row_id}"),
    )


@blueprint.post("/rows/<id:row_id>/remove")
@maintainers
def remove_row(row_id: int) -> Answer:
    """Remove a row from the paper."""
    return posted(
        lambda work: undertakings.remove_row(work, row_id),
        said=_("The row is off the paper. The log keeps it."),
        back=url_for("calendar.rows", year=request.args.get("year")),
    )


def _row_page(form: RowForm, year: int, card: RowCard | None) -> Answer:
    def change(work: Work) -> tuple[DayNote, ...]:
        draft = undertakings.read_row(
            work, form.title.value, form.note.value, form.quarters, is_part=form.is_part.value
        )
        if card is None:
            undertakings.add_row(work, year, draft)
        else:
            undertakings.change_row(work, card.id, draft, form.seen.data or "")
        return ()

    return changed(
        form,
        change,
        back=lambda: url_for("calendar.rows", year=year),
        page=lambda: render_template(
            "calendar/schedule_row.html",
            form=form,
            year=year,
            card=card,
            cycles=[one for one in current.cycles() if one.fiscal_year == year],
        ),
    )
