"""Single papers of a case, made of the same parts as its dossier."""

from __future__ import annotations

from collections.abc import Callable

from casetrack.dossiers import tree
from casetrack.dossiers.papers import challan, police
from casetrack.dossiers.papers.sheet import Sheet

# Papers about one thing, by facts.PAPERS: the content of the case and the thing's reference.
ABOUT_ONE: dict[str, Callable[[tree.Dossier, str], Sheet]] = {
    "CHALLAN_FORM": challan.challan_form,
    "SEIZURE_MEMO": police.seizure_memo,
    "ARREST_MEMO": police.arrest_memo,
    "REMAND_SHEET": police.remand_sheet,
    "CUSTODY_SHEET": police.custody_sheet,
}

__all__ = ["ABOUT_ONE"]
