"""Settings from the environment: production refuses what is weak, development works at once."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask import Flask, request

from casetrack.app import create_app
from casetrack.config import BadSettings, from_environment
from tests.conftest import Databases

LONG = "a secret of more than thirty-two characters"


def environment(folder: Path, **more: str) -> dict[str, str]:
    return {"CASETRACK_DATA": str(folder), **more}


def test_development_makes_a_secret_once_and_keeps_it(tmp_path: Path) -> None:
    first = from_environment(environment(tmp_path))
    assert from_environment(environment(tmp_path)).secret_key == first.secret_key
    assert (tmp_path / "secret_key").stat().st_mode & 0o077 == 0
    assert first.secret_key not in repr(first)


@pytest.mark.parametrize(
    "wrong",
    [
        {"CASETRACK_ENV": "production", "CASETRACK_HOSTS": "casetrack.example"},
        {"CASETRACK_ENV": "production", "CASETRACK_HOSTS": "x", "SECRET_KEY": "short"},
        {"CASETRACK_ENV": "production", "SECRET_KEY": LONG},
        {"CASETRACK_ENV": "staging"},
        {"CASETRACK_AMOUNTS": "dozen"},
    ],
)
def test_weak_or_unknown_settings_refuse_to_start(tmp_path: Path, wrong: dict[str, str]) -> None:
    with pytest.raises(BadSettings):
        from_environment(environment(tmp_path, **wrong))


def test_production_starts_with_its_own_secret(tmp_path: Path) -> None:
    settings = from_environment(
        environment(
            tmp_path, CASETRACK_ENV="production", SECRET_KEY=LONG, CASETRACK_HOSTS="c.example"
        )
    )
    assert settings.production
    assert not (tmp_path / "secret_key").exists()


def test_the_idle_time_has_a_ceiling(tmp_path: Path) -> None:
    settings = from_environment(environment(tmp_path, CASETRACK_IDLE_MINUTES="600"))
    assert settings.idle_minutes == 30


def test_keys_for_two_purposes_differ(tmp_path: Path) -> None:
    settings = from_environment(environment(tmp_path))
    assert settings.derived_key("audit") != settings.derived_key("checkpoint")


@pytest.mark.usefixtures("app")
@pytest.mark.parametrize(("proxies", "seen"), [("0", "127.0.0.1"), ("1", "203.0.113.9")])
def test_a_forwarded_address_is_believed_only_behind_a_proxy_of_ours(
    tmp_path: Path, databases: Databases, proxies: str, seen: str
) -> None:
    url = databases.fresh("sqlite")
    settings = from_environment(
        environment(tmp_path, CASETRACK_ENV="test", CASETRACK_PROXIES=proxies, DATABASE_URL=url)
    )
    app: Flask = create_app(settings)
    addresses = []
    app.before_request(lambda: addresses.append(request.remote_addr))
    app.test_client().get("/sign-in", headers={"X-Forwarded-For": "203.0.113.9"})
    assert addresses == [seen]
    databases.drop(url)
