"""Files of strangers are read in a process of their own, which is ended when it takes too much."""

from workflow.files.sandbox.answers import Busy, Ended, Refused, TaskBroken
from workflow.files.sandbox.client import Task, run
from workflow.files.sandbox.limits import Limits

__all__ = ["Busy", "Ended", "Limits", "Refused", "Task", "TaskBroken", "run"]
