"""The seeded defects: one case a line of seeds.txt, put into a clean notice."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from docgen.source.keys import BY_NAME

SEEDS = Path(__file__).with_name("seeds.txt")
HEAD = {
    "版式": "文件",
    "文种": "通知",
    "发文机关": "青澜新区管理委员会",
    "发文机关标志": "青澜新区管理委员会文件",
    "发文字号": "青管〔2026〕20号",
    "标题": "关于做好城区路灯养护工作的通知",
    "主送机关": "各街道办事处，区直有关部门",
    "署名": "青澜新区管理委员会",
    "成文日期": "2026-04-15",
    "抄送机关": "区人大办公室",
    "印发机关": "青澜新区管理委员会办公室",
    "印发日期": "2026-04-16",
}
OPENING = "为做好城区路灯养护工作，现将有关事项通知如下。"
OPEN, CLOSE = "⟦", "⟧"
FIRST = "正文: "
"""Begins a line that takes the place of the opening."""


@dataclass(frozen=True)
class Seed:
    """One case: `wrong` says whether `rule` must speak; its place is (line, start, end), None for anywhere."""

    rule: str
    wrong: bool
    text: str
    place: tuple[int, int, int] | None
    name: str


def seeds() -> list[Seed]:
    """All cases of seeds.txt."""
    found: list[Seed] = []
    rule = ""
    for line in SEEDS.read_text("utf-8").splitlines():
        if line.startswith("== "):
            rule = line.removeprefix("== ").strip()
        elif line[:2] in ("+ ", "- "):
            found.append(_seed(rule, line[2:], wrong=line[0] == "+", number=len(found)))
    return found


def _seed(rule: str, case: str, *, wrong: bool, number: int) -> Seed:
    head, body = dict(HEAD), [OPENING]
    for line in case.split(" ¶ "):
        name, colon, value = line.partition(":")
        if colon and name in BY_NAME:
            head[name] = value.strip()
        elif line.startswith(FIRST):
            body[0] = line.removeprefix(FIRST)
        else:
            body.append(line)
    lines = ["---", *(f"{name}: {value}" for name, value in head.items() if value), "---", *body]
    text, place = _unmark(lines)
    return Seed(rule, wrong, text, place, f"{number}-{rule}-{'缺陷' if wrong else '近似'}")


def _unmark(lines: list[str]) -> tuple[str, tuple[int, int, int] | None]:
    for index, line in enumerate(lines):
        if OPEN in line:
            start, end = line.index(OPEN), line.index(CLOSE) - 1
            lines[index] = line.replace(OPEN, "").replace(CLOSE, "")
            return "\n".join(lines), (index + 1, start, end)
    return "\n".join(lines), None
