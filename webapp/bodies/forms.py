"""Forms of bodies: the body, a member, a meeting, its minutes, a task and what became of it."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from webapp.bodies.words import KINDS, PRESENCES, TASKS, chosen_from
from webapp.forms.choice_fields import Needed, OneOf, Radios
from webapp.forms.fields import Block, Count, Day, Line, Seen, received
from webapp.forms.form import Form
from webapp.forms.refused import show_problems, show_refusal
from webapp.reports.forms import AgendaForm
from webapp.request.posting import Answer, Page, posted
from webapp.words import refusals
from webapp.words.catalogue import gettext as _
from webapp.words.catalogue import lazy_pgettext as _p
from webapp.words.filters import era_date, era_year, title
from workflow.bodies import (
    AttendanceView,
    BodyChanged,
    BodyDraft,
    CallDraft,
    MemberDraft,
    MinutesDraft,
    TaskDraft,
)
from workflow.items import MeetingView
from workflow.values import (
    BodyKind,
    InputRefused,
    NotFound,
    NotPermitted,
    Presence,
    Refusal,
    TaskState,
)
from workflow.work import Work


class BodyForm(Form):
    """What a body is called."""

    seen = Seen()
    kind = OneOf(_p("body", "Kind of body"), validators=[Needed()])
    name = Line(_p("body", "Name of the body"), [Needed()])
    ended_on = Day(_p("body", "Meets no more from"))

    def __init__(self, **given: Any) -> None:
        """Offer the kinds."""
        super().__init__(**given)
        self.kind.choices = [("", "―"), *chosen_from(KINDS)]

    @property
    def draft(self) -> BodyDraft:
        """What was typed."""
        kind = BodyKind(self.kind.value) if self.kind.value else None
        return BodyDraft(kind, self.name.value, self.ended_on.value)


class MemberForm(Form):
    """A member: somebody who signs in, or somebody from outside."""

    seen = Seen()
    login = Line(_p("body", "Sign-in name"))
    name = Line(_p("body", "Name of somebody from outside"))
    position = Line(_p("body", "Position"))
    from_on = Day(_p("body", "Member from"), [Needed()])
    until_on = Day(_p("body", "Member until"))

    @property
    def draft(self) -> MemberDraft:
        """What was typed."""
        return MemberDraft(
            self.login.value,
            self.name.value,
            self.position.value,
            self.from_on.value,
            self.until_on.value,
        )


def _called(meeting: MeetingView) -> str:
    year, day = era_year(meeting.fiscal_year), era_date(meeting.held_on)
    return _("meeting No. %(number)d of %(year)s", number=meeting.number, year=year) + f" {day}"


class CallForm(Form):
    """A meeting: when, where and about what."""

    seen = Seen()
    headquarters = OneOf(_p("meeting", "Meeting of the calendar"), read=int)
    number = Count(_p("meeting", "Number"))
    held_on = Day(_p("meeting", "Day"))
    hours = Line(_p("meeting", "Hours"))
    place = Line(_p("meeting", "Place"))
    topics = Block(_p("meeting", "Topics"))

    def offer(self, meetings: Iterable[MeetingView]) -> None:
        """Offer the meetings of the calendar."""
        named = ((str(one.id), _called(one)) for one in meetings)
        self.headquarters.choices = [("", "―"), *named]

    @property
    def draft(self) -> CallDraft:
        """What was typed."""
        return CallDraft(
            headquarters_id=self.headquarters.value,
            number=self.number.value,
            held_on=self.held_on.value,
            hours=self.hours.value,
            place=self.place.value,
            topics=tuple(self.topics.value.split("\n")),
        )


class MinutesForm(Form):
    """Who came, what was said and what was decided."""

    seen = Seen()
    minutes = Block(_p("meeting", "What was said"))
    decisions = Block(_p("meeting", "Decisions"))
    presences = tuple(chosen_from(PRESENCES))
    came: dict[int, tuple[str, str]]
    """What was chosen and typed of each member."""
    wrong: dict[int, list[str]]
    """What is wrong with it."""

    def fill_in(self, attendance: Sequence[AttendanceView]) -> None:
        """What is kept of each member."""
        self.wrong = {}
        self.came = {one.member.id: (one.presence or "", one.proxy) for one in attendance}

    def read(self, sent: Mapping[str, str]) -> None:
        """What was sent of each member that the page shows."""
        for member_id in self.came:
            names = f"presence-{member_id}", f"proxy-{member_id}"
            self.came[member_id] = (sent.get(names[0], ""), received(sent.get(names[1], "")))

    def refuse(self, refusal: Refusal) -> None:
        """Put each problem beside its field, or beside the member it is about."""
        if not isinstance(refusal, InputRefused):
            show_refusal(self, refusal)
            return
        for one in refusal.problems:
            _name, _dash, member_id = one.field.partition("-")
            if member_id:
                self.wrong.setdefault(int(member_id), []).append(refusals.problem(one))
            else:
                show_problems(self, [one])

    @property
    def draft(self) -> MinutesDraft:
        """What was typed; a member of whom nothing was chosen is left out."""
        known = {one.value for one in Presence}
        return MinutesDraft(
            {
                member_id: (Presence(presence), proxy)
                for member_id, (presence, proxy) in self.came.items()
                if presence in known
            },
            self.minutes.value,
            tuple(self.decisions.value.split("\n")),
        )


class TaskForm(Form):
    """What somebody is to do, until when."""

    text = Block(_p("task", "Task"), [Needed()])
    member = OneOf(_p("task", "Member who does it"), read=int)
    who = Line(_p("task", "Somebody else"))
    due_on = Day(_p("task", "Until"))

    def offer(self, attendance: Iterable[AttendanceView]) -> None:
        """Offer the members of the day."""
        named = ((str(one.member.id), title(one.member.name)) for one in attendance)
        self.member.choices = [("", "―"), *named]

    @property
    def draft(self) -> TaskDraft:
        """What was typed."""
        return TaskDraft(self.text.value, self.member.value, self.who.value, self.due_on.value)


class ReportForm(Form):
    """What became of a task."""

    seen = Seen()
    state = Radios(_p("task", "How it stands"), validators=[Needed()])
    text = Block(_p("task", "What became of it"), [Needed()])
    meeting = Seen()

    def __init__(self, **given: Any) -> None:
        """Offer what a task can be."""
        super().__init__(**given)
        self.state.choices = chosen_from(TASKS)

    @property
    def stands(self) -> TaskState | None:
        """As what it stands now."""
        return TaskState(self.state.value) if self.state.value else None


class StepForm(Form):
    """Confirming the minutes, letting them be corrected, taking a paper off."""

    seen = Seen()
    note = Block(_p("meeting", "Reason"))


# ---------------------------------------- forms that say what somebody has seen


def sent(
    form: Form,
    verb: Callable[[Work], Any],
    *,
    said: str,
    back: str | Callable[[Any], str],
    page: Page,
    fresh: Callable[[], int],
) -> Answer:
    """Carry `verb` out; what is refused is said on `page`, which shows what was typed.

    Where somebody changed it meanwhile the page says so, and sent again what was typed holds:
    `fresh` is the revision of now.
    """

    def refused(error: Refusal) -> str:
        if isinstance(error, NotPermitted | NotFound):
            raise error
        if isinstance(form, MinutesForm | AgendaForm):
            form.refuse(error)
        else:
            show_refusal(form, error)
        if isinstance(error, BodyChanged):
            form["seen"].data = str(fresh())
        return page()

    return posted(verb, said=said, back=back, form=form, page=page, refused=refused)
