"""Branches by the sheet: what a transition asks of it, and the cases a process tells apart."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import compress, islice, product
from typing import Final

from workflow.values.paper_words import ENTRIES, HEADINGS
from workflow.values.vocabulary import Classification, FundingSource

CODES: Final = ("field", "category", "classification")
"""Parts of the sheet of which a branch names the values it is for."""

NAMED: Final = (*CODES, "funding")
"""All of which a branch names values: one of CODES is enough, of funding each kind is needed."""

MOST_CASES: Final = 500
"""Values multiply; a process that tells more cases apart than this is not explored."""


@dataclass(frozen=True)
class Facts:
    """What branches look at: the amount in 千円 (0 for none), codes, and kinds of funding.

    "" is a code that nobody has chosen; in the cases of a process it stands for every code
    that no branch names.
    """

    amount_kyen: int = 0
    field: str = ""
    category: str = ""
    classification: str = ""
    funding: frozenset[str] = frozenset()


@dataclass(frozen=True)
class When:
    """What a branch asks of the sheet: all of it has to hold.

    The amount is from `at_least` on and under `below`; a code is one of those named, where some
    are; some money is of each kind in `funding`. `otherwise` is for every sheet that no other
    branch of the action takes.
    """

    at_least: int | None = None
    below: int | None = None
    field: tuple[str, ...] = ()
    category: tuple[str, ...] = ()
    classification: tuple[str, ...] = ()
    funding: tuple[str, ...] = ()
    otherwise: bool = False

    def holds(self, facts: Facts) -> bool:
        """Whether a sheet with these facts goes this way; `otherwise` is asked elsewhere."""
        if self.otherwise:
            return False
        in_band = (self.at_least is None or facts.amount_kyen >= self.at_least) and (
            self.below is None or facts.amount_kyen < self.below
        )
        chosen = all(
            not self.codes(name) or getattr(facts, name) in self.codes(name) for name in CODES
        )
        return in_band and chosen and facts.funding.issuperset(self.funding)

    def told(self, lang: str) -> str:
        """For which sheets it is, as pictures say so: short, and with codes as they are."""
        if self.otherwise:
            return {"ja": "そのほか", "en": "otherwise"}[lang]
        parts = [_between(self.at_least, self.below, lang)]
        named = [code for name in NAMED for code in self.codes(name)]
        parts += [_JA.get(code, code) if lang == "ja" else code for code in named]
        return ("・" if lang == "ja" else ", ").join(filter(None, parts))

    def codes(self, name: str) -> tuple[str, ...]:
        """The values of one part of the sheet that it is for; none: for all."""
        found: tuple[str, ...] = getattr(self, name)
        return found


def cases(asked: Iterable[When], most: int = MOST_CASES) -> tuple[Facts, ...]:
    """One sheet for each case that `asked` tell apart; none where nothing is asked.

    Every real sheet is treated by all of `asked` as one of these. More than `most` are not
    all given.
    """
    asked = [one for one in asked if not one.otherwise]
    if not asked:
        return ()
    named = [sorted({code for one in asked for code in one.codes(name)}) for name in CODES]
    kinds = sorted({kind for one in asked for kind in one.funding})
    fields, categories, classifications = ([*codes, ""] for codes in named)
    # One by one: `product` would first make all of what it combines.
    found = (
        Facts(amount, field, category, classification, frozenset(compress(kinds, has)))
        for amount in _amounts(asked)
        for field in fields
        for category in categories
        for classification in classifications
        for has in product((False, True), repeat=len(kinds))
    )
    return tuple(islice(found, most + 1))


def _amounts(asked: Iterable[When]) -> list[int]:
    """An amount of each band: below the lowest bound, and each bound itself."""
    cuts = sorted({cut for one in asked for cut in (one.at_least, one.below) if cut is not None})
    return [cuts[0] - 1, *cuts] if cuts else [0]


def _between(at_least: int | None, below: int | None, lang: str) -> str:
    """A band of amounts."""
    if lang == "ja":
        parts = [f"{at_least:,}千円以上"] if at_least is not None else []
        return "".join([*parts, f"{below:,}千円未満"] if below is not None else parts)
    parts = [f"from {at_least:,}"] if at_least is not None else []
    parts += [f"below {below:,}"] if below is not None else []
    return f"{', '.join(parts)} thousand yen" if parts else ""


_JA: Final = {
    **{name: HEADINGS[name] for name in CODES},
    **ENTRIES[Classification],
    **ENTRIES[FundingSource],
    FundingSource.BOND: "起債",
    FundingSource.OTHER: "その他の財源",
}


def described(facts: Facts, asked: Iterable[When]) -> tuple[str, str]:
    """The case of `facts` among those that `asked` tell apart, in English and in Japanese."""
    asked = [one for one in asked if not one.otherwise]
    parts = [*_band(facts.amount_kyen, asked)]
    for name in CODES:
        named = {code for one in asked for code in one.codes(name)}
        code = getattr(facts, name)
        if named and code in named:
            parts.append((f"{name} is {code}", f"{_JA[name]}が{_JA.get(code, code)}"))
        elif named:
            parts.append((f"{name} is another or none", f"{_JA[name]}がそのほか（未選択を含む）"))
    for kind in sorted({kind for one in asked for kind in one.funding}):
        there = kind in facts.funding
        parts.append(
            (f"{'some' if there else 'no'} money is {kind}",
             f"{_JA.get(kind, kind)}が{'ある' if there else 'ない'}")
        )  # fmt: skip
    return ", ".join(en for en, _ in parts), "・".join(ja for _, ja in parts)


def _band(amount: int, asked: Iterable[When]) -> Iterator[tuple[str, str]]:
    cuts = sorted({cut for one in asked for cut in (one.at_least, one.below) if cut is not None})
    lower, upper = [cut for cut in cuts if cut <= amount], [cut for cut in cuts if cut > amount]
    if cuts:
        en = f"{lower[-1]} <= amount_kyen" if lower else "amount_kyen"
        ja = f"{lower[-1]:,}千円以上" if lower else ""
        yield (
            f"{en} < {upper[0]}" if upper else en,
            f"事業費{ja}{f'{upper[0]:,}千円未満' if upper else ''}",
        )
