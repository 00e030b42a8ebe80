"""What happens by itself: notices, mails, reminders and webhooks, as durable jobs on DBOS."""

from workflow.jobs.context import Bench
from workflow.jobs.monitoring import (
    MailView,
    Operations,
    QueueView,
    WorkerView,
    operations,
    try_now,
)
from workflow.jobs.worker import Pace, Worker

__all__ = [
    "Bench",
    "MailView",
    "Operations",
    "Pace",
    "QueueView",
    "Worker",
    "WorkerView",
    "operations",
    "try_now",
]
