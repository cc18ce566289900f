"""Who gives and who takes: officers by their id, outsiders by the words that were typed."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from casetrack.accounts.models import Officer
from casetrack.cases.models import Case
from casetrack.cases.queries import visible_ids
from casetrack.db import session
from casetrack.evidence.facts import CustodyFacts
from casetrack.rules.custody_chain import STAYING, Link, Party
from casetrack.rules.refusals import Refused
from casetrack.rules.words import N_


@dataclass(frozen=True, slots=True)
class Named:
    """The officers whom an act names, looked up once for all its exhibits."""

    giver: Party | None
    taker: Party | None


def named(case_id: UUID, facts: CustodyFacts) -> Named:
    """Raises Refused for an officer who could not read what he is to confirm."""
    return Named(
        _officer(case_id, facts.from_officer_id, "from_officer_id"),
        _officer(case_id, facts.to_officer_id, "to_officer_id"),
    )


def giver_of(named: Named, facts: CustodyFacts, last: Link) -> Party:
    """Who hands it on. Nobody named, or a name that is the holder's own, is the holder."""
    typed = Party(facts.from_holder.strip())
    if named.giver:
        return named.giver
    return last.taker if not typed.name or typed.is_same(last.taker) else typed


def taker_of(named: Named, facts: CustodyFacts, giver: Party) -> Party:
    """Who holds it from then on; where it changes no hands, nobody need be named."""
    typed = Party(facts.to_holder.strip())
    if named.taker:
        return named.taker
    stays = not typed.name and facts.kind in STAYING
    return giver if stays or typed.is_same(giver) else typed


def officer_party(officer_id: UUID | None, name: str) -> Party:
    """An officer under his title, else the typed name."""
    officer = session.get(Officer, officer_id) if officer_id else None
    return Party(officer.title, str(officer.id)) if officer else Party(name.strip())


def _officer(case_id: UUID, officer_id: UUID | None, field: str) -> Party | None:
    if officer_id is None:
        return None
    officer = session.get(Officer, officer_id)
    if officer is None:
        raise Refused(N_("Choose an officer of the list."), field=field)
    sees = visible_ids(officer.actor).where(Case.id == case_id)
    if session.scalar(sees) is None:
        words = N_("{name} may not read this case and could not confirm: put him on it first.")
        raise Refused(words, field=field, name=officer.title)
    return Party(officer.title, str(officer.id))
