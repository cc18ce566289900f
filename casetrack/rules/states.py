"""The states of complaint, case and accused, custody, and the stages of the rail."""

from casetrack.rules.words import N_, Worded


class ComplaintState(Worded):
    """Where a complaint stands."""

    RECEIVED = "RECEIVED", N_("Received")
    VERIFICATION = "VERIFICATION", N_("Under verification")
    VERIFIED = "VERIFIED", N_("Verified")
    JOINED = "JOINED", N_("Joined to a case")
    CLOSED = "CLOSED", N_("Closed at verification")
    TRANSFERRED = "TRANSFERRED", N_("Transferred")
    DUPLICATE = "DUPLICATE", N_("Duplicate")


class CaseState(Worded):
    """Where a case stands in law."""

    ENQUIRY = "ENQUIRY", N_("Under enquiry")
    PERMISSION = "PERMISSION", N_("Awaiting permission")
    INVESTIGATION = "INVESTIGATION", N_("Under investigation")
    INTERIM_CHALLAN = "INTERIM_CHALLAN", N_("Interim challan submitted")
    FINAL_CHALLAN = "FINAL_CHALLAN", N_("Final challan submitted")
    COGNIZANCE = "COGNIZANCE", N_("Cognizance taken")
    CHARGE_FRAMED = "CHARGE_FRAMED", N_("Charge framed")
    TRIAL = "TRIAL", N_("On trial")
    CONVICTED = "CONVICTED", N_("Convicted")
    ACQUITTED = "ACQUITTED", N_("Acquitted")
    APPEAL = "APPEAL", N_("Under appeal")
    ENQUIRY_CLOSED = "ENQUIRY_CLOSED", N_("Enquiry closed")
    TRANSFERRED = "TRANSFERRED", N_("Transferred")
    MERGED = "MERGED", N_("Merged")
    CANCELLATION_REPORT = "CANCELLATION_REPORT", N_("Cancellation report")
    UNTRACED_REPORT = "UNTRACED_REPORT", N_("Untraced report")
    QUASHED = "QUASHED", N_("Quashed")
    DISCHARGED = "DISCHARGED", N_("Discharged")
    COMPOUNDED = "COMPOUNDED", N_("Compounded")
    WITHDRAWN = "WITHDRAWN", N_("Withdrawn from prosecution")
    ABATED = "ABATED", N_("Abated")
    DORMANT = "DORMANT", N_("Dormant")


class AccusedState(Worded):
    """Where one person stands in one case."""

    SUSPECT = "SUSPECT", N_("Suspect")
    CLEARED = "CLEARED", N_("Cleared")
    NOMINATED = "NOMINATED", N_("Nominated")
    ARRESTED = "ARRESTED", N_("Arrested")
    PRE_ARREST_BAIL = "PRE_ARREST_BAIL", N_("On pre-arrest bail")
    ABSCONDING = "ABSCONDING", N_("Absconding")
    PROCLAIMED_OFFENDER = "PROCLAIMED_OFFENDER", N_("Proclaimed offender")
    DISCHARGED_BY_MAGISTRATE = "DISCHARGED_BY_MAGISTRATE", N_("Discharged by magistrate (s.63)")
    RELEASED_S169 = "RELEASED_S169", N_("Released (s.169)")
    CHALLANED = "CHALLANED", N_("Challaned")
    CHARGED = "CHARGED", N_("Charged")
    DISCHARGED = "DISCHARGED", N_("Discharged by court")
    CONVICTED = "CONVICTED", N_("Convicted")
    ACQUITTED = "ACQUITTED", N_("Acquitted")
    DIED = "DIED", N_("Died")
    TREATED_AS_VICTIM = "TREATED_AS_VICTIM", N_("Treated as victim")


class Custody(Worded):
    """Who holds the accused now; a field beside the state, not a state."""

    NONE = "NONE", N_("Not in custody")
    POLICE_ARREST = "POLICE_ARREST", N_("Arrested, not yet produced")
    POLICE_REMAND = "POLICE_REMAND", N_("Police remand")
    JUDICIAL = "JUDICIAL", N_("Judicial custody")
    BAIL = "BAIL", N_("On bail")
    PROBATION = "PROBATION", N_("On probation")
    SENTENCE = "SENTENCE", N_("Serving sentence")
    DEPORTED = "DEPORTED", N_("Deported")


class Stage(Worded):
    """A point on the stage rail, in order."""

    COMPLAINT = "COMPLAINT", N_("Complaint")
    VERIFICATION = "VERIFICATION", N_("Verification")
    ENQUIRY = "ENQUIRY", N_("Enquiry")
    INVESTIGATION = "INVESTIGATION", N_("Investigation")
    RAID = "RAID", N_("Raid")
    ARREST = "ARREST", N_("Arrest")
    PROSECUTION = "PROSECUTION", N_("Prosecution")
    VERDICT = "VERDICT", N_("Verdict")


class Outcome(Worded):
    """What a case came to, derived from its accused."""

    OPEN = "OPEN", N_("Open")
    CONVICTED = "CONVICTED", N_("Convicted")
    ACQUITTED = "ACQUITTED", N_("Acquitted")
