"""Template files: reading one, finding all."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import cast

from docgen.templating.answers import normal
from docgen.templating.model import Field, FieldType, Template, TemplateError
from fence import plain_yaml
from fence.decoding import NotText, decode
from fence.regular import NotAPlainFile, read_plain
from resources import TEMPLATES

SHIPPED = TEMPLATES
GROUPS = ("党政公文", "会议", "宣传", "事务")

_TYPES: dict[str, FieldType] = {
    "文字": "text",
    "多行": "multiline",
    "日期": "date",
    "列表": "list",
    "选项": "choice",
    "表格": "table",
    "是否": "bool",
}
_HEAD = ("名称", "标题", "文种", "类别", "说明", "字段")
_FIELD = ("标签", "类型", "必填", "说明", "示例", "选项", "默认", "列")
_FENCE = re.compile(r"^---[ \t]*$", re.MULTILINE)
_MAX_BYTES = 200_000


def load_templates(folders: Sequence[Path] = ()) -> tuple[Template, ...]:
    """All readable templates, by group and name: the shipped ones, then those of `folders`, which replace namesakes.

    A broken file is left out; `validate` says what is wrong with it.
    """
    read = (one for folder in (SHIPPED, *folders) for _, one in _read(folder))
    found = {template.name: template for template in read if isinstance(template, Template)}
    return tuple(sorted(found.values(), key=_order))


def broken_templates(folders: Sequence[Path] = ()) -> tuple[tuple[Path, TemplateError], ...]:
    """The files of the shipped folder and of `folders` that are no template, and why."""
    read = (pair for folder in (SHIPPED, *folders) for pair in _read(folder))
    return tuple((path, error) for path, error in read if isinstance(error, TemplateError))


def _read(folder: Path) -> Iterator[tuple[Path, Template | TemplateError]]:
    for path in sorted(folder.glob("*.md")):
        try:
            yield path, load_template(path)
        except TemplateError as error:
            yield path, error


def load_template(path: Path) -> Template:
    """Read one template file; raise TemplateError with the line where it is no template."""
    return read_template(_text(path), path)


def read_template(text: str, path: Path) -> Template:
    """The template that `text` is, as if it stood in `path`; raise TemplateError where it is none."""
    head, source, first_line = _split(text, path)
    values = _mapping(head)
    if unknown := [name for name in values if name not in _HEAD]:
        raise _at(head, unknown[0], f"模板不认得“{unknown[0]}”，可用的有：{'、'.join(_HEAD)}。")
    for name in ("名称", "标题", "文种"):
        if not str(values.get(name) or "").strip():
            raise TemplateError(f"模板缺少“{name}”，请在文件头加一行“{name}: ……”。", 1)
    name, title, kind = (str(values[key]).strip() for key in ("名称", "标题", "文种"))
    group = str(values.get("类别") or "事务").strip()
    fields = _fields(head, values.get("字段"))
    return Template(name, title, kind, group, str(values.get("说明") or "").strip(), fields, source, path, first_line)


def _order(template: Template) -> tuple[int, str]:
    return (GROUPS.index(template.group) if template.group in GROUPS else len(GROUPS), template.name)


def _text(path: Path) -> str:
    try:
        return decode(read_plain(path, f"模板 {path.name}", largest=_MAX_BYTES), path.name)
    except (NotAPlainFile, NotText) as problem:
        raise TemplateError(str(problem)) from problem
    except OSError as error:
        raise TemplateError(f"模板“{path.name}”打不开（{error.strerror}）。") from error


def _split(text: str, path: Path) -> tuple[str, str, int]:
    fences = list(_FENCE.finditer(text))
    if len(fences) < 2 or text[: fences[0].start()].strip():
        raise TemplateError(f"“{path.name}”开头没有模板说明；模板要以“---”之间的名称、标题、文种和字段开始。", 1)
    source = text[fences[1].end() :].lstrip("\n")
    first_line = text.count("\n", 0, len(text) - len(source)) + 1
    # The head keeps the lines before it, so that YAML counts lines as the file does.
    return (
        "\n" * (text.count("\n", 0, fences[0].end()) + 1) + text[fences[0].end() + 1 : fences[1].start()],
        source,
        first_line,
    )


def _mapping(head: str) -> dict[str, object]:
    try:
        values = plain_yaml.load(head)
    except plain_yaml.NotPlain as error:
        raise TemplateError(f"模板说明{error}", error.line) from error
    if not isinstance(values, dict):
        raise TemplateError("模板说明应当是“名称: 内容”的若干行。", 1)
    return {str(key): value for key, value in cast("dict[object, object]", values).items()}


def _fields(head: str, declared: object) -> tuple[Field, ...]:
    if declared is None:
        return ()
    if not isinstance(declared, dict):
        raise _at(head, "字段", "“字段”下面应当每个字段一段：先写字段名和冒号，再缩进写类型、说明和示例。")
    fields = cast("dict[object, object]", declared)
    return tuple(_field(head, str(name), value) for name, value in fields.items())


def _field(head: str, name: str, declared: object) -> Field:
    if not name.isidentifier():
        raise _at(head, name, f"字段名“{name}”里有不能用的字符，请只用汉字、字母和数字，不以数字开头。")
    values: dict[str, object] = {}
    if isinstance(declared, dict):
        values = {str(key): value for key, value in cast("dict[object, object]", declared).items()}
    elif declared is not None:
        values = {"说明": declared}
    if unknown := [key for key in values if key not in _FIELD]:
        raise _at(head, name, f"字段“{name}”里不认得“{unknown[0]}”，可用的有：{'、'.join(_FIELD)}。")
    word = str(values.get("类型") or "文字")
    if word not in _TYPES:
        raise _at(head, name, f"字段“{name}”的类型“{word}”不认得，可用的有：{'、'.join(_TYPES)}。")
    return _made(head, name, _TYPES[word], values)


def _made(head: str, name: str, kind: FieldType, values: dict[str, object]) -> Field:
    choices, columns = _texts(values.get("选项")), _texts(values.get("列"))
    if kind == "choice" and not choices:
        raise _at(head, name, f"字段“{name}”是选项，请用“选项: [甲, 乙]”列出可选的内容。")
    if kind == "table" and (not columns or not all(column.isidentifier() for column in columns)):
        raise _at(head, name, f"字段“{name}”是表格，请用“列: [任务, 牵头单位]”列出各列，列名只用汉字、字母和数字。")
    bare = Field(name, str(values.get("标签") or name), kind, columns=columns, choices=choices)
    example, default = (normal(bare, values.get(key)) for key in ("示例", "默认"))
    required = values.get("必填") in (True, "是")
    return Field(name, bare.label, kind, required, str(values.get("说明") or ""), example, choices, default, columns)


def _texts(value: object) -> tuple[str, ...]:
    return tuple(str(item) for item in cast("list[object]", value)) if isinstance(value, list) else ()


def _at(head: str, name: str, message: str) -> TemplateError:
    found = re.search(rf"^\s*[\"']?{re.escape(name)}[\"']?\s*:", head, re.MULTILINE)
    line = head.count("\n", 0, found.end()) + 1 if found else 1
    return TemplateError(message, line)
