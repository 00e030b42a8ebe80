"""Departments and sections of a fiscal year: a page, forms, and files."""

from typing import Final

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from webapp.exchange.forms import FileForm
from webapp.organisation import words
from webapp.organisation.forms import DepartmentForm, typed_sections
from webapp.request import access, current, files
from webapp.request.errors import status_of
from webapp.request.files import handed_out
from webapp.request.posting import Answer
from webapp.staffing.watching import posted_watching
from webapp.words import refusals
from webapp.words.catalogue import gettext as _
from workflow import organisation, reorganisation, values
from workflow.organisation import Organisation, WantedDepartment, wanted_of
from workflow.reorganisation import OrganisationFile
from workflow.values import ADMINISTRATORS, InputRefused, NotFound, Refusal

blueprint = Blueprint("organisation", __name__, url_prefix="/organisation")
administrators = access.roles(*ADMINISTRATORS)

YEAR = "/<year:year>"
NOTHING_READ: Final = OrganisationFile(())


@blueprint.get("/")
@administrators
def index() -> str:
    """The organisation of a year: departments in 建制順 with their sections."""
    work, this_year = current.work(), values.fiscal_year(current.today())
    year, known = _year(request.args.get("year", "")), organisation.years(work)
    return render_template(
        "organisation/index.html",
        year=year,
        follows=year - 1 in known,
        years=sorted({*known, this_year, this_year + 1}),
        this_year=this_year,
        there=organisation.of(work, year),
        today=current.today(),
        plans=[one for one in reorganisation.plans(work) if one.state in reorganisation.OPEN],
        words=words,
        form=FileForm(formdata=None),
        forms=reorganisation.FORMS,
    )


@blueprint.route(f"{YEAR}/departments/new", methods=["GET", "POST"])
@administrators
def new(year: int) -> Answer:
    """Add a department to a year and those after it."""
    there = _there(year)
    form = DepartmentForm(position=len(there.departments) + 1, seen=there.fingerprint)
    return _written(year, form, None)


@blueprint.route(f"{YEAR}/departments/<code>", methods=["GET", "POST"])
@administrators
def department(year: int, code: str) -> Answer:
    """Change a department: its name, its sections, its place."""
    there = _there(year)
    found = there.department(code)
    if found is None:
        raise NotFound(what="department", name=code)
    form = DepartmentForm(
        seen=there.fingerprint,
        code=code,
        name=found.name.ja,
        name_en=found.name.en,
        position=[one.code for one in there.departments].index(code) + 1,
        sections=typed_sections(found),
    )
    return _written(year, form, code)


@blueprint.post(f"{YEAR}/departments/<code>/abolish")
@administrators
def abolish(year: int, code: str) -> Answer:
    """End a department before a year."""
    rest = [one for one in wanted_of(_there(year)) if one.code != code]
    try:
        return posted_watching(
            lambda work: organisation.change(work, year, rest),
            said=_("The department is abolished from this fiscal year on."),
            back=url_for("organisation.index", year=year),
        )
    except InputRefused as error:
        form = DepartmentForm(formdata=None)
        form.form_errors = [refusals.problem(one) for one in error.problems]
        return _page(year, form, code), status_of(error)


@blueprint.get(f"{YEAR}/file.<form>")
@administrators
def file(year: int, form: str) -> Response:
    """The organisation of a year as a file, to be edited and brought back."""
    if form not in reorganisation.FORMS:
        raise NotFound(what="file")
    return handed_out(reorganisation.organisation_file(current.work(), year, form))


@blueprint.get("/blank.xlsx")
@administrators
def blank() -> Response:
    """The form to fill in, with examples and explanations."""
    return handed_out(reorganisation.blank_organisation(current.work()))


@blueprint.get("/file")
@administrators
def by_file() -> Answer:
    """Bring the organisation of this fiscal year as a file."""
    return redirect(url_for("organisation.choose_file", year=_year("")))


@blueprint.get(f"{YEAR}/file")
@administrators
def choose_file(year: int) -> str:
    """Bring the organisation of a year as a file."""
    return _file_page(year, FileForm(formdata=None))


@blueprint.post(f"{YEAR}/file")
@files.takes(files.LARGEST_WORKBOOK)
@administrators
def bring(year: int) -> Answer:
    """What a file would change; nothing is changed yet."""
    form = FileForm()
    if not form.validate_on_submit():
        return _file_page(year, form), 422
    try:
        read = reorganisation.read_organisation(current.work(), form.file.data.read())
        looked = organisation.preview(current.work(), year, read.departments)
    except Refusal as error:
        form.file.errors = [refusals.refusal(error)]
        return _file_page(year, form), status_of(error)
    return _file_page(year, form, read, looked), 422 if looked.problems else 200


@blueprint.post(f"{YEAR}/file/apply")
@administrators
def apply(year: int) -> Answer:
    """Make the organisation what the file said that was just looked at."""
    wanted = _sent()
    return posted_watching(
        lambda work: organisation.change(work, year, wanted, request.form.get("seen", "")),
        said=_("The organisation is changed as the file says."),
        back=url_for("organisation.index", year=year),
    )


def _written(year: int, form: DepartmentForm, code: str | None) -> Answer:
    if not form.is_submitted():
        return _page(year, form, code)
    try:
        table = _with(_there(year), form.wanted(code), form.position.value)
        return posted_watching(
            lambda work: organisation.change(work, year, table, form.seen.data or ""),
            said=_("The organisation is changed from this fiscal year on."),
            back=url_for("organisation.index", year=year),
            form=form,
            page=lambda: _page(year, form, code),
            shown=organisation.OrganisationChanged,
        )
    except InputRefused as error:
        form.show(error.problems)
        return _page(year, form, code), status_of(error)


def _with(
    there: Organisation, one: WantedDepartment, position: int | None
) -> list[WantedDepartment]:
    """The year's table with a department as it was typed, at its place."""
    rest = [other for other in wanted_of(there) if other.code != one.code]
    rest.insert(max((position or len(rest) + 1) - 1, 0), one)
    return rest


def _there(year: int) -> Organisation:
    return organisation.of(current.work(), year).on(current.today())


def _year(asked: str) -> int:
    if asked and not (asked.isascii() and asked.isdecimal() and len(asked) == len("2021")):
        raise NotFound(what="year")
    return int(asked) if asked else values.fiscal_year(current.today())


def _page(year: int, form: DepartmentForm, code: str | None) -> str:
    return render_template("organisation/department.html", year=year, form=form, code=code)


def _file_page(
    year: int,
    form: FileForm,
    read: OrganisationFile = NOTHING_READ,
    looked: organisation.Preview | None = None,
) -> str:
    return render_template(
        "organisation/file.html",
        year=year,
        form=form,
        looked=looked,
        table=read.departments,
        unread=read.unread,
        headings=reorganisation.ORGANISATION,
        words=words,
        refusals=refusals,
    )


def _sent() -> tuple[WantedDepartment, ...]:
    """The table as the page of the preview had it."""
    given = request.form
    rows = zip(given.getlist("code"), given.getlist("name"), given.getlist("name_en"), strict=False)
    found = [WantedDepartment(code, values.Title(ja, en)) for code, ja, en in rows]
    parts: dict[str, list[organisation.WantedSection]] = {}
    for code, number, name, name_en in zip(
        given.getlist("of"),
        given.getlist("number"),
        given.getlist("section"),
        given.getlist("section_en"),
        strict=False,
    ):
        section_id = int(number) if number.isdecimal() and len(number) < 10 else None
        parts.setdefault(code, []).append(organisation.WantedSection(section_id, name, name_en))
    return tuple(one._replace(sections=tuple(parts.get(one.code, ()))) for one in found)
