"""The figures for Prometheus, given to the addresses that the operator names."""

import os
from ipaddress import ip_address

from flask import Blueprint, abort, request
from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.exposition import CONTENT_TYPE_LATEST
from prometheus_client.multiprocess import MultiProcessCollector
from werkzeug.wrappers import Response

from webapp.app.counters import Counters, counters
from webapp.request import access, current

blueprint = Blueprint("metrics", __name__)


@blueprint.get("/metrics")
@access.public
def show() -> Response:
    """Everything that is counted, in Prometheus' text format; 403 for other addresses."""
    if not _may_look():
        abort(403)
    mine = counters()
    text = generate_latest(_of_all_processes(mine)) + generate_latest(_now(mine))
    return Response(text, content_type=CONTENT_TYPE_LATEST)


def _may_look() -> bool:
    """Whether the one asking is at an address that was named.

    Behind a proxy that is not declared as trusted everyone seems to be the proxy: then nobody may.
    """
    settings = current.settings()
    if "X-Forwarded-For" in request.headers and not settings.trusted_proxies:
        return False
    try:
        address = ip_address(request.remote_addr or "")
    except ValueError:
        return False
    mapped = getattr(address, "ipv4_mapped", None)
    return any((mapped or address) in network for network in settings.metrics_from)


def _of_all_processes(mine: Counters) -> CollectorRegistry:
    """Where several processes serve one site they keep their counts in a common folder."""
    folder = os.environ.get("PROMETHEUS_MULTIPROC_DIR")
    if not folder:
        return mine.registry
    registry = CollectorRegistry()
    MultiProcessCollector(registry, folder)  # type: ignore[no-untyped-call]
    return registry


def _now(mine: Counters) -> CollectorRegistry:
    registry = CollectorRegistry()
    registry.register(mine.database)
    return registry
