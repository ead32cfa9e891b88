"""The worker's own side of the fence: say that it is ready, then answer questions within the limits."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any, Protocol

from fence.limits import allow, restrict
from fence.messages import Message, read, write


class Say(Protocol):
    """Sends one message of an answer."""

    def __call__(self, head: dict[str, Any], data: bytes = b"") -> None:
        """Send it; the clock starts anew."""
        ...


Answer = Callable[[Message, Say], None]
"""Answers a question in one or several messages. After one with "worn" in it the worker ends: its memory is used up."""


def serve(answer: Answer, memory: int) -> None:
    """Answer the questions on stdin until it ends; each message may take the question's "seconds" of processor time."""
    out = sys.stdout.buffer
    sys.stdout = sys.stderr  # what a library prints must not be taken for an answer
    restrict(memory)
    write(out, Message({"ready": True}))
    worn = False
    seconds = 0.0

    def say(head: dict[str, Any], data: bytes = b"") -> None:
        nonlocal worn
        worn = worn or bool(head.get("worn"))
        write(out, Message(head, data))
        allow(seconds)

    while not worn and (question := read(sys.stdin.buffer)):
        seconds = float(question.head["seconds"])
        allow(seconds)
        answer(question, say)
        allow(0)
        if not worn:
            write(out, Message({"end": True}))
