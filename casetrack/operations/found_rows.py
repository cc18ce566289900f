"""Checking rows of persons found: every cell in words, before anything is saved."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime

from casetrack.operations.facts import FOUND_AS, FoundRow
from casetrack.operations.found_words import FOUND_WORDS, ROLE_WORDS, SEX_WORDS, UNKNOWN_ROLE
from casetrack.operations.nationalities import nationality
from casetrack.operations.sheet import Cells
from casetrack.people.identifiers import Kind, normalise
from casetrack.people.normalise import fold_digits, fold_text
from casetrack.rules.choices import Choice
from casetrack.rules.clocks import KARACHI
from casetrack.rules.custody import is_juvenile
from casetrack.rules.lists import SITE_ROLES
from casetrack.rules.refusals import Refused
from casetrack.rules.states import AccusedState
from casetrack.rules.words import N_

# Whoever stands so in the case already is arrested as that accused, not entered again.
ARRESTABLE = frozenset(
    {
        AccusedState.SUSPECT,
        AccusedState.NOMINATED,
        AccusedState.ABSCONDING,
        AccusedState.PROCLAIMED_OFFENDER,
    }
)
OLDEST = 120
TIMES = ("%H:%M", "%H.%M", "%H%M")
INSTANTS = ("%Y-%m-%d %H:%M", "%Y-%m-%dT%H:%M", "%d/%m/%Y %H:%M", "%d-%m-%Y %H:%M")


@dataclass(frozen=True, slots=True)
class Known:
    """Who is in the case already, by document and by folded name; and whether there is an FIR."""

    has_fir: bool
    accused: Mapping[str, tuple[str, AccusedState]] = field(default_factory=dict)
    accused_names: Mapping[str, str] = field(default_factory=dict)
    rescued: Mapping[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class CheckedRow:
    """One row: its cells as typed, what is wrong in which, what to know, and its facts if good."""

    number: int
    cells: Cells
    errors: dict[str, Refused] = field(default_factory=dict)
    notes: list[Refused] = field(default_factory=list)
    facts: FoundRow | None = None

    @property
    def good(self) -> bool:
        return not self.errors


def check(rows: Sequence[Cells], *, known: Known, day: date, now: datetime) -> list[CheckedRow]:
    """Check all rows. `day` is the day of the raid, for cells that give only a time."""
    checked = [_check_row(number, cells, day, now) for number, cells in enumerate(rows, start=1)]
    seen: dict[str, int] = {}
    for row in checked:
        _compare_with_case(row, known)
        _compare_with_rows(row, seen)
    return checked


def document_of(written: str) -> tuple[Kind, str]:
    """Whether it is a CNIC or a passport, and its one value. Raises Refused."""
    digits = re.sub(r"[\s-]", "", fold_digits(written))
    meant = len(digits) >= 12 or "-" in written  # No passport is written with dashes.
    kind = Kind.CNIC if digits.isdecimal() and meant else Kind.PASSPORT
    return kind, normalise(kind, written, "document")


def _check_row(number: int, cells: Cells, day: date, now: datetime) -> CheckedRow:
    row = CheckedRow(number, cells)
    readings: dict[str, Callable[[str], object]] = {
        "name": _name,
        "document": _document,
        "nationality": _nationality,
        "sex": _sex,
        "age": _age,
        "part": _part,
        "found_as": _found_as,
        "arrested_at": lambda written: _instant(written, day, now),
    }
    read: dict[str, object] = {}
    for key, reading in readings.items():
        try:
            read[key] = reading(cells.get(key, ""))
        except Refused as refused:
            row.errors[key] = refused
    if row.good:
        row.facts = _facts(cells, read)
        _demand_for_arrest(row, row.facts)
        _note(row, row.facts)
    return row


def _facts(cells: Cells, read: Mapping[str, object]) -> FoundRow:
    age, arrested_at = read["age"], read["arrested_at"]
    return FoundRow(
        name=str(read["name"]),
        father_name=cells.get("father_name", ""),
        document=str(read["document"]),
        nationality=str(read["nationality"]),
        sex=str(read["sex"]),
        age_years=age if isinstance(age, int) else None,
        part=str(read["part"]),
        found_as=str(read["found_as"]),
        arrested_at=arrested_at if isinstance(arrested_at, datetime) else None,
    )


def _demand_for_arrest(row: CheckedRow, facts: FoundRow) -> None:
    """An arrest states sex and nationality (the accused's table in rules)."""
    if facts.found_as != "ACCUSED":
        return
    if facts.sex == "U":
        row.errors["sex"] = Refused(N_("Enter M, F or X."))
    if not facts.nationality:
        row.errors["nationality"] = Refused(N_("Enter the nationality."))


def _note(row: CheckedRow, facts: FoundRow) -> None:
    if is_juvenile(facts.age_years):
        row.notes.append(Refused(N_("Under 18: Juvenile Justice System Act 2018.")))
    if facts.sex == "F" and facts.found_as == "ACCUSED":
        row.notes.append(Refused(N_("Woman: no police custody (s.167(5)).")))
    if not facts.document:
        row.notes.append(Refused(N_("No document.")))


def _compare_with_case(row: CheckedRow, known: Known) -> None:
    facts = row.facts
    if facts is None:
        return
    value = _value(facts)
    if facts.found_as == "ACCUSED" and not known.has_fir:
        row.errors["found_as"] = Refused(
            N_("Naming an accused needs an FIR (CrPC s.154): open it first, or enter Suspect.")
        )
    if facts.found_as in ("ACCUSED", "SUSPECT") and value in known.rescued:
        row.errors["document"] = Refused(
            N_("Recorded as rescued, {reference}: a victim is not entered as accused here."),
            reference=known.rescued[value],
        )
    elif facts.found_as == "RESCUED" and value in known.rescued:
        row.errors["document"] = Refused(
            N_("In the case already as {reference}."), reference=known.rescued[value]
        )
    if facts.found_as != "WITNESS" and value in known.accused:
        _meet_accused(row, facts, *known.accused[value])
    elif (reference := known.accused_names.get(_name_key(facts))) is not None:
        row.notes.append(Refused(N_("Same name as {reference} here."), reference=reference))


def _meet_accused(row: CheckedRow, facts: FoundRow, reference: str, state: AccusedState) -> None:
    if facts.found_as == "ACCUSED" and state in ARRESTABLE:
        row.notes.append(Refused(N_("{reference} in this case."), reference=reference))
        return
    row.errors["document"] = Refused(N_("In the case already as {reference}."), reference=reference)


def _compare_with_rows(row: CheckedRow, seen: dict[str, int]) -> None:
    if row.facts is None:
        return
    value, name = _value(row.facts), "name:" + _name_key(row.facts)
    if value and value in seen:
        row.errors["document"] = Refused(N_("Same document as row {number}."), number=seen[value])
    elif name in seen:
        row.notes.append(Refused(N_("Same name as row {number}."), number=seen[name]))
    seen.setdefault(name, row.number)
    if value:
        seen.setdefault(value, row.number)


def _value(facts: FoundRow) -> str:
    return document_of(facts.document)[1] if facts.document else ""


def _name_key(facts: FoundRow) -> str:
    return name_key(facts.name, facts.father_name)


def name_key(name: str, father_name: str) -> str:
    """One key for a name and the father's name, however they were typed."""
    return f"{fold_text(name)}/{fold_text(father_name)}"


def _name(written: str) -> str:
    if not written:
        raise Refused(N_("Enter the name."))
    return written


def _document(written: str) -> str:
    if fold_text(written) in ("", "nil", "none", "no", "na", "n a", "not available"):
        return ""
    document_of(written)
    return written


def _nationality(written: str) -> str:
    code = nationality(written) if written else ""
    if written and not code:
        raise Refused(N_("Not a country: write Chinese, China or CN."))
    return code


def _sex(written: str) -> str:
    known = SEX_WORDS.get(written.strip(".").casefold())
    if known is None:
        raise Refused(N_("Enter M, F or X."))
    return known


def _age(written: str) -> int | None:
    digits = fold_digits(written).casefold().removesuffix("years").removesuffix("y").strip(" .")
    if not digits:
        return None
    if not digits.isdecimal() or int(digits) > OLDEST:
        raise Refused(N_("Enter the age in years, from 0 to 120."))
    return int(digits)


def _part(written: str) -> str:
    return _choice(written, SITE_ROLES, ROLE_WORDS, UNKNOWN_ROLE)


def _found_as(written: str) -> str:
    return _choice(written, FOUND_AS, FOUND_WORDS, N_("Write accused, suspect, rescued, witness."))


def _choice(written: str, choices: Sequence[Choice], words: Mapping[str, str], message: str) -> str:
    folded = fold_text(written)
    if folded in words:
        return words[folded]
    for choice in choices:
        if folded in (fold_text(choice.key), fold_text(choice.label)):
            return choice.key
    raise Refused(message)


def _instant(written: str, day: date, now: datetime) -> datetime | None:
    text = fold_digits(written).strip()
    if not text:
        return None
    instant = _read_instant(text, day)
    if instant is None:
        raise Refused(N_("Write 14:30, or 09/07/2025 14:30."))
    if instant > now:
        raise Refused(N_("This is in the future."))
    return instant


def _read_instant(text: str, day: date) -> datetime | None:
    for form in (*TIMES, *INSTANTS):
        try:
            read = datetime.strptime(text, form).replace(tzinfo=KARACHI)
        except ValueError:
            continue
        if form in TIMES:
            read = datetime.combine(day, read.time(), tzinfo=KARACHI)
        return read.astimezone(UTC)
    return None
