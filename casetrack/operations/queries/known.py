"""Who is in a case already: what pasted rows are compared with."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence

from sqlalchemy import select

from casetrack.cases.models import Accused, Case, CasePerson, ProtectedIdentity
from casetrack.db import session
from casetrack.operations.found_rows import Known, document_of, name_key
from casetrack.people.facts import Kind
from casetrack.people.models import Identifier, IdentifierLink, Person
from casetrack.rules.refusals import Refused

PAPERS = (Kind.CNIC.value, Kind.PASSPORT.value)


def known_in(case: Case) -> Known:
    """Who is in the case already: what pasted rows are compared with."""
    accused = session.execute(
        select(Accused, Identifier.value)
        .join(
            IdentifierLink,
            (IdentifierLink.subject_kind == "person")
            & (IdentifierLink.subject_id == Accused.person_id),
        )
        .join(Identifier, Identifier.id == IdentifierLink.identifier_id)
        .where(Accused.case_id == case.id, Identifier.kind.in_(PAPERS))
        .order_by(Accused.serial)
    )
    everyone = session.scalars(select(Accused).where(Accused.case_id == case.id))
    return Known(
        has_fir=case.fir_serial is not None,
        accused={row[1]: (row[0].reference, row[0].state) for row in accused},
        accused_names={
            name_key(one.person.name, one.person.father_name): one.reference for one in everyone
        },
        rescued=_rescued_documents(case),
    )


def accused_of_persons(case: Case, persons: Sequence[Person]) -> Mapping[uuid.UUID, Accused]:
    """Which of these persons are accused in the case already, by person."""
    rows = select(Accused).where(
        Accused.case_id == case.id, Accused.person_id.in_([person.id for person in persons])
    )
    return {one.person_id: one for one in session.scalars(rows.order_by(Accused.serial))}


def _rescued_documents(case: Case) -> Mapping[str, str]:
    rows = session.execute(
        select(ProtectedIdentity.document, CasePerson.reference)
        .join(CasePerson, CasePerson.id == ProtectedIdentity.case_person_id)
        .where(ProtectedIdentity.case_id == case.id, ProtectedIdentity.document != "")
    )
    found = {}
    for document, reference in rows:
        try:
            found[document_of(document)[1]] = reference
        except Refused:
            found[document] = reference
    return found
