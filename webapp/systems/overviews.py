"""The inventory as a whole: costs by department and vendor, interfaces, kinds that are several."""

from collections.abc import Sequence
from typing import Final

from flask import render_template, request
from werkzeug.wrappers import Response

from webapp.request import access, current
from webapp.statistics.figure_parts import Money, bars_in_words
from webapp.statistics.pictures import chart_answer
from webapp.systems import words
from webapp.systems.forms import filters
from webapp.systems.views import blueprint
from webapp.words.catalogue import gettext as _
from webapp.words.filters import era_year, title
from workflow import search, statistics, systems
from workflow.statistics import Bar, BarChart
from workflow.systems import CostLine, Costs
from workflow.values import NotFound

CHARTS: Final = ("departments", "vendors")


@blueprint.get("/costs")
@access.signed_in
def costs() -> str:
    """What systems cost by department and by vendor."""
    found = systems.costs(current.work())
    charts = {name: _chart(found, name) for name in CHARTS}
    keys = {name: statistics.key_of(chart) for name, chart in charts.items()}
    return render_template(
        "systems/costs.html", found=found, charts=charts, keys=keys, named=named, words=words
    )


@blueprint.get("/costs/<any(departments, vendors):name>-<key>.svg")
@access.signed_in
def cost_picture(name: str, key: str) -> Response:
    """The bars of the costs as they are now for whoever asks. Raises NotFound for older ones."""
    chart = _chart(systems.costs(current.work()), name)
    return chart_answer(chart, name, key)


def named(line: CostLine) -> str:
    """What a line is called; nobody wrote some vendors."""
    return title(line.name) if line.name else _("Not written")


def _chart(found: Costs, name: str) -> BarChart:
    lines: Sequence[CostLine] = found.departments if name == "departments" else found.vendors
    year = found.years[-1]
    amounts = [(named(line), line.kyen[year]) for line in lines]
    if name == "vendors" and found.others:
        amounts.append((_("Other vendors"), found.others.kyen[year]))
    money = Money(amount for _name, amount in amounts)
    bars = tuple(Bar(one, amount, money(amount)) for one, amount in amounts)
    heading = _("Costs by department") if name == "departments" else _("Costs by vendor")
    return BarChart(
        _("%(unit)s, %(place)s", place=era_year(year), unit=money.unit),
        bars_in_words(heading, bars, money.unit),
        bars,
    )


@blueprint.get("/interfaces")
@access.signed_in
def interfaces() -> str:
    """The interfaces between systems as a picture and as a list."""
    form = filters()
    department = form.wanted.department
    found = systems.interface_map(current.work(), department)
    return render_template(
        "systems/interfaces.html", found=found, form=form, department=department, words=words
    )


@blueprint.get("/interfaces.svg")
@access.signed_in
def interface_picture() -> Response:
    """The picture of the interfaces, in the language of the page."""
    found = systems.interface_map(current.work(), filters().wanted.department)
    if not found.flows:
        raise NotFound(what="chart", name="interfaces")
    picture = systems.draw(found, _("Interfaces between systems"), current.language())
    answer = Response(picture, mimetype="image/svg+xml")
    answer.cache_control.private = True
    answer.cache_control.no_cache = True
    answer.add_etag()
    answer.make_conditional(request)
    return answer


@blueprint.get("/alike")
@access.signed_in
def alike() -> str:
    """Systems of the same kind in several departments."""
    return render_template("systems/alike.html", kinds=search.kinds(current.work()), words=words)
