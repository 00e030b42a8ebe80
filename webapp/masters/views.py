"""The editable masters: categories, criteria and verdicts, with all their versions."""

from typing import Final

from flask import Blueprint, redirect, render_template, request, url_for

from webapp.masters.forms import EntryForm, NameForm
from webapp.request import access, current
from webapp.request.posting import Answer, posted
from webapp.words.catalogue import gettext as _
from webapp.words.catalogue import lazy_gettext as _l
from webapp.words.filters import title
from webapp.words.office import HEADQUARTERS
from workflow import items, masters
from workflow.values import MAINTAINERS, Master

blueprint = Blueprint("masters", __name__, url_prefix="/masters")

LIST = "/<any(field, category, criterion, verdict, funding):master>"
ENTRY = f"{LIST}/<code>"
DEPARTMENTS = "/departments/names"

ABOUT: Final = {
    Master.FIELD: _l(
        "A field is the part of the administration that an item belongs to: “Families” or"
        " “Disasters”, for example. Sums are made by field."
    ),
    Master.CATEGORY: _l(
        "A category is the kind of thing that an item makes or changes: “Better counters” or “Use"
        " of data”, for example. The sheet asks for one."
    ),
    Master.CRITERION: _l(
        "A criterion is what every evaluator gives points for, item by item: “Effect for the"
        " residents” or “Costs”, for example. Which of them a session uses, and with which"
        " weights, the %(headquarters)s secretariat chooses in each session. A criterion added"
        " here does not enter sessions that were set up before.",
        headquarters=HEADQUARTERS,
    ),
    Master.VERDICT: _l(
        "A verdict is what an evaluation ends with: “Go on”, for example, or “Go on once mended”,"
        " which needs conditions and cannot be finalised without them."
    ),
    Master.FUNDING: _l(
        "A kind of funding is where the money of an item comes from: “Subsidy of the state” or"
        " “Donations”, for example."
    ),
}
"""What a list is for, in a sentence with an example."""

maintainers = access.roles(*MAINTAINERS)


@blueprint.get("/")
@maintainers
def home() -> Answer:
    """The masters begin with the categories."""
    return redirect(url_for("masters.index", master=Master.CATEGORY.value))


@blueprint.get(LIST)
@maintainers
def index(master: str) -> str:
    """Every entry of a master in order, retired ones too."""
    return _list_page(Master(master), EntryForm(formdata=None))


@blueprint.post(LIST)
@maintainers
def add(master: str) -> Answer:
    """Add an entry at the end."""
    form = EntryForm()
    return posted(
        lambda work: masters.add(
            work,
            Master(master),
            form.code.value.strip(),
            form.title,
            needs_conditions=form.needs_conditions.value,
        ),
        said=_("The entry is added at the end of the list."),
        back=url_for("masters.index", master=master),
        form=form,
        page=lambda: _list_page(Master(master), form),
    )


@blueprint.get(ENTRY)
@maintainers
def show(master: str, code: str) -> str:
    """One entry with its versions, and the form to rename it."""
    return _entry_page(Master(master), code, EntryForm(formdata=None))


@blueprint.post(ENTRY)
@maintainers
def rename(master: str, code: str) -> Answer:
    """Give an entry another title."""
    form = EntryForm()
    return posted(
        lambda work: masters.rename(work, Master(master), code, form.title, form.seen.value),
        said=_("The new title is saved; what was evaluated before keeps the earlier one."),
        back=url_for("masters.show", master=master, code=code),
        form=form,
        page=lambda: _entry_page(Master(master), code, form),
    )


@blueprint.post(f"{ENTRY}/place")
@maintainers
def place(master: str, code: str) -> Answer:
    """Put an entry before the one named, or at the end."""
    before = request.form.get("before", "")
    return posted(
        lambda work: masters.place(work, Master(master), code, before),
        said=_("The order is changed."),
        back=url_for("masters.index", master=master),
    )


@blueprint.post(f"{ENTRY}/retire")
@maintainers
def retire(master: str, code: str) -> Answer:
    """Take an entry out of the choices."""
    return posted(
        lambda work: masters.retire(work, Master(master), code),
        said=_("The entry is retired: nobody can choose it any more, what carries it keeps it."),
        back=url_for("masters.index", master=master),
    )


@blueprint.post(f"{ENTRY}/restore")
@maintainers
def restore(master: str, code: str) -> Answer:
    """Put a retired entry back among the choices."""
    return posted(
        lambda work: masters.restore(work, Master(master), code),
        said=_("The entry can be chosen again."),
        back=url_for("masters.index", master=master),
    )


@blueprint.get(DEPARTMENTS)
@maintainers
def department_names() -> str:
    """The other names by which files may call departments."""
    return _names_page(NameForm(formdata=None))


@blueprint.post(DEPARTMENTS)
@maintainers
def add_department_name() -> Answer:
    """Add another name by which files may call a department."""
    form = NameForm()
    form.offer(_departments())
    return posted(
        lambda work: masters.add_other_name(work, form.department.value, form.name.value),
        said=_("Files may use this name from now on."),
        back=url_for("masters.department_names"),
        form=form,
        page=lambda: _names_page(form),
    )


@blueprint.post(f"{DEPARTMENTS}/<id:name_id>/remove")
@maintainers
def remove_department_name(name_id: int) -> Answer:
    """Remove such a name."""
    return posted(
        lambda work: masters.remove_other_name(work, name_id),
        said=_("Files cannot use this name any more."),
        back=url_for("masters.department_names"),
    )


def _departments() -> list[tuple[str, str]]:
    found = items.departments(current.work(), current.cycle().fiscal_year)
    return [(one.code, title(one.name)) for one in found]


def _names_page(form: NameForm) -> str:
    form.offer(_departments())
    return render_template(
        "masters/department_names.html",
        masters=list(Master),
        names=masters.other_names(current.work()),
        form=form,
    )


def _list_page(master: Master, form: EntryForm) -> str:
    return render_template(
        "masters/index.html",
        master=master,
        masters=list(Master),
        about=ABOUT[master],
        entries=masters.entries(current.work(), master),
        form=form,
    )


def _entry_page(master: Master, code: str, form: EntryForm) -> str:
    found = masters.history(current.work(), master, code)
    if not form.is_submitted():
        form.title_ja.data, form.title_en.data = found.entry.title
        form.seen.data = str(found.entry.version)
    return render_template("masters/show.html", master=master, found=found, form=form)
