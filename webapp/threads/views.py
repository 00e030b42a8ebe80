"""The correspondence about one item on a page of its own, and what is said on it."""

from collections.abc import Callable
from typing import Any, Final

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from webapp.forms.refused import show_refusal
from webapp.request import access, current, errors
from webapp.threads.forms import ASK, NOTE, ask_form, close_form, say_form
from webapp.words import sheet_labels
from workflow.threads.queries import ItemThreads, PostView, Reader, ThreadView
from workflow.values.errors import InputRefused, NotFound
from workflow.values.sheet import SPECS
from workflow.values.vocabulary import CENTER_ROLES, Role

blueprint = Blueprint("threads", __name__, url_prefix="/items")
blueprint.add_app_template_filter(sheet_labels.field, "sheet_field")

ITEM: Final = "/<id:item_id>/threads"
THREAD: Final = f"{ITEM}/<id:thread_id>"
POST: Final = f"{THREAD}/<int:sequence>"

SPEAKERS: Final = (Role.OFFICER, Role.REVIEWER, Role.EVALUATOR, Role.SECRETARIAT)

Answer = Response | tuple[str, int]


@blueprint.get(ITEM)
@access.roles(Role.OFFICER, *CENTER_ROLES)
def show(item_id: int) -> str:
    """Every thread of an item that this person may read; `?field=` is asked about next."""
    return _page(_found(item_id))


@blueprint.post(ITEM)
@access.roles(*SPEAKERS)
def ask(item_id: int) -> Answer:
    """Ask the other side."""
    return _begin(_found(item_id), ASK, _("The question is asked."))


@blueprint.post(f"{ITEM}/notes")
@access.roles(Role.REVIEWER, Role.EVALUATOR, Role.SECRETARIAT)
def note(item_id: int) -> Answer:
    """Write an internal note of the center."""
    return _begin(_found(item_id), NOTE, _("The internal note is kept."))


@blueprint.post(THREAD)
@access.roles(*SPEAKERS)
def say(item_id: int, thread_id: int) -> Answer:
    """Answer, or ask further."""
    found = _found(item_id)
    thread = _thread(found, thread_id)
    form = say_form(_readers(found, thread.internal), thread, sent=True)
    desk, actor = current.engine().threads, current.actor()
    return _done(
        found,
        form,
        lambda: desk.say(
            thread_id,
            actor,
            form.text.value,
            answer_in=form.answer_in.value,
            mentioned=form.mentioned.value,
            key=form.key.data,
        ),
        _("It is said."),
        thread_id,
    )


@blueprint.post(f"{THREAD}/close")
@access.roles(*SPEAKERS)
def close(item_id: int, thread_id: int) -> Answer:
    """Say that the question is settled."""
    found = _found(item_id)
    form = close_form(_thread(found, thread_id), sent=True)
    desk, actor = current.engine().threads, current.actor()
    return _done(
        found,
        form,
        lambda: desk.close(thread_id, actor, form.seen.value, form.remark.value, key=form.key.data),
        _("The question is settled."),
        thread_id,
    )


@blueprint.get(f"{POST}/correct")
@access.roles(*SPEAKERS)
def correcting(item_id: int, thread_id: int, sequence: int) -> str:
    """What one said oneself, and the place to put it right."""
    found = _found(item_id)
    thread = _thread(found, thread_id)
    post, form = _post(thread, sequence), say_form(_readers(found, thread.internal), thread)
    form.text.data = post.text
    return render_template("threads/correct.html", found=found, thread=thread, post=post, form=form)


@blueprint.post(f"{POST}/correct")
@access.roles(*SPEAKERS)
def correct(item_id: int, thread_id: int, sequence: int) -> Answer:
    """Put it right: both stay."""
    found = _found(item_id)
    thread = _thread(found, thread_id)
    post, form = (
        _post(thread, sequence),
        say_form(_readers(found, thread.internal), thread, sent=True),
    )
    desk, actor = current.engine().threads, current.actor()
    try:
        desk.correct(
            thread_id,
            sequence,
            actor,
            form.text.value,
            mentioned=form.mentioned.value,
            key=form.key.data,
        )
    except InputRefused as error:
        show_refusal(form, error)
        page = render_template(
            "threads/correct.html", found=found, thread=thread, post=post, form=form
        )
        return page, errors.status_of(error)
    flash(_("The correction stands beside what it corrects."), "success")
    return _back(found, thread_id)


def _begin(found: ItemThreads, kind: str, said: str) -> Answer:
    form = ask_form(_readers(found, kind == NOTE), kind, sent=True)
    desk, actor = current.engine().threads, current.actor()
    return _done(
        found,
        form,
        lambda: desk.ask(
            found.item_id,
            actor,
            form.text.value,
            field=form.about.value or None,
            internal=kind == NOTE,
            answer_in=form.answer_in.value,
            mentioned=form.mentioned.value,
            key=form.key.data,
        ),
        said,
        None,
    )


def _done(
    found: ItemThreads, form: Any, act: Callable[[], Any], said: str, thread_id: int | None
) -> Answer:
    """Act, say so and show the threads; what was typed wrongly stays on the page."""
    if not form.validate():
        return _page(found, form), 422
    try:
        begun = act()
    except InputRefused as error:
        show_refusal(form, error)
        return _page(found, form), errors.status_of(error)
    flash(said, "success")
    return _back(found, thread_id or begun)


def _back(found: ItemThreads, thread_id: int) -> Response:
    address = url_for("threads.show", item_id=found.item_id, _anchor=f"thread-{thread_id}")
    return redirect(address)


def _found(item_id: int) -> ItemThreads:
    """The correspondence; nothing is there for those it is not for."""
    found = current.engine().threads.of(item_id, current.actor())
    if not found.readable:
        raise NotFound(what="threads")
    return found


def _thread(found: ItemThreads, thread_id: int) -> ThreadView:
    thread = next((one for one in found.threads if one.id == thread_id), None)
    if thread is None:
        raise NotFound(what="thread")
    return thread


def _post(thread: ThreadView, sequence: int) -> PostView:
    post = next((one for one in thread.posts if one.sequence == sequence), None)
    if post is None or post.correct_refusal:
        raise (post.correct_refusal if post else None) or NotFound(what="post")
    return post


def _readers(found: ItemThreads, internal: bool) -> tuple[Reader, ...]:
    desk, actor = current.engine().threads, current.actor()
    return desk.readers(found.item_id, actor, internal=internal)


def _page(found: ItemThreads, wrong: Any = None) -> str:
    """The page; `wrong` is the form that was sent and stays as it was typed."""
    asked = request.args.get("field", "")
    about = asked if asked in SPECS else ""
    named = {internal: _readers(found, internal) for internal in (False, True)}
    forms = {
        form.key.name: form
        for form in (
            ask_form(named[False], ASK, about=about),
            ask_form(named[True], NOTE, about=about),
            *(say_form(named[one.internal], one) for one in found.threads),
            *(close_form(one) for one in found.threads),
        )
    }
    if wrong is not None:
        forms[wrong.key.name] = wrong
    return render_template("threads/show.html", found=found, forms=forms, wrong=wrong)
