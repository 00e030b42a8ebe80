"""moto's S3 on a free port: it checks keys and signatures, and can break off in an upload."""

import json
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from typing import Any, Final
from unittest.mock import patch

import boto3
import requests
from moto.core.authorization import enable_iam_authentication
from moto.moto_server.werkzeug_app import MotoRequestHandler
from moto.s3.models import S3Backend
from moto.server import ThreadedMotoServer

from workflow.files.object_storage import Bucket

NAME: Final = "papers"
REGION: Final = "ap-northeast-1"
OPERATOR: Final = "operator"
ANYONE: Final = "anyone"
"""Key and secret while nobody checks them."""
BROKEN: Final = RuntimeError("the server breaks down")
MAY_EVERYTHING_IN_S3: Final = json.dumps(
    {
        "Version": "2012-10-17",
        "Statement": [{"Effect": "Allow", "Action": "s3:*", "Resource": "*"}],
    }
)


@dataclass(frozen=True)
class ObjectServer:
    """A server with one empty bucket, and the key of the one who may write in it."""

    address: str
    key_id: str
    secret: str

    def bucket(self, **changed: str) -> Bucket:
        """How the storage is told of it."""
        known = {"key_id": self.key_id, "secret": self.secret, "prefix": "jizen/files"}
        return Bucket(NAME, endpoint=self.address, region=REGION, **{**known, **changed})

    @property
    def objects(self) -> list[str]:
        """The keys of all objects."""
        found = self._s3.list_objects_v2(Bucket=NAME).get("Contents", [])
        return [one["Key"] for one in found]

    def put(self, key: str, content: bytes) -> None:
        """Write an object past the program."""
        self._s3.put_object(Bucket=NAME, Key=key, Body=content)

    def take_away(self, key: str) -> None:
        """Delete an object past the program."""
        self._s3.delete_object(Bucket=NAME, Key=key)

    @property
    def unfinished(self) -> list[str]:
        """The keys of uploads in parts that were begun and neither finished nor taken back."""
        found = self._s3.list_multipart_uploads(Bucket=NAME).get("Uploads", [])
        return [one["Key"] for one in found]

    @property
    def _s3(self) -> Any:
        return _client("s3", self.address, self.key_id, self.secret)


@contextmanager
def breaking_off() -> Iterator[list[object]]:
    """The server meanwhile takes the first part of an upload and breaks down at all else.

    Gives the parts it took: none or one.
    """
    taken: list[object] = []
    take_part = S3Backend.upload_part

    def only_the_first(self: S3Backend, *args: Any, **named: Any) -> Any:
        if taken:
            raise BROKEN
        taken.append(take_part(self, *args, **named))
        return taken[0]

    with (
        patch.object(S3Backend, "upload_part", only_the_first),
        patch.object(S3Backend, "put_object", side_effect=BROKEN),
    ):
        yield taken


@contextmanager
def object_server() -> Iterator[ObjectServer]:
    """A server that runs meanwhile."""
    server = ThreadedMotoServer("127.0.0.1", 0, verbose=False)
    with ExitStack() as stack:
        # Every answer ends its connection: none is served once the server is gone.
        stack.enter_context(
            patch.object(MotoRequestHandler, "protocol_version", "HTTP/1.0", create=True)
        )
        server.start()
        stack.callback(server.stop)
        host, port = server.get_host_and_port()
        yield _prepared(f"http://{host}:{port}", stack)


def _prepared(address: str, stack: ExitStack) -> ObjectServer:
    """Make the bucket and the operator; from then on keys are checked."""
    requests.post(f"{address}/moto-api/reset", timeout=10).raise_for_status()
    _client("s3", address).create_bucket(
        Bucket=NAME, CreateBucketConfiguration={"LocationConstraint": REGION}
    )
    iam = _client("iam", address)
    iam.create_user(UserName=OPERATOR)
    iam.put_user_policy(UserName=OPERATOR, PolicyName="files", PolicyDocument=MAY_EVERYTHING_IN_S3)
    key = iam.create_access_key(UserName=OPERATOR)["AccessKey"]
    stack.enter_context(enable_iam_authentication())
    return ObjectServer(address, key["AccessKeyId"], key["SecretAccessKey"])


def _client(service: str, address: str, key_id: str = ANYONE, secret: str = ANYONE) -> Any:
    return boto3.client(
        service,
        endpoint_url=address,
        region_name=REGION,
        aws_access_key_id=key_id,
        aws_secret_access_key=secret,
    )
