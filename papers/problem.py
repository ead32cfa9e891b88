"""The one base class of the errors that a person is told of."""

from __future__ import annotations


class Problem(Exception):
    """An error whose message is one plain Chinese sentence: what went wrong, where, and a way out.

    Window and command line show the message of a Problem as it is; any other exception is a fault of the program and
    goes to the log. Which errors are to be shown is asked by this type, never by the words of a message.
    """
