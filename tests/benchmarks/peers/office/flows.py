"""The walk of the standard process as a flow."""

from typing import ClassVar

from django.contrib.auth.models import User
from viewflow import this
from viewflow.workflow import flow, lock
from viewflow.workflow.models import Process


class Consultation(flow.Flow):
    """Five human tasks in a row; everybody's are one person's here."""

    process_class = Process
    lock_impl = lock.SelectForUpdateLock()
    officer: ClassVar[User]

    start = flow.StartHandle().Next(this.submit)
    submit = flow.View(None).Assign(this.taker).Next(this.receive)
    receive = flow.View(None).Assign(this.taker).Next(this.approve)
    approve = flow.View(None).Assign(this.taker).Next(this.evaluate)
    evaluate = flow.View(None).Assign(this.taker).Next(this.report)
    report = flow.View(None).Assign(this.taker).Next(this.end)
    end = flow.End()

    def taker(self, _activation: object) -> User:
        """Who is to do a task."""
        return self.officer
