"""Tasks of meetings: what is to be done, and what became of it."""

from flask import render_template, request, url_for

from webapp.bodies import words
from webapp.bodies.forms import ReportForm, sent
from webapp.bodies.views import blueprint
from webapp.request import access, current
from webapp.request.posting import Answer, posted
from webapp.undertakings.forms import ItemForm
from webapp.words.catalogue import gettext as _
from workflow import bodies
from workflow.values import Refusal


@blueprint.get("/tasks/<id:task_id>")
@access.signed_in
def task(task_id: int) -> str:
    """A task: what is to be done, and what became of it."""
    return _task_page(task_id, ReportForm())


@blueprint.post("/tasks/<id:task_id>")
@access.signed_in
def report(task_id: int) -> Answer:
    """Say what became of a task, by oneself or (with a meeting) at a later meeting."""
    form = ReportForm()
    at = form.meeting.value or None
    own_page = url_for("bodies.task", task_id=task_id)
    return sent(
        form,
        lambda work: bodies.report(
            work, task_id, form.stands, form.text.value, form.seen.value, at
        ),
        said=_("It is put down what became of the task."),
        back=url_for("bodies.meeting", meeting_id=at, _anchor="earlier") if at else own_page,
        page=lambda: _task_page(task_id, form),
        fresh=lambda: bodies.task(current.work(), task_id).revision,
    )


@blueprint.post("/tasks/<id:task_id>/items")
@access.signed_in
def link(task_id: int) -> Answer:
    """Say that a task is about an item."""
    form = ItemForm()
    return posted(
        lambda work: bodies.link_item(work, task_id, form.number.value),
        said=_("The item is linked."),
        back=url_for("bodies.task", task_id=task_id),
        form=form,
        page=lambda: _task_page(task_id, ReportForm(), form),
        shown=Refusal,
    )


@blueprint.post("/tasks/<id:task_id>/items/<id:item_id>/unlink")
@access.signed_in
def unlink(task_id: int, item_id: int) -> Answer:
    """Say that a task is not about an item."""
    return posted(
        lambda work: bodies.unlink_item(work, task_id, item_id),
        said=_("The item is not linked any more."),
        back=url_for("bodies.task", task_id=task_id),
        refused=lambda refusal: _task_page(task_id, ReportForm(), refusal=refusal),
    )


def _task_page(
    task_id: int,
    form: ReportForm,
    linking: ItemForm | None = None,
    refusal: Refusal | None = None,
) -> str:
    work = current.work()
    at = request.args.get("meeting", type=int) or form.meeting.value or None
    return render_template(
        "bodies/task.html",
        one=bodies.task(work, task_id),
        at=bodies.meeting(work, at) if at else None,
        form=form,
        refusal=refusal,
        items=bodies.items_of(work, task_id),
        linking=linking or ItemForm(),
        unlink_url=lambda item_id: url_for("bodies.unlink", task_id=task_id, item_id=item_id),
        words=words,
        today=current.today(),
    )
