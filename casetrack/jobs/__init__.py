"""Work that outlives a request.

A Job row is the outbox: it is committed with the act that asks for it. Huey carries its id to the
worker, and the worker sweeps up what Huey lost, so no kill -9 between the two loses work.
"""

from casetrack.jobs.carrying import carry_out
from casetrack.jobs.models import Job
from casetrack.jobs.outbox import ask, cancel
from casetrack.jobs.queue import use
from casetrack.jobs.work import Cancelled, Failed, Work, handler

__all__ = ["Cancelled", "Failed", "Job", "Work", "ask", "cancel", "carry_out", "handler", "use"]
