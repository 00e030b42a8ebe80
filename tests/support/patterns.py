"""Every regular expression of the program, and texts that would make a careless one explode."""

import ast
import importlib
import pkgutil
import re
import time
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import product
from pathlib import Path
from re import _constants as parts
from re import _parser as parser
from types import ModuleType
from typing import Any, Final, NamedTuple

PACKAGES: Final = ("workflow", "webapp", "seeds")
WAYS: Final = frozenset({"search", "match", "fullmatch", "sub", "split", "findall", "finditer"})
SHORT: Final = (16, 20, 24, 50, 100, 200, 400, 800)
LONG, LONGER = 2_000, 8_000
AT_ONCE: Final = 0.0015
"""Seconds of CPU within which 2,000 characters are read without a second look."""
HANGS: Final = 0.05
REPEATS: Final = frozenset("*+?{")
MOST_GROWTH: Final = 10
"""Four times the text may take so many times as long: 4 where it is linear, 16 where squared."""


class Found(NamedTuple):
    """A pattern, where it stands, and the ways in which it is used there."""

    where: str
    pattern: re.Pattern[Any]
    ways: frozenset[str]


def modules() -> Iterator[ModuleType]:
    """All modules of the program."""
    for package in PACKAGES:
        root = importlib.import_module(package)
        yield root
        for one in pkgutil.walk_packages(root.__path__, f"{package}."):
            yield importlib.import_module(one.name)


def patterns_of(module: ModuleType) -> Iterator[Found]:
    """The patterns that a module names, and those that it writes where it uses them."""
    if not (_says_re(module) or any(isinstance(one, re.Pattern) for one in vars(module).values())):
        return
    tree = _tree(module)
    named = {name.id for name in ast.walk(tree) if isinstance(name, ast.Name) and _stored(name)}
    ways = _ways(tree)
    for name in sorted(named):
        value = vars(module).get(name)
        if isinstance(value, re.Pattern):
            used = ways.get(name) or frozenset({"search"})
            yield Found(f"{module.__name__}.{name}", value, used)
    for call in _calls_of_re(tree):
        if isinstance(call.args[0], ast.Constant) and _method(call) in WAYS:
            pattern = re.compile(call.args[0].value)
            way = frozenset({_method(call)})
            yield Found(f"{module.__name__}:{call.lineno}", pattern, way)


def made_while_running(module: ModuleType) -> Iterator[str]:
    """The functions that make a pattern out of what they are given."""
    if not _says_re(module):
        return
    tree = _tree(module)
    for function in ast.walk(tree):
        if isinstance(function, ast.FunctionDef):
            for call in _calls_of_re(function):
                if _method(call) != "escape" and not isinstance(call.args[0], ast.Constant):
                    yield f"{module.__name__}.{function.name}"


def _says_re(module: ModuleType) -> bool:
    """Whether it may call a function of `re`: to parse the others would take the longest."""
    return re.search(r"\bre\s*\.", _source(module)) is not None


def _source(module: ModuleType) -> str:
    return Path(module.__file__ or "").read_text(encoding="utf-8")


@cache
def _tree(module: ModuleType) -> ast.Module:
    return ast.parse(_source(module))


def _stored(name: ast.Name) -> bool:
    return isinstance(name.ctx, ast.Store)


def _method(call: ast.Call) -> str:
    return call.func.attr if isinstance(call.func, ast.Attribute) else ""


def _calls_of_re(tree: ast.AST) -> Iterator[ast.Call]:
    for call in ast.walk(tree):
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute):
            whose = call.func.value
            if isinstance(whose, ast.Name) and whose.id == "re" and call.args:
                yield call


def _ways(tree: ast.AST) -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for call in ast.walk(tree):
        if isinstance(call, ast.Attribute) and isinstance(call.value, ast.Name):
            used = {call.attr} & WAYS
            found[call.value.id] = found.get(call.value.id, frozenset()) | used
    return found


def explodes(found: Found) -> str | None:
    """A text, briefly told, for which the pattern takes more than its length; None for none."""
    if REPEATS.isdisjoint(str(found.pattern.pattern)):
        return None  # Without repeats no letter of a text is read more often than the pattern says.
    for way in sorted(found.ways):
        for prefix, pump, suffix in _hostile(found.pattern):

            def text(length: int, told: tuple[Any, Any, Any] = (prefix, pump, suffix)) -> Any:
                before, middle, after = told
                return before + middle * (length // len(middle)) + after

            if _grows(found.pattern, way, text):
                return f"{way}: {prefix!r} + {pump!r} repeated + {suffix!r}"
    return None


def _grows(pattern: re.Pattern[Any], way: str, text: Any) -> bool:
    if any(_seconds(pattern, way, text(length)) > HANGS for length in SHORT):
        return True
    if _seconds(pattern, way, text(LONG)) < AT_ONCE:
        return False
    short, long = (
        min(_seconds(pattern, way, text(length)) for _ in range(3)) for length in (LONG, LONGER)
    )
    return long > MOST_GROWTH * short


def _seconds(pattern: re.Pattern[Any], way: str, text: Any) -> float:
    """The CPU time of this thread: what others do beside it does not count."""
    began = time.thread_time()
    if way == "sub":
        pattern.sub(text[:0], text)
    elif way == "finditer":
        list(pattern.finditer(text))
    else:
        getattr(pattern, way)(text)
    return time.thread_time() - began


def _hostile(pattern: re.Pattern[Any]) -> Iterator[tuple[Any, Any, Any]]:
    """Beginnings, what is repeated, and endings, made of what the pattern itself looks for."""
    words = list(dict.fromkeys(_words(parser.parse(pattern.pattern, pattern.flags & ~re.DEBUG))))
    letters = _spread([one for one in words if len(one) == 1], 8)
    longer = _spread([one for one in words if len(one) > 1], 4)
    pumps = [*letters, *longer, *map("".join, product(letters[:4], repeat=2))]
    for before, pump, after in product(["", *letters[:5], *longer[:2]], pumps, ["", "\0", "b\n"]):
        told = (before, pump, after)
        yield tuple(map(str.encode, told)) if isinstance(pattern.pattern, bytes) else told


def _spread(words: list[str], most: int) -> list[str]:
    """Some of them from all over."""
    return words[:: max(1, len(words) // most)][:most] or ["a"]


def _words(tree: Iterable[Any]) -> Iterator[str]:
    """The letters and the words that a pattern looks for."""
    run = ""
    for kind, value in tree:
        if kind is parts.LITERAL:
            run += chr(value)
            yield chr(value)
            continue
        if len(run) > 1:
            yield run
        run = ""
        yield from _inside(kind, value)
    if len(run) > 1:
        yield run


_SAMPLES: Final = {
    parts.CATEGORY_DIGIT: "0",
    parts.CATEGORY_SPACE: " ",
    parts.CATEGORY_WORD: "a",
    parts.CATEGORY_NOT_DIGIT: "a",
    parts.CATEGORY_NOT_SPACE: "a",
    parts.CATEGORY_NOT_WORD: ".",
}


def _inside(kind: Any, value: Any) -> Iterator[str]:
    if kind in (parts.ANY, parts.NOT_LITERAL, parts.NEGATE):
        yield "a"
    elif kind is parts.RANGE:
        yield chr(value[0])
    elif kind is parts.CATEGORY:
        yield _SAMPLES[value]
    else:
        for one in _within(kind, value):
            yield from _words(one)


def _within(kind: Any, value: Any) -> list[Any]:
    """The patterns within a part of one."""
    if kind is parts.BRANCH:
        return list(value[1])
    if kind is parts.IN:
        return [value]
    inner = value if isinstance(value, tuple) else (value,)
    return [one for one in inner if isinstance(one, parser.SubPattern)]
