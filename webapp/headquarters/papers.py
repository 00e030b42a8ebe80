"""What goes out from here: the list for 財政課, and the results to each department."""

from flask import Response, request

from webapp import access, current
from webapp.files import handed_out
from webapp.headquarters import asked
from webapp.headquarters.views import blueprint
from workflow.vocabulary import CENTER_ROLES, Role


@blueprint.get("/finance.<any(csv, xlsx, pdf):form>")
@access.roles(Role.VIEWER, *CENTER_ROLES)
def finance(form: str) -> Response:
    """The list for 財政課 as a file; takes every filter of the items list."""
    wanted = asked.wanted(request.args, current.cycle().id)
    return handed_out(current.engine().papers.finance_list(access.current_actor(), wanted, form))


@blueprint.get("/results/<department>.pdf")
@access.roles(Role.OFFICER, *CENTER_ROLES)
def results(department: str) -> Response:
    """結果通知 about a department's evaluated items of the cycle in the head."""
    actor, cycle = access.current_actor(), current.cycle()
    return handed_out(current.engine().papers.results(department, cycle.id, actor))
