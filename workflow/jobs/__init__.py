"""What happens by itself: notices, mails, reminders and webhooks, as durable jobs on DBOS."""

from workflow.jobs.context import JobContext
from workflow.jobs.failed import FailedJobs
from workflow.jobs.failures import Cause
from workflow.jobs.monitoring import figures, operations, try_now
from workflow.jobs.steps import FAILED_KEPT_FOR
from workflow.jobs.worker import Pace, Worker

__all__ = [
    "FAILED_KEPT_FOR",
    "Cause",
    "FailedJobs",
    "JobContext",
    "Pace",
    "Worker",
    "figures",
    "operations",
    "try_now",
]
