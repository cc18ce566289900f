"""Invented people and papers. No name here is a real person's; numbers are made to be valid."""

from __future__ import annotations

import itertools
import random

from casetrack.people.facts import PersonFacts

MEN = (
    *("Adeel", "Bashir", "Danish", "Ejaz", "Faheem", "Ghulam"),
    *("Haris", "Imran", "Junaid", "Kamran", "Luqman", "Mazhar"),
)
WOMEN = (
    *("Amna", "Bushra", "Dua", "Erum", "Farah", "Gulnaz"),
    *("Hina", "Irum", "Javeria", "Kiran", "Lubna", "Mahnoor"),
)
FAMILIES = (
    *("Sandhar", "Korwal", "Mirpal", "Jandol", "Takhtar", "Loralin"),
    *("Chenwari", "Rohtan", "Darazin", "Kotlan", "Mehrabi", "Sohawin"),
    *("Talagan", "Zhoban", "Bhakrin", "Nowshan", "Pindin", "Gharbal"),
)
# Syllables put together by chance: names that sound right and belong to nobody.
FOREIGN = {
    "CN": (
        ("Wei", "Jun", "Hao", "Lin", "Mei", "Qi", "Tao", "Yan"),
        ("Zhuangwen", "Qiaofen", "Luweishan", "Tonghao", "Beiyuan", "Sunrong", "Dengxuan"),
    ),
    "NG": (("Chidi", "Tunde", "Emeka"), ("Okwudare", "Adebisola", "Ezenwuba", "Balogundi")),
    "BD": (("Rafiq", "Shimul", "Tuhin"), ("Mondolkar", "Chowdhurin", "Sarkeran", "Taluklar")),
    "PH": (("Jomar", "Althea", "Rodel"), ("Dimagiban", "Salongkit", "Batumbakar", "Manalsay")),
    "LK": (("Nuwan", "Sanduni"), ("Weerakotha", "Ranasuriyan", "Gunatilan")),
    "MM": (("Aung", "Thida"), ("Min Htwan", "Soe Linmya", "Kyaw Thein")),
    "ZW": (("Tendai",), ("Chikowarere",)),
}


class Inventor:
    """Makes people one after the other, the same ones every time."""

    def __init__(self, first: int) -> None:
        """`first` numbers the first of them, so that two inventors never make the same person."""
        self._chance = random.Random(first)
        self._serial = itertools.count(first)

    def person(self, sex: str = "M", nationality: str = "PK") -> PersonFacts:
        """Somebody with a valid CNIC (Pakistan) or a passport (elsewhere)."""
        number = next(self._serial)
        pakistani = nationality == "PK"
        return PersonFacts(
            name=self._name(sex, nationality, number),
            father_name=f"{MEN[number * 5 % 12]} {FAMILIES[number * 7 % 18]}" if pakistani else "",
            sex=sex,
            age_years=self._chance.randint(19, 52),
            nationality=nationality,
            cnic=self._cnic(sex, number) if pakistani else "",
            passport="" if pakistani else f"{nationality}{7_100_000 + number * 37:07d}",
            phone=self.phone() if pakistani else "",
            address="House 12, invented street" if pakistani else "",
        )

    def phone(self) -> str:
        """A mobile number as people write it."""
        return f"0300-{self._chance.randint(1_000_000, 9_999_999)}"

    def _name(self, sex: str, nationality: str, number: int) -> str:
        if nationality == "PK":
            first = (WOMEN if sex == "F" else MEN)[number % 12]
            return f"{first} {FAMILIES[number // 12 % 18]}"
        given, family = FOREIGN[nationality]
        return f"{given[number % len(given)]} {family[number // len(given) % len(family)]}"

    def _cnic(self, sex: str, number: int) -> str:
        """The last digit is odd for men and even for women."""
        last = 1 + 2 * (number % 4) if sex == "M" else 2 + 2 * (number % 4)
        return f"33100-{1_000_000 + number * 7919 % 8_999_999:07d}-{last}"
