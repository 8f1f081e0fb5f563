"""What cannot be simulated, said in both languages."""

from yiyang.law.words import Text


class Refused(ValueError):
    """Columns, values or changes that a simulation cannot take; `text` says why in both languages."""

    def __init__(self, text: Text) -> None:
        """Keep both sentences; the exception itself reads in English."""
        super().__init__(text.en)
        self.text = text
