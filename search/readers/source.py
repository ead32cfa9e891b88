"""Our own source text (Markdown with a YAML head, docs/architecture.md) and Markdown of any kind."""

from __future__ import annotations

import re
from typing import Any, cast

from fence import plain_yaml
from papers.labels import LABELS
from search.readers.reading import Reading
from search.readers.text import decode

_HEAD = re.compile(r"\A---[ \t]*\n(.*?)\n---[ \t]*(?:\n|\Z)", re.DOTALL)
_FIELDS = (
    *("title", "kind", "document_number", "issue_date", "secrecy", "secrecy_period", "urgency", "copy_number"),
    *("signers", "attachment_list"),
)
_MARKUP = re.compile(r"^#{1,6}\s+|^>\s?", re.MULTILINE)
_RULE_ROW = re.compile(r"^\|?[\s:|-]+\|?$")


def read(data: bytes, name: str) -> list[Reading]:
    """The text as it will be printed: title, recipients, body, signature and date around the head's other elements."""
    text = decode(data, name)
    head, body = _parted(text)
    given = _given(head)
    parts = ["★".join(filter(None, (_shown(head, key) for key in ("密级", "保密期限"))))]
    parts += [_shown(head, key) for key in ("发文字号", "引题", "标题", "副标题")]
    recipients = _shown(head, "主送机关")
    parts += [f"{recipients.rstrip('：')}：" if recipients else "", _plain(body)]
    parts += [_shown(head, key) for key in ("署名", "成文日期", "附注")]
    copies = _shown(head, "抄送机关")
    parts.append(f"抄送：{copies}" if copies else "")
    return [Reading("\n".join(part for part in parts if part), given)]


def _given(head: dict[Any, Any]) -> dict[str, str]:
    """The elements that the head states; of a list one a line. An order goes by its mark and its number."""
    stated = {field: _stated(head, LABELS[field]) for field in _FIELDS}
    issuers = [_stated(head, LABELS[field]) for field in ("issuer", "joint_issuers")]
    stated["issuer"] = "\n".join(filter(None, issuers))
    order = _stated(head, LABELS["order_number"])
    if order:
        mark = _stated(head, LABELS["issuer_mark"])
        stated["title"] = stated["title"] or mark
        stated["document_number"] = stated["document_number"] or f"{mark}{order}"
    return {field: value for field, value in stated.items() if value}


def _stated(head: dict[Any, Any], key: str) -> str:
    value = head.get(key)
    if isinstance(value, list):
        return "\n".join(str(part).strip() for part in cast("list[Any]", value))
    return str(value or "").strip()


def _parted(text: str) -> tuple[dict[Any, Any], str]:
    """(head, body); a head that is no YAML mapping is text like any other."""
    match = _HEAD.match(text)
    if match is None:
        return {}, text
    try:
        head = plain_yaml.load(match[1])
    except plain_yaml.NotPlain:
        return {}, text
    if not isinstance(head, dict):
        return {}, text
    return cast("dict[Any, Any]", head), text[match.end() :]


def _shown(head: dict[Any, Any], key: str) -> str:
    value = head.get(key)
    if isinstance(value, list):
        return "、".join(str(part) for part in cast("list[Any]", value))
    return _day(value) if key == "成文日期" and value else str(value or "").strip()


def _day(value: object) -> str:
    match = re.fullmatch(r"(\d{4})-(\d{1,2})-(\d{1,2})", str(value))
    return f"{int(match[1])}年{int(match[2])}月{int(match[3])}日" if match else str(value)


def _plain(body: str) -> str:
    """The body without marks of Markdown: headings, tables, attachments, pictures."""
    lines: list[str] = []
    for line in _MARKUP.sub("", body).split("\n"):
        shown = line.strip()
        if shown.startswith(":::"):
            shown = shown.strip(": ")
        elif shown.startswith("|"):
            if _RULE_ROW.match(shown):
                continue
            shown = "\t".join(cell.strip() for cell in shown.strip("|").split("|"))
        lines.append(re.sub(r"!\[([^\]]{0,300})\]\([^)]{0,1000}\)", r"\1", shown))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip("\n")
