"""Files of strangers are read in a process of their own, which is ended when it takes too much."""

from workflow.files.sandbox.client import Task, run
from workflow.files.sandbox.contract import Busy, Ended, Limits, Refused, TaskBroken

__all__ = ["Busy", "Ended", "Limits", "Refused", "Task", "TaskBroken", "run"]
