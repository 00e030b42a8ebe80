"""The inventory of the demonstration: 210 systems with a realistic spread, the same every time."""

import tomllib
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from importlib import resources
from itertools import islice, product, takewhile
from random import Random
from typing import Any, Final

from workflow.systems import ReviewProgress, SystemDraft
from workflow.values import (
    COST_YEARS,
    Assessment,
    Hosting,
    Network,
    PersonalData,
    ReviewState,
    SystemForm,
)

SEED: Final = 210
TODAY: Final = date(2021, 8, 17)
YEARS: Final = range(TODAY.year - COST_YEARS + 1, TODAY.year + 1)
SERVERS_END: Final = date(2023, 10, 10)
"""When the servers of many offices were no longer supported by their maker."""

FORMS: Final = {SystemForm.PACKAGE: 50, SystemForm.SCRATCH: 30, SystemForm.SAAS: 20}
NETWORKS: Final = {(Network.LGWAN,): 62, (Network.INTERNET,): 28, (Network.MY_NUMBER,): 10}
PERSONAL: Final = {PersonalData.NONE: 45, PersonalData.PERSONAL: 55}
STATES: Final = {
    ReviewState.SURVEY: 40,
    ReviewState.STUDY: 30,
    ReviewState.POLICY: 24,
    ReviewState.DONE: 6,
}
ASSESSMENTS: Final = {
    Assessment.KEEP: 40,
    Assessment.RENEW: 35,
    Assessment.MERGE: 15,
    Assessment.STOP: 10,
}
REASONS: Final = {
    Assessment.KEEP: "利用状況と費用に問題がなく、当面は現行のまま継続する。",
    Assessment.RENEW: "サポート終了までに、クラウドを前提として更新する。",
    Assessment.MERGE: "同種のシステムとの統合により、運用費の削減が見込まれる。",
    Assessment.STOP: "利用が少なく、ほかのシステムで代替できる。",
}

IMPROVED: Final = ReviewProgress(
    ReviewState.POLICY, Assessment.KEEP, reasons="令和3年度に改修し、当面は継続する。"
)
"""How those stand that the items of the paper improve."""


Reviewed = list[tuple[SystemDraft, ReviewProgress]]


def demonstration() -> Reviewed:
    """Every system with how far its review is: those last that hand data on to the others."""
    data = tomllib.loads(
        (resources.files("seeds.data") / "systems.toml").read_text(encoding="utf-8")
    )
    random = Random(SEED)  # noqa: S311 - a spread, no secret
    drafts = []
    for code, count in data["systems"].items():
        own = sum(hub["department"] == code for hub in data["hubs"])
        for name, purpose in islice(_names(data, code), count - own):
            drafts.append(_system(random, data, code, name, purpose))
    for one in data["named"]:
        place = max(at for at, draft in enumerate(drafts) if draft.department == one["department"])
        drafts[place] = _named(drafts[place], one)
    known = Counter(draft.name for draft in drafts)
    told = [draft.name for draft in drafts if known[draft.name] == 1]
    drafts += [_hub(random, data, hub, told) for hub in data["hubs"]]
    named = {one["name"] for one in data["named"]}
    found = [(draft, _progress(random)) for draft in drafts]
    return _merging(
        [(draft, IMPROVED if draft.name in named else stands) for draft, stands in found]
    )


def _merging(given: Reviewed) -> Reviewed:
    """Each that is to be merged goes into that which stays and whose name begins most alike."""
    leaving = (Assessment.MERGE, Assessment.STOP)
    staying = [
        place for place, (_draft, stands) in enumerate(given) if stands.assessment not in leaving
    ]

    def nearest(draft: SystemDraft) -> int:
        def alike(place: int) -> tuple[int, bool]:
            other = given[place][0]
            begun = takewhile(
                lambda pair: pair[0] == pair[1], zip(draft.name, other.name, strict=False)
            )
            return len(list(begun)), other.department == draft.department

        return max(staying, key=alike)

    return [
        (draft, replace(stands, merges_into=nearest(draft)))
        if stands.assessment is Assessment.MERGE
        else (draft, stands)
        for draft, stands in given
    ]


def _named(draft: SystemDraft, said: dict[str, Any]) -> SystemDraft:
    """A system that the paper speaks of, in the place of one that was put together."""
    networks = tuple(map(Network, said["networks"]))
    personal = PersonalData(said["personal_data"])
    return replace(draft, **said | {"networks": networks, "personal_data": personal})


def _names(data: dict[str, Any], code: str) -> Iterator[tuple[str, str]]:
    """Names of a department's systems: each subject once before any has a second kind."""
    for kind, subject in product(data["kinds"], data["subjects"][code]):
        yield f"{subject}{kind['name']}", f"{subject}{kind['purpose']}"


def _hub(
    random: Random, data: dict[str, Any], hub: dict[str, Any], names: list[str]
) -> SystemDraft:
    """A system that hands data on to many others of these names."""
    draft = _system(random, data, hub["department"], hub["name"], hub["purpose"])
    to = random.sample(names, hub["feeds"])
    return replace(
        draft,
        vendor=data["vendors"][hub["vendor"]],
        networks=(Network(hub["network"]),),
        personal_data=PersonalData(hub["personal_data"]),
        users=3_400,
        costs=dict.fromkeys(YEARS, 30 * draft.costs[TODAY.year]),
        interfaces=tuple(f"{name}：{hub['data']}" for name in to),
    )


def _system(
    random: Random, data: dict[str, Any], department: str, name: str, purpose: str
) -> SystemDraft:
    form = _one_of(random, FORMS)
    networks = _one_of(random, NETWORKS)
    personal = _one_of(random, PERSONAL)
    if Network.MY_NUMBER in networks:
        personal = PersonalData.MY_NUMBER
    hosting = _hosting(random, form)
    begun, until = _contract(random)
    base = round(random.lognormvariate(8.2, 1.3), -2) + 300
    vendors = data["vendors"]
    # A system of the last years has no costs from before.
    since = random.choice([2017, 2017, 2017, 2017, 2018, 2019, 2020])
    return SystemDraft(
        department=department,
        name=name,
        purpose=purpose,
        vendor=vendors[min(int(random.expovariate(0.28)), len(vendors) - 1)],
        form=form,
        networks=networks,
        personal_data=personal,
        users=int(random.lognormvariate(4, 1.2)) + 3,
        hosting=hosting,
        holds="氏名、住所、連絡先" if personal is not PersonalData.NONE else "",
        contract_from=begun,
        contract_until=until,
        support_until=_support(random, hosting),
        costs={year: int(base * random.uniform(0.9, 1.15)) for year in YEARS if year >= since},
    )


def _hosting(random: Random, form: SystemForm) -> Hosting:
    if form is SystemForm.SAAS:
        return Hosting.CLOUD
    return random.choice([Hosting.OWN_SERVER, Hosting.OWN_SERVER, Hosting.DATA_CENTER])


def _contract(random: Random) -> tuple[date | None, date | None]:
    """Mostly five years to the end of a fiscal year; some from year to year, some unknown."""
    kind = random.random()
    if kind < 0.08:
        return None, None
    if kind < 0.25:
        return date(2021, 4, 1), date(2022, 3, 31)
    years = random.choice([3, 5, 5, 5, 6])
    until = random.choice([2022, 2023, 2023, 2024, 2025, 2026])
    begun = min(until - years, TODAY.year)
    if kind < 0.85:
        return date(begun, 4, 1), date(until, 3, 31)
    return date(min(begun, TODAY.year - 1), 10, 1), date(until, 9, 30)


def _support(random: Random, hosting: Hosting) -> date | None:
    if hosting is Hosting.CLOUD or random.random() < 0.3:
        return None
    later = date(random.randint(2022, 2029), random.choice([1, 3, 10]), 14)
    return SERVERS_END if random.random() < 0.4 else later


def _progress(random: Random) -> ReviewProgress:
    state = _one_of(random, STATES)
    if state in (ReviewState.SURVEY, ReviewState.STUDY):
        return ReviewProgress(state)
    found = _one_of(random, ASSESSMENTS)
    by = None if found is Assessment.KEEP else date(random.randint(2022, 2025), 3, 31)
    return ReviewProgress(state, found, by, REASONS[found])


def _one_of(random: Random, weighted: dict[Any, int]) -> Any:
    (found,) = random.choices(list(weighted), list(weighted.values()))
    return found
