"""Paragraphs by their numbers: level and lead of each, and siblings settled to be headings or running text alike."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import zip_longest

from docgen.model import Block, Paragraph
from papers.numbering import SENTENCE_END, heading_length, recognise


def read_paragraph(text: str, line: int = 0, column: int = 0) -> Paragraph:
    """The paragraph that `text` makes: level and lead as its number says."""
    number = recognise(text)
    if number is None:
        return Paragraph(text, line=line, column=column)
    return Paragraph(text, number.level, heading_length(text, number), line, column)


def settle(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """`blocks` with numbered paragraphs like most of their siblings: run-in headings all, or running text all.

    “（一）区供电公司负责同志。” with nothing below it is an item of a list, no heading.
    """
    settled = [_item(block, following) for block, following in zip_longest(blocks, blocks[1:])]
    group: dict[int, list[int]] = {1: [], 2: [], 3: [], 4: []}
    for index, block in enumerate(blocks):
        if isinstance(block, Paragraph) and block.level:
            for deeper in range(block.level + 1, 5):
                _settle_group(settled, group[deeper])
            group[block.level].append(index)
    for indexes in group.values():
        _settle_group(settled, indexes)
    return tuple(settled)


def _item(block: Block, following: Block | None) -> Block:
    if not isinstance(block, Paragraph) or not _is_sentence(block):
        return block
    below = isinstance(following, Paragraph) and following.level
    alone = following is None or 0 < below <= block.level
    return replace(block, lead=0) if alone else block


def _is_sentence(block: Paragraph) -> bool:
    return block.is_heading and block.text.endswith(("。", "！", "？"))


def _settle_group(blocks: list[Block], indexes: list[int]) -> None:
    blocks_here = ((index, blocks[index]) for index in indexes)
    paragraphs = ((index, block) for index, block in blocks_here if isinstance(block, Paragraph))
    members = [(index, block) for index, block in paragraphs if not block.is_heading or _is_sentence(block)]
    running = sum(block.lead == 0 for _, block in members)
    for index, block in members:
        if running * 2 >= len(members):
            blocks[index] = replace(block, lead=0)
        elif block.lead == 0:
            blocks[index] = replace(block, lead=_first_sentence(block.text))
    indexes.clear()


def _first_sentence(text: str) -> int:
    end = SENTENCE_END.search(text)
    return end.end() if end and end.end() < len(text) else 0
