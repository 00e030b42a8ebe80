"""django-viewflow: five human tasks a process, each in one transaction with its audit row."""

import sys
from collections.abc import Callable

import django
from django.conf import settings
from django.core.management import call_command
from turns import ACTIONS, COLUMNS, CONTENT, ITEMS, TABLE, Chain, take_turns

settings.configure(
    SECRET_KEY="only for measuring",
    USE_TZ=True,
    INSTALLED_APPS=[
        "django.contrib.auth",
        "django.contrib.contenttypes",
        "viewflow",
        "viewflow.workflow",
        "office",
    ],
    DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
    DATABASES={
        "default": {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": sys.argv[1],
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;",
            },
        }
    },
)
django.setup()

# Django's models can be imported only when it is set up.
from django.contrib.auth.models import User  # noqa: E402
from django.db import connection, transaction  # noqa: E402
from office.flows import Consultation  # noqa: E402
from viewflow.workflow.models import Task  # noqa: E402

INSERT = f"INSERT INTO audit VALUES ({','.join(['%s'] * len(COLUMNS))})"


def step(process_id: int, action: str, chain: Chain) -> None:
    """One task: found, checked, done, and written into the audit."""
    wanted = {"process_id": process_id, "flow_task": getattr(Consultation, action)}
    with transaction.atomic():
        with Task.objects.get(finished=None, **wanted).activation() as activation:
            if not activation.start.has_perm(Consultation.officer):
                raise PermissionError(action)
            activation.start(None)
            activation.execute()
        with connection.cursor() as cursor:
            cursor.execute(INSERT, chain.next(action, action, "", CONTENT))


def prepare(_run: int) -> list[Callable[[], None]]:
    """New processes, and the steps through them."""
    steps: list[Callable[[], None]] = []
    processes = [_started() for _ in range(ITEMS)]
    chains = {process: Chain(process) for process in processes}
    for action in ACTIONS:
        for process in processes:
            steps.append(lambda p=process, a=action: step(p, a, chains[p]))
    return steps


def _started() -> int:
    with transaction.atomic():
        process = Consultation.start.run()
        process.data = CONTENT
        process.save()
        return int(process.pk)


call_command("migrate", verbosity=0)
with connection.cursor() as _cursor:
    _cursor.execute(TABLE)
Consultation.officer = User.objects.create(username="officer")
take_turns(prepare)
