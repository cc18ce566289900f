"""The 149 who were found at the call centre, as a spreadsheet has them. Every name is invented."""

from __future__ import annotations

from dataclasses import dataclass

# By nationality as published of the raid of July 2025.
NATIONS = {
    "Pakistani": 78,
    "Chinese": 48,
    "Nigerian": 8,
    "Bangladeshi": 6,
    "Filipino": 4,
    "Sri Lankan": 2,
    "Myanmar": 2,
    "Zimbabwe": 1,
}
WOMEN = 18
FIRST = (
    *("Aban", "Bara", "Caro", "Dilo", "Emre", "Fadi", "Goru", "Hamo"),
    *("Ismo", "Jabo", "Kemo", "Lano", "Mabo", "Nado", "Omro"),
)
LAST = (
    *("Rakhti", "Sombal", "Tarvi", "Ulmani", "Vesho", "Warani", "Yoldi"),
    *("Zarmo", "Qelbi", "Pashmi", "Lanoti", "Mabori", "Nadoli", "Omrazi"),
)
HEAD = ("S.No", "Name", "Father", "CNIC/Passport", "Nationality", "Sex", "Age", "Role")


@dataclass(frozen=True, slots=True)
class Found:
    """One row of the sheet."""

    number: int
    name: str
    document: str
    nationality: str
    sex: str

    def line(self) -> str:
        father = (
            f"{LAST[self.number % len(LAST)]} Senior" if self.nationality == "Pakistani" else ""
        )
        cells = (str(self.number), self.name, father, self.document, self.nationality, self.sex)
        return "\t".join((*cells, str(19 + self.number % 35), "Agent"))


def everyone() -> list[Found]:
    """149 rows, 18 of them women, no name or document twice."""
    nations = [nation for nation, persons in NATIONS.items() for _ in range(persons)]
    return [_found(number, nation) for number, nation in enumerate(nations, start=1)]


def sheet(rows: list[Found], spoiled: dict[int, tuple[str, str]]) -> str:
    """The rows as they are copied; `spoiled` says what stands wrong in which line instead."""
    lines = ["\t".join(HEAD)]
    for row in rows:
        right, wrong = spoiled.get(row.number, ("", ""))
        lines.append(row.line().replace(right, wrong) if right else row.line())
    return "\n".join(lines)


def _found(number: int, nation: str) -> Found:
    name = f"{FIRST[number % len(FIRST)]} {LAST[number // len(FIRST)]}"
    home = nation == "Pakistani"
    document = f"33100-{2_000_000 + number}-{1 + number % 9}" if home else f"E{20_000_000 + number}"
    return Found(number, name, document, nation, "F" if number % 8 == 0 else "M")
