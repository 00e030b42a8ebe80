"""Forms of proposals: the proposal itself, an answer, and the group that some are put into."""

from collections.abc import Iterable

from flask_babel import lazy_pgettext as _p
from flask_wtf import FlaskForm
from werkzeug.datastructures import MultiDict
from wtforms import HiddenField

from webapp.forms.choice_fields import Needed, OneOf
from webapp.forms.fields import Block, Clean, Line
from webapp.words.filters import title
from workflow.items import GoalView
from workflow.organisation import DepartmentOfYear
from workflow.proposals import LONGEST_TEXT, LONGEST_TITLE, ProposalDraft
from workflow.values import clean_block, clean_line

_TEXT = Clean(clean_block, LONGEST_TEXT)


class ProposalForm(FlaskForm):
    """What is wrong, what to do, what it would bring."""

    title = Line(_p("proposal", "Title"), [Needed(), Clean(clean_line, LONGEST_TITLE)])
    problem = Block(_p("proposal", "What is wrong"), [Needed(), _TEXT])
    idea = Block(_p("proposal", "What to do"), [Needed(), _TEXT])
    effect = Block(_p("proposal", "What it would bring"), [Needed(), _TEXT])

    @property
    def draft(self) -> ProposalDraft:
        """What was typed."""
        return ProposalDraft(
            self.title.value, self.problem.value, self.idea.value, self.effect.value
        )


class ActForm(FlaskForm):
    """An act on a proposal, with what is said about it."""

    seen = HiddenField()
    text = Block(_p("proposal", "What to say"), [_TEXT])
    department = OneOf(_p("proposal", "Department"), read=int)

    def offer(self, departments: Iterable[DepartmentOfYear]) -> None:
        """Offer the departments of the year."""
        self.department.choices = [("", "―"), *((str(o.id), title(o.name)) for o in departments)]

    @property
    def revision(self) -> int:
        """The revision that the person was looking at; 0 for none."""
        return _number(self.seen.data)


class GoalForm(FlaskForm):
    """The goal in which a proposal lives on."""

    seen = HiddenField()
    goal = OneOf(_p("proposal", "Goal"), read=int, validators=[Needed()])

    def offer(self, goals: Iterable[GoalView]) -> None:
        """Offer the goals of the year."""
        known = ((str(one.id), f"{one.number} {one.title}") for one in goals)
        self.goal.choices = [("", "―"), *known]

    @property
    def revision(self) -> int:
        """The revision that the person was looking at; 0 for none."""
        return _number(self.seen.data)


class GroupForm(FlaskForm):
    """The group that chosen proposals are put into."""

    title = Line(_p("proposal", "Group"), [Needed(), Clean(clean_line, LONGEST_TITLE)])


def chosen(form: MultiDict[str, str]) -> list[int]:
    """The proposals that were ticked; anything that is no number is left out."""
    return [number for one in form.getlist("id") if (number := _number(one))]


def _number(typed: str | None) -> int:
    """A number that a page put into its form; 0 for anything else."""
    typed = typed or ""
    return int(typed) if typed.isascii() and typed.isdecimal() and len(typed) < 10 else 0
