"""Forms of proposals: the proposal itself, an answer, and the group that some are put into."""

from collections.abc import Iterable

from webapp.forms.choice_fields import Needed, OneOf
from webapp.forms.fields import Block, Clean, Line, Seen
from webapp.forms.form import Form
from webapp.words.catalogue import lazy_pgettext as _p
from webapp.words.filters import title
from workflow.items import GoalView
from workflow.organisation import DepartmentOfYear
from workflow.proposals import LONGEST_TEXT, LONGEST_TITLE, ProposalDraft
from workflow.values import clean_block, clean_line

_TEXT = Clean(clean_block, LONGEST_TEXT)


class ProposalForm(Form):
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


class ActForm(Form):
    """An act on a proposal, with what is said about it."""

    seen = Seen()
    text = Block(_p("proposal", "What to say"), [_TEXT])
    department = OneOf(_p("proposal", "Department"), read=int)

    def offer(self, departments: Iterable[DepartmentOfYear]) -> None:
        """Offer the departments of the year."""
        self.department.choices = [("", "―"), *((str(o.id), title(o.name)) for o in departments)]


class GoalForm(Form):
    """The goal in which a proposal lives on."""

    seen = Seen()
    goal = OneOf(_p("proposal", "Goal"), read=int, validators=[Needed()])

    def offer(self, goals: Iterable[GoalView]) -> None:
        """Offer the goals of the year."""
        known = ((str(one.id), f"{one.number} {one.title}") for one in goals)
        self.goal.choices = [("", "―"), *known]


class NewGoalForm(Form):
    """The goal that is drafted from a proposal: the department's, or a team's."""

    seen = Seen()
    team = Line(_p("proposal", "Team"), [Clean(clean_line, LONGEST_TITLE)])


class GroupForm(Form):
    """The group that chosen proposals are put into."""

    title = Line(_p("proposal", "Group"), [Needed(), Clean(clean_line, LONGEST_TITLE)])
