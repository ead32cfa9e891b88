"""The office's own templates beside the shipped ones: copied, changed, brought in, given away, put back."""

from __future__ import annotations

import re
from pathlib import Path

from docgen.templating import Template, TemplateError, load_templates, read_template
from fence.regular import read_own, read_plain
from search.saving import save

_NAME = re.compile(r"^名称[:：]\s*(.+?)\s*$", re.MULTILINE)
_DROPPED = ".dropped"


class Shelf:
    """All templates; one's own lie in `folder` and replace shipped ones of the same name."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._shipped = {template.name for template in load_templates()}

    def all(self) -> tuple[Template, ...]:
        """All templates that work."""
        return load_templates((self.folder,))

    def own(self, template: Template) -> bool:
        """Whether it is one's own."""
        return template.path.parent == self.folder

    def replaces(self, template: Template) -> bool:
        """Whether it stands in the place of a shipped one."""
        return self.own(template) and template.name in self._shipped

    def text(self, template: Template) -> str:
        """The file's text."""
        return read_own(template.path).decode("utf-8-sig")

    def copy_of(self, template: Template) -> str:
        """The text of a copy, under a name that is free."""
        taken = {other.name for other in self.all()}
        names = (f"{template.name}（{number}）" for number in range(2, len(taken) + 3))
        free = next(name for name in names if name not in taken)
        return _NAME.sub(f"名称: {free}", self.text(template), count=1)

    def keep(self, text: str, instead_of: Template | None = None) -> Template:
        """Write a template down as one's own; raise TemplateError where it is none, or its name is another one's."""
        template = read_template(text, self.folder / "新模板.md")
        path = self.folder / f"{_file_name(template.name)}.md"
        old = instead_of.path if instead_of is not None and self.own(instead_of) else None
        if path.exists() and path != old:
            raise TemplateError(f"已经有自己的模板叫“{template.name}”；请在第一部分的“名称”里换一个名字。")
        self.folder.mkdir(parents=True, exist_ok=True)
        save(path, text.encode())
        if old is not None and old != path:
            old.unlink()
        return read_template(text, path)

    def bring_in(self, path: Path) -> Template:
        """Take a template file in; raise TemplateError where it is none, OSError where it cannot be read."""
        try:
            text = read_plain(path).decode("utf-8-sig")
        except UnicodeDecodeError:
            raise TemplateError(f"“{path.name}”不是 UTF-8 文本，读不出来；请另存为 UTF-8 再导入。") from None
        return self.keep(text)

    def drop(self, template: Template) -> Path:
        """Take one's own template off the shelf, so that a shipped one is itself again; return what brings it back."""
        gone = template.path.with_suffix(_DROPPED)
        template.path.replace(gone)
        return gone

    def bring_back(self, gone: Path) -> None:
        """Undo `drop`."""
        gone.replace(gone.with_suffix(".md"))


def _file_name(name: str) -> str:
    return re.sub(r"[\s\\/:*?\"<>|.]+", "", name)[:60] or "模板"
