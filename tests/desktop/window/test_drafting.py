from __future__ import annotations

import io
import shutil
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from docx import Document as WordDocument
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop.drafting.filing import FilingDialog
from desktop.drafting.form import Form
from desktop.drafting.page import DraftingPage
from desktop.drafting.several import SeveralDialog
from desktop.parts.source_editor import outline
from desktop.theme.look import Look
from desktop.window.window import Window
from docgen.source import parse
from docgen.templating import Template, example_answers, load_templates
from office.archiving import with_head
from office.drafts import Draft, DraftFolder
from office.matters import USUAL, followed
from tests.desktop.window.settling import settle, signalled

TEMPLATES = {template.name: template for template in load_templates()}


@pytest.fixture
def drafting(qtbot: QtBot, empty_window: Window) -> DraftingPage:
    empty_window.go_to("drafting")
    settle(qtbot, empty_window)
    return empty_window.pages.drafting


def begin(qtbot: QtBot, window: Window, page: DraftingPage, name: str) -> None:
    page.begin(TEMPLATES[name])
    assert page.editor.form is not None
    page.editor.form.set_answers(example_answers(TEMPLATES[name]))
    settle(qtbot, window)


@pytest.mark.parametrize("template", TEMPLATES.values(), ids=list(TEMPLATES))
def test_a_form_gives_back_the_answers_it_was_filled_with(qtbot: QtBot, look: Look, template: Template) -> None:
    assert not look.colours.dark
    form = Form(template)
    qtbot.addWidget(form)
    answers = example_answers(template)
    form.set_answers(answers)
    assert form.answers() == {name: "" if value is None else value for name, value in answers.items()}


def test_the_page_shows_what_was_typed_into_the_form(
    qtbot: QtBot, empty_window: Window, drafting: DraftingPage
) -> None:
    begin(qtbot, empty_window, drafting, "意见")
    assert drafting.editor.made is not None
    assert drafting.editor.made.document.title == "关于开展美丽新区建设的意见"
    assert drafting.editor.pages.page_count >= 2


def test_missing_answers_are_named_at_their_fields(qtbot: QtBot, empty_window: Window, drafting: DraftingPage) -> None:
    drafting.begin(TEMPLATES["意见"])
    settle(qtbot, empty_window)
    form = drafting.editor.form
    assert form is not None
    form.show_missing()
    assert {field.name for field in form.missing()} >= {"事项", "发文机关", "成文日期"}
    assert form.rows["事项"].below.text() == "这一项要填。"


def test_a_date_that_is_none_is_told_below_its_field(
    qtbot: QtBot, empty_window: Window, drafting: DraftingPage
) -> None:
    begin(qtbot, empty_window, drafting, "意见")
    form = drafting.editor.form
    assert form is not None
    form.rows["成文日期"].editor.set_answer("四月某日")
    assert "日期" in form.rows["成文日期"].below.text()


def test_a_draft_exports_as_word_and_pdf(
    qtbot: QtBot, empty_window: Window, drafting: DraftingPage, tmp_path: Path
) -> None:
    begin(qtbot, empty_window, drafting, "意见")
    drafting.export(".docx", tmp_path / "意见.docx")
    drafting.export(".pdf", tmp_path / "意见.pdf")
    settle(qtbot, empty_window)
    words = WordDocument(io.BytesIO((tmp_path / "意见.docx").read_bytes()))
    assert any("开展美丽新区建设" in paragraph.text for paragraph in words.paragraphs)
    assert (tmp_path / "意见.pdf").read_bytes().startswith(b"%PDF-")


def test_every_change_is_kept_and_can_be_gone_on_with(
    qtbot: QtBot, empty_window: Window, drafting: DraftingPage
) -> None:
    begin(qtbot, empty_window, drafting, "意见")
    settle(qtbot, empty_window)
    kept = DraftFolder(empty_window.services.store.folder / "drafts").all()
    assert [draft.title for draft in kept] == ["关于开展美丽新区建设的意见"]
    drafting.show_start()
    drafting.go_on(kept[0])
    settle(qtbot, empty_window)
    assert drafting.editor.form is not None
    assert drafting.editor.form.answers()["事项"] == "开展美丽新区建设"


def test_closing_at_once_loses_nothing(qtbot: QtBot, empty_window: Window, drafting: DraftingPage) -> None:
    begin(qtbot, empty_window, drafting, "意见")
    assert drafting.editor.form is not None
    drafting.editor.form.rows["事项"].editor.set_answer("保护古树")
    empty_window.close()
    kept = DraftFolder(empty_window.services.store.folder / "drafts").all()
    assert kept[0].answers["事项"] == "保护古树"


def test_closing_loses_no_draft_that_waits_for_the_worker(
    qtbot: QtBot, empty_window: Window, drafting: DraftingPage
) -> None:
    free = threading.Event()
    for title in ("甲", "乙"):
        drafting.begin_text(f"---\n标题: {title}\n---\n")
        settle(qtbot, empty_window)
        empty_window.services.worker.submit(lambda: free.wait(5))
        drafting.editor.source.appendPlainText(f"{title}的最后一句。")
        drafting.show_start()
    threading.Timer(0.2, free.set).start()
    empty_window.close()
    kept = DraftFolder(empty_window.services.store.folder / "drafts").all()
    assert sorted(draft.text[-7:] for draft in kept) == ["乙的最后一句。", "甲的最后一句。"]


def test_after_a_crash_the_draft_is_there_and_the_way_to_it_is_offered(
    qtbot: QtBot, open_window: Callable[[Path], Window], tmp_path: Path
) -> None:
    crashed = open_window(tmp_path / "archive")
    crashed.go_to("drafting")
    settle(qtbot, crashed)
    crashed.pages.drafting.begin_text("---\n标题: 没写完的稿子\n---\n写到这里")
    settle(qtbot, crashed)
    with signalled(qtbot, crashed.services.drafts.saved):
        crashed.pages.drafting.editor.source.appendPlainText("断了电")
    shutil.copytree(tmp_path / "archive", tmp_path / "as-it-was")  # what lies on the disk when the current is lost
    again = open_window(tmp_path / "as-it-was")
    assert "没有正常退出" in again.services.notices.text
    again.services.notices.act()
    settle(qtbot, again)
    drafts = again.pages.drafting.drafts.all()
    assert [draft.title for draft in drafts] == ["没写完的稿子"]
    again.pages.drafting.go_on(drafts[0])
    settle(qtbot, again)
    assert again.pages.drafting.editor.source.toPlainText().endswith("断了电")


def test_typing_in_the_source_leaves_the_form_behind(
    qtbot: QtBot, empty_window: Window, drafting: DraftingPage
) -> None:
    begin(qtbot, empty_window, drafting, "意见")
    drafting.editor.show_source(True)
    drafting.editor.source.appendPlainText("特此补充。")
    settle(qtbot, empty_window)
    assert drafting.editor.form is None
    assert drafting.editor.made is not None
    assert drafting.editor.made.text.endswith("特此补充。")
    kept = drafting.drafts.versions(drafting.editor.draft.name)
    assert [version.label for version in kept] == ["转到源文之前"]
    form = drafting.drafts.version(kept[0].path)
    assert form is not None
    assert form.answers["事项"] == "开展美丽新区建设"


def test_a_citation_goes_where_the_cursor_was(qtbot: QtBot, empty_window: Window, drafting: DraftingPage) -> None:
    drafting.begin_text("---\n标题: 试\n---\n根据")
    settle(qtbot, empty_window)
    drafting.editor.source.moveCursor(drafting.editor.source.textCursor().MoveOperation.End)
    drafting.editor.insert("《办法》（青管〔2026〕1号）")
    settle(qtbot, empty_window)
    assert drafting.editor.made is not None
    assert drafting.editor.made.text.endswith("根据《办法》（青管〔2026〕1号）")


def test_the_outline_names_the_headings_with_their_lines() -> None:
    text = "---\n标题: 试\n---\n一、总体要求\n（一）指导思想。坚持……\n正文\n# 工作目标"
    assert outline(text) == [(4, 1, "一、总体要求"), (5, 2, "（一）指导思想"), (7, 1, "工作目标")]


def test_a_version_can_be_brought_back(qtbot: QtBot, empty_window: Window, drafting: DraftingPage) -> None:
    drafting.begin_text("---\n标题: 试\n---\n一稿")
    settle(qtbot, empty_window)
    drafting.keep_version("一稿")
    drafting.editor.source.appendPlainText("二稿")
    settle(qtbot, empty_window)
    version = drafting.drafts.versions(drafting.editor.draft.name)[0]
    kept = drafting.drafts.version(version.path)
    assert kept is not None
    drafting.bring_back(kept)
    settle(qtbot, empty_window)
    assert drafting.editor.source.toPlainText().endswith("一稿")


MEETING = {
    "会议名称": "路灯检修推进会",
    "会议日期": "2026-05-06",
    "地点": "管委会三楼会议室",
    "主持人": "何川",
    "出席": ["区城市管理局", "区财政局"],
}


def begin_matter(qtbot: QtBot, window: Window, page: DraftingPage) -> None:
    """A meeting's record, and 纪要, 通知 and 新闻通稿 of the same matter; the 纪要 is open."""
    page.begin(TEMPLATES["会议记录"])
    assert page.editor.form is not None
    page.editor.form.set_answers(MEETING)
    settle(qtbot, window)
    page.begin_several([TEMPLATES["会议纪要"], TEMPLATES["会议通知"], TEMPLATES["新闻通稿"]])
    settle(qtbot, window)


def test_facts_of_a_meeting_fill_all_papers_about_it(
    qtbot: QtBot, empty_window: Window, drafting: DraftingPage
) -> None:
    begin_matter(qtbot, empty_window, drafting)
    kept = {draft.template: draft.answers for draft in drafting.drafts.all()}
    assert set(kept) == {"会议记录", "会议纪要", "会议通知", "新闻通稿"}
    assert [kept[name]["会议名称"] for name in ("会议纪要", "会议通知")] == ["路灯检修推进会"] * 2
    assert kept["会议纪要"]["主持人"] == "何川"
    assert "路灯检修推进会" in str(kept["新闻通稿"])


def test_a_fact_changed_in_one_paper_changes_in_the_others(
    qtbot: QtBot, empty_window: Window, drafting: DraftingPage
) -> None:
    begin_matter(qtbot, empty_window, drafting)
    assert drafting.editor.form is not None
    drafting.editor.form.rows["地点"].editor.set_answer("文化馆报告厅")
    drafting.editor.keep()
    settle(qtbot, empty_window)
    kept = {draft.template: draft.answers for draft in drafting.drafts.all()}
    assert [kept[name]["地点"] for name in ("会议记录", "会议纪要", "会议通知")] == ["文化馆报告厅"] * 3


def test_what_was_written_anew_in_one_paper_stays() -> None:
    record, notice = TEMPLATES["会议记录"], TEMPLATES["会议通知"]
    other = Draft("n", template="会议通知", answers={"会议名称": "路灯检修推进会", "地点": "各自会场"})
    answers = followed(record, MEETING, MEETING | {"地点": "文化馆", "会议名称": "路灯会"}, other, notice)
    assert answers["地点"] == "各自会场"
    assert answers["会议名称"] == "路灯会"


def test_shared_facts_are_marked_however_late_the_other_papers_are_written_down(
    qtbot: QtBot, empty_window: Window, drafting: DraftingPage
) -> None:
    hold = threading.Event()
    drafting.begin(TEMPLATES["会议记录"])
    assert drafting.editor.form is not None
    drafting.editor.form.set_answers(MEETING)
    settle(qtbot, empty_window)
    empty_window.services.worker.submit(lambda: hold.wait(10))
    drafting.begin_several([TEMPLATES["会议纪要"], TEMPLATES["会议通知"]])
    hold.set()
    settle(qtbot, empty_window)
    assert "多稿同步" in drafting.editor.form.rows["主持人"].needed.text()


def test_shared_facts_are_marked_in_the_form(qtbot: QtBot, empty_window: Window, drafting: DraftingPage) -> None:
    begin_matter(qtbot, empty_window, drafting)
    assert drafting.editor.form is not None
    assert "多稿同步" in drafting.editor.form.rows["主持人"].needed.text()
    assert "多稿同步" not in drafting.editor.form.rows["期号"].needed.text()


def test_the_usual_papers_are_ticked_and_only_ticked_ones_are_made(qtbot: QtBot, empty_window: Window) -> None:
    made: list[list[Template]] = []
    dialog = SeveralDialog(tuple(TEMPLATES.values()), "会议记录", made.append, empty_window)
    qtbot.addWidget(dialog)
    dialog.accept()
    assert {template.name for template in made[0]} == set(USUAL)


def test_a_filed_draft_is_found_in_the_archive_with_its_number_and_who_got_it(
    qtbot: QtBot, empty_window: Window, drafting: DraftingPage
) -> None:
    begin(qtbot, empty_window, drafting, "意见")
    drafting.drafts.note(drafting.editor.draft.name, "2026-04-21 分发：区财政局 1 份")
    drafting.file_as({"发文字号": "青管〔2026〕31号", "成文日期": "2026-04-21"})
    settle(qtbot, empty_window)
    page = empty_window.pages.archive
    page.search("青管〔2026〕31号")
    settle(qtbot, empty_window)
    assert page.hits.rowCount() == 1
    record = page.preview.record
    assert record is not None
    assert (record.document_number, record.issue_date) == ("青管〔2026〕31号", "2026-04-21")
    notes: list[str] = []
    empty_window.services.store.ask(lambda archive: archive.records.note(record.id), notes.append)
    settle(qtbot, empty_window)
    assert notes == ["2026-04-21 分发：区财政局 1 份"]


def test_number_and_date_of_a_filed_draft_stand_in_its_form_too(
    qtbot: QtBot, empty_window: Window, drafting: DraftingPage
) -> None:
    begin(qtbot, empty_window, drafting, "意见")
    drafting.file_as({"发文字号": "青管〔2026〕31号", "成文日期": "2026-04-21"})
    settle(qtbot, empty_window)
    assert drafting.editor.form is not None
    assert drafting.editor.form.answers()["发文字号"] == "青管〔2026〕31号"


def test_elements_are_put_into_the_head_or_taken_out() -> None:
    text = "---\n标题: 试\n发文字号: 旧\n---\n正文"
    changed = with_head(text, {"发文字号": "青管〔2026〕1号", "成文日期": "2026-04-21"})
    document, _ = parse(changed)
    assert (document.document_number, str(document.issue_date)) == ("青管〔2026〕1号", "2026-04-21")
    assert parse(with_head(changed, {"发文字号": ""}))[0].document_number == ""
    assert changed.endswith("正文")


def test_a_paper_is_not_filed_under_a_date_that_is_none(qtbot: QtBot, empty_window: Window) -> None:
    filed: list[dict[str, str]] = []
    dialog = FilingDialog(parse("---\n标题: 试\n---\n正文")[0], 2, filed.append, empty_window)
    qtbot.addWidget(dialog)
    dialog.date.setText("四月某日")
    dialog.accept()
    assert "成文日期" in dialog.wrong.text()
    dialog.date.setText("2026年4月21日")
    dialog.accept()
    assert filed == [{"发文字号": "", "成文日期": "2026-04-21"}]


@pytest.mark.parametrize("command", ["palette", "export-docx"])
def test_a_command_is_reached_by_its_keys_while_a_line_is_being_written(
    qtbot: QtBot, empty_window: Window, drafting: DraftingPage, command: str
) -> None:
    # A line edit on X11 keeps Ctrl+K and Ctrl+E for itself.
    begin(qtbot, empty_window, drafting, "意见")
    done: list[str] = []
    action = empty_window.services.commands.action(command)
    action.triggered.disconnect()
    action.triggered.connect(lambda: done.append(command))
    line = drafting.editor.form.rows["事项"].editor.control() if drafting.editor.form else None
    assert line is not None
    with qtbot.waitActive(empty_window):
        empty_window.activateWindow()
    line.setFocus()
    QTest.keyClick(line, Qt.Key.Key_K if command == "palette" else Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    assert done == [command]
