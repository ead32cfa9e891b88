"""A finding (问题): one thing that a check, the parser or the typesetter has to say about a document."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How much it matters: 必须改, 建议改, 提示."""

    ERROR = "error"
    WARNING = "warning"
    HINT = "hint"


class Strength(StrEnum):
    """How binding the clause behind a finding is."""

    REQUIRED = "规定"
    GENERAL = "一般"
    RECOMMENDED = "推荐"
    PRACTICE = "实务"


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding. `message` is a plain Chinese sentence that says what, where and a way out.

    `paragraph` is the line of the source text (from 1; 0: the document as a whole); `start` and `end` are character
    offsets within that line, `text` what stands there, `suggestion` what should stand there instead ("" : none).
    `fixable` says that putting `suggestion` in the place of `text` is safe without a person looking at it.
    """

    rule: str
    severity: Severity
    message: str
    clause: str = ""
    strength: Strength = Strength.PRACTICE
    paragraph: int = 0
    start: int = 0
    end: int = 0
    text: str = ""
    suggestion: str = ""
    fixable: bool = False
