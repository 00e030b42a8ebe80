"""What is typed: a sheet of scores, a session, a conflict of interest."""

from collections.abc import Iterable, Sequence
from typing import Any, Final

from wtforms import HiddenField

from webapp.forms.choice_fields import OneOf, Radios, SeveralOf
from webapp.forms.fields import Block, Count, Day, Line, Seen
from webapp.forms.form import Form
from webapp.words.catalogue import lazy_gettext as _l
from webapp.words.catalogue import lazy_pgettext as _p
from webapp.words.filters import title
from workflow.evaluation import FIVE, MARKS, CriterionText, Mark, Scale, Scorecard, SessionPlan
from workflow.items import MasterEntry
from workflow.values import Title

OWN_WORDS: Final = "own"
SCALES: Final = {"five": FIVE.words, "marks": MARKS.words}
"""The scales that are offered; any other is one of the session's own words."""


class ScoreSheetForm(Form):
    """An evaluator's sheet: the fields for each criterion are put in by `sheet_form`."""

    seen = HiddenField()
    version = Seen()
    verdict = Radios(_p("evaluation", "Proposed verdict"))
    comment = Block(_p("evaluation", "Comment on the whole"))

    criteria: tuple[CriterionText, ...] = ()

    @property
    def card(self) -> Scorecard:
        """What was typed, as a sheet."""
        marks = [
            Mark(
                one.code,
                self[f"score-{one.code}"].value,
                self[f"comment-{one.code}"].value,
            )
            for one in self.criteria
        ]
        return Scorecard(tuple(marks), self["comment"].value, self["verdict"].value)


def sheet_form(
    criteria: tuple[CriterionText, ...],
    scale: Scale,
    verdicts: Iterable[MasterEntry],
    **saved: Any,
) -> ScoreSheetForm:
    """A form with a score and a comment for each criterion, filled with what was saved."""
    fields: dict[str, Any] = {"criteria": criteria}
    for one in criteria:
        fields[f"score-{one.code}"] = Radios(title(one.title), read=int)
        fields[f"comment-{one.code}"] = Block(_p("evaluation", "Comment"))
    form: ScoreSheetForm = type("SheetForm", (ScoreSheetForm,), fields)(**saved)
    for one in criteria:
        # From the best down, and last what is no score.
        form[f"score-{one.code}"].choices = [*((str(s), w) for s, w in scale.steps), ("", "―")]
    form.verdict.choices = [*((one.code, title(one.title)) for one in verdicts), ("", "―")]
    return form


def values_of(card: Scorecard) -> dict[str, Any]:
    """What the form shows at first: what the sheet says."""
    values: dict[str, Any] = {"verdict": card.verdict, "comment": card.comment}
    for mark in card.marks:
        values[f"score-{mark.criterion}"] = mark.score
        values[f"comment-{mark.criterion}"] = mark.comment
    return values


class VerdictForm(Form):
    """The draft of a verdict, before it is decided."""

    seen = HiddenField()
    version = Seen()
    verdict = Radios(_p("evaluation", "Verdict"))
    findings = Block(_p("evaluation", "Findings"))
    conditions = Block(_p("evaluation", "Conditions"))


class ConflictForm(Form):
    """A conflict of interest: whose, and why."""

    person_id = OneOf(_p("evaluation", "Evaluator"), read=int)
    reason = Block(_l("Reason of the conflict of interest"))


class SessionForm(Form):
    """A session: its cycles, who scores, who finalises, by which criteria."""

    seen = HiddenField()
    title_ja = Line(_p("session", "Name"))
    title_en = Line(_p("session", "Name in English"))
    begins_on = Day(_p("session", "Day"))
    cycle_ids = SeveralOf(_p("session", "Budget cycles"))
    scorers = SeveralOf(_p("session", "Evaluators who score"), read=int)
    finalisers = SeveralOf(_p("session", "Finalisers"), read=int)
    criteria = SeveralOf(_p("session", "Criteria"))
    scale = Radios(_p("session", "Scale"))
    scale_words = Block(_p("session", "Steps in words of your own, the best first"))
    reason = Block(_p("session", "Reason for changing who sits in the session"))

    def plan(self, fiscal_year: int) -> SessionPlan:
        """What was typed; ask only for a form that was found valid."""
        return SessionPlan(
            fiscal_year=fiscal_year,
            title=Title(self.title_ja.value, self.title_en.value),
            begins_on=self.begins_on.value,
            cycle_ids=self.cycle_ids.value,
            scorers=self.scorers.value,
            finalisers=self.finalisers.value,
            criteria=self.criteria.value,
            weights={
                code: self[f"weight-{code}"].value
                for code in self.criteria.value
                if self[f"weight-{code}"].value is not None
            },
            scale=self._scale,
        )

    @property
    def _scale(self) -> tuple[str, ...]:
        if self.scale.value == OWN_WORDS:
            return tuple(self.scale_words.value.split("\n"))
        return SCALES.get(self.scale.value, FIVE.words)


def session_form(
    offered: Sequence[MasterEntry | CriterionText], scale: Scale = FIVE, **saved: Any
) -> SessionForm:
    """A form with a weight for each criterion that is offered, filled with what was saved."""
    fields = {f"weight-{one.code}": Count(_p("session", "Weight")) for one in offered}
    weights = {f"weight-{one.code}": getattr(one, "weight", 1) for one in offered}
    name = next((name for name, words in SCALES.items() if words == scale.words), OWN_WORDS)
    words = "" if name != OWN_WORDS else "\n".join(scale.words)
    data = {**weights, "scale": name, "scale_words": words, **saved}
    form: SessionForm = type("SessionForm", (SessionForm,), fields)(data=data)
    form.criteria.choices = [(one.code, title(one.title)) for one in offered]
    form.scale.choices = [
        ("five", _p("session", "5 (best) to 1")),
        ("marks", _p("session", "○ △ ×")),
        (OWN_WORDS, _p("session", "Words of your own")),
    ]
    return form
