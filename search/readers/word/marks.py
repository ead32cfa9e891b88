"""What a .docx loses when it is laid out anew: marks within paragraphs, merged cells, comments; a phrase each."""

from __future__ import annotations

import re
from collections.abc import Iterator

from search.readers.word.inline import Walker
from search.readers.word.names import W, of, value, whole
from search.readers.xml import Element

_MARKS = (
    ("b", "加粗"),
    ("u", "下划线"),
    ("i", "斜体"),
    ("em", "着重号"),
    ("strike", "删除线"),
    ("highlight", "突出显示"),
)
_OFF = ("0", "false", "off", "none")
_SHOWN = 12  # characters of a text that tell which it is


def dropped(root: Element, walker: Walker) -> Iterator[str]:
    """What of a .docx is not in it once it is laid out anew (“加粗 3 处（“各单位”等）”), without what stands around."""
    yield from _marked(root)
    merged = sum(_merges(cell) for cell in root.iter(W + "tc"))
    if merged:
        yield f"合并的单元格 {merged} 处（已拆开，文字在第一格）"
    for name, unit in (("批注", "条"), ("隐藏文字", "处")):
        if walker.counts[name]:
            yield f"{name} {walker.counts[name]} {unit}"


def _marked(root: Element) -> Iterator[str]:
    """Marks that runs of the text have of their own; those next to each other count as one."""
    found: dict[str, list[str]] = {name: [] for _, name in _MARKS}
    for paragraph in root.iter(W + "p"):
        runs = [
            (run.find(W + "rPr"), "".join(node.text or "" for node in run.iter(W + "t")))
            for run in paragraph.iter(W + "r")
        ]
        if any(properties is not None for properties, _ in runs):
            for tag, name in _MARKS:
                found[name].extend(_stretches(runs, tag))
    for name, texts in found.items():
        if texts:
            yield f"{name} {len(texts)} 处（“{short(texts[0])}”{'等' if len(texts) > 1 else ''}）"


def _stretches(runs: list[tuple[Element | None, str]], tag: str) -> Iterator[str]:
    stretch = ""
    for properties, text in runs:
        mark = None if properties is None else properties.find(W + tag)
        if mark is not None and of(mark, "val") not in _OFF:
            stretch += text
        elif text:
            if stretch.strip():
                yield stretch
            stretch = ""
    if stretch.strip():
        yield stretch


def _merges(cell: Element) -> bool:
    """Whether a cell covers others: those to its right, or those below it."""
    merge = cell.find(f"{W}tcPr/{W}vMerge")
    down = merge is not None and of(merge, "val") == "restart"
    return down or whole(value(cell, "tcPr/gridSpan"), 1) > 1


def short(text: str) -> str:
    """As much of a text as tells which it is."""
    bare = re.sub(r"\s+", " ", text.strip())
    return bare if len(bare) <= _SHOWN else f"{bare[:_SHOWN]}…"
