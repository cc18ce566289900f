"""Marks under which documents are put to the court; things keep their own numbers, P-1, P-2."""

LETTERS = 26


def exhibit_mark(serial: int) -> str:
    """Return Ex.PA for 1, Ex.PZ for 26, Ex.PAA for 27; ValueError below 1."""
    if serial < 1:
        raise ValueError("the first mark is 1")
    letters = ""
    while serial:
        serial, letter = divmod(serial - 1, LETTERS)
        letters = chr(ord("A") + letter) + letters
    return f"Ex.P{letters}"
