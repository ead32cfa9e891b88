"""Document → source text."""

from __future__ import annotations

import json
import re
from datetime import date
from typing import cast

from docgen.model import Block, Document, Paragraph, Picture, Table
from docgen.source.keys import KEYS, Key, Value
from docgen.source.table import write_table
from papers.numbering import recognise

# A plain YAML word: begins with a Han character, a Latin letter or one of 《“（【, and holds nothing that YAML reads.
_PLAIN = re.compile(r"[\u4e00-\u9fffA-Za-z《“（【][^:#\[\]{}\\\"'`|>\n,]*(?<!\s)")
_WORDS = ("null", "true", "false", "yes", "no", "on", "off", "y", "n")
_LOOKS_SPECIAL = re.compile(r"[#＃|\\]|:::|：：：|!\[")


def write(document: Document) -> str:
    """The source text that `parse` reads back as `document` (up to line numbers)."""
    lines = ["---", *_head(document), "---", *_blocks(document.body)]
    for attachment in document.attachments:
        lines += ["", f"::: 附件 {attachment.title}".rstrip(), *_blocks(attachment.blocks), ":::"]
    return "\n".join(lines) + "\n"


def quote(text: str) -> str:
    """`text` as a value in the head: as it is where YAML reads it as that, in double quotes otherwise."""
    if _PLAIN.fullmatch(text) and text.lower() not in _WORDS:
        return text
    return json.dumps(text, ensure_ascii=False)


def _head(document: Document) -> list[str]:
    default = Document()
    lines: list[str] = []
    for key in KEYS:
        value: object = getattr(document, key.field)
        if key.field == "form" or value != getattr(default, key.field):
            lines.append(f"{key.name}: {_value(key, value)}")
    return lines


def _value(key: Key, value: object) -> str:
    if isinstance(value, tuple):
        items = ", ".join(map(quote, cast("tuple[str, ...]", value)))
        return f"[{items}]"
    if isinstance(value, date):
        return value.isoformat()
    if key.value is Value.FLAG:
        return "是" if value else "否"
    return quote(str(value))


def _blocks(blocks: tuple[Block, ...]) -> list[str]:
    return [line for block in blocks for line in _block(block)]


def _block(block: Block) -> list[str]:
    match block:
        case Paragraph():
            return [_paragraph(block)]
        case Table():
            return ["", *write_table(block), ""]  # a blank line keeps two tables, or a text “表：…”, apart
        case Picture():
            return [f"![{_bracketed(block.caption)}]({_bracketed(block.path)})"]


def _paragraph(block: Paragraph) -> str:
    running = block.level == 0 and recognise(block.text) is not None
    return "\\" + block.text if running or _LOOKS_SPECIAL.match(block.text) else block.text


def _bracketed(text: str) -> str:
    return re.sub(r"([\\\]\[()])", r"\\\1", text)
