"""The designer's pages: every draft, one draft with its tables, its text, its file."""

import base64
from typing import Any, Final

from flask import Blueprint, render_template, request, url_for
from werkzeug.wrappers import Response

from webapp.designs import words
from webapp.designs.forms import BeginForm, TextForm
from webapp.designs.refusals import again
from webapp.process import words as process_words
from webapp.request import access, current, files
from webapp.request.files import handed_out
from webapp.request.posting import Answer, posted
from webapp.words.catalogue import gettext as _
from workflow import designs, documents, process, versions
from workflow.values import ADMINISTRATORS, Title
from workflow.work import Work

blueprint = Blueprint("designs", __name__, url_prefix="/process/drafts")

DRAFT: Final = "/<id:draft_id>"
LARGEST: Final = 1024 * 1024

administrators = access.roles(*ADMINISTRATORS)


@blueprint.route("/", methods=["GET", "POST"])
@files.takes(LARGEST)
@administrators
def index() -> Answer:
    """Every draft; and what one is begun from."""
    form = BeginForm()
    form.version.choices = [("", "―"), *_published()]

    def page() -> str:
        return render_template(
            "designs/index.html", drafts=designs.drafts(current.work()), form=form
        )

    if request.method != "POST":
        form.version.data = request.args.get("version", "")
        return page()
    content, name = _file(form)
    if content is None:
        form.file.errors = [_("This is no UTF-8 text.")]
        return page(), 422

    return posted(
        lambda work: _begun(work, form, content, name),
        said=_("The draft is begun."),
        back=lambda draft_id: url_for("designs.show", draft_id=draft_id),
        form=form,
        page=page,
    )


def _begun(work: Work, form: BeginForm, content: str, name: str) -> int:
    """The draft that was begun: from a file, else from a version, else from nothing."""
    if content:
        return designs.begin(work, content, name)
    if form.version.value:
        of, _space, version = form.version.value.rpartition(" ")
        return designs.begin_from(work, of, int(version))
    titles = Title(form.title_ja.value.strip(), form.title_en.value.strip())
    called = form.code.value or words.made(titles.en, (), "process")
    return designs.begin_new(work, called, titles)


def _published() -> list[tuple[str, Any]]:
    names = [one.process.name for one in versions.processes(current.work())]
    return [
        (f"{one.process.name} {one.process.version}", _version(one.process))
        for name in names
        for one in versions.versions(current.work(), name)
    ]


def _version(one: process.Process) -> str:
    named = process_words.named(one.title)
    return _("%(title)s, version %(version)s", title=named, version=one.version)


def _file(form: BeginForm) -> tuple[str | None, str]:
    """The text of the file, and its name; None for what is no UTF-8, empty for no file."""
    if not form.file.data:
        return "", ""
    try:
        return form.file.data.read().decode("utf-8-sig"), form.file.data.filename or ""
    except UnicodeDecodeError:
        return None, ""


@blueprint.get(DRAFT)
@administrators
def show(draft_id: int) -> str:
    """One draft: what is wrong with it, its picture and tables, what it would change."""
    work = current.work()
    found = designs.draft(work, draft_id)
    proved = found.findings.process if found.findings.is_sound else None
    return render_template(
        "designs/show.html",
        found=found,
        picture=_picture(found),
        unstaffed=versions.unstaffed(work, proved) if proved else (),
        deadlocked=versions.deadlocked(work, proved) if proved else (),
        words=words,
        process_words=process_words,
    )


def _picture(found: designs.DraftDetail) -> str:
    """The draft as the address of an image, with what it would change; empty without states."""
    if found.drawn is None:
        return ""
    language = current.language()
    drawn = (
        process.svg(found.difference.drawn, language, found.difference.marks)
        if found.difference
        else process.svg(found.drawn, language)
    )
    return "data:image/svg+xml;base64," + base64.b64encode(drawn.encode()).decode()


@blueprint.route(f"{DRAFT}/text", methods=["GET", "POST"])
@administrators
def text(draft_id: int) -> Answer:
    """The whole text, for who writes TOML; and where it cannot be taken apart, the only way."""
    found = designs.draft(current.work(), draft_id)
    form = TextForm()
    if not form.is_submitted():
        form.seen.data, form.text.data = found.seen, found.source

    def page() -> str:
        return render_template("designs/text.html", found=found, form=form, words=words)

    if request.method != "POST":
        return page()
    return posted(
        lambda work: designs.rewrite(work, draft_id, form.seen.data or "", form.text.value),
        said=_("The draft is saved."),
        back=url_for("designs.show", draft_id=draft_id),
        refused=again(form, page),
    )


@blueprint.get(f"{DRAFT}.toml")
@administrators
def download(draft_id: int) -> Response:
    """The draft as a file, as a person would write it."""
    found = designs.draft(current.work(), draft_id)
    name, version = found.card.name, found.card.version
    known = process.NAME.fullmatch(name) and version.isdecimal()
    file = f"{name}-{version}.toml" if known else f"draft-{draft_id}.toml"
    return handed_out(documents.Document(file, "application/toml", found.source.encode()))


@blueprint.post(f"{DRAFT}/withdraw")
@administrators
def withdraw(draft_id: int) -> Answer:
    """Lay a draft aside."""
    return posted(
        lambda work: designs.withdraw(work, draft_id),
        said=_("The draft is withdrawn. It is kept, and can be taken up again."),
        back=url_for("designs.index"),
    )


@blueprint.post(f"{DRAFT}/take-up")
@administrators
def take_up(draft_id: int) -> Answer:
    """Go on with a draft that was withdrawn."""
    return posted(
        lambda work: designs.take_up(work, draft_id),
        said=_("The draft is taken up again."),
        back=url_for("designs.show", draft_id=draft_id),
    )
