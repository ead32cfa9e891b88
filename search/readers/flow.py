"""Lines on pages made paragraphs again."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

HYPHEN = "\u00ad"
"""A hyphen at the end of a line, within a word that goes on in the next."""

FAR = 1.5
"""Heights of a character: a wider gap parts two cells, or the two ends of a line."""


@dataclass(frozen=True, slots=True)
class Line:
    """One printed line: its text and its box (any unit, y downwards)."""

    text: str
    left: float
    right: float
    top: float
    bottom: float

    @property
    def height(self) -> float:
        """Height of the characters."""
        return max(self.bottom - self.top, 0.1)

    def joined(self, other: Line) -> Line:
        """This line with `other` at its right; a wide gap between them is kept as a space, a very wide one as a tab."""
        wide = (other.left - self.right) / self.height
        gap = "\t" if wide > FAR else " " if wide > 0.8 and self.text[-1:] != " " else ""
        return replace(
            self,
            text=self.text + gap + other.text,
            right=max(self.right, other.right),
            top=min(self.top, other.top),
            bottom=max(self.bottom, other.bottom),
        )


def paragraphs(pages: Sequence[Sequence[Line]]) -> Iterator[str]:
    """The paragraphs of the pages; one may run over from page to page.

    A line goes on in the next when it reaches the right edge of the text and the next begins at the left edge.
    """
    current = ""
    before: Placed | None = None
    for placed in _placed(pages):
        if before is not None and _goes_on(before, placed):
            current = together(current, placed.line.text.strip())
        else:
            if current:
                yield current
            current = placed.line.text.strip()
        before = placed
    if current:
        yield current


@dataclass(frozen=True, slots=True)
class Placed:
    """A line between the edges of its column."""

    line: Line
    left: float
    right: float


def _placed(pages: Sequence[Sequence[Line]]) -> Iterator[Placed]:
    whole = _edges([line for page in pages for line in page])
    for page in pages:
        columns = list(_columns(page))
        for column in columns:
            enough = len(column) >= _ENOUGH
            left, right = _edges(column, _OF_A_COLUMN if len(columns) > 1 else 0) if enough else whole
            yield from (Placed(line, left, right) for line in column)


def _columns(page: Sequence[Line]) -> Iterator[list[Line]]:
    """The page's lines parted where the text goes up again by several lines."""
    column: list[Line] = []
    for line in page:
        if column and line.bottom < column[-1].top - _ENOUGH * line.height:
            yield column
            column = []
        column.append(line)
    if column:
        yield column


def without_furniture(pages: Sequence[Sequence[Line]]) -> list[list[Line]]:
    """The pages without page numbers and running heads: what stands first or last on most of at least three pages."""
    edges = Counter(line.text.strip() for page in pages if page for line in {page[0], page[-1]})
    running = {text for text, times in edges.items() if times >= 3 and times * 2 > len(pages)}
    return [[line for line in page if not _is_furniture(line, page, running)] for page in pages]


def _is_furniture(line: Line, page: Sequence[Line], running: set[str]) -> bool:
    if line is not page[0] and line is not page[-1]:
        return False
    return is_page_number(line.text) or line.text.strip() in running


def is_page_number(line: str) -> bool:
    """True for “— 3 —”, “第 3 页 共 9 页”, “3/9”, and for what is left of them where the figures are fields."""
    shown = re.sub(r"\s+", "", line[:_LONGEST_NUMBER])
    return len(line) < _LONGEST_NUMBER and _PAGE_NUMBER.match(shown) is not None


_LONGEST_NUMBER = 40  # characters
_PAGE_NUMBER = re.compile(r"^[—–\-－―─·•]{0,9}第?\d{0,4}(?:[/／]\d{0,4})?页?(?:[，,]?共\d{0,4}页)?[—–\-－―─·•]{0,9}$")
_ITEM = re.compile(
    r"附\s*件|抄送|[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[）)]|第[一二三四五六七八九十百零]{1,6}[章节条]"
)
_TITLE_END = re.compile(
    r"(?:通知|意见|函|报告|请示|批复|决定|决议|公告|通告|通报|公报|命令|令|议案|纪要|方案|办法|规定|计划)$"
)
_BELOW_TITLE = re.compile(r"[^，。；：]{2,20}：|\S{1,20}[〔\[（(]\d{4}[〕\]）)]第?\d{1,5}号")
"""What never goes on a title, however wide that is: those it is sent to, and the number of the paper."""
_SENTENCE_END = "。；：！？"
_ENOUGH = 6
"""Lines from which a page tells its own edges; one with fewer takes those of the whole text."""


_OF_A_COLUMN = 0.3
"""The share of a column's lines that reach its edge: a heading over two columns reaches farther."""


def _edges(lines: Sequence[Line], share: float = 0) -> tuple[float, float]:
    """Where most lines begin, and the farthest that several end (a lone wide line is a rule or a page number)."""
    if not lines:
        return 0.0, 0.0
    lefts = sorted(line.left for line in lines)
    rights = sorted((line.right for line in lines), reverse=True)
    several = max(min(1, len(rights) - 1), int(share * len(rights)))
    return lefts[len(lefts) // 10], rights[several]


def _goes_on(placed: Placed, after: Placed) -> bool:
    before, line, left = placed.line, after.line, after.left
    if "\t" in before.text or "\t" in line.text:  # rows of a table
        return False
    if before.text.endswith(HYPHEN):
        return True
    if _TITLE_END.search(before.text) and _BELOW_TITLE.fullmatch(line.text.strip()):
        return False
    ended = before.text[-1:] in _SENTENCE_END
    if ended and (_ITEM.match(line.text) or before.right < placed.right - before.height):
        return False
    edge = max(placed.right - 2.2 * before.height, placed.left + _NARROWEST * before.height)
    full = before.right > edge and before.left < placed.left + _DEEPEST * before.height
    alike = 0.75 < line.height / before.height < 1.33
    return full and alike and (_is_flush(line, left) or (not ended and _hangs(before, line, left)))


def _is_flush(line: Line, left: float) -> bool:
    return line.left < left + 1.2 * line.height


def _hangs(before: Line, line: Line, left: float) -> bool:
    """Whether a line goes on under the text behind a label (出席：……), deeper than a paragraph's two characters."""
    deep = left + 2.6 * line.height < line.left < left + _DEEPEST * line.height
    return deep and line.left > before.left - 0.5 * line.height


_DEEPEST = 7
"""Characters to the right of the text's edge at which the lines of a paragraph begin at the most."""

_NARROWEST = 8
"""Characters in the narrowest column: a line with fewer is never a full one."""


def together(before: str, after: str) -> str:
    """Two lines of a paragraph or a cell; a space stays between Latin words, a word that was parted is one again."""
    if before.endswith(HYPHEN):
        return before[:-1] + ("" if after[:1].islower() else "-") + after
    if before[-1:].isascii() and before[-1:].isalnum() and after[:1].isascii() and after[:1].isalnum():
        return f"{before} {after}"
    return before + after
