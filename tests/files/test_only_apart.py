"""What takes strangers' files apart is reached through a process with limits only."""

import ast
from pathlib import Path

from workflow.files import attachments, grid
from workflow.office import pictures

ROOT = Path(grid.__file__).parents[2]
TAKES_APART = {"zipfile", "tarfile", "python_calamine", "pickle", "xml.parsers", "xml.sax"}
WITHIN = {
    "workflow/files/archives.py",
    "workflow/files/grid.py",
    "workflow/files/marks/ods.py",
    "workflow/files/marks/xlsx.py",
    "workflow/files/office.py",
    "workflow/files/xml_reading.py",
    "workflow/office/pictures.py",
}
OUR_OWN = {"workflow/documents/writer_process.py"}
"""Takes what our own process hands to its child: no file of anybody."""


def sources(words):
    """The modules that say one of these words: only they can import or call what has the name."""
    for package in ("workflow", "webapp", "seeds"):
        for path in sorted((ROOT / package).rglob("*.py")):
            text = path.read_text(encoding="utf-8")
            if any(word in text for word in words):
                yield str(path.relative_to(ROOT)), ast.parse(text)


def imported(tree):
    for one in ast.walk(tree):
        if isinstance(one, ast.Import):
            yield from (alias.name for alias in one.names)
        elif isinstance(one, ast.ImportFrom):
            yield one.module or ""


def test_nothing_else_takes_files_apart():
    found = {name for name, tree in sources(TAKES_APART) if TAKES_APART & set(imported(tree))}

    assert found == WITHIN | OUR_OWN


def test_what_reads_within_is_handed_over_and_never_called():
    tasks = {grid.read_within.__name__, attachments.kind_within.__name__}
    tasks |= {pictures.png_within.__name__, pictures.svg_within.__name__}
    called = {
        (name, one.func.id)
        for name, tree in sources(tasks)
        for one in ast.walk(tree)
        if isinstance(one, ast.Call) and isinstance(one.func, ast.Name) and one.func.id in tasks
    }

    assert called == set()
