"""The editions of a dossier: for whom each is, and why it lacks what it lacks.

What each holds stands in dossiers/allow_list.py. The grounds are words on paper, to be read with
counsel; they are no legal advice.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from casetrack.dossiers.allow_list import RULES, Rule
from casetrack.dossiers.facts import SERIES
from casetrack.dossiers.parts import PARTS
from casetrack.rules.refusals import Refused
from casetrack.rules.words import N_

COURT, POLICE, DEFENCE, COMPLAINANT, MEDIA = "COURT", "POLICE", "DEFENCE", "COMPLAINANT", "MEDIA"
# Which documents have their pages in an edition; CLEARED: read through for protected names.
ALL, CLEARED, NONE = "ALL", "CLEARED", "NONE"

GROUNDS = {
    "diary": N_("Case diary: neither the accused nor his agents may call for it (CrPC s.172)"),
    "police": N_("Part B is for the police alone: it is not evidence in the case"),
    "opinion": N_("Legal advice and official communications (QSO 1984 Art.7 and 9)"),
    "unused": N_("Not relied on: listed without its content; the court may order it shown"),
    "victim": N_("Identity of victims and children (PTPA 2018 s.11; PPC s.376-A; JJSA 2018 s.13)"),
    "contact": N_("Homes and numbers of witnesses: their statements are supplied (CrPC s.265-C)"),
    "store": N_("Where evidence is kept: safety of the malkhana"),
    "abroad": N_("Requests between states are confidential until answered (MLA Act 2020)"),
    "uncleared": N_("Nobody has yet read it through for names the law protects"),
    "others": N_("Concerns other persons or the investigation, not the complainant's own matter"),
    "public": N_("Not for the public: privacy and fair trial (Constitution Art.10A and 14)"),
    "reader": N_("Not open to the officer who asked for this copy"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Edition:
    """One edition. `ground`: why it lacks what no rule gives it another reason to lack.

    `binds` is ALL, CLEARED or NONE. `log`: whether the redaction log is printed line by line; else
    the `statement` stands for it.
    """

    key: str
    classification: str
    sealed: str
    ground: str
    binds: str
    log: bool
    statement: str = ""

    @property
    def letter(self) -> str:
        """As the allow list and the Bates numbers name it."""
        return SERIES[self.key]


EDITIONS: dict[str, Edition] = {
    one.key: one
    for one in (
        Edition(
            COURT,
            N_("Confidential – court copy"),
            N_("Sealed – court copy"),
            "police",
            CLEARED,
            log=True,
        ),
        Edition(
            POLICE,
            N_("Secret – police copy"),
            N_("Sealed – police copy"),
            "victim",
            ALL,
            log=True,
        ),
        Edition(
            DEFENCE,
            N_("Confidential – defence copy"),
            N_("Sealed – defence copy"),
            "police",
            CLEARED,
            log=False,
            statement=N_(
                "This copy holds the evidence that the prosecution relies on (CrPC 1898 s.241-A,"
                " s.265-C), and a list of material that it does not rely on. Case diaries, legal"
                " advice, the homes and numbers of witnesses and the names that the law protects"
                " are not in it. Application for anything else is to the court."
            ),
        ),
        Edition(
            COMPLAINANT,
            N_("Personal – complainant's copy"),
            N_("Sealed – complainant's copy"),
            "others",
            NONE,
            log=False,
            statement=N_(
                "This copy tells the complainant of his own complaint, what became of it, and of"
                " the things he gave. What concerns other persons, and the evidence before the"
                " court, is not in it."
            ),
        ),
        Edition(
            MEDIA,
            N_("For the public – media copy"),
            "",
            "public",
            NONE,
            log=False,
            statement=N_(
                "This copy holds figures, offences and the stage of the case. It names no person"
                " and no account. A person accused is innocent until a court finds otherwise."
            ),
        ),
    )
}


@cache
def allowed(edition: str, part: str, record: str) -> frozenset[str]:
    """The fields of a record that an edition holds in a part."""
    letter = EDITIONS[edition].letter
    rules = rules_of(part, record)
    return frozenset(field for rule in rules if letter in rule.editions for field in rule.fields)


@cache
def rules_of(part: str, record: str) -> tuple[Rule, ...]:
    """The rules on a record in a part; a record inside another may have its rules elsewhere."""
    mine = tuple(rule for rule in RULES if rule.record == record)
    return tuple(rule for rule in mine if rule.part == part) or mine


def ground(edition: Edition, rule: Rule) -> str:
    """In words, why the edition lacks what the rule is about."""
    own = edition.key in (COMPLAINANT, MEDIA) and rule.why != "diary"
    return GROUNDS[edition.ground if own or not rule.why else rule.why]


def standing(edition: Edition) -> dict[str, str]:
    """By part, why the edition lacks the whole of it; "" for the parts it holds."""
    found = {}
    for part in PARTS:
        rules = [rule for rule in RULES if rule.part == part.key]
        held = not rules or any(edition.letter in rule.editions for rule in rules)
        found[part.key] = "" if held else ground(edition, rules[0])
    return found


def check_open(edition: str, *, sealed: bool, reads_diary: bool) -> None:
    """Raise Refused where an edition is closed: to the officer, or of a sealed case."""
    if edition == MEDIA and sealed:
        raise Refused(N_("A sealed case has no media copy."), field="edition")
    if edition == POLICE and not reads_diary:
        words = N_("The police copy holds the case diary, which your role may not read.")
        raise Refused(words, field="edition")
