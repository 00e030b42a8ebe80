"""`jizen worker` as a process of its own, as it is run on a machine."""

import os
import subprocess
import sys
import time
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
    # A file, not a pipe: through an outage a worker says more than an unread pipe takes.
    log = folder / f"{name}.log"
    with (
        log.open("w") as errors,
        subprocess.Popen(
            [JIZEN, "worker"], cwd=folder, env=os.environ | settings, stderr=errors, text=True
        ) as process,
    ):
        while "Worker: " not in log.read_text():
            assert process.poll() is None, log.read_text()
            time.sleep(0.05)
        try:
            yield process
        finally:
            # In order: what it was about to write down must not be counted as a repeat.
            process.terminate()
