"""The one reader of the environment. Everything else is handed a frozen Settings."""

from __future__ import annotations

import hashlib
import hmac
import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

ROOT = Path(__file__).resolve().parent.parent
ENVIRONMENTS = ("development", "production", "test")


class BadSettings(RuntimeError):
    """The environment asks for something casetrack will not run with."""


@dataclass(frozen=True, slots=True)
class Bucket:
    """Where files lie instead of in `data_dir`: a bucket of an S3-compatible server.

    Without an endpoint it is Amazon's own.
    """

    name: str
    key_id: str
    secret: str = field(repr=False)
    endpoint: str = ""
    region: str = "us-east-1"


@dataclass(frozen=True, slots=True)
class Settings:
    """What one running casetrack was told; `data_dir` holds the database, files and dossiers."""

    environment: str
    database_url: str
    data_dir: Path
    secret_key: str = field(repr=False)
    secret_key_fallbacks: tuple[str, ...] = field(default=(), repr=False)
    trusted_hosts: tuple[str, ...] = ()
    proxies: int = 0
    idle_minutes: int = 15
    session_hours: int = 8
    max_upload_bytes: int = 64 * 1024 * 1024
    amounts: str = "lakh"
    # Where officers reach this casetrack: printed papers lead there. "" prints no QR code.
    url: str = ""
    # What final dossiers are signed with: a PKCS#12 file, or pkcs11:module=…;token=…;object=…
    signing_key: str = ""
    signing_secret: str = field(default="", repr=False)
    bucket: Bucket | None = None

    @property
    def production(self) -> bool:
        return self.environment == "production"

    def derived_key(self, purpose: str) -> bytes:
        """A 256-bit key for one purpose, so that no secret serves two ends."""
        return hmac.new(self.secret_key.encode(), purpose.encode(), hashlib.sha256).digest()


def from_environment(environ: Mapping[str, str] = os.environ) -> Settings:
    """Settings from CASETRACK_*, DATABASE_URL and SECRET_KEY. Raises BadSettings."""
    environment = environ.get("CASETRACK_ENV", "development")
    if environment not in ENVIRONMENTS:
        raise BadSettings(f"CASETRACK_ENV is {environment!r}; it must be one of {ENVIRONMENTS}")
    data_dir = Path(environ.get("CASETRACK_DATA", ROOT / "instance")).resolve()
    data_dir.mkdir(parents=True, exist_ok=True)
    return Settings(
        environment=environment,
        database_url=environ.get("DATABASE_URL", f"sqlite:///{data_dir / 'casetrack.sqlite'}"),
        data_dir=data_dir,
        secret_key=_secret_key(environ, environment, data_dir),
        secret_key_fallbacks=_words(environ.get("SECRET_KEY_FALLBACKS", "")),
        trusted_hosts=_trusted_hosts(environ, environment),
        proxies=int(environ.get("CASETRACK_PROXIES", "0")),
        idle_minutes=min(int(environ.get("CASETRACK_IDLE_MINUTES", "15")), 30),
        amounts=_amounts(environ.get("CASETRACK_AMOUNTS", "lakh")),
        url=environ.get("CASETRACK_URL", "").rstrip("/"),
        signing_key=environ.get("CASETRACK_SIGNING_KEY", ""),
        signing_secret=environ.get("CASETRACK_SIGNING_SECRET", ""),
        bucket=_bucket(environ, environment),
    )


def _words(text: str) -> tuple[str, ...]:
    return tuple(word for word in text.replace(",", " ").split() if word)


def _amounts(style: str) -> str:
    if style not in ("lakh", "million"):
        raise BadSettings(f"CASETRACK_AMOUNTS is {style!r}; it must be lakh or million")
    return style


def _bucket(environ: Mapping[str, str], environment: str) -> Bucket | None:
    told = {
        name: environ.get(f"CASETRACK_S3_{name.upper()}", "")
        for name in ("bucket", "endpoint", "region", "key_id", "secret")
    }
    if not any(told.values()):
        return None
    missing = [name for name in ("bucket", "key_id", "secret") if not told[name]]
    if missing:
        words = ", ".join(f"CASETRACK_S3_{name.upper()}" for name in missing)
        raise BadSettings(f"Set {words}, too, or none of CASETRACK_S3_*")
    bare = told["endpoint"].startswith("http://")
    near = (urlsplit(told["endpoint"]).hostname or "") in ("localhost", "127.0.0.1", "::1")
    if environment == "production" and bare and not near:
        raise BadSettings("CASETRACK_S3_ENDPOINT must be https: evidence would pass in clear")
    return Bucket(
        name=told["bucket"],
        key_id=told["key_id"],
        secret=told["secret"],
        endpoint=told["endpoint"],
        region=told["region"] or "us-east-1",
    )


def _trusted_hosts(environ: Mapping[str, str], environment: str) -> tuple[str, ...]:
    hosts = _words(environ.get("CASETRACK_HOSTS", ""))
    if environment == "production" and not hosts:
        raise BadSettings("Set CASETRACK_HOSTS to the host names this casetrack answers to")
    return hosts or ("localhost", "127.0.0.1")


def _secret_key(environ: Mapping[str, str], environment: str, data_dir: Path) -> str:
    key = environ.get("SECRET_KEY", "")
    if key and len(key) < 32:
        raise BadSettings("SECRET_KEY must have at least 32 characters")
    if key:
        return key
    if environment == "production":
        raise BadSettings("Set SECRET_KEY: production never starts with a made-up secret")
    return _kept_secret(data_dir / "secret_key")


def _kept_secret(path: Path) -> str:
    """Outside production, a secret made once and kept, so that a restart signs nobody out."""
    if not path.exists():
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w") as file:
            file.write(secrets.token_urlsafe(48))
    return path.read_text().strip()
