"""Which processes the items of a cycle go by: the rules over their sheets, and how they read."""

from flask import render_template, request, url_for

from webapp.calendar.tracks_field import TracksForm
from webapp.calendar.views import blueprint, changed, maintainers
from webapp.process import asked
from webapp.request import current
from webapp.request.posting import Answer
from webapp.words import sheet_labels
from workflow import calendar
from workflow.calendar import TracksCard
from workflow.work import Work

LOOKED_AT = ("add_row", "move_up")
"""Buttons that save nothing yet."""


@blueprint.route("/cycles/<cycle_id>/tracks", methods=["GET", "POST"])
@maintainers
def tracks(cycle_id: str) -> Answer:
    """Set the rules of a cycle: condition and process, in their order."""
    card = calendar.tracks_card(current.work(), cycle_id)
    form = TracksForm(data={"tracks": card.tracks, "seen": card.cycle.seen})
    form.offer(card.cycle.view)
    if form.is_submitted() and any(name in request.form for name in LOOKED_AT):
        return _looked_at(form, card)

    def change(work: Work) -> tuple[()]:
        calendar.change_tracks(work, cycle_id, form.tracks.value, form.seen.data or "")
        return ()

    return changed(
        form,
        change,
        back=lambda: url_for("timetable.tracks", cycle_id=cycle_id),
        page=lambda: _page(form, card),
    )


def _looked_at(form: TracksForm, card: TracksCard) -> str:
    """The form once more, with one more row or another order."""
    if "add_row" in request.form:
        form.tracks.add_row()
    else:
        form.tracks.move_up(request.form.get("move_up", 0, type=int))
    return _page(form, card)


def _page(form: TracksForm, card: TracksCard) -> str:
    return render_template(
        "calendar/tracks.html",
        form=form,
        card=card,
        cycle=card.cycle.view,
        when=asked.when,
        facts=asked.facts,
        sheet_label=sheet_labels.field,
        titles={one.name: one.title for one in current.work().published},
    )
