"""Who reviews what: by department, item by item, and how much each reviewer has."""

from functools import partial
from typing import Final

from flask import Blueprint, render_template, url_for

from webapp.handlers.forms import DepartmentForm, HandOnForm, TakeForm
from webapp.request import access, current
from webapp.request.posting import Answer, posted
from webapp.words.catalogue import gettext as _
from webapp.words.filters import title
from workflow import handlers, items, organisation
from workflow.handlers import KEEPERS, DepartmentHandling
from workflow.values import NotFound, Refusal

blueprint = Blueprint("handlers", __name__, url_prefix="/handlers")

keepers = access.roles(*KEEPERS)
ITEM: Final = "/items/<id:item_id>"


@blueprint.get("/")
@keepers
def index() -> str:
    """What waits for each reviewer, and who reviews which department."""
    work = current.work()
    return render_template(
        "handlers/index.html",
        loads=handlers.loads(work),
        departments=organisation.today(current.work()).departments,
        handling=handlers.by_department(work),
        none=DepartmentHandling(),
    )


@blueprint.route("/departments/<id:department_id>", methods=["GET", "POST"])
@keepers
def department(department_id: int) -> Answer:
    """Name the main reviewer and the deputy of a department."""
    work = current.work()
    departments = organisation.today(work).departments
    found = next((one for one in departments if one.id == department_id), None)
    if found is None:
        raise NotFound(what="department", name=department_id)
    there = handlers.by_department(work).get(department_id, DepartmentHandling())
    form = DepartmentForm(
        data={
            "seen": there.seen,
            "main": there.main.id if there.main else None,
            "deputy": there.deputy.id if there.deputy else None,
        }
    )
    form.offer(handlers.reviewers(work))
    page = partial(render_template, "handlers/department.html", form=form, department=found)
    return posted(
        lambda work: handlers.set_department(
            work, department_id, form.main.value, form.deputy.value, form.seen.data
        ),
        said=_("Who reviews %(department)s is kept.", department=title(found.name)),
        back=url_for("handlers.index"),
        form=form,
        page=page,
    )


@blueprint.route(ITEM, methods=["GET", "POST"])
@keepers
def item(item_id: int) -> Answer:
    """Hand an item on, and see through whose hands it went."""
    work = current.work()
    found, handling = items.get(work, item_id), handlers.of_item(work, item_id)
    form = HandOnForm(data={"seen": str(handling.seen)})
    form.offer(handlers.reviewers(work))
    page = partial(render_template, "handlers/item.html", form=form, item=found, handling=handling)
    return posted(
        lambda work: handlers.hand_on(
            work, item_id, form.person.value, _seen(form.seen.data), form.note.value
        ),
        said=_("The item was handed on."),
        back=url_for("items.show", item_id=item_id),
        form=form,
        page=page,
        shown=Refusal,
    )


@blueprint.post(f"{ITEM}/take")
@keepers
def take(item_id: int) -> Answer:
    """Take an item."""
    seen = _seen(TakeForm().seen.data)
    return posted(
        lambda work: handlers.take(work, item_id, seen),
        said=_("The item is yours now."),
        back=url_for("items.show", item_id=item_id),
    )


def _seen(sent: str | None) -> int:
    """How often the item had been handed on when its page was opened; never, where it is unread."""
    return int(sent) if sent and sent.isascii() and sent.isdigit() and len(sent) < 10 else -1
