"""`jizen serve`: the web application and the work on its jobs in one process."""

import os
import sys
import threading
from contextlib import nullcontext
from io import BytesIO
from typing import Final

import click

from webapp.app import ahead, memory
from webapp.app.reach import literal
from webapp.app.server import open_server
from webapp.app.settings import Settings
from webapp.app.wiring import create_app
from webapp.cli import standing, worker
from webapp.cli.main import KEPT
from webapp.request import logs
from workflow.engine import Engine
from workflow.files import Bucket, FolderStorage, ObjectStorage, Trouble

ONLY_BY_HTTPS: Final = (
    "People who come by plain HTTP cannot sign in: put a proxy with HTTPS in front and name the"
    " site by JIZEN_SITE, or say JIZEN_SECURE_COOKIES=0."
)
NO_FILES: Final = (
    "JIZEN_FILES: no file can be kept in {place} ({why}). Nobody can attach one until it is mended."
)
WHY: Final = {
    Trouble.NO_BUCKET: "there is no bucket of this name at JIZEN_S3_ENDPOINT",
    Trouble.NOT_LET_IN: "the key may not write there: see JIZEN_S3_KEY_ID, JIZEN_S3_SECRET",
    Trouble.NO_ANSWER: "no service answers as S3 does: see JIZEN_S3_ENDPOINT, JIZEN_S3_REGION",
}
TRYING: Final = "jizen-files"
SHORT_TURNS: Final = 0.001
"""Seconds that a busy thread is left alone: a fifth of what is usual, so that others wait less."""


@click.command()
@click.option("--host", help="Address to listen on; JIZEN_HOST or 127.0.0.1.")
@click.option("--port", type=click.IntRange(1, 65535), help="JIZEN_PORT or 8000.")
@click.option("--no-worker", is_flag=True, help="Leave the jobs to `jizen worker` elsewhere.")
@click.pass_context
def serve(context: click.Context, host: str | None, port: int | None, no_worker: bool) -> None:
    """Serve the web application, and work on its jobs (notices, mails, reminders)."""
    engine: Engine = context.obj
    settings = _served_on(context.meta[KEPT], host, port)
    standing.require_current(engine)
    logs.take_over()
    app = create_app(engine, settings)
    server = open_server(app, settings.host, settings.port)
    worker.end_on_sigterm()
    sys.setswitchinterval(SHORT_TURNS)
    memory.keep_small()
    with nullcontext() if no_worker else worker.at_work(engine, settings):
        click.echo(f"Jizen: http://{literal(settings.host)}:{settings.port}/", err=True)
        if settings.secure_cookies and settings.site.startswith("http:"):
            click.echo(ONLY_BY_HTTPS, err=True)
        _try_files(settings)
        threading.Thread(target=ahead.prepare, args=(app,), name="jizen-ahead", daemon=True).start()
        server.run()


def _try_files(settings: Settings) -> None:
    """Say where no file can be kept before somebody wants to attach one."""
    if isinstance(settings.files, Bucket):
        # Aside: a service that is silent is waited for, and no page waits with it.
        threading.Thread(
            target=_try_bucket, args=(settings.files,), name=TRYING, daemon=True
        ).start()
        return
    keeper = FolderStorage(settings.files)
    try:
        keeper.discard(keeper.draft(BytesIO()))
    except OSError as failed:
        click.echo(NO_FILES.format(place=settings.files, why=failed.strerror), err=True)


def _try_bucket(bucket: Bucket) -> None:
    if trouble := ObjectStorage(bucket).trouble():
        click.echo(NO_FILES.format(place=f"s3://{bucket.name}", why=WHY[trouble]), err=True)


def _served_on(settings: Settings, host: str | None, port: int | None) -> Settings:
    """The settings where the command line names another address: what follows from it does too."""
    given = {"JIZEN_HOST": host, "JIZEN_PORT": str(port) if port else None}
    named = {name: value for name, value in given.items() if value}
    return Settings.from_environ({**os.environ, **named}) if named else settings
