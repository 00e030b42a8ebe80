"""The wheel is the whole program: every file, every requirement, and it runs by itself."""

import re
import subprocess
from importlib.metadata import packages_distributions
from pathlib import Path
from zipfile import ZipFile

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.support import wheels
from tests.support.served import fetch, served


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of this checkout."""
    return wheels.build(tmp_path_factory.mktemp("wheel"))


def test_every_file_of_the_packages_is_in_the_wheel_and_nothing_else(wheel):
    with ZipFile(wheel) as archive:
        files = [name for name in archive.namelist() if ".dist-info/" not in name]

    assert sorted(files) == sorted(wheels.kept(*wheels.PACKAGES))


def test_the_wheel_requires_everything_that_the_program_imports(wheel):
    required = {
        canonicalize_name(Requirement(line).name)
        for line in wheels.metadata(wheel).get_all("Requires-Dist", [])
    }
    sources = packages_distributions()

    assert {
        name
        for name in wheels.imported(wheel)
        if required.isdisjoint(map(canonicalize_name, sources[name]))
    } == set()


def test_the_installed_wheel_serves_the_sign_in_page_from_an_empty_folder(wheel, tmp_path):
    jizen = wheels.install(wheel, tmp_path / "environment")
    folder = tmp_path / "empty"
    folder.mkdir()

    for command in (["db", "upgrade"], ["seed", "--demo"]):
        subprocess.run([jizen, *command], cwd=folder, env=wheels.EMPTY, check=True)
    with served(jizen, folder, wheels.EMPTY) as address:
        status, kind, page = fetch(address)
        hrefs = re.findall(r'<link rel="stylesheet" href="(/[^"]+)"', page)
        sheets = {href: fetch(address + href) for href in hrefs}

    assert (status, kind) == (200, "text/html")
    assert "サインイン</h1>" in page
    assert any(href.startswith("/static/jizen.css?v=") for href in sheets)
    assert {(status, kind) for status, kind, _ in sheets.values()} == {(200, "text/css")}
    assert all(text for _, _, text in sheets.values())
