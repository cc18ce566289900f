"""How printing fails."""

NO_PANGO = 3


class PrintingFailed(RuntimeError):
    """The PDF could not be made; the message says why, and what the operator can do."""
