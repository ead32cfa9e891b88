"""What a paper is, read from its lines: title, kind, issuers, number, date, recipients and the rest of its head."""

from papers.head.lines import HeadLine, head_lines
from papers.head.reading import read_head
from papers.head.recipients import is_recipients
from papers.head.value import Head, Place

__all__ = ["Head", "HeadLine", "Place", "head_lines", "is_recipients", "read_head"]
