"""`jizen worker` as a process of its own, as it is run on a machine."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

JIZEN: Final = Path(sys.executable).with_name("jizen")


@contextmanager
def worker(url: str, folder: Path, port: int, name: str) -> Iterator["subprocess.Popen[str]"]:
    """`jizen worker`, once it is at work."""
    settings = {
        "JIZEN_DATABASE_URL": url,
        "JIZEN_WORKER_ID": name,
        "JIZEN_SMTP_HOST": "127.0.0.1",
        "JIZEN_SMTP_PORT": str(port),
        "JIZEN_SECRET_KEY": "a key for this soak only, long enough",
    }
    with subprocess.Popen(
        [JIZEN, "worker"], cwd=folder, env=os.environ | settings, stderr=subprocess.PIPE, text=True
    ) as process:
        assert process.stderr is not None
        for line in process.stderr:
            if line.startswith("Worker: "):
                break
        try:
            yield process
        finally:
            # In order: what it was about to write down must not be counted as a repeat.
            process.terminate()
