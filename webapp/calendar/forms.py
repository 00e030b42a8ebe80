"""What the secretariat types into the calendar; shapes only, the engine checks the rest."""

from collections.abc import Iterable, Sequence
from typing import Final

from wtforms import HiddenField

from webapp.calendar.words import SOME_YEAR
from webapp.forms.choice_fields import Needed, OneOf, SeveralOf
from webapp.forms.fields import Block, Count, Day, Flag, Line, Typed
from webapp.forms.form import Form
from webapp.process.words import named
from webapp.request import current
from webapp.words.catalogue import gettext as _
from webapp.words.catalogue import lazy_gettext as _l
from webapp.words.filters import era_year, title
from workflow import values
from workflow.calendar import CycleDraft, MeetingDraft, SessionDraft
from workflow.process import Process
from workflow.values import CycleId

USUAL: Final = ("06", "09", "12", "02", "initial")
RARE: Final = ("04", "05", "07", "08", "10", "11", "01", "03")
NUMBERED: Final = tuple(f"s{number}" for number in range(1, 21))
ASIDE: Final = frozenset({"returned", "withdrawn"})
"""States beside the way that an item goes where nothing comes between."""


class Year(Typed):
    """A fiscal year: 令和4年度, R4 or 2022."""

    def read(self, typed: str) -> int:
        """See `fiscal.parse_era_year`."""
        try:
            return values.parse_era_year(typed)
        except values.YearUnreadable as unreadable:
            raise ValueError(_("Type a fiscal year like R4 or 2022.")) from unreadable

    def printed(self, value: int) -> str:
        """As the page's language has it, which can be read again."""
        return era_year(value) if current.language() == "ja" else str(value)


class CycleForm(Form):
    """A cycle."""

    seen = HiddenField()
    fiscal_year = Year(_l("Fiscal year of the consultation"), [Needed()])
    kind = OneOf(_l("Budget of the cycle"), validators=[Needed()])
    budget_year = Year(_l("Budget year"), [Needed()])
    process_name = OneOf(_l("Process of the cycle"), validators=[Needed()])
    opens_on = Day(_l("Opens on"), [Needed()])
    submission_deadline = Day(_l("Submission deadline"), [Needed()])
    review_deadline = Day(_l("Review deadline"), [Needed()])
    ways: Sequence[tuple[str, str, str]] = ()
    """What the processes are called, and the states that an item goes through by each."""

    def offer(self) -> None:
        """Offer the kinds of budgets and the published processes."""
        lang = current.language()
        kinds = (*USUAL, *RARE, *NUMBERED)
        self.kind.choices = [("", "―")] + [
            (kind, CycleId.parse(f"{SOME_YEAR}-{kind}").name(lang)) for kind in kinds
        ]
        processes = current.work().newest
        self.ways = [(name, named(one.title), _way(one)) for name, one in processes.items()]
        self.process_name.choices = [(name, said) for name, said, _states in self.ways]

    @property
    def draft(self) -> CycleDraft:
        """What was typed; ask only for a form that was found valid."""
        return CycleDraft(
            fiscal_year=self.fiscal_year.value,
            budget_year=self.budget_year.value,
            kind=self.kind.value,
            process_name=self.process_name.value,
            opens_on=self.opens_on.value,
            submission_deadline=self.submission_deadline.value,
            review_deadline=self.review_deadline.value,
        )


def _way(of: Process) -> str:
    """起案中 → 提出済 → …, without where an item stands aside."""
    return " → ".join(named(one.title) for name, one in of.states.items() if name not in ASIDE)


class MeetingForm(Form):
    """A headquarters meeting."""

    seen = HiddenField()
    number = Count(_l("Meeting number"), [Needed()])
    held_on = Day(_l("Day of the meeting"), [Needed()])
    cycle_ids = SeveralOf(_l("Cycles that are reported there"))

    @property
    def draft(self) -> MeetingDraft:
        """What was typed; ask only for a form that was found valid."""
        return MeetingDraft(self.number.value, self.held_on.value, self.cycle_ids.value)


class SessionForm(Form):
    """An evaluation session."""

    seen = HiddenField()
    title = Line(_l("Title of it"), [Needed()])
    begins_on = Day(_l("Day of the session"), [Needed()])
    cycle_ids = SeveralOf(_l("Cycles that are evaluated there"), validators=[Needed()])

    @property
    def draft(self) -> SessionDraft:
        """What was typed; ask only for a form that was found valid."""
        return SessionDraft(self.title.value, self.begins_on.value, self.cycle_ids.value)


class RowForm(Form):
    """A row of 資料1-3."""

    seen = HiddenField()
    title = Line(_l("Undertaking"), [Needed()])
    note = Block(_l("Note under it"))
    is_part = Flag(_l("A part of the row above, without a number"))
    q1 = Block(_l("April to June"))
    q2 = Block(_l("July to September"))
    q3 = Block(_l("October to December"))
    q4 = Block(_l("January to March"))

    @property
    def quarters(self) -> list[tuple[str, str]]:
        """The four quarters' lines with the names of their fields."""
        return [(name, self[name].value) for name in ("q1", "q2", "q3", "q4")]


def offer_cycles(form: MeetingForm | SessionForm, year: int, chosen: Iterable[str]) -> None:
    """Offer the cycles of a fiscal year, and those that are chosen already."""
    already = frozenset(chosen)
    form.cycle_ids.choices = [
        (one.id, title(one.title))
        for one in current.cycles()
        if one.fiscal_year == year or one.id in already
    ]
