"""Proposals: the list, one's own proposal, and what the center and a department do with it."""

from functools import partial

from flask import Blueprint, render_template, request, url_for

from webapp.proposals.forms import ActForm, GoalForm, GroupForm, NewGoalForm, ProposalForm
from webapp.proposals.words import ACTS, STATES
from webapp.request import access, current
from webapp.request.posting import Answer, posted
from webapp.words.catalogue import gettext as _
from workflow import goals, items, organisation, proposals
from workflow.goals import GoalDraft
from workflow.items import GoalView
from workflow.proposals import Act, GoalWords, ProposalView, State
from workflow.values import NotFound, Refusal, Role, fiscal_year
from workflow.work import Work

blueprint = Blueprint("proposals", __name__, url_prefix="/proposals")

BY_FORM = (Act.ANSWER, Act.FORWARD, Act.CLOSE, Act.WITHDRAW)
"""Acts of the page's own form; adopting is a button of its own."""


@blueprint.get("/")
@access.signed_in
def index() -> str:
    """One's own proposals and those one has to do with; for the center all of them."""
    return _list(GroupForm())


@blueprint.post("/groups")
@access.roles(*proposals.ANSWERERS)
def group() -> Answer:
    """Put the chosen proposals into one group."""
    form, ids = GroupForm(), request.form.getlist("id", type=int)
    return posted(
        lambda work: proposals.group(work, ids, form.title.value),
        said=lambda count: _("Put into the group: %(count)d", count=count),
        back=url_for("proposals.index"),
        form=form,
        page=lambda: _list(form, ids),
        shown=Refusal,
    )


@blueprint.route("/new", methods=["GET", "POST"])
@access.signed_in
def new() -> Answer:
    """Make a proposal."""
    form = ProposalForm()
    page = partial(render_template, "proposals/new.html", form=form)
    return posted(
        lambda work: proposals.propose(work, form.draft),
        said=_("Your proposal was sent."),
        back=lambda proposal_id: url_for("proposals.show", proposal_id=proposal_id),
        form=form,
        page=page,
    )


@blueprint.get("/<id:proposal_id>")
@access.signed_in
def show(proposal_id: int) -> str:
    """One proposal with everything that was said about it."""
    found = proposals.get(current.work(), proposal_id)
    return _page(found, ActForm(data={"seen": found.revision}))


@blueprint.post("/<id:proposal_id>/<act>")
@access.signed_in
def take(proposal_id: int, act: str) -> Answer:
    """Answer, forward, close, withdraw."""
    if act not in BY_FORM:
        raise NotFound(what="action", name=act)
    found, form, done = proposals.get(current.work(), proposal_id), ActForm(), Act(act)
    form.offer(organisation.today(current.work()).departments)
    return posted(
        lambda work: proposals.act(
            work, proposal_id, done, form.seen.value, form.text.value, form.department.value
        ),
        said=_("Done: %(act)s", act=str(ACTS[done])),
        back=url_for("proposals.show", proposal_id=proposal_id),
        form=form,
        page=lambda: _page(found, form),
    )


@blueprint.post("/<id:proposal_id>/adopt")
@access.roles(Role.OFFICER)
def adopt(proposal_id: int) -> Answer:
    """Draft an item of the cycle in the head from a proposal, and go on writing it."""
    form, cycle_id = ActForm(), current.cycle().id
    return posted(
        lambda work: proposals.adopt_as_item(work, proposal_id, cycle_id, form.seen.value),
        said=_("An item was drafted from the proposal. Complete its sheet."),
        back=lambda item_id: url_for("items.edit", item_id=item_id),
    )


@blueprint.post("/<id:proposal_id>/goal")
@access.roles(Role.OFFICER)
def adopt_as_goal(proposal_id: int) -> Answer:
    """Say in which goal of the year a proposal lives on."""
    found, form = proposals.get(current.work(), proposal_id), GoalForm()
    form.offer(_goals())
    return posted(
        lambda work: proposals.adopt_as_goal(work, proposal_id, form.goal.value, form.seen.value),
        said=_("The proposal lives on in the goal."),
        back=url_for("proposals.show", proposal_id=proposal_id),
        form=form,
        page=lambda: _page(found, ActForm(), goal_form=form),
    )


@blueprint.post("/<id:proposal_id>/new-goal")
@access.roles(Role.OFFICER)
def draft_goal(proposal_id: int) -> Answer:
    """Draft a goal of the department or of one of its teams from a proposal, and go on writing."""
    found, form = proposals.get(current.work(), proposal_id), NewGoalForm()

    def begin(work: Work, words: GoalWords) -> int:
        draft = GoalDraft((words.department,), words.title, words.overview, team=form.team.value)
        return goals.draft(work, fiscal_year(work.today), draft)

    return posted(
        lambda work: proposals.adopt_as_new_goal(work, proposal_id, form.seen.value, begin),
        said=_("A goal was drafted from the proposal. Complete it."),
        back=lambda goal_id: url_for("goals.edit", goal_id=goal_id),
        form=form,
        page=lambda: _page(found, ActForm(), new_goal=form),
    )


def _list(form: GroupForm, ids: list[int] | None = None) -> str:
    wanted = request.args.get("state", "")
    state = State(wanted) if wanted in set(State) else None
    work = current.work()
    may_group = bool(current.actor().roles & proposals.ANSWERERS)
    return render_template(
        "proposals/index.html",
        page=proposals.page(work, state, request.args.get("page", 1, type=int)),
        states=STATES,
        state=state,
        form=form,
        ids=ids or [],
        groups=proposals.groups(work) if may_group else (),
        may_group=may_group,
    )


def _page(
    found: ProposalView,
    form: ActForm,
    goal_form: GoalForm | None = None,
    new_goal: NewGoalForm | None = None,
) -> str:
    form.offer(organisation.today(current.work()).departments if Act.FORWARD in found.acts else ())
    may_adopt = Act.ADOPT in found.acts
    goal_form = goal_form or GoalForm()
    goal_form.offer(_goals() if may_adopt else ())
    acts = [one for one in BY_FORM if one in found.acts]
    return render_template(
        "proposals/show.html",
        found=found,
        form=form,
        states=STATES,
        words=ACTS,
        acts=acts,
        speaks=bool(set(acts) - proposals.SILENT),
        goal_form=goal_form,
        new_goal=new_goal or NewGoalForm(),
        may_adopt=may_adopt,
    )


def _goals() -> tuple[GoalView, ...]:
    return items.goals(current.work(), fiscal_year(current.today()))
