"""The steps of a story before the court: challan, charge, hearings, verdict, appeal."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from casetrack.db import local_date
from casetrack.demo.steps import C, Step, _accused_to, _to
from casetrack.demo.story import Story, move_case
from casetrack.prosecution import queries
from casetrack.prosecution import service as prosecution
from casetrack.prosecution.facts import (
    APPEAL_CHANGES,
    AppealFacts,
    ChallanFacts,
    ChargeFacts,
    DecisionFacts,
    DischargeFacts,
    HearingFacts,
    JudgmentFacts,
    VerdictRow,
)
from casetrack.prosecution.models import Charge
from casetrack.rules.states import AccusedState as A

COURT = "Judge, Special Court (PECA)"
SENT_UP = (A.ARRESTED, A.PRE_ARREST_BAIL, A.CHALLANED)


def _challan(story: Story, detail: str) -> None:
    """Submit a challan, "INTERIM" or "FINAL": who is held or on bail in column 3."""
    in_case = [one for one in story.accused if one.state in (*SENT_UP, A.ABSCONDING)]
    facts = ChallanFacts(
        kind=detail,
        number=story.paper("CH"),
        submitted_on=local_date(story.at),
        prosecutor="Special Prosecutor J. Gharbal",
        accused={one.id: 3 if one.state in SENT_UP else 2 for one in in_case},
        witnesses="PW-1 the complainant\nPW-2 the bank's manager\nPW-3 the forensic expert",
        exhibits="P-1 the computer",
        reason="Still absconding; proceedings under s.512.",
    )
    prosecution.submit_challan(
        case=story.opened(), facts=facts, actor=story.officer.actor, now=story.at
    )


def _charge(story: Story, detail: str) -> None:
    plea = detail or "NOT_GUILTY"
    facts = ChargeFacts(
        charge_at=story.at,
        copies_supplied_at=story.at - timedelta(days=9),
        offences=story.sections,
        pleas={one.id: plea for one in story.accused if one.state is A.CHALLANED},
    )
    prosecution.frame_charges(
        case=story.opened(), facts=facts, actor=story.desk.liaison.actor, now=story.at
    )


def _discharge(story: Story, detail: str) -> None:
    facts = DischargeFacts(
        kind=detail or "DISCHARGED",
        order_no=story.paper("O"),
        ordered_at=story.at,
        accused=frozenset(one.id for one in story.accused if one.state is A.CHALLANED),
    )
    prosecution.discharge_accused(
        case=story.opened(), facts=facts, actor=story.desk.liaison.actor, now=story.at
    )


def _hearing(story: Story, detail: str) -> None:
    """A day in court; the next one some days after the story's present moment."""
    facts = HearingFacts(
        court=COURT,
        held_on=local_date(story.at),
        purpose="PROSECUTION_EVIDENCE",
        outcome="One witness was examined; the case was adjourned.",
        next_on=local_date(story.until + timedelta(days=int(detail or 3))),
        next_purpose="PROSECUTION_EVIDENCE",
    )
    prosecution.record_hearing(
        case=story.opened(), facts=facts, actor=story.desk.liaison.actor, now=story.at
    )


def _verdict(story: Story, detail: str) -> None:
    """ "CONVICTED", or one kind for each accused charged: "CONVICTED,ACQUITTED"."""
    kinds = detail.split(",")
    charged = [one for one in story.accused if one.state is A.CHARGED]
    kind_of = {one.id: kinds[min(number, len(kinds) - 1)] for number, one in enumerate(charged)}
    rows = [
        _verdict_row(charge, kind_of[charge.accused_id])
        for charge in queries.charges_of(story.opened())
        if charge.accused_id in kind_of
    ]
    judgment = JudgmentFacts(
        judgment_at=story.at,
        court=COURT,
        order_no=story.paper("J"),
        certified_copy_at=story.at,
        compromise_doc="Deed of compromise, attested" if "COMPOUNDED" in kinds else "",
        death_certificate=story.paper("DC") if "ABATED" in kinds else "",
        died_on=local_date(story.at) if "ABATED" in kinds else None,
    )
    prosecution.record_verdicts(
        case=story.opened(),
        rows=rows,
        judgment=judgment,
        actor=story.desk.liaison.actor,
        now=story.at,
    )


def _verdict_row(charge: Charge, kind: str) -> VerdictRow:
    if kind == "CONVICTED":
        return VerdictRow(charge.id, kind, sentence="2 years", fine_minor=20_000_000)
    return VerdictRow(charge.id, kind, ground="BENEFIT_OF_DOUBT" if kind == "ACQUITTED" else "")


def _appeal(story: Story, _detail: str) -> None:
    facts = AppealFacts(
        number=story.paper("CA"),
        court="High Court",
        filed_at=story.at,
        filed_by="The convicted" if story.opened().state is C.CONVICTED else "The State",
        certified_copy_at=story.at - timedelta(days=12),
        leave_order=story.paper("LO"),
    )
    prosecution.file_appeal(
        case=story.opened(), facts=facts, actor=story.desk.liaison.actor, now=story.at
    )


def _decide(story: Story, detail: str) -> None:
    """Decide the appeal: "UPHELD", "CONVICTION_SET_ASIDE", "ACQUITTAL_REVERSED", "RETRIAL"."""
    before, after = APPEAL_CHANGES.get(detail, (frozenset[str](), ""))
    rows = [
        _verdict_row(charge, after)
        for charge in queries.charges_of(story.opened())
        if charge.verdict is not None and charge.verdict.kind in before
    ]
    desk = story.desk
    facts = DecisionFacts(
        decided_at=story.at, result=detail, judgment_number=story.paper("J"), rows=tuple(rows)
    )
    prosecution.decide_appeal(
        case=story.opened(),
        appeal=queries.appeals_of(story.opened())[-1],
        facts=facts,
        # A retrial reopens the case: only a supervisor may record it.
        actor=(desk.supervisor if detail == "RETRIAL" else desk.liaison).actor,
        now=story.at,
    )


def _wake(story: Story, _detail: str) -> None:
    """Take a dormant case up again."""
    move_case(story, C.COGNIZANCE)


COURT_STEPS: Mapping[str, tuple[float, Step]] = {
    "challan": (12, _challan),
    "cognizance": (15, _to(C.COGNIZANCE)),
    "discharge": (20, _discharge),
    "dormant": (60, _to(C.DORMANT, "reason")),
    "wake": (90, _wake),
    "withdraw": (25, _to(C.WITHDRAWN)),
    "quash-court": (25, _to(C.QUASHED)),
    "compound": (25, _to(C.COMPOUNDED)),
    "charge": (21, _charge),
    "trial": (14, _to(C.TRIAL)),
    "hearing": (20, _hearing),
    "verdict": (60, _verdict),
    "died": (30, _accused_to(A.DIED)),
    "abate": (5, _to(C.ABATED)),
    "appeal": (25, _appeal),
    "decide": (70, _decide),
}
