"""What officers write in the cells of a list of persons found, and which coded word is meant."""

from casetrack.rules.words import N_

SEX_WORDS = {
    "m": "M",
    "male": "M",
    "man": "M",
    "مرد": "M",
    "f": "F",
    "female": "F",
    "woman": "F",
    "عورت": "F",
    "x": "X",
    "t": "X",
    "transgender": "X",
    "": "U",
}
FOUND_WORDS = {"": "ACCUSED", "arrested": "ACCUSED", "victim": "RESCUED", "detained": "ACCUSED"}
ROLE_WORDS = {
    "": "UNKNOWN",
    "boss": "OWNER",
    "director": "OWNER",
    "supervisor": "MANAGER",
    "team lead": "TEAM_LEADER",
    "tl": "TEAM_LEADER",
    "caller": "AGENT",
    "dialer": "AGENT",
    "accountant": "FINANCE",
    "hr": "RECRUITER",
    "watchman": "GUARD",
    "cook": "SUPPORT",
    "driver": "SUPPORT",
    "helper": "SUPPORT",
}
UNKNOWN_ROLE = N_(
    "Not a role: write owner, manager, team leader, agent, closer, finance, IT, recruiter, guard, "
    "support staff or not known."
)
