"""LibreOffice, which tests ask for: where it is missing they fail."""

import subprocess
from collections.abc import Sequence
from pathlib import Path


def convert(sources: Sequence[Path], target: str, into: Path, profile: Path) -> None:
    """Have it, with a profile of its own, open files and save them as `target`."""
    how = ["--infilter=CSV:44,34,76,1"] if sources[0].suffix == ".csv" else []
    subprocess.run(
        ["soffice", f"-env:UserInstallation=file://{profile}", "--headless", *how,
         "--convert-to", target, "--outdir", into, *sources],
        check=True, capture_output=True, timeout=300,
    )  # fmt: skip
