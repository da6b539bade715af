"""The exceptions of the package: one small family, each a subclass of the built-in that fits."""


class CommuniqueError(ValueError):
    """Bad input, told in one sentence: what is wrong, where, and what to do.

    The command line prints the sentence and exits with 2; no traceback is shown.
    """


class ReadError(CommuniqueError):
    """A file cannot be read as an article."""


class LexiconError(CommuniqueError):
    """A file of the lexicon (codebook, cues, units ...) does not have the form it needs."""


class SchemaError(CommuniqueError):
    """A table does not hold what ``schema.py`` says."""


class OutputError(CommuniqueError):
    """A result cannot be written, or is there already."""
