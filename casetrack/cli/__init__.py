"""`flask …` commands. Each calls services and queries; none has a rule of its own."""

from __future__ import annotations

from flask import Flask

from casetrack.cli import (
    audit,
    check,
    database,
    demo,
    dossier,
    evidence,
    officers,
    prepare,
    report,
    worker,
)


def init_app(app: Flask) -> None:
    app.cli.add_command(audit.audit)
    app.cli.add_command(check.check)
    app.cli.add_command(database.database)
    app.cli.add_command(demo.demo)
    app.cli.add_command(dossier.dossier)
    app.cli.add_command(evidence.evidence)
    app.cli.add_command(officers.officers)
    app.cli.add_command(prepare.prepare)
    app.cli.add_command(report.report)
    app.cli.add_command(worker.worker)
