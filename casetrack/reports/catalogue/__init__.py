"""Every report by its name. A new one is a module here with its KIND, and one line below."""

from __future__ import annotations

from collections.abc import Mapping

from casetrack.reports.catalogue import (
    attrition,
    clocks,
    cohort,
    conviction,
    court_desk,
    letter,
    means,
    oversight,
    police_desk,
    raids,
    rates,
    workload,
)
from casetrack.reports.catalogue.kind import Kind

KINDS: tuple[Kind, ...] = (
    conviction.KIND,
    rates.KIND,
    attrition.KIND,
    cohort.KIND,
    police_desk.KIND,
    court_desk.KIND,
    letter.KIND,
    workload.KIND,
    clocks.KIND,
    raids.KIND,
    oversight.KIND,
    means.KIND,
)

BY_NAME: Mapping[str, Kind] = {kind.name: kind for kind in KINDS}

__all__ = ["BY_NAME", "KINDS", "Kind"]
