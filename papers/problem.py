"""The base class of errors that a person is told of: the message is the sentence."""

from __future__ import annotations


class Problem(Exception):
    """An error whose message is one plain Chinese sentence: what, where, and a way out.

    Whoever meets one shows `str(error)` as it stands. Any other exception is a fault of the program or of the machine
    and gets its sentence from office.sentences, by its type.
    """
