"""Takes the screenshots of docs/images/ from the real window: python docs/screenshots.py [NAME]...

The documents are the samples. Run it anew whenever the window has changed. QT_SCALE_FACTOR=1.5 takes them larger,
SCREENSHOTS=folder puts them elsewhere.
"""

from __future__ import annotations

import io
import os
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PIL import Image
from PySide6.QtCore import QEventLoop, QSettings, QTimer
from PySide6.QtWidgets import QApplication

from desktop.theme.look import Scheme, start_look
from desktop.window.shot import png
from desktop.window.window import Window
from docgen.templating import example_answers, load_templates
from search.saving import save

PROJECT = Path(__file__).resolve().parents[1]
IMAGES = PROJECT / "docs" / "images"
SAMPLES = PROJECT / "resources" / "samples"


def wait(milliseconds: int) -> None:
    """Let the window live for a while."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def settle(window: Window) -> None:
    """Let the window live until no work is left."""
    wait(300)
    for _ in range(200):
        if window.settled:
            break
        wait(50)
    wait(300)


def archive(window: Window) -> None:
    """档案 with a search."""
    window.go_to("archive")
    window.pages.archive.search("亮化工程")


def details(window: Window) -> None:
    """档案, what is known about a document, with tags, a collection and a saved search."""
    archive(window)
    settle(window)
    page = window.pages.archive
    number = page.current().id

    def arrange(kept: Any) -> None:  # noqa: ANN401  search.archive.Archive
        kept.shelves.tag(number, "亮化工程")
        kept.shelves.put_into_collection("路灯项目", number)
        kept.shelves.save_search("本月纪要", "文种:纪要")
        kept.records.set_note(number, "下周例会用。")

    window.services.store.change(arrange, (number,))
    settle(window)
    page.preview.show_as(2)


def draft(window: Window) -> None:
    """起草 with a filled form."""
    template = next(template for template in load_templates() if template.name == "意见")
    window.go_to("drafting")
    window.pages.drafting.begin(template)
    window.pages.drafting.editor.form.set_answers(example_answers(template))


def start(window: Window) -> None:
    """起草, before anything was chosen."""
    window.go_to("drafting")
    window.pages.drafting.show_start()


def check(window: Window) -> None:
    """体检 of a draft with mistakes."""
    window.go_to("checking")
    window.pages.checking.examine_text(FAULTY, "草稿")


def templates(window: Window) -> None:
    """模板."""
    window.go_to("templates")


def first_run(window: Window) -> None:
    """档案 while there is nothing in it: what this place is for."""
    window.go_to("archive")
    place = tempfile.mkdtemp()
    empty = Window(Path(place) / "archive", QSettings(f"{place}/window.ini", QSettings.Format.IniFormat))
    empty.show()
    settle(empty)
    OTHERS["first"] = empty


OTHERS: dict[str, Window] = {}
"""Pictures of another window than the first."""


def settings(window: Window) -> None:
    """设置."""
    window.go_to("settings")


FAULTY = """---
版式: 文件
文种: 通知
发文机关: 青澜新区管理委员会
发文机关标志: 青澜新区管理委员会文件
发文字号: 青管[2026]第09号
标题: 关于做好路灯安装工作
主送机关: 各乡镇人民政府、街道办事处，区直各部门
署名: 青澜新区管理委员会
成文日期: 2026-04-20
---
为做好城区路灯安装工作,现将有关事项通知如下。
一、工作目标
（一）、5月31日前完成主次干道路灯安装。
（三）9月30日前补齐背街小巷照明……等。
三、工作要求
各单位要认真布署，按时间结点完成任务。截止目前，进度完成5～10%。
特此通知
"""

PICTURES: dict[str, Callable[[Any], None]] = {
    "archive": archive,
    "details": details,
    "first": first_run,
    "start": start,
    "draft": draft,
    "check": check,
    "templates": templates,
    "settings": settings,
}


def main(names: list[str]) -> None:
    """Take the named pictures, or all, in light and dark."""
    application = QApplication(sys.argv[:1])
    look = start_look(application, Scheme.LIGHT)
    folder = Path(os.environ.get("SCREENSHOTS", IMAGES))
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as place:
        window = Window(Path(place) / "archive", QSettings(f"{place}/window.ini", QSettings.Format.IniFormat))
        window.show()
        window.pages.archive.import_paths(sorted(SAMPLES.glob("*.md")))
        settle(window)
        window.services.notices.act()
        for name in names or PICTURES:
            PICTURES[name](window)
            for scheme, word in ((Scheme.LIGHT, "light"), (Scheme.DARK, "dark")):
                look.use(scheme)
                settle(window)
                window.pages.archive.box.deselect()
                save(folder / f"{name}-{word}.png", small(png(OTHERS.get(name, window))))
        for other in OTHERS.values():
            other.close()
        window.close()


def small(picture: bytes) -> bytes:
    """The same picture in 256 colours of its own: a third of the size, and no difference to the eye."""
    made = io.BytesIO()
    colours = Image.open(io.BytesIO(picture)).convert("RGB").quantize(256, dither=Image.Dither.NONE)
    colours.save(made, "PNG", optimize=True)
    return made.getvalue()


if __name__ == "__main__":
    main(sys.argv[1:])
