"""Which offences seal a case from its first day: only its members may then know of it."""

from collections.abc import Iterable

# Minors, sexual offences and trafficking: the victim must not be known (PPC s.376-A;
# Prevention of Trafficking in Persons Act 2018 s.11; Juvenile Justice System Act 2018 s.13).
SEALING_OFFENCES = frozenset(
    {
        "PECA-2016/21(1)",
        "PECA-2016/21(2)",
        "PECA-2016/22@2016",
        "PECA-2016/22",
        "PECA-2016/22A",
        "PECA-2016/22B",
        "PECA-2016/22C",
        "PECA-2016/24(2)",
        "PTPA-2018/3(1)",
        "PTPA-2018/3(2)",
        "PTPA-2018/4",
    }
)


def sealed_by_default(offences: Iterable[str]) -> bool:
    """Say whether one of these offence keys seals its case."""
    return not SEALING_OFFENCES.isdisjoint(offences)
