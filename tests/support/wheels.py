"""The wheel as it is built from what git keeps, and installed where nothing else is."""

import ast
import os
import shutil
import subprocess
import sys
import sysconfig
import venv
from collections.abc import Iterator
from email.message import Message
from email.parser import BytesParser
from pathlib import Path
from typing import Final
from zipfile import ZipFile

ROOT: Final = Path(__file__).parents[2]
PACKAGES: Final = ("workflow", "webapp", "migrations", "seeds")
PIP: Final = (sys.executable, "-m", "pip", "--isolated", "--disable-pip-version-check", "--quiet")
# What a person has set for this run of the tests is no part of an empty machine.
EMPTY: Final = {
    name: value
    for name, value in os.environ.items()
    if name != "PYTHONPATH" and not name.startswith("JIZEN_")
}


def kept(*folders: str) -> list[str]:
    """The files that git keeps in `folders`, or all of them: paths from the root."""
    command = ["git", "ls-files", "-z", "--", *folders]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    return listed.stdout.rstrip("\0").split("\0")


def build(folder: Path) -> Path:
    """Build the wheel in `folder`, from a copy: a build that went before leaves files behind."""
    source = folder / "source"
    for name in kept():
        copy = source / name
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(ROOT / name, copy)
    _pip("wheel", "--no-build-isolation", "--no-deps", "--no-index", "-w", folder, source)
    [wheel] = folder.glob("*.whl")
    return wheel


def install(wheel: Path, folder: Path) -> Path:
    """Install the wheel in an environment of its own; returns its program `jizen`.

    The packages it needs are borrowed from the running environment, so that no network is
    needed: they are on its path, but Jizen as it is installed there is not.
    """
    venv.create(folder, symlinks=True)
    place = {"base": str(folder), "platbase": str(folder)}
    scripts = Path(sysconfig.get_path("scripts", "venv", place))
    _pip("--python", scripts / "python", "install", "--no-deps", "--no-index", wheel)
    borrowed = {sysconfig.get_path("purelib"), sysconfig.get_path("platlib")}
    path = Path(sysconfig.get_path("purelib", "venv", place)) / "borrowed.pth"
    path.write_text("\n".join(sorted(borrowed)), encoding="utf-8")
    return scripts / "jizen"


def metadata(wheel: Path) -> Message:
    """What the wheel says of itself."""
    with ZipFile(wheel) as archive:
        [name] = [name for name in archive.namelist() if name.endswith(".dist-info/METADATA")]
        return BytesParser().parsebytes(archive.read(name))


def imported(wheel: Path) -> set[str]:
    """The top-level names of what its modules import from others, when they run."""
    with ZipFile(wheel) as archive:
        sources = [archive.read(name) for name in archive.namelist() if name.endswith(".py")]
    names = {name.split(".")[0] for source in sources for name in _imports(ast.parse(source))}
    return names - sys.stdlib_module_names - set(PACKAGES)


def _imports(node: ast.AST) -> Iterator[str]:
    match node:
        case ast.If(test=ast.Name(id="TYPE_CHECKING"), orelse=otherwise):
            for child in otherwise:
                yield from _imports(child)
            return
        case ast.Call(func=ast.Name(id="OnDemand"), args=[ast.Constant(value=str(name))]):
            yield name
        case ast.Import(names=names):
            yield from (alias.name for alias in names)
        case ast.ImportFrom(module=str(name), level=0):
            yield name
    for child in ast.iter_child_nodes(node):
        yield from _imports(child)


def _pip(*arguments: str | Path) -> None:
    subprocess.run([*PIP, *arguments], env=EMPTY, check=True)
