from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop.parts.card import Card
from desktop.templates.editor import TemplateEditor, tried
from desktop.templates.page import TemplatesPage
from desktop.window.window import Window
from docgen.templating import Template, TemplateError, load_templates
from office.own_templates import Shelf
from tests.desktop.window.settling import given, settle, until

SHIPPED = {template.name: template for template in load_templates()}
OWN = """---
名称: 值班通知
标题: 通知（安排值班）
文种: 通知
类别: 党政公文
说明: 节假日前用
字段:
  节日:
    必填: 是
    说明: 哪个节
    示例: 国庆节
---
---
版式: 普通
标题: 关于做好{{ 节日 }}值班工作的通知
---
{{ 节日 }}将至，现就值班工作通知如下。
"""


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    return Shelf(tmp_path / "templates")


@pytest.fixture
def page(qtbot: QtBot, empty_window: Window) -> TemplatesPage:
    empty_window.go_to("templates")
    settle(qtbot, empty_window)
    return empty_window.pages.templates


def named(shelf: Shelf, name: str) -> Template:
    return next(template for template in shelf.all() if template.name == name)


def test_a_copy_has_a_name_of_its_own_and_is_ones_own(shelf: Shelf) -> None:
    kept = shelf.keep(shelf.copy_of(SHIPPED["意见"]))
    assert kept.name == "意见（2）"
    assert shelf.own(kept)
    assert not shelf.replaces(kept)
    assert "意见（3）" in shelf.copy_of(SHIPPED["意见"])


def test_one_s_own_template_takes_the_place_of_its_namesake_until_it_is_dropped(shelf: Shelf) -> None:
    text = shelf.text(SHIPPED["意见"]).replace("说明: ", "说明: 改过。", 1)
    own = shelf.keep(text)
    assert shelf.replaces(own)
    assert named(shelf, "意见").path == own.path
    gone = shelf.drop(own)
    assert named(shelf, "意见") == SHIPPED["意见"]
    shelf.bring_back(gone)
    assert named(shelf, "意见").path == own.path


def test_a_template_that_gets_another_name_leaves_no_twin(shelf: Shelf) -> None:
    first = shelf.keep(OWN)
    shelf.keep(OWN.replace("名称: 值班通知", "名称: 值守通知"), first)
    assert {template.name for template in shelf.all()} - set(SHIPPED) == {"值守通知"}


def test_a_template_does_not_overwrite_another_of_one_s_own(shelf: Shelf) -> None:
    shelf.keep(OWN)
    with pytest.raises(TemplateError, match="换一个名字"):
        shelf.keep(OWN)


@pytest.mark.parametrize("data", [b"\xff\xfe\x00", "没有头的文本".encode()])
def test_what_is_no_template_is_refused_with_a_sentence(shelf: Shelf, tmp_path: Path, data: bytes) -> None:
    (tmp_path / "坏.md").write_bytes(data)
    with pytest.raises(TemplateError):
        shelf.bring_in(tmp_path / "坏.md")
    assert {template.name for template in shelf.all()} == set(SHIPPED)


def test_a_template_with_a_mistake_is_told_with_its_line_and_without_pages(qapp: object, tmp_path: Path) -> None:
    assert qapp
    seen = tried(OWN.replace("{{ 节日 }}将至", "{{ 节日 将至"), tmp_path / "新.md")
    assert [finding.paragraph for finding in seen.findings] == [17]
    assert seen.made is None
    assert tried(OWN, tmp_path / "新.md").findings == ()


def test_a_chosen_template_stands_beside_the_gallery(qtbot: QtBot, empty_window: Window, page: TemplatesPage) -> None:
    page.cards["意见"].click()
    settle(qtbot, empty_window)
    assert page.detail.isVisible()
    assert page.detail.pages.page_count > 1
    assert not page.detail.edit.isVisible()
    page.detail.use.click()
    settle(qtbot, empty_window)
    form = empty_window.pages.drafting.editor.form
    assert form is not None
    assert form.template.name == "意见"


def test_enter_in_the_search_box_begins_with_the_first_match(
    qtbot: QtBot, empty_window: Window, page: TemplatesPage
) -> None:
    page.box.setText("纪要")
    QTest.keyClick(page.box, Qt.Key.Key_Return)
    settle(qtbot, empty_window)
    assert given(empty_window.pages.drafting.editor.form).template.name == "会议纪要"


def test_a_brought_in_template_can_be_drafted_with_exported_and_dropped(
    qtbot: QtBot, empty_window: Window, page: TemplatesPage, tmp_path: Path
) -> None:
    (tmp_path / "值班.md").write_text(OWN, encoding="utf-8")
    page.bring_in(tmp_path / "值班.md")
    settle(qtbot, empty_window)
    assert page.detail.title.text() == "通知（安排值班）"
    assert page.detail.template is not None
    page.export(page.detail.template, tmp_path / "出.md")
    settle(qtbot, empty_window)
    assert (tmp_path / "出.md").read_text("utf-8") == OWN
    empty_window.go_to("drafting")
    settle(qtbot, empty_window)
    assert "值班通知" in {template.name for template in empty_window.pages.drafting.templates}
    page.drop(page.detail.template)
    settle(qtbot, empty_window)
    assert "值班通知" not in page.cards
    empty_window.services.notices.act()
    settle(qtbot, empty_window)
    assert "值班通知" in page.cards


def test_a_template_is_checked_while_it_is_changed_and_kept_once_it_works(
    qtbot: QtBot, empty_window: Window, page: TemplatesPage
) -> None:
    dialog = TemplateEditor(
        empty_window.services, OWN, page.shelf.folder / "新.md", lambda text: page.keep(text, None), empty_window
    )
    qtbot.addWidget(dialog)
    dialog.show()
    settle(qtbot, empty_window)
    assert dialog.pages.page_count == 1
    dialog.source.setPlainText(OWN.replace("{{ 节日 }}将至", "{{ 佳节 }}将至"))
    until(qtbot, lambda: not dialog.save.isEnabled())
    assert "佳节" in dialog.problems.item(0).text()
    dialog.source.setPlainText(OWN)
    until(qtbot, dialog.save.isEnabled)
    dialog.save.click()
    settle(qtbot, empty_window)
    assert "值班通知" in page.cards


def test_the_start_of_drafting_shows_the_pictures_of_the_gallery_each_made_once(
    qtbot: QtBot, empty_window: Window, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[str] = []

    def picture(template: Template) -> QImage:
        made.append(template.name)
        return QImage(28, 40, QImage.Format.Format_RGB32)

    monkeypatch.setattr("desktop.parts.template_pictures.picture_of", picture)
    monkeypatch.setattr("desktop.parts.template_pictures._MADE", {})
    for name in ("drafting", "templates"):
        empty_window.go_to(name)
        settle(qtbot, empty_window)
    names = sorted(template.name for template in load_templates())
    assert sorted(made) == names
    start = empty_window.pages.drafting.start
    assert [card.picture is not None for card in start.findChildren(Card)] == [True] * len(names)
