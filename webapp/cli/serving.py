"""`jizen serve`: the web application and the work on its jobs in one process."""

import os
import sys
import threading
from contextlib import nullcontext
from functools import partial
from typing import Final

import click

from webapp.app import ahead, memory
from webapp.app.files_tried import try_files
from webapp.app.reach import literal
from webapp.app.server import open_server
from webapp.app.settings import Settings
from webapp.app.wiring import create_app
from webapp.cli import standing, worker
from webapp.cli.main import KEPT
from webapp.request import logs
from workflow.engine import Engine

ONLY_BY_HTTPS: Final = (
    "People who come by plain HTTP cannot sign in: put a proxy with HTTPS in front and name the"
    " site by JIZEN_SITE, or say JIZEN_SECURE_COOKIES=0."
)
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
        try_files(settings.files, partial(click.echo, err=True))
        threading.Thread(target=ahead.prepare, args=(app,), name="jizen-ahead", daemon=True).start()
        server.run()


def _served_on(settings: Settings, host: str | None, port: int | None) -> Settings:
    """The settings where the command line names another address: what follows from it does too."""
    given = {"JIZEN_HOST": host, "JIZEN_PORT": str(port) if port else None}
    named = {name: value for name, value in given.items() if value}
    return Settings.from_environ({**os.environ, **named}) if named else settings
