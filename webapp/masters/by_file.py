"""The lists of choices as a file: out, and in with a preview; all of it or nothing."""

from typing import Any

from flask import Blueprint, render_template, request, url_for
from werkzeug.wrappers import Response

from webapp.exchange.forms import FileForm
from webapp.masters import words
from webapp.request import access, current, files
from webapp.request.errors import status_of
from webapp.request.files import handed_out
from webapp.request.posting import Answer, posted
from webapp.words import refusals
from webapp.words.catalogue import gettext as _
from workflow import master_files, masters
from workflow.master_files import NOTHING_READ, MasterFile
from workflow.masters import Entry, EntryChange, Preview
from workflow.values import MAINTAINERS, InputRefused, Master, Problem, Refusal, Title

blueprint = Blueprint("master_files", __name__, url_prefix="/masters/file")

maintainers = access.roles(*MAINTAINERS)


@blueprint.get("/")
@maintainers
def index() -> str:
    """Where the file is taken, and where one is brought."""
    return _page(FileForm(formdata=None))


@blueprint.get("/lists.<form>")
@maintainers
def taken(form: str) -> Response:
    """Every entry of every list."""
    return handed_out(master_files.workbook(current.work(), form))


@blueprint.post("/")
@files.takes(files.LARGEST_WORKBOOK)
@maintainers
def bring() -> Answer:
    """What a file would change; nothing is changed yet."""
    form = FileForm()
    if not form.validate_on_submit():
        return _page(form), 422
    try:
        read = master_files.read(current.work(), form.file.data.read())
        looked = masters.preview(current.work(), read.entries)
    except Refusal as error:
        form.file.errors = [refusals.refusal(error)]
        return _page(form), status_of(error)
    problems = sorted((*read.problems, *looked.problems), key=lambda one: one.data["row"])
    return _page(form, read, looked, problems), 422 if problems else 200


@blueprint.post("/apply")
@maintainers
def apply() -> Answer:
    """Make the lists what the file said that was just looked at."""
    wanted = _sent()
    return posted(
        lambda work: masters.take_over(work, wanted, request.form.get("seen", "")),
        said=_("The lists are as the file says."),
        back=url_for("masters.home"),
    )


def _sent() -> tuple[Entry, ...]:
    """The table as the page of the preview had it. Raises InputRefused."""
    given = request.form
    columns = (given.getlist(name) for name in ("master", "code", "title_ja", "title_en", "how"))
    lists = {one.value: one for one in Master}
    found = []
    for row, (master, code, ja, en, how) in enumerate(zip(*columns, strict=False), 1):
        if master not in lists:
            raise InputRefused([Problem("master", "list_unknown", {"row": row})])
        flags = how.split()
        entry = Entry(
            lists[master], code, Title(ja, en), "conditions" in flags, "active" in flags, row
        )
        found.append(entry)
    return tuple(found)


def _page(
    form: FileForm,
    read: MasterFile = NOTHING_READ,
    looked: Preview | None = None,
    problems: list[Problem] | None = None,
) -> str:
    return render_template(
        "masters/by_file.html",
        form=form,
        table=read.entries,
        unread=read.unread,
        looked=looked,
        problems=problems or [],
        headings=[names[0] for names in master_files.HEADINGS.values()],
        forms=master_files.FORMS,
        masters=list(Master),
        column=words.column,
        said=_said,
        differences=_differences,
    )


def _said(problem: Problem) -> str:
    return _(
        "Row %(row)s, %(column)s: %(reason)s",
        row=problem.data["row"],
        column=words.column(problem.field),
        reason=refusals.problem(problem),
    )


def _differences(one: EntryChange) -> list[tuple[str, Any, Any]]:
    """What would be another, column by column: label, before, after."""
    before, after = one.before, one.after
    pairs = (
        (_("Title in Japanese"), before.title.ja if before else "", after.title.ja),
        (_("Title in English"), before.title.en if before else "", after.title.en),
        (words.column("needs_conditions"), *_flags(one)),
        (_("In use"), _yes(before.active) if before else "", _yes(after.active)),
        (_("Place in the list"), one.places[0] or "", one.places[1]),
    )
    return [pair for pair in pairs if pair[1] != pair[2]]


def _flags(one: EntryChange) -> tuple[str, str]:
    """Whether conditions are needed, before and after: said of verdicts alone."""
    if one.after.master is not Master.VERDICT:
        return "", ""
    return _yes(one.before.needs_conditions) if one.before else "", _yes(one.after.needs_conditions)


def _yes(said: bool) -> str:
    return _("yes") if said else _("no")
