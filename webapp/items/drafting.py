"""Writing a sheet: a new one, or one that is in the department's hands."""

from collections.abc import Sequence
from secrets import token_hex
from typing import Any

from flask import flash, redirect, render_template, request, url_for

from webapp.forms.refused import problems_of_all, show_refusal
from webapp.items import form_building, form_page, quoting
from webapp.items.form_building import FormContext
from webapp.items.forms import SheetForm, sheet_form
from webapp.items.presenter import say_track_change
from webapp.items.views import ITEM, blueprint
from webapp.request import access, current
from webapp.request.errors import status_of
from webapp.words import sheet_labels
from webapp.words.catalogue import gettext as _
from webapp.words.filters import with_commas
from workflow import items, people
from workflow.items import ItemDetail
from workflow.values import Action, ContentChanged, KeyReused, Refusal, Role


@blueprint.get("/new")
@access.roles(Role.OFFICER)
def new() -> str:
    """An empty sheet, for the chosen cycle and the officer's department."""
    masters = items.masters(current.work(), current.cycle().fiscal_year)
    departments = form_building.own_departments(current.actor(), masters)
    if not departments:
        return render_template("items/no_department.html", cycle=current.cycle())
    if len(departments) > 1 and "department" not in request.args:
        return render_template("items/choose_department.html", departments=departments)
    form_context = _new_context()
    if found := form_page.resumed(form_context, None):
        return form_page.render(found[0], form_context, kept=found[1])
    return form_page.render(form_building.furnish(_begun(form_context), form_context), form_context)


@blueprint.post("/new")
@access.roles(Role.OFFICER)
def create() -> Any:
    """Begin an item; the same form delivered twice begins one."""
    form_context, form = _new_context(), sheet_form()
    source = quoting.asked(form_context)
    if answer := _not_yet(form, form_context, None):
        return answer
    try:
        current.stop_reading()
        receipt = current.engine().create(
            form_context.cycle.id,
            form_context.department.id,
            form.sheet,
            current.actor(),
            form.key.data,
            quoting.order(source, form.seen.data),
            form.as_typed,
        )
    except ContentChanged:
        return _source_changed(form, form_context), 409
    except Refusal as error:
        if isinstance(error, KeyReused):
            form.key.data = token_hex(16)
        show_refusal(form, error)
        _say_all(form, form_context, None)
        return form_page.render(form, form_context), status_of(error)
    return _saved(form, receipt.item_id)


@blueprint.get(f"{ITEM}/edit")
@access.signed_in
def edit(item_id: int) -> str:
    """The sheet as it is kept; `problem` names what a submission was refused for."""
    item = items.get(current.work(), item_id)
    if item.edit_refusal:
        raise item.edit_refusal
    form_context = form_building.form_context_of(item)
    if found := form_page.resumed(form_context, item):
        return form_page.render(found[0], form_context, item, kept=found[1])
    form = form_building.furnish(
        form_building.filled(item.sheet, item.written_hash, item.as_typed), form_context
    )
    if named := request.args.getlist("problem"):
        form_building.mark(form, named, items.against_submission(current.work(), item_id))
    return form_page.render(form, form_context, item)


@blueprint.post(f"{ITEM}/edit")
@access.signed_in
def save(item_id: int) -> Any:
    """Keep the sheet, unless someone else kept another one in the meantime."""
    item = items.get(current.work(), item_id)
    form_context, form = form_building.form_context_of(item), sheet_form()
    if answer := _not_yet(form, form_context, item):
        return answer
    try:
        current.write(
            lambda work: items.save(
                work,
                item_id=item_id,
                sheet=form.sheet,
                seen=form.seen.data or "",
                as_typed=form.as_typed,
            )
        )
    except ContentChanged:
        return _changed(form, form_context, item), 409
    except Refusal as error:
        show_refusal(form, error)
        _say_all(form, form_context, item)
        return form_page.render(form, form_context, item), status_of(error)
    say_track_change(item, form.sheet)
    return _saved(form, item_id)


def _begun(form_context: FormContext) -> SheetForm:
    """A form that begins as the source's sheet, or with the officer's or the only section."""
    if source := quoting.asked(form_context):
        form = form_building.filled(source.offered, source.source.content_hash)
    else:
        own = people.own_section(current.work(), form_context.department.id)
        offered = form_context.department.sections
        only = offered[0] if len(offered) == 1 else ""
        form = sheet_form(formdata=None, section=own if own in offered else only)
    form.key.data = token_hex(16)
    return form


def _source_changed(form: SheetForm, form_context: FormContext) -> str:
    """The item that is quoted says something else now: what is marked is new."""
    form.form_errors.append(
        _("The item that you draft from was changed meanwhile; look at the marks and save again.")
    )
    source = quoting.asked(form_context)
    form.seen.data = source.source.content_hash if source else ""
    return form_page.render(form, form_context)


def _new_context() -> FormContext:
    cycle = current.cycle()
    masters = items.masters(current.work(), cycle.fiscal_year)
    own = form_building.own_departments(current.actor(), masters)
    code = request.args.get("department") or (own[0].code if len(own) == 1 else "")
    return FormContext(cycle, form_building.department_named(code, own), masters)


def _not_yet(form: SheetForm, form_context: FormContext, item: ItemDetail | None) -> Any:
    """The form once more where a row was asked for or something cannot be read."""
    form_building.furnish(form, form_context)
    if "add_row" in request.form:
        lines: Any = form["funding_lines"]
        lines.add_row()
        return form_page.render(form, form_context, item)
    if form.may_be_kept():
        return None
    _say_all(form, form_context, item)
    return form_page.render(form, form_context, item), 422


def _say_all(form: SheetForm, form_context: FormContext, item: ItemDetail | None) -> None:
    """Beside why a form is not kept, say what it could not be submitted for either."""
    if request.form.get("then") != "submit":
        return
    work, typed = current.work(), form_building.shown(form)
    if item:
        standing = items.against_submission(work, item.row.id, typed)
    else:
        standing = items.against_new(
            work,
            cycle_id=form_context.cycle.id,
            department_id=form_context.department.id,
            typed=typed,
        )
    form_building.mark_all(form, standing)


def _changed(form: SheetForm, form_context: FormContext, item: ItemDetail) -> str:
    """Both contents side by side; saving once more is then done knowingly."""
    form.form_errors.append(
        _("The sheet was saved in another window in the meantime. Nothing of yours was saved yet.")
    )
    form.seen.data = item.written_hash
    return form_page.render(
        form, form_context, item, theirs=form_building.compare(form, item.sheet)
    )


def _saved(form: SheetForm, item_id: int) -> Any:
    """On to the submission where the sheet is complete, else back to what is to be corrected."""
    if request.form.get("then") == "submit":
        refusals = items.against_submission(current.work(), item_id)
        if not refusals:
            return redirect(url_for("items.act", item_id=item_id, action=Action.SUBMIT))
        flash(_("The draft was saved. Before it can be submitted, correct what is named."), "info")
        return redirect(url_for("items.edit", item_id=item_id, problem=_named(refusals)))
    flash(_("The draft was saved."), "success")
    if form.as_typed:
        fields = with_commas(map(sheet_labels.field, form.as_typed))
        said = _("Kept as typed, to be corrected before it is submitted: %(fields)s", fields=fields)
        flash(said, "warning")
    return redirect(url_for("items.show", item_id=item_id))


def _named(refusals: Sequence[Refusal]) -> list[str]:
    """What an address tells `edit` of why a sheet could not be submitted."""
    problems = problems_of_all(refusals)
    return [f"{one.field}.{one.key}" for one in problems if one.field in current.named().specs]
