"""The inventory as a list, one system with its review, its forms, and what ends."""

from collections.abc import Callable
from itertools import groupby
from typing import Any

from flask import Blueprint, render_template, request, url_for
from werkzeug.wrappers import Response

from webapp.request import access, current
from webapp.request.files import handed_out
from webapp.request.posting import Answer, posted
from webapp.systems import words
from webapp.systems.forms import YEARS_AHEAD, ActForm, RoundForm, filters, inventory_form
from webapp.words.catalogue import gettext as _
from workflow import documents, items, search, systems
from workflow.values import NotFound, ReviewState, Role, SystemAct, fiscal_year
from workflow.work import Work

blueprint = Blueprint("systems", __name__, url_prefix="/systems")

SYSTEM = "/<id:system_id>"


@blueprint.get("/")
@access.signed_in
def index() -> str:
    """The systems under their departments, with filters."""
    form = filters()
    page = systems.page(current.work(), form.wanted, form.number)
    return render_template(
        "systems/index.html",
        form=form,
        page=page,
        groups=[tuple(of) for _id, of in groupby(page.rows, key=lambda row: row.department_id)],
        words=words,
        writes=writes(),
        states=systems.by_state(current.work(), form.wanted),
        asks=not current.actor().roles.isdisjoint(systems.ASSESSORS),
    )


def writes() -> bool:
    """Whether the person may add a system to some department."""
    work = current.work()
    there = items.departments(work, fiscal_year(current.today()))
    return any(not one.ended and systems.may_add(work.actor, one.id) is None for one in there)


@blueprint.get(SYSTEM)
@access.signed_in
def show(system_id: int) -> str:
    """One system: what the inventory says, its review, its items, what happened."""
    return _page(system_id, ActForm())


def _page(system_id: int, form: ActForm) -> str:
    one = systems.one(current.work(), system_id)
    form.offer()
    if not form.is_submitted():
        form.seen.data = str(one.row.revision)
        if one.row.assessment:
            form.assessment.data = one.row.assessment.value
            form.act_by.process_data(one.row.act_by)
            form.reasons.data = one.reasons
        if into := one.merges_into:
            form.merges_into.data = f"{into.id} {into.name}"
    cycle = current.cycle() if current.cycles() else None
    return render_template(
        "systems/show.html",
        one=one,
        form=form,
        words=words,
        cycle=cycle,
        renews=_renews(one),
        late=one.row.answer_by is not None and one.row.answer_by < current.today(),
        similar=search.similar_systems(current.work(), system_id),
    )


def _renews(one: systems.SystemDetail) -> bool:
    """Whether the person drafts items for the department of a system that is there."""
    is_own = current.actor().holds(Role.OFFICER, one.row.department_id)
    return is_own and one.row.state != "retired" and bool(current.cycles())


@blueprint.route("/new", methods=["GET", "POST"])
@access.roles(*systems.WRITERS)
def new() -> Answer:
    """Add a system."""
    form = inventory_form()

    def page() -> str:
        return render_template("systems/form.html", form=form, one=None)

    return posted(
        lambda work: systems.add(work, form.draft()),
        said=_("The system is in the inventory."),
        back=lambda system_id: url_for("systems.show", system_id=system_id),
        form=form,
        page=page,
    )


@blueprint.route(f"{SYSTEM}/edit", methods=["GET", "POST"])
@access.roles(*systems.WRITERS)
def edit(system_id: int) -> Answer:
    """Write what the inventory says of a system anew."""
    one = systems.one(current.work(), system_id)
    if request.method == "GET" and (refusal := one.refusals[SystemAct.EDIT]):
        raise refusal
    before = systems.draft_of(current.work(), system_id)
    form = inventory_form(before, one.row.revision)

    def page() -> str:
        return render_template("systems/form.html", form=form, one=one)

    return posted(
        lambda work: systems.edit(work, system_id, form.draft(before), form.seen.value),
        said=_("The inventory is written."),
        back=url_for("systems.show", system_id=system_id),
        form=form,
        page=page,
    )


@blueprint.post(f"{SYSTEM}/assess")
@access.roles(*systems.ASSESSORS)
def assess(system_id: int) -> Answer:
    """Decide what becomes of a system, and by when."""
    form = ActForm()
    return _stepped(
        system_id,
        form,
        SystemAct.ASSESS,
        lambda work: systems.assess(work, system_id, form.decision, form.seen.value),
    )


@blueprint.post(f"{SYSTEM}/<any(ask, survey, send_back, carry_out, review, retire):act>")
@access.roles(*systems.WRITERS)
def move(system_id: int, act: str) -> Answer:
    """Take another step of the review, or retire the system."""
    form, done = ActForm(), SystemAct(act)
    return _stepped(
        system_id,
        form,
        done,
        lambda work: systems.move(
            work, system_id, done, form.seen.value, form.reason.value, form.answer_by.value
        ),
    )


def _stepped(system_id: int, form: ActForm, act: SystemAct, verb: Callable[[Work], None]) -> Answer:
    form.offer()
    return posted(
        verb,
        said=str(words.DONE[act]),
        back=url_for("systems.show", system_id=system_id),
        form=form,
        page=lambda: _page(system_id, form),
    )


@blueprint.route("/round", methods=["GET", "POST"])
@access.roles(*systems.ASSESSORS)
def ask_all() -> Answer:
    """Ask for the surveys of all that the filters leave, and begin the next round of the rest."""
    form, filtered = RoundForm(), filters()
    narrowed: dict[str, Any] = filtered.narrowing

    def page() -> str:
        found = systems.foreseen(current.work(), filtered.wanted)
        return render_template(
            "systems/round.html",
            form=form,
            filtered=filtered,
            found=found,
            states=ReviewState,
            words=words,
        )

    return posted(
        lambda work: systems.ask_all(work, filtered.wanted, form.answer_by.value),
        said=words.asked,
        back=url_for("systems.index", **narrowed),
        form=form,
        page=page,
    )


@blueprint.post(f"{SYSTEM}/item")
@access.roles(Role.OFFICER)
def draft_item(system_id: int) -> Answer:
    """Draft the item of the cycle in the head that renews a system, and go on writing it."""
    form, cycle_id = ActForm(), current.cycle().id
    return posted(
        lambda work: systems.draft_item(work, system_id, cycle_id),
        said=_("An item was drafted from the inventory. Complete its sheet."),
        back=lambda item_id: url_for("items.edit", item_id=item_id),
        form=form,
        page=lambda: _page(system_id, form),
    )


@blueprint.get("/ending")
@access.signed_in
def ending() -> str:
    """What ends for a budget year and has no item yet."""
    return render_template(
        "systems/ending.html", found=systems.ending(current.work(), budget_year()), words=words
    )


def budget_year() -> int:
    """`?year=`, else the budget of the cycle in the head. Raises NotFound for another one."""
    today = fiscal_year(current.today())
    asked = request.args.get("year", "")
    if not asked:
        return current.cycle().budget_year if current.cycles() else today
    if asked not in {str(today + ahead) for ahead in range(YEARS_AHEAD)}:
        raise NotFound(what="year")
    return int(asked)


@blueprint.get("/systems.<any(xlsx, csv):form>")
@access.signed_in
def table(form: str) -> Response:
    """The systems that the filters leave as a file, which can be changed and brought back."""
    return handed_out(documents.systems_document(current.work(), filters().wanted, form))
