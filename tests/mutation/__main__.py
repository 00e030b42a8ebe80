"""Mutation score: change the code in small ways and count how many changes the tests notice.

`python tests/mutation [PLAN.toml]`, from the top of the checkout that is measured. The operators
are mutmut's. A mutant lives in one forked process, which imports the changed source instead of the
file: nothing in the checkout changes. The sample is drawn by a hash of function, code before and
code after, so that code which only moved to another file is measured with the same mutants.
"""

import argparse
import difflib
import hashlib
import importlib
import os
import resource
import signal
import sys
import tempfile
import tomllib
import traceback
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec, SourceFileLoader
from importlib.util import spec_from_file_location
from operator import itemgetter
from pathlib import Path
from types import CodeType, ModuleType
from typing import Any, Final

import pytest
from libcst import FunctionDef, Module, parse_module
from libcst.metadata import MetadataWrapper
from mutmut.mutation.file_mutation import Mutation, MutationVisitor, deep_replace
from mutmut.mutation.mutators import mutation_operators
from mutmut.mutation.pragma_handling import IgnoredCode

PLAN: Final = Path(__file__).with_name("plan.toml")

OPTIONS: Final = (
    "-x",
    "-q",
    "--no-header",
    *("-p", "no:cacheprovider"),
    *("-p", "no:xdist"),
    *("-k", "not postgresql"),
)
"""One database is enough here: the rules under test are the same on both."""

WARM: Final = (
    *("alembic.command", "argon2", "dbos", "flask", "icalendar", "jpholiday", "python_calamine"),
    *("rapidfuzz", "sqlalchemy.orm", "transitions", "typst"),
)
"""Imported once and inherited by every forked process; nothing of the checkout is among them."""

LONGEST: Final = 600
"""Seconds for one mutant that does not end and does not compute either."""

SURVIVED: Final = 0


@dataclass(frozen=True)
class Target:
    """Files that the same tests are about; the quickest tests come first."""

    name: str
    files: tuple[str, ...]
    tests: tuple[str, ...]


@dataclass(frozen=True)
class Mutant:
    """One file with one change."""

    file: str
    source: str
    change: str


def read(plan: Path, only: Sequence[str]) -> list[Target]:
    """The targets of a plan: `[name]` with `files` and `tests`; globs are allowed in `files`."""
    tables = tomllib.loads(plan.read_text(encoding="utf-8"))
    return [
        Target(name, tuple(_files(table["files"])), tuple(table["tests"]))
        for name, table in tables.items()
        if not only or name in only
    ]


def _files(patterns: Iterable[str]) -> Iterable[str]:
    for pattern in patterns:
        found = sorted(str(path) for path in Path().glob(pattern))
        if not found:
            raise SystemExit(f"no such file: {pattern}")
        yield from (path for path in found if not path.endswith("__init__.py"))


def drawn(file: str, given: argparse.Namespace) -> tuple[list[Mutant], int]:
    """As many mutants of a file as asked for, always the same; and how many it has in all."""
    code = Path(file).read_text(encoding="utf-8")
    visitor = MutationVisitor(mutation_operators, IgnoredCode(set(), set(), set()))
    module = MetadataWrapper(parse_module(code)).visit(visitor)
    ranked = sorted(_ranked(module, visitor.mutations, given.seed), key=itemgetter(0))
    found = []
    for _, mutation in ranked[given.skip : given.sample]:
        changed = deep_replace(module, mutation.original_node, mutation.mutated_node)
        assert isinstance(changed, Module)
        found.append(Mutant(file, changed.code, _change(code, changed.code)))
    return found, len(visitor.mutations)


def _ranked(
    module: Module, mutations: Iterable[Mutation], seed: int
) -> Iterable[tuple[str, Mutation]]:
    """Each mutation with the hash that decides whether it is drawn."""
    times: Counter[str] = Counter()
    for mutation in mutations:
        function = mutation.contained_by_top_level_function
        # A statement of a class is "contained" too; only functions have a name of their own.
        name = function.name.value if isinstance(function, FunctionDef) else ""
        before = module.code_for_node(mutation.original_node)
        key = f"{seed}|{name}|{before}|{module.code_for_node(mutation.mutated_node)}"
        times[key] += 1
        yield hashlib.sha256(f"{key}|{times[key]}".encode()).hexdigest(), mutation


def _change(before: str, after: str) -> str:
    """`line: removed → added`, of the first lines that differ."""
    lines = list(difflib.unified_diff(before.splitlines(), after.splitlines(), n=0, lineterm=""))
    number = lines[2].split()[1].lstrip("-").split(",")[0]
    removed = next((line[1:].strip() for line in lines[3:] if line[0] == "-"), "")
    added = next((line[1:].strip() for line in lines[3:] if line[0] == "+"), "")
    return f"{number}: {removed} → {added}"


class _Changed(SourceFileLoader):
    """Gives the changed source for a file."""

    def __init__(self, name: str, mutant: Mutant) -> None:
        super().__init__(name, str(Path(mutant.file).resolve()))
        self._source = mutant.source

    def get_code(self, fullname: str) -> CodeType:
        return compile(self._source, self.path, "exec", dont_inherit=True)


class _Instead(MetaPathFinder):
    """Finds the changed module before anybody finds the file."""

    def __init__(self, mutant: Mutant) -> None:
        self._name = mutant.file.removesuffix(".py").replace("/", ".")
        self._mutant = mutant

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        if fullname != self._name:
            return None
        loader = _Changed(fullname, self._mutant)
        return spec_from_file_location(fullname, loader.path, loader=loader)


def run(tests: Sequence[str], mutant: Mutant | None, limit: int) -> tuple[int, float]:
    """Run the tests in a process of their own: its exit status (negative for a signal), and the
    seconds of processor time, of which it gets `limit`."""
    with tempfile.TemporaryDirectory(prefix="mutation-") as folder:
        sys.stdout.flush()
        child = os.fork()
        if child == 0:
            _test(tests, mutant, limit, folder)
        _, status, used = os.wait4(child, 0)
        return os.waitstatus_to_exitcode(status), used.ru_utime + used.ru_stime


def _test(tests: Sequence[str], mutant: Mutant | None, limit: int, folder: str) -> None:
    """The forked process: never returns."""
    status = int(pytest.ExitCode.INTERNAL_ERROR)
    try:
        resource.setrlimit(resource.RLIMIT_CPU, (limit, limit))
        signal.alarm(LONGEST)
        # Hypothesis tries the same examples every time, and is not hurried by a busy machine.
        os.environ["CI"] = "true"
        if mutant:
            sys.meta_path.insert(0, _Instead(mutant))
            nowhere = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nowhere, 1)
            os.dup2(nowhere, 2)
        status = int(pytest.main([*OPTIONS, f"--basetemp={folder}/tests", *tests]))
    except BaseException:
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        os._exit(status)


def measure(target: Target, given: argparse.Namespace) -> tuple[int, int]:
    """Score one target, file by file; the numbers of killed and of all mutants."""
    status, usual = run(target.tests, None, LONGEST)
    if status != SURVIVED:
        raise SystemExit(f"{target.name}: the tests do not pass without any change")
    limit = int(usual * 4) + 10
    say(f"{target.name}: {usual:.1f} s without a change, {limit} s at most")
    killed = tried = 0
    for file in target.files:
        chosen, of_all = drawn(file, given)
        # Whatever does not pass was noticed: a failure, an unreadable module, the time limit.
        survivors = [m for m in chosen if run(target.tests, m, limit)[0] == SURVIVED]
        killed += len(chosen) - len(survivors)
        tried += len(chosen)
        say(f"  {file}: {len(chosen) - len(survivors)} of {len(chosen)} (of {of_all} in all)")
        for survivor in survivors:
            say(f"    survived {survivor.change}")
    return killed, tried


def say(line: str) -> None:
    """A line for whoever waits."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def main() -> None:
    """Read the command line, measure every target, print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("plan", nargs="?", type=Path, default=PLAN)
    parser.add_argument("--only", nargs="+", default=(), help="names of targets")
    parser.add_argument("--sample", type=int, default=25, help="mutants of each file")
    parser.add_argument("--skip", type=int, default=0, help="so many of them, measured before")
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    for name in WARM:
        importlib.import_module(name)
    sys.path.insert(0, str(Path.cwd()))
    scores = {target.name: measure(target, given) for target in read(given.plan, given.only)}
    scores["all"] = _sum(scores.values())
    for name, (killed, tried) in scores.items():
        say(f"{name:12} {killed:4} of {tried:4} = {killed / max(tried, 1):4.0%}")


def _sum(scores: Iterable[tuple[int, int]]) -> Any:
    return tuple(map(sum, zip(*scores, strict=True)))


if __name__ == "__main__":
    main()
