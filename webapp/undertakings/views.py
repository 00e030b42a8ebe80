"""The undertakings of a year, one of them, and the plan and reports of a step."""

from flask import Blueprint, render_template, request, url_for

from webapp.calendar import views as calendar_views
from webapp.request import access, current
from webapp.request.posting import Answer, posted
from webapp.undertakings import words
from webapp.undertakings.forms import ItemForm, PlanForm, ReportForm
from webapp.words.catalogue import gettext as _
from workflow import calendar, undertakings

blueprint = Blueprint("undertakings", __name__, url_prefix="/undertakings")
writers = access.roles(*undertakings.WRITERS)

ONE = "/<id:undertaking_id>"
STEP = "/steps/<id:step_id>"


@blueprint.get("/")
@access.signed_in
def index() -> str:
    """How far the undertakings of a fiscal year are, what comes next, what is late."""
    work = current.work()
    years = calendar.years_on_paper(work)
    year = asked_year()
    late = request.args.get("late") == "1"
    rows = undertakings.every(work, year)
    return render_template(
        "undertakings/index.html",
        year=year,
        years=years,
        rows=[row for row in rows if row.late] if late else rows,
        late=late,
        late_count=sum(len(row.late) for row in rows),
        may_write=undertakings.may_write(current.actor()) is None,
        words=words,
    )


@blueprint.get(ONE)
@access.signed_in
def show(undertaking_id: int) -> str:
    """One undertaking: steps by quarter, documents, recommendations, pilots, items, history."""
    return _page(undertaking_id, ItemForm())


@blueprint.post(f"{ONE}/items")
@writers
def link(undertaking_id: int) -> Answer:
    """Say that an item is part of it."""
    form = ItemForm()
    return posted(
        lambda work: undertakings.link_item(work, undertaking_id, form.number.value),
        said=_("The item is linked."),
        back=url_for("undertakings.show", undertaking_id=undertaking_id),
        form=form,
        page=lambda: _page(undertaking_id, form),
    )


@blueprint.post(f"{ONE}/items/<id:item_id>/unlink")
@writers
def unlink(undertaking_id: int, item_id: int) -> Answer:
    """Say that an item is no part of it."""
    return posted(
        lambda work: undertakings.unlink_item(work, undertaking_id, item_id),
        said=_("The item is not linked any more."),
        back=url_for("undertakings.show", undertaking_id=undertaking_id),
    )


@blueprint.get(STEP)
@access.signed_in
def step(step_id: int) -> str:
    """One step: its plan, and how far it is."""
    return _step_page(step_id)


@blueprint.post(f"{STEP}/plan")
@writers
def plan(step_id: int) -> Answer:
    """Say when it is to be done and by whom."""
    form = PlanForm()
    return posted(
        lambda work: undertakings.plan_step(work, step_id, form.plan, form.seen.data or ""),
        said=_("The plan of the step is saved."),
        back=url_for("undertakings.step", step_id=step_id),
        form=form,
        page=lambda: _step_page(step_id, planning=form),
    )


@blueprint.post(f"{STEP}/report")
@access.signed_in
def report(step_id: int) -> Answer:
    """Say how far it is."""
    form = ReportForm.of(undertakings.step(current.work(), step_id))
    return posted(
        lambda work: undertakings.report_step(work, step_id, form.report, form.seen.data or ""),
        said=_("The report is on record."),
        back=url_for("undertakings.step", step_id=step_id),
        form=form,
        page=lambda: _step_page(step_id, reporting=form),
    )


def _page(undertaking_id: int, form: ItemForm) -> str:
    one = undertakings.one(current.work(), undertaking_id)
    return render_template(
        "undertakings/show.html",
        one=one,
        form=form,
        unlink_url=lambda item_id: url_for(
            "undertakings.unlink", undertaking_id=undertaking_id, item_id=item_id
        ),
        words=words,
        today=current.today(),
    )


def _step_page(
    step_id: int, planning: PlanForm | None = None, reporting: ReportForm | None = None
) -> str:
    found = undertakings.step(current.work(), step_id)
    return render_template(
        "undertakings/step.html",
        step=found,
        planning=planning or PlanForm.of(found),
        reporting=reporting or ReportForm.of(found),
        sent=planning or reporting,
        may_write=undertakings.may_write(current.actor()) is None,
        words=words,
    )


def asked_year() -> int:
    """The fiscal year of the address, or else of the chosen cycle."""
    return calendar_views.asked_year(calendar.years_on_paper)
