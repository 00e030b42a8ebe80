"""Which processes the items of a cycle go by: the rules over their sheets, and how they read."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Self

from flask import render_template, request, url_for
from wtforms import HiddenField
from wtforms.utils import unset_value

from webapp.calendar.views import blueprint, changed, maintainers, process_titles
from webapp.forms.fields import read_kyen
from webapp.forms.form import Form
from webapp.forms.rows_field import ROWS_READ, RowsField, TypedRow
from webapp.process import asked
from webapp.process.words import named
from webapp.request import current
from webapp.request.posting import Answer
from webapp.words import labels, sheet_labels
from webapp.words.catalogue import gettext as _
from webapp.words.catalogue import lazy_gettext as _l
from webapp.words.filters import kyen, title
from workflow import calendar, items
from workflow.calendar import TracksCard
from workflow.process import NAMED, Track, When
from workflow.values import Classification
from workflow.work import Work

# -------------------------------------------------------- the rules in the form


Choices = list[tuple[str, str]]


@dataclass
class TrackRow(TypedRow):
    """One rule as typed: what it asks of a sheet, and the process that it leads to."""

    at_least: str = ""
    below: str = ""
    classification: str = ""
    """Codes, with blanks between them, as in the three parts that follow."""
    field: str = ""
    category: str = ""
    funding: str = ""
    process: str = ""

    @classmethod
    def of(cls, track: Track) -> Self:
        """The row that means a rule."""
        when = track.when
        at_least, below = ("" if one is None else kyen(one) for one in (when.at_least, when.below))
        codes = {name: " ".join(getattr(when, name)) for name in NAMED}
        return cls(at_least, below, process=track.process_name, **codes)

    def codes(self, name: str) -> tuple[str, ...]:
        """The codes that are ticked in one of its parts, each once."""
        return tuple(dict.fromkeys(getattr(self, name).split()))

    @property
    def asks(self) -> bool:
        """Whether it asks anything of a sheet."""
        return any(text.strip() for text in self.texts[:-1])

    @property
    def doubtful(self) -> str:
        """The process where none is chosen, else the amounts."""
        return "at_least" if self.process else "process"

    def read(self) -> Track:
        """The rule that this row means; raises ValueError with a message."""
        if not self.process:
            raise ValueError(_("Choose the process of this rule."))
        if not self.asks:
            raise ValueError(_("Say for which items this rule is."))
        when = When(
            at_least=read_kyen(self.at_least) if self.at_least.strip() else None,
            below=read_kyen(self.below) if self.below.strip() else None,
            field=self.codes("field"),
            category=self.codes("category"),
            classification=self.codes("classification"),
            funding=self.codes("funding"),
        )
        return Track(when, self.process)


class TracksField(RowsField):
    """The rows, in their order."""

    row = TrackRow
    rows: list[TrackRow]
    choices: Mapping[str, Choices] = {}

    def process(self, formdata: Any, data: Any = unset_value, extra_filters: Any = None) -> None:
        """Take the rows that were sent, or those of the rules there are."""
        super().process(None, () if data is unset_value else data, extra_filters)
        if formdata is not None:
            self.take(self.sent(formdata))
        else:
            self.rows = [TrackRow.of(one) for one in self.value]
        if not self.rows:
            self.add_row()

    def sent(self, formdata: Any) -> Iterator[list[str]]:
        """The texts of each row; what several can be ticked of is sent under the row's number."""
        columns = [f"{self.name}-{part}" for part in self.row.parts()]
        rows = max((len(formdata.getlist(name)) for name in columns), default=0)
        for number in range(min(rows, ROWS_READ)):
            yield [self._sent(formdata, part, number) for part in self.row.parts()]

    def _sent(self, formdata: Any, part: str, number: int) -> str:
        if part in NAMED:
            return " ".join(formdata.getlist(f"{self.name}-{part}-{number + 1}"))
        return "".join(formdata.getlist(f"{self.name}-{part}")[number : number + 1])

    def offered(self, row: TrackRow, part: str) -> Choices:
        """What can be ticked in a part of a row: also what is ticked and not on the lists."""
        known = self.choices[part]
        return [*known, *((code, code) for code in row.codes(part) if code not in dict(known))]

    def move_up(self, number: int) -> None:
        """Put a row (from 1) before the one above it; the first stays."""
        if 1 < number <= len(self.rows):
            above = self.rows[number - 2 : number]
            self.rows[number - 2 : number] = reversed(above)

    @property
    def value(self) -> tuple[Track, ...]:
        """The rules of all rows that are not blank."""
        return tuple(self.data or ())


class TracksForm(Form):
    """The rules of a cycle."""

    seen = HiddenField()
    tracks = TracksField(_l("Rules, in their order"))

    def offer(self, cycle: items.CycleView) -> None:
        """Offer what a rule may ask for, and the published processes."""
        masters = items.masters(current.work(), cycle.fiscal_year)
        known: dict[str, Choices] = {
            "classification": [(one.value, labels.enum(one)) for one in Classification],
            "field": [(one.code, title(one.title)) for one in masters.fields],
            "category": [(one.code, title(one.title)) for one in masters.categories],
            "funding": [
                (one.code, labels.funding(one.code)) for one in current.named().funding_kinds
            ],
            "process": [(name, named(titles)) for name, titles in process_titles().items()],
        }
        self.tracks.choices = known


# ------------------------------------------------------------------------ pages


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
        back=lambda: url_for("calendar.tracks", cycle_id=cycle_id),
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
        titles=process_titles(),
    )
