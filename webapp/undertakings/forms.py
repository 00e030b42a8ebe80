"""Forms about undertakings: plans and reports of steps, documents, comments, pilots."""

import re
from typing import Any, Self

from flask_wtf.file import FileField
from wtforms import HiddenField

from webapp.forms.choice_fields import Needed, OneOf
from webapp.forms.fields import Block, Day, Line
from webapp.forms.form import Form
from webapp.undertakings import words
from webapp.words.catalogue import lazy_gettext as _l
from webapp.words.catalogue import lazy_pgettext as _p
from workflow.undertakings import (
    CommentDraft,
    DocumentDraft,
    PilotDraft,
    PilotView,
    StepPlan,
    StepReport,
    StepView,
)
from workflow.values import CommentOutcome, Conclusion, DocumentStage, StepState

NONE = ("", "―")


class PlanForm(Form):
    """When a step is to be done, and by whom."""

    seen = HiddenField()
    begins_on = Day(_p("undertaking", "Begins on"))
    due_on = Day(_p("undertaking", "Due on"))
    people = Block(_p("undertaking", "Responsible"))

    @classmethod
    def of(cls, step: StepView) -> Self:
        """The form as the step is planned now."""
        people = "\n".join(one.login for one in step.people)
        return cls(seen=step.seen, begins_on=step.begins_on, due_on=step.due_on, people=people)

    @property
    def plan(self) -> StepPlan:
        """What was typed."""
        people = tuple(re.split("[\n,、]", self.people.value))
        return StepPlan(self.begins_on.value, self.due_on.value, people)


class ReportForm(Form):
    """How far a step is."""

    seen = HiddenField()
    state = OneOf(_p("undertaking", "State"), validators=[Needed()])
    done_on = Day(_p("undertaking", "Done on"))
    said = Block(_p("undertaking", "Report"))

    @classmethod
    def of(cls, step: StepView) -> Self:
        """The form as the step was reported on last."""
        form = cls(seen=step.seen, state=step.state.value, done_on=step.done_on, said=step.said)
        form.state.choices = [(one.value, said.word) for one, said in words.STATES.items()]
        return form

    @property
    def report(self) -> StepReport:
        """What was typed."""
        return StepReport(StepState(self.state.value), self.said.value, self.done_on.value)


class DocumentForm(Form):
    """A version of a document."""

    title = Line(_p("undertaking", "Title"), [Needed()])
    stage = OneOf(_p("undertaking", "Stage"), validators=[Needed()])
    dated_on = Day(_p("undertaking", "Dated"), [Needed()])
    outline = Block(_p("undertaking", "What it says"))
    file = FileField(_p("undertaking", "File"))

    def offer(self) -> None:
        """Offer the stages."""
        self.stage.choices = [(one.value, words.word(one)) for one in DocumentStage]

    @property
    def draft(self) -> DocumentDraft:
        """What was typed."""
        stage = DocumentStage(self.stage.value)
        return DocumentDraft(self.title.value, stage, self.dated_on.value, self.outline.value)


class PeriodForm(Form):
    """From when until when the public may comment."""

    seen = HiddenField()
    since = Day(_p("undertaking", "Comments from"))
    until = Day(_p("undertaking", "Comments until"))


class CommentForm(Form):
    """A comment or a recommendation that was received."""

    said_by = Line(_p("undertaking", "Said by"), [Needed()])
    received_on = Day(_p("undertaking", "Received on"), [Needed()])
    text = Block(_p("undertaking", "Words"), [Needed()])

    def draft(self, document_id: int | None = None) -> CommentDraft:
        """What was typed, of a document or (None) as a recommendation."""
        return CommentDraft(
            self.said_by.value, self.received_on.value, self.text.value, document_id
        )


class AnswerForm(Form):
    """What became of a comment or a recommendation."""

    seen = HiddenField()
    outcome = OneOf(_p("undertaking", "What became of it"))
    answer = Block(_p("undertaking", "Answer"))

    def offer(self) -> None:
        """Offer what may become of it."""
        self.outcome.choices = [NONE, *((one.value, words.word(one)) for one in CommentOutcome)]

    @property
    def chosen(self) -> CommentOutcome | None:
        """What was chosen."""
        return CommentOutcome(self.outcome.value) if self.outcome.value else None


class PilotForm(Form):
    """A pilot project, and what it came to once it is over."""

    seen = HiddenField()
    theme = Line(_p("undertaking", "Theme"), [Needed()])
    partner = Line(_p("undertaking", "Partner"))
    begins_on = Day(_p("undertaking", "Begins on"))
    ends_on = Day(_p("undertaking", "Ends on"))
    conclusion = OneOf(_p("undertaking", "Result"))
    outcome = Block(_p("undertaking", "What it came to"))

    @classmethod
    def of(cls, pilot: PilotView | None) -> Self:
        """The form as the pilot is now, or empty."""
        known: dict[str, Any] = {}
        if pilot is not None:
            known = {**vars(pilot), "conclusion": pilot.conclusion or ""}
        form = cls(data=known)
        form.conclusion.choices = [NONE, *((one.value, words.word(one)) for one in Conclusion)]
        return form

    @property
    def draft(self) -> PilotDraft:
        """What was typed."""
        chosen = self.conclusion.value
        return PilotDraft(
            self.theme.value,
            self.partner.value,
            self.begins_on.value,
            self.ends_on.value,
            Conclusion(chosen) if chosen else None,
            self.outcome.value,
        )


class ItemForm(Form):
    """The number of an item that is part of the undertaking."""

    number = Line(_l("Number of the item"), [Needed()])
