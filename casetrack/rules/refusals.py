"""The one way a rule says no."""


class Refused(Exception):
    """A rule said no, in words an officer can read.

    `message` is untranslated with `{name}` places, filled from `params`; parameters that are
    labels are marked words too, so a view translates both and then formats.
    `field` names the fact that the refusal belongs to; "" means the whole form.
    """

    def __init__(self, message: str, /, *, field: str = "", **params: object) -> None:
        """Keep the three parts apart so that a view can translate and place them."""
        super().__init__(message, field, params)
        self.message = message
        self.field = field
        self.params: dict[str, object] = params

    def __str__(self) -> str:
        """Return the English sentence."""
        return self.message.format(**self.params)
