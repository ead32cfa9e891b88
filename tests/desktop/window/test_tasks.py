"""The 任务分解表 in the window: from a draft or an examined paper into the draft, or into .xlsx."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from pytestqt.qtbot import QtBot

from desktop.checking.page import CheckingPage
from desktop.drafting.page import DraftingPage
from desktop.window.window import Window
from docgen.formats.docx import write_docx
from docgen.source import parse
from docgen.templating import load_templates
from tests.desktop.minutes import MINUTES
from tests.desktop.window.settling import settle

PLAN = "---\n版式: 普通\n标题: 路灯养护方案\n---\n逐杆排查。\n"


@pytest.fixture
def drafting(qtbot: QtBot, empty_window: Window) -> DraftingPage:
    empty_window.go_to("drafting")
    settle(qtbot, empty_window)
    return empty_window.pages.drafting


@pytest.fixture
def checking(qtbot: QtBot, empty_window: Window, drafting: DraftingPage) -> CheckingPage:
    """With the minutes examined, and the page of drafts made before."""
    assert not drafting.writing
    empty_window.go_to("checking")
    page: CheckingPage = empty_window.pages.checking
    page.examine_text(MINUTES, "纪要.md")
    settle(qtbot, empty_window)
    return page


def run(qtbot: QtBot, window: Window, name: str) -> bool:
    done = window.services.commands.run(name)
    settle(qtbot, window)
    return done


def attachments(page: DraftingPage) -> list[str]:
    made = page.editor.made
    assert made is not None
    assert list(made.document.attachment_list) == [one.title for one in made.document.attachments]
    return [one.title for one in made.document.attachments]


def begin(qtbot: QtBot, window: Window, page: DraftingPage, text: str) -> None:
    page.begin_text(text)
    settle(qtbot, window)


def test_the_tasks_of_a_draft_become_its_attachment(qtbot: QtBot, empty_window: Window, drafting: DraftingPage) -> None:
    begin(qtbot, empty_window, drafting, MINUTES)
    assert run(qtbot, empty_window, "tasks")
    assert attachments(drafting) == ["任务分解表"]
    assert "2 项任务，其中 1 项没有写明完成时限" in empty_window.services.notices.text


def test_one_undo_takes_the_attachment_out_again(qtbot: QtBot, empty_window: Window, drafting: DraftingPage) -> None:
    begin(qtbot, empty_window, drafting, MINUTES)
    run(qtbot, empty_window, "tasks")
    drafting.editor.source.undo()
    settle(qtbot, empty_window)
    assert drafting.editor.source.toPlainText() == MINUTES


def test_examined_minutes_give_their_table_to_the_open_plan(
    qtbot: QtBot, empty_window: Window, drafting: DraftingPage, checking: CheckingPage
) -> None:
    begin(qtbot, empty_window, drafting, PLAN)
    assert checking.tasks.isVisible()
    run(qtbot, empty_window, "tasks")
    assert drafting.isVisible()
    assert drafting.editor.made is not None
    assert drafting.editor.made.document.title == "路灯养护方案"
    assert attachments(drafting) == ["任务分解表"]


def test_without_an_open_draft_the_examined_paper_becomes_one(
    qtbot: QtBot, empty_window: Window, drafting: DraftingPage, checking: CheckingPage, tmp_path: Path
) -> None:
    path = tmp_path / "纪要.docx"
    path.write_bytes(write_docx(parse(MINUTES)[0]))
    checking.examine(path)
    settle(qtbot, empty_window)
    run(qtbot, empty_window, "tasks")
    assert attachments(drafting) == ["任务分解表"]
    assert drafting.editor.made is not None
    assert drafting.editor.made.document.title == "关于路灯养护的会议纪要"


def test_a_form_is_left_only_after_it_was_asked(qtbot: QtBot, empty_window: Window, drafting: DraftingPage) -> None:
    drafting.begin(next(one for one in load_templates() if one.name == "实施方案"))
    drafting.editor.fill_example()
    settle(qtbot, empty_window)
    run(qtbot, empty_window, "tasks")
    assert drafting.editor.form is not None
    empty_window.services.notices.act()
    settle(qtbot, empty_window)
    assert drafting.editor.form is None
    assert "任务分解表" in attachments(drafting)


def test_the_table_is_saved_as_xlsx(
    qtbot: QtBot, empty_window: Window, drafting: DraftingPage, checking: CheckingPage, tmp_path: Path
) -> None:
    assert checking.paper is not None
    drafting.tasks.save(checking.paper, tmp_path / "表.xlsx")
    settle(qtbot, empty_window)
    sheet = openpyxl.load_workbook(tmp_path / "表.xlsx").worksheets[0]
    assert [row[1].value for row in sheet.iter_rows()] == ["任务", "路灯安装", "巡查台账"]


def test_a_paper_without_tasks_is_told_so(qtbot: QtBot, empty_window: Window, drafting: DraftingPage) -> None:
    begin(qtbot, empty_window, drafting, PLAN)
    run(qtbot, empty_window, "tasks")
    assert "没有读到任务" in empty_window.services.notices.text
    assert attachments(drafting) == []


def test_without_a_paper_there_is_nothing_to_do(qtbot: QtBot, empty_window: Window, drafting: DraftingPage) -> None:
    assert not drafting.writing
    assert not run(qtbot, empty_window, "tasks")
    assert not run(qtbot, empty_window, "tasks-sheet")
