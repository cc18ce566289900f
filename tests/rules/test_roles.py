"""Who holds which permission, as a table reviewed by hand."""

from casetrack.rules.roles import GRANTS, Permission, Role, may

# C clerk, I investigator, S supervisor, L liaison, A auditor, M administrator
REVIEWED = {
    "complaint:read": "CIS",
    "complaint:log": "CIS",
    "complaint:verify": "CIS",
    "case:read": "ISL",
    "case:open": "IS",
    "case:move": "IS",
    "case:court": "SL",
    "case:diary": "IS",
    "case:members": "S",
    "victim:read": "IS",
    "operation:record": "IS",
    "evidence:read": "ISL",
    "evidence:record": "IS",
    "requests:abroad": "S",
    "challan:submit": "IS",
    "court:record": "SL",
    "register:read": "CIS",
    "register:write": "IS",
    "search:use": "CISL",
    "report:read": "SLA",
    "report:issue": "S",
    "dossier:print": "ISL",
    "dossier:approve": "S",
    "worklist:read": "CISLAM",
    "audit:read": "A",
    "officers:manage": "M",
    "own:account": "CISLAM",
}
LETTERS = dict(
    zip(
        "CISLAM",
        (
            Role.CLERK,
            Role.INVESTIGATOR,
            Role.SUPERVISOR,
            Role.LIAISON,
            Role.AUDITOR,
            Role.ADMINISTRATOR,
        ),
        strict=True,
    )
)


def test_grants_are_as_reviewed() -> None:
    assert set(REVIEWED) == set(Permission)
    assert set(GRANTS) == set(Role)
    for permission, letters in REVIEWED.items():
        held = {role for role in Role if may(role, Permission(permission))}
        assert held == {LETTERS[letter] for letter in letters}, permission
