"""The page on which a sheet is written: the form, and what stands beside and above it."""

from secrets import token_hex
from typing import Any

from flask import render_template, request, url_for

from webapp.items import form_building, presenter, quoting
from webapp.items.form_building import FormContext
from webapp.items.forms import SheetForm
from webapp.items.sheet_view import SheetWords
from webapp.items.words import HINTS, intake
from webapp.request import current
from webapp.unsent import typed
from webapp.words import sheet_labels
from workflow import attachments, threads
from workflow.items import ItemDetail
from workflow.unsent import Kept
from workflow.values import (
    CORE_FIELDS,
    TIMES_SUSPECTED,
    business_days_between,
    times_grown,
)

NEW_FORMS = "/items/new?"
"""How the places of all forms for new items begin."""


def place_of(form_context: FormContext, item: ItemDetail | None) -> str:
    """Where the form is sent to; a new one has a mark of its own, for each is another item."""
    if item:
        return url_for("items.save", item_id=item.row.id)
    return url_for(
        "items.create",
        cycle=form_context.cycle.id,
        department=form_context.department.code,
        quote=request.args.get("quote", type=int),
        draft=request.args.get("draft") or token_hex(8),
    )


def resumed(form_context: FormContext, item: ItemDetail | None) -> tuple[SheetForm, Kept] | None:
    """The form as it was typed and not sent; None where nothing was, or it is what is saved."""
    kept = typed.of(place_of(form_context, item)) if item or "draft" in request.args else None
    if kept is None:
        return None
    form = form_building.typed_before(typed.formdata(kept), form_context)
    form.key.data = form.key.data or token_hex(16)
    if item and _is_saved(form, item):
        return None
    return form, kept


def _is_saved(form: SheetForm, item: ItemDetail) -> bool:
    """Whether what was typed says what is saved, and nothing more."""
    as_typed = form.as_typed
    if set(form.errors) - set(as_typed):
        return False
    return (form_building.shown(form), as_typed) == (item.sheet, dict(item.as_typed))


def _track(form_context: FormContext, item: ItemDetail | None, form: SheetForm) -> str:
    """By which process the sheet goes as it stands on the page; "" where there is one only."""
    if not form_context.cycle.tracks:
        return ""
    sheet = form_building.shown(form)
    return presenter.track_sentence(presenter.track_of(form_context.cycle, sheet, item))


def render(
    form: SheetForm,
    form_context: FormContext,
    item: ItemDetail | None = None,
    *,
    theirs: Any = None,
    kept: Kept | None = None,
) -> str:
    """The page; `theirs` is what another window saved, `kept` what the form was resumed from."""
    source = quoting.of(item) if item else quoting.asked(form_context)
    attached = attachments.of(current.work(), item.row.id) if item else None
    return render_template(
        "items/form.html",
        form=form,
        form_context=form_context,
        item=item,
        here=place_of(form_context, item),
        parts=form_building.parts(form),
        theirs=theirs or {},
        kept=kept,
        begun=() if item or kept else typed.beginning(NEW_FORMS).values(),
        intake="" if item and item.row.round else intake(form_context.cycle),
        talk=threads.of(current.work(), item.row.id) if item else None,
        attached=attached,
        changed=presenter.changed_since_last_round(item, attached) if item and attached else None,
        days_to_deadline=business_days_between(
            current.today(), form_context.cycle.submission_deadline
        ),
        words=SheetWords(form_context.masters),
        track=_track(form_context, item, form),
        hints={**HINTS, **sheet_labels.own_hints()},
        core=(*CORE_FIELDS, *current.named().wanted),
        specs=current.named().specs,
        times_grown=times_grown,
        times_suspected=TIMES_SUSPECTED,
        **quoting.beside(source, form_context.masters, form_building.shown(form)),
        **quoting.similar_beside(item),
    )
