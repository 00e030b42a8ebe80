"""Bodies and their members: the list, one body, and the forms of those who keep them."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, render_template, url_for

from webapp.bodies import words
from webapp.bodies.forms import BodyForm, MemberForm, sent
from webapp.forms.form import Form
from webapp.request import access, current
from webapp.request.posting import Answer, Page, posted
from webapp.words.catalogue import gettext as _
from workflow import bodies
from workflow.bodies import BodyView, MemberView
from workflow.values import NotFound
from workflow.work import Work

blueprint = Blueprint("bodies", __name__, url_prefix="/bodies")
editors = access.roles(*bodies.EDITORS)

BODY = "/<id:body_id>"


@blueprint.get("/")
@access.signed_in
def index() -> str:
    """The bodies that one may read, with their next meeting, and one's own tasks."""
    work = current.work()
    return render_template(
        "bodies/index.html",
        rows=bodies.bodies(work),
        tasks=bodies.mine(work),
        may_edit=bodies.may_edit(work.actor) is None,
        words=words,
        today=current.today(),
    )


@blueprint.get(BODY)
@access.signed_in
def show(body_id: int) -> str:
    """A body: its members, its meetings, what is still to be done."""
    found = bodies.body(current.work(), body_id)
    return render_template("bodies/show.html", found=found, words=words, today=current.today())


@blueprint.route("/new", methods=["GET", "POST"])
@editors
def new() -> Answer:
    """Set a body up."""
    form = BodyForm()

    def page() -> str:
        return render_template("bodies/body_form.html", form=form, found=None)

    return posted(
        lambda work: bodies.add_body(work, form.draft),
        said=_("The body is set up."),
        back=lambda body_id: url_for("bodies.show", body_id=body_id),
        form=form,
        page=page,
    )


@blueprint.route(f"{BODY}/change", methods=["GET", "POST"])
@editors
def change(body_id: int) -> Answer:
    """Change what a body is called, or end it."""
    found = bodies.body(current.work(), body_id)
    row = found.row
    form = BodyForm(
        data={
            "kind": row.kind.value, "name": row.name, "ended_on": row.ended_on,
            "seen": found.revision,
        }
    )  # fmt: skip

    def page() -> str:
        return render_template("bodies/body_form.html", form=form, found=found)

    return _saved(
        body_id,
        form,
        lambda work: bodies.change_body(work, body_id, form.draft, form.seen.value),
        _("The body is changed."),
        page,
    )


@blueprint.route(f"{BODY}/members/new", methods=["GET", "POST"])
@editors
def new_member(body_id: int) -> Answer:
    """Take somebody into a body."""
    found = bodies.body(current.work(), body_id)
    form = MemberForm(data={"seen": found.revision, "from_on": current.today()})

    def page() -> str:
        return _member_page(form, found, None)

    return _saved(
        body_id,
        form,
        lambda work: bodies.add_member(work, body_id, form.draft, form.seen.value),
        _("The member is put down."),
        page,
    )


@blueprint.route(f"{BODY}/members/<id:member_id>", methods=["GET", "POST"])
@editors
def member(body_id: int, member_id: int) -> Answer:
    """Change a member's position or days."""
    found = bodies.body(current.work(), body_id)
    one = next((one for one in found.members if one.id == member_id), None)
    if one is None:
        raise NotFound(what="member")
    form = MemberForm(
        data={
            "seen": found.revision, "position": one.position, "from_on": one.from_on,
            "until_on": one.until_on,
        }
    )  # fmt: skip

    def page() -> str:
        return _member_page(form, found, one)

    return _saved(
        body_id,
        form,
        lambda work: bodies.change_member(
            work,
            member_id,
            form.position.value,
            form.from_on.value,
            form.until_on.value,
            form.seen.value,
        ),
        _("The member is changed."),
        page,
    )


def _saved(body_id: int, form: Form, verb: Callable[[Work], Any], said: str, page: Page) -> Answer:
    """Change a body with what was typed, and lead to its page."""
    return sent(
        form,
        verb,
        said=said,
        back=url_for("bodies.show", body_id=body_id),
        page=page,
        fresh=lambda: bodies.body(current.work(), body_id).revision,
    )


def _member_page(form: MemberForm, found: BodyView, one: MemberView | None) -> str:
    return render_template("bodies/member_form.html", form=form, found=found, one=one)
