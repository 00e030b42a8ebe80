"""The office: what it is called, and its picture."""

from typing import Final

from flask import Blueprint, Response, render_template, url_for

from webapp.office.forms import HIDDEN, REQUIRED, LogoForm, OfficeForm, SheetForm
from webapp.request import access, current
from webapp.request.files import SANDBOX
from webapp.request.posting import Answer, posted
from webapp.words import sheet_labels
from webapp.words.catalogue import gettext as _
from workflow import office
from workflow.values import OPTIONAL_FIELDS, SPECS, Group, Role

blueprint = Blueprint("office", __name__, url_prefix="/office")

administrators = access.roles(Role.ADMIN)

A_YEAR: Final = 365 * 24 * 60 * 60


@blueprint.get("/")
@administrators
def index() -> str:
    """What the office is called, with the form that changes it."""
    return _page()


@blueprint.post("/")
@administrators
def change() -> Answer:
    """Rename the office."""
    form = OfficeForm()
    form.offer()
    return posted(
        lambda work: office.change(work, form.office, form.seen.value),
        said=_("The office is saved. What was frozen keeps the names that it was frozen with."),
        back=url_for("office.index"),
        form=form,
        page=lambda: _page(form),
    )


@blueprint.get("/sheet")
@administrators
def sheet() -> str:
    """Which optional fields of the sheet are asked for."""
    return _sheet_page(SheetForm(formdata=None))


@blueprint.post("/sheet")
@administrators
def ask_for() -> Answer:
    """Ask for some of them always, and for others never."""
    form = SheetForm()
    form.offer(office.profile(current.work()))
    return posted(
        lambda work: office.ask_for(
            work, form.chosen(REQUIRED), form.chosen(HIDDEN), form.seen.value
        ),
        said=_("The fields are saved. Sheets keep what they hold; it stays shown."),
        back=url_for("office.sheet"),
        form=form,
        page=lambda: _sheet_page(form),
    )


@blueprint.post("/logo")
@administrators
def put_logo() -> Answer:
    """Show another picture."""
    form = LogoForm()
    return posted(
        lambda work: office.put_logo(
            work, form.logo.data.stream.read(office.LARGEST + 1), form.seen.value
        ),
        said=_("The picture stands in the head of every page, and on the letters."),
        back=url_for("office.index"),
        form=form,
        page=lambda: _page(logo=form),
    )


@blueprint.post("/logo/remove")
@administrators
def remove_logo() -> Answer:
    """Show no picture any more."""
    form = LogoForm()
    return posted(
        lambda work: office.remove_logo(work, form.seen.value),
        said=_("No picture is shown any more."),
        back=url_for("office.index"),
    )


@blueprint.get("/logo/<sha256>")
@access.public
def logo(sha256: str) -> Response:
    """The picture; the page for signing in shows it too."""
    found = office.logo(current.reading(), sha256)
    answer = Response(found.content, mimetype=found.media_type)
    answer.headers["Content-Security-Policy"] = SANDBOX
    answer.headers["Cache-Control"] = f"public, max-age={A_YEAR}, immutable"
    return answer


def _sheet_page(form: SheetForm) -> str:
    form.offer(office.profile(current.work()))
    groups = [
        (sheet_labels.group(group), [form[name] for name in names])
        for group in Group
        if (names := [name for name in OPTIONAL_FIELDS if SPECS[name].group is group])
    ]
    return render_template("office/sheet.html", form=form, groups=groups)


def _page(form: OfficeForm | None = None, logo: LogoForm | None = None) -> str:
    profile = office.profile(current.work())
    if form is None:
        form = OfficeForm(formdata=None)
        form.offer()
        form.show(profile)
    if logo is None:
        logo = LogoForm(formdata=None)
    logo.seen.data = str(profile.version)
    return render_template("office/index.html", form=form, logo=logo, profile=profile)
