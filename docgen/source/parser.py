"""Source text → Document and findings. Never raises, whatever the text."""

from __future__ import annotations

from datetime import date
from typing import Any, cast

from docgen.finding import Finding, Severity
from docgen.model import Document, Form, Place
from docgen.source.body import read_body
from docgen.source.clean import clean
from docgen.source.head import Entry, Head, problem, read_head
from docgen.source.keys import BY_NAME, Key, Value, nearest
from docgen.source.required import incomplete, missing
from papers.dates import read_date

_PENDING = "【待补"  # a template's mark for an answer that is not given yet: absent, not wrong
_YES, _NO = ("是", "真", "true", "yes"), ("否", "假", "false", "no")


def parse(text: str) -> tuple[Document, tuple[Finding, ...]]:
    """Read a source text. Every problem is a finding with its line; what can be understood is kept."""
    text, findings = clean(text)
    lines = text.split("\n")
    head = read_head(lines)
    findings += head.findings
    fields = _fields(head, findings)
    body, attachments = read_body(lines, head.end, findings)
    document = Document(body=body, attachments=attachments, **fields)
    if head.end and not any(found.text == "版式" for found in findings):
        findings += missing(document, head)  # what a form needs can be said only of a form that is known
    findings += incomplete(document, head)
    return document, tuple(findings)


def _fields(head: Head, findings: list[Finding]) -> dict[str, Any]:
    fields: dict[str, Any] = {} if head.end else {"form": Form.PLAIN}
    seen: dict[str, int] = {}
    places: dict[str, tuple[Place, ...]] = {}
    for entry in head.entries:
        key = BY_NAME.get(entry.name)
        if key is None:
            findings.append(_unknown(entry))
        elif key.name in seen:
            message = f"第 {entry.line} 行的“{key.name}”与第 {seen[key.name]} 行重复，以前面的为准；请删去一处。"
            findings.append(problem("head-duplicate", entry.line, message, found=entry.name))
        else:
            seen[key.name] = entry.line
            value = _value(key, entry, findings)
            if value is not None:
                fields[key.field] = value
                places[key.field] = _places(value, entry)
    return {**fields, "places": places}


def _places(value: object, entry: Entry) -> tuple[Place, ...]:
    """The places of a value's items; one text that became a list has its items one after the other."""
    items = cast("tuple[str, ...]", value if isinstance(value, tuple) else ())
    if len(items) in {0, len(entry.places)} or not isinstance(entry.value, str):
        return entry.places
    start, found = 0, list[Place]()
    for item in items:
        start = max(entry.value.find(item, start), start)
        found.append(Place(entry.places[0].line, entry.places[0].column + start))
        start += len(item)
    return tuple(found)


def _unknown(entry: Entry) -> Finding:
    near = nearest(entry.name)
    way_out = f"是不是“{near}”？" if near else "请对照《使用手册》中的名称。"
    message = f"第 {entry.line} 行：文件头没有“{entry.name}”这一项，{way_out}"
    name = entry.name
    return Finding(
        "head-unknown-key", Severity.ERROR, message, paragraph=entry.line, end=len(name), text=name, suggestion=near
    )


def _value(key: Key, entry: Entry, findings: list[Finding]) -> object:
    """The value of a known key; None where there is none or where it is wrong (a finding says so)."""
    if entry.bad:
        findings.append(_wrong(key, entry, "内容不能再分层"))
        return None
    if entry.value is None:
        return None
    if key.value is Value.LIST:
        return _list(key, entry.value)
    if isinstance(entry.value, tuple):
        findings.append(_wrong(key, entry, "这里是列表"))
        return "，".join(entry.value) if key.value is Value.TEXT else None
    return entry.value if key.value is Value.TEXT else _special(key, entry, entry.value, findings)


def _list(key: Key, value: str | tuple[str, ...]) -> tuple[str, ...]:
    if isinstance(value, tuple):
        return tuple(item for item in value if item)
    if key.field == "signers":
        return tuple(name.strip() for name in value.replace("，", "、").split("、") if name.strip())
    return (value,) if value else ()


def _special(key: Key, entry: Entry, text: str, findings: list[Finding]) -> object:
    value: date | bool | str | None
    if text.startswith(_PENDING):
        return None
    if key.value is Value.DATE:
        value = read_date(text)
        way_out = f"“{text[:30]}”不是正确的日期，请写成 2026-04-15 的样子"
    elif key.value is Value.FLAG:
        value = True if text in _YES else False if text in _NO else None
        way_out = "请写“是”或“否”"
    else:
        choices = list(key.choices or ())
        value = next((choice for choice in choices if choice == text), None)
        way_out = f"没有“{text[:30]}”，请从{'、'.join(choices)}中选一个"
    if value is None:
        findings.append(_wrong(key, entry, way_out))
    return value


def _wrong(key: Key, entry: Entry, what: str) -> Finding:
    rule = "head-date" if key.value is Value.DATE else "head-type"
    return problem(rule, entry.line, f"第 {entry.line} 行“{key.name}”应当是{key.value}：{what}。", found=entry.name)
