"""Forms about the office: its name, sheet, roles, lists and organisation."""

from collections.abc import Callable
from datetime import date
from typing import Final

from tests.support.sendings.sending import Sending
from tests.support.units import do, look
from workflow import masters, office, reorganisation
from workflow.engine import Engine
from workflow.reorganisation import Line
from workflow.values.actor import Title
from workflow.values.office import OfficeRole
from workflow.values.own_fields import OwnField
from workflow.values.vocabulary import Master, OwnKind, OwnRole, RoleScope

LOGO: Final = b'<svg xmlns="http://www.w3.org/2000/svg"><rect width="9" height="9"/></svg>'
LISTS: Final = "一覧,コード,名称\n類型,new,新しい類型\n".encode()


def with_a_logo(engine: Engine) -> str:
    """An office that has a logo."""
    do(engine, "admin", office.put_logo, LOGO, 1)
    return "/office/"


def _with_own_fields(engine: Engine) -> str:
    for version, title in enumerate(("一つ目", "二つ目"), 1):
        field = OwnField("", OwnKind.TEXT, Title(title, ""))
        do(engine, "admin", office.add_field, field, version)
    return "/office/fields/"


def _with_an_own_field(engine: Engine) -> str:
    return f"{_with_own_fields(engine)}own_1"


def _with_own_roles(engine: Engine) -> str:
    for key in ("section_head", "finance"):
        role = OfficeRole(OwnRole(key), Title(key, ""), RoleScope.OFFICE)
        do(engine, None, office.define_role, role)
    return "/office/roles/"


def _with_an_own_role(engine: Engine) -> str:
    return f"{_with_own_roles(engine)}finance"


def _with_other_name(engine: Engine) -> str:
    do(engine, "admin", masters.add_other_name, "soumu", "総務")
    return "/masters/departments/names"


def _retired(engine: Engine) -> str:
    do(engine, "admin", masters.retire, Master.CATEGORY, "training")
    return "/masters/category"


def _a_plan(day: str = "2022-04-01", *, decided: bool = False) -> Callable[[Engine], str]:
    def page(engine: Engine) -> str:
        lines = [Line("出納局", "", "会計局", "", "kaikei")]
        plan_id = do(
            engine, "admin", reorganisation.write, None, "改編", date.fromisoformat(day), lines
        )
        if decided:
            seen = look(engine, "admin", reorganisation.plan, plan_id).seen
            do(engine, "admin", reorganisation.decide, plan_id, seen)
        return f"/organisation/plans/{plan_id}"

    return page


def _to_edit(engine: Engine) -> str:
    return f"{_a_plan()(engine)}/edit"


FORMS: Final = (
    *(Sending("masters.add", "secretariat", f"/masters/{master}",
              {"code": "fresh", "title_ja": "新しいもの"}, part=master) for master in Master),
    Sending("master_files.bring", "secretariat", "/masters/file/", {"file": ("a.csv", LISTS)}),
    Sending("master_files.apply", "secretariat", "/masters/file/",
            {"master": ["category"], "code": ["new"], "title_ja": ["新しい類型"], "title_en": [""],
             "how": ["active"]}, to="apply"),
    Sending("masters.add_department_name", "admin", "/masters/departments/names",
            {"name": "健福", "department": "kenko"}),
    Sending("masters.remove_department_name", "admin", _with_other_name),
    Sending("masters.rename", "secretariat", "/masters/category/procedure", {"title_ja": "別の名"}),
    Sending("masters.place", "secretariat", "/masters/category"),
    Sending("masters.retire", "secretariat", "/masters/category"),
    Sending("masters.restore", "secretariat", _retired),
    Sending("organisation.new", "admin", "/organisation/2022/departments/new",
            {"code": "shin", "name": "新部", "sections": "新課"}),
    Sending("organisation.department", "admin", "/organisation/2022/departments/suito",
            {"name_en": "Treasury"}),
    Sending("organisation.abolish", "admin", "/organisation/2022/departments/suito"),
    Sending("organisation.bring", "admin", "/organisation/2023/file",
            {"file": ("a.csv", "部局コード,部局名,課室名\nshin,新部,新課\n".encode())}),
    Sending("organisation.apply", "admin", "/organisation/2023/file",
            {"code": ["shin"], "name": ["新部"], "name_en": [""], "of": ["shin"], "number": [""],
             "section": ["新課"], "section_en": [""]}, to="/apply"),
    Sending("new_year.prepare", "admin", "/organisation/new-year/?year=2022"),
    Sending("reorganisation.new", "admin", "/organisation/plans/new",
            {"title": "改編", "takes_effect_on": "2022-04-01", "lines-old_department": ["出納局"]}),
    Sending("reorganisation.edit", "admin", _to_edit, {"title": "別の名"}),
    Sending("reorganisation.decide", "admin", _a_plan()),
    Sending("reorganisation.cancel", "admin", _a_plan()),
    Sending("reorganisation.carry_out", "admin", _a_plan("2021-08-17", decided=True)),
    Sending("standard_set.put", "admin", "/setup/standard/", {"line": "fields/internal"}),
    Sending("office.change", "admin", "/office/", {"finance_ja": "財務課"}),
    Sending("office.put_logo", "admin", "/office/", {"logo": ("logo.svg", LOGO)}),
    Sending("office.remove_logo", "admin", with_a_logo),
    Sending("office.ask_for", "admin", "/office/sheet", {"kpi": "required"}),
    Sending("own_fields.add", "admin", "/office/fields/", {"title_ja": "対象人数"}),
    Sending("own_fields.change", "admin", _with_an_own_field, {"title_ja": "別の名"}),
    Sending("own_fields.place", "admin", _with_own_fields),
    Sending("own_fields.switch", "admin", _with_own_fields),
    Sending("own_roles.add", "admin", "/office/roles/", {"title_ja": "課長", "code": "head"}),
    Sending("own_roles.change", "admin", _with_an_own_role, {"title_ja": "別の名"}),
    Sending("own_roles.place", "admin", _with_own_roles),
    Sending("own_roles.switch", "admin", _with_own_roles),
)  # fmt: skip
