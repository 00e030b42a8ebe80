"""The process page for everybody: what happens to an item, who acts, how long it takes."""

from typing import Final

from flask import Blueprint, render_template, request
from werkzeug.wrappers import Response

from webapp.process import asked, words
from webapp.request import access, current
from webapp.request.files import handed_out
from webapp.words.catalogue import gettext as _
from workflow import documents, items, process, statistics, versions
from workflow.items import CycleView, ItemFilter
from workflow.process import Marks
from workflow.values import ADMINISTRATORS, MAINTAINERS, NotFound
from workflow.versions import VersionCard

blueprint = Blueprint("process", __name__, url_prefix="/process")

DRAWINGS: Final = {"bpmn": process.bpmn, "pnml": process.pnml}
"""What other programs read."""


@blueprint.get("/")
@access.signed_in
def index() -> str:
    """Every process, with the cycles that begin their items on it."""
    return render_template("process/index.html", processes=versions.processes(current.work()))


@blueprint.get("/<name>")
@access.signed_in
def show(name: str) -> str:
    """A version of a process: picture, states, moves, rules, days, and the other versions."""
    work = current.work()
    cards = versions.versions(work, name)
    card = _chosen(cards)
    cycle = current.cycle() if current.cycles() else None
    running = cycle if cycle and name in items.process_names(cycle) else None
    wanted = ItemFilter(cycle_id=running.id, process=name) if running else None
    flow = statistics.flow(work, wanted) if wanted else None
    return render_template(
        "process/show.html",
        process=card.process,
        meaning=asked.meaning,
        card=card,
        cards=cards,
        in_force=_in_force(cards),
        cycle=running,
        rules=_rules(running, name) if running else (),
        stages={stage.state: stage for stage in flow.stages} if flow else {},
        counts=_counts(cards, card),
        shown_version=request.args.get("version"),
        words=words,
        forms=documents.LOG_FORMS,
        is_maintainer=bool(current.actor().roles & MAINTAINERS),
        moved=versions.migrations(work, name) if _is_administrator() else (),
    )


@blueprint.get("/<name>.svg")
@access.signed_in
def picture(name: str) -> Response:
    """The picture of a version: with its items in each state, or (`since`) what it changed."""
    cards = versions.versions(current.work(), name)
    card = _chosen(cards)
    if request.args.get("since"):
        before = _numbered(cards, request.args["since"])
        found = process.difference(before.process, card.process)
        return _svg(process.svg(found.drawn, current.language(), found.marks))
    marks = Marks(counts=_counts(cards, card))
    return _svg(process.svg(card.process, current.language(), marks))


@blueprint.get("/<name>/<version>/changes")
@access.signed_in
def changes(name: str, version: str) -> str:
    """What a version changed of the one before, in a picture and in words."""
    cards = versions.versions(current.work(), name)
    card = _numbered(cards, version)
    before = _before(cards, card)
    if before is None:
        raise NotFound(what="process")
    return render_template(
        "process/changes.html",
        name=name,
        card=card,
        before=before,
        difference=process.difference(before.process, card.process),
        words=words,
    )


@blueprint.get("/items/<id:item_id>")
@access.signed_in
def way(item_id: int) -> str:
    """The way that an item took through its process."""
    item = items.get(current.work(), item_id)
    return render_template(
        "process/way.html",
        item=item,
        process=current.work().process(item.process_name, item.process_version),
        words=words,
    )


@blueprint.get("/items/<id:item_id>.svg")
@access.signed_in
def way_picture(item_id: int) -> Response:
    """The same as a picture: the moves that were taken, and the state that it is in."""
    item = items.get(current.work(), item_id)
    its = current.work().process(item.process_name, item.process_version)
    return _svg(process.svg(its, current.language(), item.way))


@blueprint.get("/<name>/<version>.<form>")
@access.signed_in
def drawing(name: str, version: str, form: str) -> Response:
    """A version for other programs, as `bpmn` or `pnml`."""
    card = _numbered(versions.versions(current.work(), name), version)
    if form not in DRAWINGS:
        raise NotFound(what="form")
    written = DRAWINGS[form](card.process, current.language()).encode()
    return handed_out(documents.Document(f"{name}-{version}.{form}", "application/xml", written))


@blueprint.get("/logs/<cycle_id>.<form>")
@access.roles(*MAINTAINERS)
def cycle_log(cycle_id: str, form: str) -> Response:
    """What happened to every item of a cycle, as `xes` or `ocel`."""
    lines = documents.cycle_log(current.work(), cycle_id, form)
    return handed_out(documents.log_file(lines, _("Event log %(of)s", of=cycle_id), form))


@blueprint.get("/logs/years/<year:year>.<form>")
@access.roles(*MAINTAINERS)
def year_log(year: int, form: str) -> Response:
    """The same of all cycles of a fiscal year."""
    lines = documents.year_log(current.work(), year, form)
    return handed_out(documents.log_file(lines, _("Event log %(of)s", of=str(year)), form))


def _rules(cycle: CycleView, name: str) -> list[str]:
    """For which sheets of a cycle this is the process, where it has several."""
    found = [asked.when(one.when) for one in cycle.tracks if one.process_name == name]
    rest = [_("every other sheet")] if cycle.tracks and cycle.process_name == name else []
    return [*found, *rest]


def _is_administrator() -> bool:
    return bool(current.actor().roles & ADMINISTRATORS)


def _svg(text: str) -> Response:
    answer = Response(text, mimetype="image/svg+xml")
    answer.headers["Cache-Control"] = "private, no-store"
    return answer


def _counts(cards: tuple[VersionCard, ...], card: VersionCard) -> dict[str, int]:
    """The items in each state: on every version, unless the address names one."""
    return versions.counted(card.process, (card,) if request.args.get("version") else cards)


def _chosen(cards: tuple[VersionCard, ...]) -> VersionCard:
    """The version that the address names, else the newest in force."""
    if number := request.args.get("version"):
        return _numbered(cards, number)
    return _in_force(cards)[0]


def _in_force(cards: tuple[VersionCard, ...]) -> list[VersionCard]:
    """The versions on which items may begin, the newest first; all where each is withdrawn."""
    return [card for card in cards if card.withdrawn_at is None] or list(cards)


def _numbered(cards: tuple[VersionCard, ...], number: str) -> VersionCard:
    """A version by its number. Raises NotFound."""
    for card in cards:
        if str(card.process.version) == number:
            return card
    raise NotFound(what="process")


def _before(cards: tuple[VersionCard, ...], card: VersionCard) -> VersionCard | None:
    older = [one for one in cards if one.process.version < card.process.version]
    return older[0] if older else None
