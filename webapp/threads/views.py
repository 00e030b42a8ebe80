"""The threads on one item on a page of their own, and what is said in them."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final

from flask import Blueprint, render_template, request, url_for

from webapp.items.sheet_view import SheetWords
from webapp.request import access, current
from webapp.request.posting import Answer, posted
from webapp.threads.forms import (
    ASK,
    NOTE,
    AskForm,
    CloseForm,
    SayForm,
    ask_form,
    close_form,
    say_form,
)
from webapp.unsent import typed
from webapp.words import sheet_labels
from webapp.words.catalogue import gettext as _
from workflow import items, threads
from workflow.threads import ItemThreads, PostView, Reader, ThreadView
from workflow.unsent import Kept
from workflow.values import CENTER_STAFF, NotFound
from workflow.work import Work

blueprint = Blueprint("threads", __name__, url_prefix="/items")
blueprint.add_app_template_filter(sheet_labels.field, "sheet_field")

ITEM: Final = "/<id:item_id>/threads"
THREAD: Final = f"{ITEM}/<id:thread_id>"
POST: Final = f"{THREAD}/<id:sequence>"


@blueprint.get(ITEM)
@access.roles(*threads.READERS)
def show(item_id: int) -> str:
    """Every thread of an item that this person may read; `?field=` is asked about next."""
    return _page(_found(item_id))


@blueprint.post(ITEM)
@access.roles(*threads.SPEAKERS)
def ask(item_id: int) -> Answer:
    """Ask the other side."""
    return _begin(_found(item_id), ASK, _("The question is asked."))


@blueprint.post(f"{ITEM}/notes")
@access.roles(*CENTER_STAFF)
def note(item_id: int) -> Answer:
    """Write an internal note of the center."""
    return _begin(_found(item_id), NOTE, _("The internal note is saved."))


@blueprint.post(THREAD)
@access.roles(*threads.SPEAKERS)
def say(item_id: int, thread_id: int) -> Answer:
    """Answer, or ask further."""
    found = _found(item_id)
    thread = found.thread(thread_id)
    form = say_form(_readers(found, thread.internal), thread, sent=True)
    return _posted(
        found,
        form,
        lambda work: threads.say(
            work,
            thread_id,
            form.text.value,
            answer_in=form.answer_in.value,
            mentioned=form.mentioned.value,
            key=form.key.data,
        ),
        _("It is said."),
        thread_id,
    )


@blueprint.post(f"{THREAD}/close")
@access.roles(*threads.SPEAKERS)
def close(item_id: int, thread_id: int) -> Answer:
    """Say that the question is settled."""
    found = _found(item_id)
    form = close_form(found.thread(thread_id), sent=True)
    return _posted(
        found,
        form,
        lambda work: threads.close(
            work, thread_id, form.seen.value, form.remark.value, key=form.key.data
        ),
        _("The question is settled."),
        thread_id,
    )


@blueprint.get(f"{POST}/correct")
@access.roles(*threads.SPEAKERS)
def correcting(item_id: int, thread_id: int, sequence: int) -> str:
    """What one said oneself, and the place to correct it."""
    found = _found(item_id)
    thread = found.thread(thread_id)
    post, form = _own_post(thread, sequence), say_form(_readers(found, thread.internal), thread)
    form.text.data = post.text
    return _correcting_page(found, thread, post, form)


@blueprint.post(f"{POST}/correct")
@access.roles(*threads.SPEAKERS)
def correct(item_id: int, thread_id: int, sequence: int) -> Answer:
    """Correct it: both stay."""
    found = _found(item_id)
    thread = found.thread(thread_id)
    post = _own_post(thread, sequence)
    form = say_form(_readers(found, thread.internal), thread, sent=True)
    return posted(
        lambda work: threads.correct(
            work,
            thread_id,
            sequence,
            form.text.value,
            mentioned=form.mentioned.value,
            key=form.key.data,
        ),
        said=_("The correction stands beside what it corrects."),
        back=_address(found, thread_id),
        form=form,
        page=lambda: _correcting_page(found, thread, post, form),
        key=form.key.data,
    )


def _begin(found: ItemThreads, kind: str, said: str) -> Answer:
    form = ask_form(_readers(found, kind == NOTE), kind, sent=True)
    return _posted(
        found,
        form,
        lambda work: threads.ask(
            work,
            found.item_id,
            form.text.value,
            field=form.about.value or None,
            internal=kind == NOTE,
            answer_in=form.answer_in.value,
            mentioned=form.mentioned.value,
            key=form.key.data,
        ),
        said,
    )


def _posted(
    found: ItemThreads,
    form: SayForm | CloseForm,
    verb: Callable[[Work], Any],
    said: str,
    thread_id: int | None = None,
) -> Answer:
    """Carry `verb` out and lead to the thread; where it is a new one, `verb` gives its id."""
    return posted(
        verb,
        said=said,
        back=lambda begun: _address(found, thread_id or begun),
        form=form,
        page=lambda: _page(found, form),
        key=form.key.data,
    )


def _address(found: ItemThreads, thread_id: int) -> str:
    return url_for("threads.show", item_id=found.item_id, _anchor=f"thread-{thread_id}")


def _found(item_id: int) -> ItemThreads:
    """The threads on an item; NotFound for those who may not read what was asked about it."""
    found = threads.of(current.work(), item_id)
    if not found.readable:
        raise NotFound(what="threads")
    return found


def _own_post(thread: ThreadView, sequence: int) -> PostView:
    """A post that this person may correct. Raises NotFound, or why not."""
    post = thread.post(sequence)
    if post.correct_refusal:
        raise post.correct_refusal
    return post


def _readers(found: ItemThreads, internal: bool) -> tuple[Reader, ...]:
    return threads.readers(current.work(), found.item_id, internal=internal)


def _page(found: ItemThreads, wrong: SayForm | CloseForm | None = None) -> str:
    """The page; `wrong` is the form that was sent and stays as it was typed."""
    asked = request.args.get("field", "")
    about = asked if asked in current.named().specs else ""
    kept = typed.beginning(url_for("threads.show", item_id=found.item_id))
    forms = {form.key.name: form for form in _forms(found, about, kept)}
    if wrong is not None:
        forms[wrong.key.name] = wrong
    return render_template(
        "threads/show.html",
        found=found,
        forms=forms,
        wrong=wrong,
        kept=kept,
        values=_values(found),
    )


def _forms(
    found: ItemThreads, about: str, kept: Mapping[str, Kept]
) -> Iterator[AskForm | SayForm | CloseForm]:
    """Every form of the page, with what was typed into it before."""
    named = {internal: _readers(found, internal) for internal in (False, True)}

    def before(endpoint: str, **thread: Any) -> Any:
        place = url_for(f"threads.{endpoint}", item_id=found.item_id, **thread)
        return typed.formdata(kept.get(place))

    yield ask_form(named[False], ASK, about=about, typed=before("ask"))
    yield ask_form(named[True], NOTE, about=about, typed=before("note"))
    for one in found.threads:
        yield say_form(named[one.internal], one, typed=before("say", thread_id=one.id))
        yield close_form(one, typed=before("close", thread_id=one.id))


def _values(found: ItemThreads) -> dict[str, str]:
    """What the fields that are asked about say now, "" where they hold nothing."""
    item = items.get(current.work(), found.item_id)
    words = SheetWords(items.masters(current.work(), item.cycle.fiscal_year))
    return {name: words.text(name, item.sheet.said(name)) for name in found.by_field}


def _correcting_page(found: ItemThreads, thread: ThreadView, post: PostView, form: SayForm) -> str:
    return render_template("threads/correct.html", found=found, thread=thread, post=post, form=form)
