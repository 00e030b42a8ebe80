"""Modules of the tests that run as processes of their own."""

import sys
from typing import Final

_RUN: Final = """
import gc
gc.disable()
import runpy, sys
runpy.run_module(sys.argv.pop(1), run_name="__main__", alter_sys=True)
gc.freeze()
"""
"""Short processes give back nothing of what they import: they begin in half the time."""


def command_of(module: str, *arguments: str) -> list[str]:
    """What starts a module with arguments."""
    return [sys.executable, "-c", _RUN, module, *arguments]
