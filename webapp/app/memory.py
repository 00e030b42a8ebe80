"""Memory that is free again goes back to the system.

The C library keeps what threads gave back, each in an arena of its own, and a process that once
made a long list would stay as large as it was then.
"""

import ctypes
import gc
import sys
import threading
from itertools import count
from time import sleep
from typing import Final

EVERY: Final = 5.0
"""Seconds between two times that memory is given back."""
SELDOM: Final = (10_000, 20, 50)
"""A page makes tens of thousands of small things, and leaves some hundred in circles."""
WHOLE: Final = 12
"""One in so many times looks for circles among all that there is, for a sixth of a second."""
_MOST_ARENAS: Final = -8  # M_ARENA_MAX of glibc's mallopt
_ARENAS: Final = 2
_OWN_PAGES_FROM: Final = -3  # M_MMAP_THRESHOLD
_LARGE: Final = 64 * 1024
"""Bytes from which a block has pages of its own, which go back as soon as it is free.

Left to itself the C library raises this to the largest block that was ever given back, and then
long texts and files lie among the small blocks that stay.
"""


def keep_small() -> None:
    """Make this process give memory back from now on; with another C library nothing is done."""
    library = _glibc()
    if library is None:
        return
    library.mallopt(_MOST_ARENAS, _ARENAS)
    library.mallopt(_OWN_PAGES_FROM, _LARGE)
    gc.collect()
    gc.freeze()
    gc.set_threshold(*SELDOM)
    giving = threading.Thread(target=_give_back, args=(library,), name="jizen-memory", daemon=True)
    giving.start()


def _give_back(library: ctypes.CDLL) -> None:
    for turn in count(1):
        sleep(EVERY)
        if turn % WHOLE == 0:
            gc.collect()
        library.malloc_trim(0)


def _glibc() -> ctypes.CDLL | None:
    if sys.platform != "linux":
        return None
    library = ctypes.CDLL(None)
    return library if hasattr(library, "malloc_trim") else None
