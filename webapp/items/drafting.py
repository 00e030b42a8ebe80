"""Writing a sheet: a new one, or one that is in the department's hands."""

from secrets import token_hex
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from webapp.forms.refused import show_refusal
from webapp.items import form_building, quoting, similar
from webapp.items.form_building import FormContext
from webapp.items.forms import SheetForm
from webapp.items.sheet_view import SheetWords
from webapp.items.views import ITEM, blueprint
from webapp.items.words import HINTS
from webapp.request import access, current
from webapp.request.errors import status_of
from workflow import items
from workflow.items import ItemDetail, Quotation
from workflow.values import CORE_FIELDS, Action, ContentChanged, KeyReused, Refusal, Role


@blueprint.get("/new")
@access.roles(Role.OFFICER)
def new() -> str:
    """An empty sheet, for the chosen cycle and the officer's department."""
    masters = items.masters(current.work(), current.cycle().fiscal_year)
    departments = form_building.own_departments(current.actor(), masters)
    if len(departments) > 1 and "department" not in request.args:
        return render_template("items/choose_department.html", departments=departments)
    form_context = _new_context()
    return _page(
        form_building.furnish(_begun(quoting.asked(form_context)), form_context), form_context
    )


@blueprint.post("/new")
@access.roles(Role.OFFICER)
def create() -> Any:
    """Begin an item; the same form delivered twice begins one."""
    form_context, form = _new_context(), SheetForm()
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
        )
    except ContentChanged:
        return _source_changed(form, form_context), 409
    except Refusal as error:
        if isinstance(error, KeyReused):
            form.key.data = token_hex(16)
        show_refusal(form, error)
        return _page(form, form_context), status_of(error)
    return _saved(receipt.item_id)


@blueprint.get(f"{ITEM}/edit")
@access.signed_in
def edit(item_id: int) -> str:
    """The sheet as it is kept; `problem` names what a submission was refused for."""
    item = items.get(current.work(), item_id)
    if item.edit_refusal:
        raise item.edit_refusal
    form_context = form_building.form_context_of(item)
    form = form_building.furnish(
        form_building.filled(item.sheet, item.sheet.content_hash), form_context
    )
    form_building.mark(form, request.args.getlist("problem"), item.sheet)
    return _page(form, form_context, item)


@blueprint.post(f"{ITEM}/edit")
@access.signed_in
def save(item_id: int) -> Any:
    """Keep the sheet, unless someone else kept another one in the meantime."""
    item = items.get(current.work(), item_id)
    form_context, form = form_building.form_context_of(item), SheetForm()
    if answer := _not_yet(form, form_context, item):
        return answer
    try:
        current.write(
            lambda work: items.save(
                work, item_id=item_id, sheet=form.sheet, seen=form.seen.data or ""
            )
        )
    except ContentChanged:
        return _changed(form, form_context, item), 409
    except Refusal as error:
        show_refusal(form, error)
        return _page(form, form_context, item), status_of(error)
    return _saved(item_id)


def _begun(source: Quotation | None) -> SheetForm:
    """A form that is empty, or begins as the source's sheet."""
    form = SheetForm(formdata=None)
    if source:
        form = form_building.filled(source.offered, source.source.content_hash)
    form.key.data = token_hex(16)
    return form


def _source_changed(form: SheetForm, form_context: FormContext) -> str:
    """The item that is quoted says something else now: what is marked is new."""
    form.form_errors.append(
        _("The item that you draft from was changed meanwhile; look at the marks and save again.")
    )
    source = quoting.asked(form_context)
    form.seen.data = source.source.content_hash if source else ""
    return _page(form, form_context)


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
        return _page(form, form_context, item)
    return None if form.validate_on_submit() else (_page(form, form_context, item), 422)


def _changed(form: SheetForm, form_context: FormContext, item: ItemDetail) -> str:
    """Both contents side by side; saving once more is then done knowingly."""
    form.form_errors.append(
        _("The sheet was saved in another window in the meantime. Nothing of yours was saved yet.")
    )
    form.seen.data = item.sheet.content_hash
    return _page(form, form_context, item, form_building.compare(form, item.sheet))


def _page(
    form: SheetForm, form_context: FormContext, item: ItemDetail | None = None, theirs: Any = None
) -> str:
    source = quoting.of(item) if item else quoting.asked(form_context)
    here = (
        url_for("items.save", item_id=item.row.id)
        if item
        else url_for(
            "items.create",
            cycle=form_context.cycle.id,
            department=form_context.department.code,
            quote=source and source.source.item_id,
        )
    )
    return render_template(
        "items/form.html",
        form=form,
        form_context=form_context,
        item=item,
        here=here,
        parts=form_building.parts(form),
        theirs=theirs or {},
        words=SheetWords(form_context.masters),
        hints=HINTS,
        core=CORE_FIELDS,
        **quoting.beside(source, form_context.masters, form_building.shown(form)),
        **similar.beside(item),
    )


def _saved(item_id: int) -> Any:
    if request.form.get("then") == "submit":
        return redirect(url_for("items.act", item_id=item_id, action=Action.SUBMIT))
    flash(_("The draft was saved."), "success")
    return redirect(url_for("items.show", item_id=item_id))
