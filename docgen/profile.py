"""The house profile (本机关设置): what one office has settled where GB/T 9704—2012 leaves room, and where it departs.

A profile is one YAML file with Chinese keys; every key may be left out, and what is left out is as the standard has it.
Units: points (磅) for sizes, pitches and thicknesses.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

import yaml

from docgen.model import Ending
from fence import plain_yaml
from fence.decoding import NotText, decode
from fence.regular import NotAPlainFile, read_plain
from papers.problem import Problem

GRID_PITCH = 225 * 72 / 25.4 / 22
"""One of the 22 lines (5.2.3) that fill the type area's height of 225 mm (5.2.1): 28.99 points."""

MARK_LIMIT = 22 * 72 / 25.4
"""Upper limit of the issuer mark's size: 22 mm, the limit that offices keep from the 1999 edition (7.2.4 sets none)."""


class ProfileError(Problem, ValueError):
    """A profile that cannot be used; the message is a plain Chinese sentence with the line number."""


class PageNumbers(StrEnum):
    """Where the page number stands: 标准 = odd pages right, even pages left (7.5)."""

    OUTSIDE = "标准"
    CENTRED = "居中"
    NONE = "无"


@dataclass(frozen=True, slots=True)
class Issuer:
    """One body in whose name the office issues: full name, 代字 (“青管”), issuer mark and authentication."""

    name: str
    code: str = ""
    mark: str = ""
    ending: Ending | None = None


@dataclass(frozen=True, slots=True)
class RecipientList:
    """A list of recipients under a name, ready to be put into 主送 or 抄送."""

    name: str
    text: str


@dataclass(frozen=True, slots=True)
class Profile:
    """The settings of one office; the defaults are the standard (`../docs`: “一般”, “推荐” and open points).

    `title_pitch` None: one grid line. `ending` holds where neither the document nor its issuer says otherwise.
    `articles`: 第×章 centred in 黑体, 第×条 in 黑体. `table_size` is the largest text of tables,
    `table_spacing` their line spacing as a multiple of single spacing.
    `space_after_number`: a space after “1.” in 附件说明. `strict` names check rules to be reported as errors.
    """

    name: str = ""
    issuers: tuple[Issuer, ...] = ()
    recipients: tuple[RecipientList, ...] = ()
    copies_to: tuple[RecipientList, ...] = ()
    printing_office: str = ""
    ending: Ending = Ending.SEALED
    page_numbers: PageNumbers = PageNumbers.OUTSIDE
    even_page_imprint: bool = False
    line_pitch: float = GRID_PITCH
    title_pitch: float | None = None
    mark_limit: float = MARK_LIMIT
    red_rule: float = 1.0
    red: str = "#FF0000"
    bold_headings: bool = False
    space_after_number: bool = True
    preprinted: bool = False
    articles: bool = True
    table_size: float = 12.0
    table_spacing: float = 1.15
    strict: tuple[str, ...] = ()

    @property
    def office(self) -> str:
        """The full name of the office whose machine this is: 名称, else its first issuer; "" where neither is told."""
        return self.name or next((issuer.name for issuer in self.issuers), "")

    def issuer(self, name: str) -> Issuer | None:
        """The issuer of that name, None when the profile does not know it."""
        return next((issuer for issuer in self.issuers if issuer.name == name), None)

    def ending_for(self, issuer: str, ending: Ending | None = None) -> Ending:
        """How a document is authenticated: what the document says, else its issuer, else the house."""
        known = self.issuer(issuer)
        return ending or (known and known.ending) or self.ending

    def deviations(self) -> tuple[str, ...]:
        """One sentence with its clause for each setting that leaves the standard or its default here."""
        default = Profile()
        return tuple(
            tell(getattr(self, name))
            for name, tell in _DEVIATIONS.items()
            if getattr(self, name) != getattr(default, name)
        )


_DEVIATIONS: dict[str, Callable[[Any], str]] = {
    "page_numbers": lambda value: (
        "不编页码，与 7.5“页码居外侧、单页右空一字、双页左空一字”不符。"
        if value is PageNumbers.NONE
        else "页码居中，与 7.5“单页码居右空一字，双页码居左空一字”不符。"
    ),
    "even_page_imprint": lambda _: "版记一律排在偶数页，7.4 没有此要求，属本机关做法。",
    "line_pitch": lambda value: f"正文行距 {value:g} 磅，不是每面 22 行撑满版心的 28.99 磅（5.2.3）。",
    "title_pitch": lambda value: f"标题行距 {value:g} 磅，7.3.1 未作规定，属本机关做法。",
    "mark_limit": lambda value: f"发文机关标志字号上限 {value:g} 磅，7.2.4 未作规定，属本机关做法。",
    "red_rule": lambda value: f"红色分隔线粗 {value:g} 磅，7.2.7 未作规定，属本机关做法。",
    "red": lambda value: f"红色采用 {value}，7.2.4 只规定为红色，属本机关做法。",
    "bold_headings": lambda _: "层次标题加粗，7.3.3 只规定黑体、楷体、仿宋字体，属本机关做法。",
    "space_after_number": lambda _: "附件说明序号“1.”后不空格，与 7.3.4 的示例不同，属本机关做法。",
    "articles": lambda _: "章、条不用黑体，GB/T 9704 对法规章条字体未作规定，属本机关做法。",
    "table_size": lambda value: f"表格字号最大 {value:g} 磅，GB/T 9704 对表格字号未作规定，属本机关做法。",
    "table_spacing": lambda value: f"表格行距为单倍行距的 {value:g} 倍，GB/T 9704 未作规定，属本机关做法。",
    "preprinted": lambda _: "版头套印：只留出红头位置，不印红色要素（7.2.4、7.2.7 的要素由预印纸承担）。",
}


# --- reading: YAML nodes keep their lines, so that an error can name one ---


@dataclass(frozen=True, slots=True)
class _Node:
    """A YAML value with the place it stands at."""

    value: str | list[_Node] | dict[str, _Node]
    line: int
    key: str


_KEYS = {
    "名称": "name",
    "发文机关": "issuers",
    "主送": "recipients",
    "抄送": "copies_to",
    "印发机关": "printing_office",
    "用印": "ending",
    "页码": "page_numbers",
    "版记排双页": "even_page_imprint",
    "正文行距": "line_pitch",
    "标题行距": "title_pitch",
    "标志字号上限": "mark_limit",
    "红线粗细": "red_rule",
    "红色": "red",
    "标题加粗": "bold_headings",
    "序号后空格": "space_after_number",
    "套印": "preprinted",
    "章条用黑体": "articles",
    "表格字号": "table_size",
    "表格行距": "table_spacing",
    "从严": "strict",
}


def load_profile(path: Path) -> Profile:
    """Read a profile from a YAML file.

    Raises ProfileError with a plain Chinese sentence (file, line, what, way out) for anything that is not a profile.
    """
    try:
        return read_profile(decode(read_plain(path), path.name))
    except FileNotFoundError:
        raise ProfileError(f"找不到设置文件“{path.name}”，请检查路径。") from None
    except (NotAPlainFile, NotText) as problem:
        raise ProfileError(f"设置文件{problem}") from None
    except OSError:
        raise ProfileError(f"设置文件“{path.name}”打不开，请检查权限。") from None
    except ProfileError as error:
        raise ProfileError(f"设置文件“{path.name}”{error}") from None


def read_profile(text: str) -> Profile:
    """Read a profile from YAML text; errors as in load_profile, without the file's name."""
    root = _compose(text)
    if root is None:
        return Profile()
    values: dict[str, Any] = {}
    for key, node in _mapping(root).items():
        field = _KEYS.get(key)
        if field is None:
            raise _error(node, f"不认识的设置“{key}”，可用的有：{'、'.join(_KEYS)}。")
        values[field] = _READERS[field](node)
    return Profile(**values)


def _error(node: _Node, message: str) -> ProfileError:
    return ProfileError(f"第 {node.line} 行：{message}")


def _compose(text: str) -> _Node | None:
    try:
        root = plain_yaml.compose(text)
    except plain_yaml.NotPlain as error:
        raise ProfileError(str(error)) from None
    return None if root is None else _convert(root, "", 0)


def _convert(node: yaml.Node, key: str, depth: int) -> _Node:
    line = node.start_mark.line + 1
    if depth > 8:
        raise ProfileError(f"第 {line} 行：层次太深。")
    if isinstance(node, yaml.ScalarNode):
        return _Node(str(node.value), line, key)
    if isinstance(node, yaml.SequenceNode):
        return _Node([_convert(item, key, depth + 1) for item in node.value], line, key)
    entries: dict[str, _Node] = {}
    for name, value in node.value:
        if not isinstance(name, yaml.ScalarNode):
            raise ProfileError(f"第 {line} 行：冒号左边应是一个词。")
        if name.value in entries:
            raise ProfileError(f"第 {name.start_mark.line + 1} 行：“{name.value}”写了两次，请删去一处。")
        entries[name.value] = _convert(value, name.value, depth + 1)
    return _Node(entries, line, key)


def _mapping(node: _Node) -> dict[str, _Node]:
    if not isinstance(node.value, dict):
        raise _error(node, "应是“名称: 内容”的形式。")
    return node.value


def _items(node: _Node) -> list[_Node]:
    if not isinstance(node.value, list):
        raise _error(node, f"“{node.key}”应是列表，每项以“- ”开头。")
    return node.value


def _string(node: _Node) -> str:
    if not isinstance(node.value, str):
        raise _error(node, f"“{node.key}”应是一段文字。")
    return node.value.strip()


def _strings(node: _Node) -> tuple[str, ...]:
    return tuple(_string(item) for item in _items(node))


def _truth(node: _Node) -> bool:
    value = _string(node).lower()
    if value in {"是", "true", "yes", "on"}:
        return True
    if value in {"否", "false", "no", "off"}:
        return False
    raise _error(node, f"“{node.key}”应写“是”或“否”，现在是“{_string(node)}”。")


def _points(low: float, high: float) -> Callable[[_Node], float]:
    def read(node: _Node) -> float:
        try:
            value = float(_string(node).removesuffix("磅").strip())
        except ValueError:
            raise _error(node, f"“{node.key}”应是数字（单位：磅），现在是“{_string(node)}”。") from None
        if not low <= value <= high:
            raise _error(node, f"“{node.key}”应在 {low:g} 到 {high:g} 磅之间，现在是 {value:g}。")
        return value

    return read


def _line_pitch(node: _Node) -> float:
    """28.99, as people write it, is the standard's own pitch."""
    value = _points(16, 60)(node)
    return GRID_PITCH if abs(value - GRID_PITCH) < _ROUNDING else value


_ROUNDING = 0.01

_TABLE_SIZES = {"四号": 14.0, "小四": 12.0, "五号": 10.5, "小五": 9.0}


def _table_size(node: _Node) -> float:
    return _TABLE_SIZES[_one_of(node, list(_TABLE_SIZES))]


def _number(low: float, high: float) -> Callable[[_Node], float]:
    def read(node: _Node) -> float:
        try:
            value = float(_string(node).removesuffix("倍").strip())
        except ValueError:
            raise _error(node, f"“{node.key}”应是数字，现在是“{_string(node)}”。") from None
        if not low <= value <= high:
            raise _error(node, f"“{node.key}”应在 {low:g} 到 {high:g} 之间，现在是 {value:g}。")
        return value

    return read


def _colour(node: _Node) -> str:
    value = "#" + _string(node).removeprefix("#").upper()
    if len(value) != 7 or not set(value[1:]) <= set("0123456789ABCDEF"):
        raise _error(node, f"“{node.key}”应写成 FF0000 这样的六位颜色值，现在是“{_string(node)}”。")
    return value


def _ending(node: _Node) -> Ending:
    return Ending(_one_of(node, [str(item) for item in Ending]))


def _page_numbers(node: _Node) -> PageNumbers:
    return PageNumbers(_one_of(node, [str(item) for item in PageNumbers]))


def _one_of(node: _Node, choices: list[str]) -> str:
    value = _string(node)
    if value not in choices:
        raise _error(node, f"“{node.key}”应是{'、'.join(choices)}之一，现在是“{value}”。")
    return value


def _issuers(node: _Node) -> tuple[Issuer, ...]:
    return tuple(_issuer(item) for item in _items(node))


def _issuer(node: _Node) -> Issuer:
    if isinstance(node.value, str):
        return Issuer(_string(node))
    entries = _mapping(node)
    unknown = [key for key in entries if key not in {"名称", "代字", "标志", "用印"}]
    if unknown:
        raise _error(entries[unknown[0]], f"发文机关里没有“{unknown[0]}”这一项，可用的有：名称、代字、标志、用印。")
    if "名称" not in entries:
        raise _error(node, "这个发文机关缺少“名称”。")
    return Issuer(
        name=_string(entries["名称"]),
        code=_string(entries["代字"]) if "代字" in entries else "",
        mark=_string(entries["标志"]) if "标志" in entries else "",
        ending=_ending(entries["用印"]) if "用印" in entries else None,
    )


def _lists(node: _Node) -> tuple[RecipientList, ...]:
    return tuple(RecipientList(name, _string(text)) for name, text in _mapping(node).items())


_READERS: dict[str, Callable[[_Node], Any]] = {
    "name": _string,
    "issuers": _issuers,
    "recipients": _lists,
    "copies_to": _lists,
    "printing_office": _string,
    "ending": _ending,
    "page_numbers": _page_numbers,
    "even_page_imprint": _truth,
    "line_pitch": _line_pitch,
    "title_pitch": _points(22, 80),
    "mark_limit": _points(22, 120),
    "red_rule": _points(0.25, 8),
    "red": _colour,
    "bold_headings": _truth,
    "space_after_number": _truth,
    "preprinted": _truth,
    "articles": _truth,
    "table_size": _table_size,
    "table_spacing": _number(1.0, 2.0),
    "strict": _strings,
}
