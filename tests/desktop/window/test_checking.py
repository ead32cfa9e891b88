from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path
from zipfile import ZipFile

import pytest
from docx import Document as WordDocument
from PySide6.QtCore import QMimeData, QPointF, QSettings, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from desktop.checking.page import CheckingPage
from desktop.cli.main import main
from desktop.drafting.page import DraftingPage
from desktop.parts.errors import FaultDialog
from desktop.parts.ignoring import Ignored
from desktop.window.window import Window
from docgen.finding import Finding, Severity
from docgen.templating import example_answers, load_templates
from office.fixing import answer_with, field_in, fixed_answers, line_of
from office.sealed_files import SealedFiles
from tests.desktop.window.settling import settle

TEXT = """---
版式: 普通
标题: 关于路灯的说明
---
各单位要认真布署。
第二次布署在五月。
"""


@pytest.fixture
def page(qtbot: QtBot, empty_window: Window) -> CheckingPage:
    empty_window.go_to("checking")
    settle(qtbot, empty_window)
    return empty_window.pages.checking


def examine(qtbot: QtBot, window: Window, page: CheckingPage, text: str = TEXT) -> None:
    page.examine_text(text, "说明")
    settle(qtbot, window)


def wrong_words(page: CheckingPage) -> list[Finding]:
    return [finding for finding in page.review.shown() if finding.text == "布署"]


def choose(page: CheckingPage, finding: Finding) -> None:
    for _ in page.review.shown():
        if page.review.list.current() == finding:
            return
        page.next_finding()
    assert page.review.list.current() == finding


def test_findings_stand_beside_the_page_with_the_first_one_lit(
    qtbot: QtBot, empty_window: Window, page: CheckingPage
) -> None:
    examine(qtbot, empty_window, page)
    assert len(wrong_words(page)) == 2
    choose(page, wrong_words(page)[0])
    assert page.pages.mark_count == 1


def test_a_finding_in_the_number_is_lit_where_it_is_printed(
    qtbot: QtBot, empty_window: Window, page: CheckingPage
) -> None:
    head = "版式: 文件\n文种: 通知\n发文机关标志: 青澜新区管理委员会文件\n发文字号: 青管[2026]9号"
    examine(qtbot, empty_window, page, f"---\n{head}\n标题: 关于试灯的通知\n---\n特此通知。")
    choose(page, next(finding for finding in page.review.shown() if finding.text == "[2026]"))
    assert page.pages.mark_count == 1


def test_f8_goes_round_the_findings(qtbot: QtBot, empty_window: Window, page: CheckingPage) -> None:
    examine(qtbot, empty_window, page)
    first = page.review.list.current()
    seen: set[Finding | None] = set()
    for _ in page.review.shown():
        seen.add(page.review.list.current())
        empty_window.services.commands.run("next-finding")
    assert seen == set(page.review.shown())
    assert page.review.list.current() == first
    empty_window.services.commands.run("previous-finding")
    assert page.review.list.current() != first


def test_one_place_is_put_right_and_the_other_stays(qtbot: QtBot, empty_window: Window, page: CheckingPage) -> None:
    examine(qtbot, empty_window, page)
    choose(page, wrong_words(page)[0])
    page.review.one.click()
    settle(qtbot, empty_window)
    assert page.examined is not None
    assert page.examined.text.count("布署") == 1
    page.undo.click()
    settle(qtbot, empty_window)
    assert page.examined.text.count("布署") == 2


def test_all_places_of_one_mistake_are_put_right_at_once(
    qtbot: QtBot, empty_window: Window, page: CheckingPage
) -> None:
    examine(qtbot, empty_window, page)
    choose(page, wrong_words(page)[0])
    page.review.alike.click()
    settle(qtbot, empty_window)
    assert page.examined is not None
    assert "布署" not in page.examined.text


def test_an_ignored_place_is_gone_until_it_is_taken_back(
    qtbot: QtBot, empty_window: Window, page: CheckingPage
) -> None:
    examine(qtbot, empty_window, page)
    choose(page, wrong_words(page)[0])
    page.review.skip.click()
    assert len(wrong_words(page)) == 1
    empty_window.services.notices.act()
    assert len(wrong_words(page)) == 2


def test_what_is_not_to_be_told_again_is_gone_everywhere_and_next_time(
    qtbot: QtBot, empty_window: Window, page: CheckingPage
) -> None:
    examine(qtbot, empty_window, page)
    choose(page, wrong_words(page)[0])
    page.review.never.click()
    assert wrong_words(page) == []
    examine(qtbot, empty_window, page)
    assert wrong_words(page) == []


def test_a_list_that_is_spoilt_ignores_nothing(tmp_path: Path) -> None:
    settings = QSettings(str(tmp_path / "w.ini"), QSettings.Format.IniFormat)
    settings.setValue("check/ignored", "{oops")
    (tmp_path / "ignored.json").write_text("{oops", encoding="utf-8")
    finding = Finding("word", Severity.HINT, "错", text="布署")
    assert Ignored(tmp_path / "ignored.json", SealedFiles(), settings).without([finding]) == (finding,)


def test_what_stood_in_the_settings_of_the_window_moves_beside_the_archive(tmp_path: Path) -> None:
    settings = QSettings(str(tmp_path / "w.ini"), QSettings.Format.IniFormat)
    settings.setValue("check/ignored", '[["word", "布署"]]')
    settings.sync()
    finding = Finding("word", Severity.HINT, "错", text="布署")
    for _ in range(2):
        assert Ignored(tmp_path / "ignored.json", SealedFiles(), settings).without([finding]) == ()
    settings.sync()
    assert "check" not in (tmp_path / "w.ini").read_text(encoding="utf-8")


def test_a_rule_that_was_silenced_three_times_offers_to_be_switched_off_and_can_be_switched_on_again(
    qtbot: QtBot, empty_window: Window, page: CheckingPage
) -> None:
    text = "---\n版式: 普通\n标题: 关于路灯的说明\n---\n要认真布署。\n要有按装。\n要防碍少。\n迫不急待。\n"
    examine(qtbot, empty_window, page, text)
    notices, review = empty_window.services.notices, page.review
    rule = Counter(one.rule for one in review.shown() if one.text).most_common(1)[0][0]
    before = [one for one in review.shown() if one.rule == rule]
    assert len(before) == 4
    for times, finding in enumerate(before[:3], 1):
        choose(page, finding)
        review.never.click()
        notices.pass_time()
        assert ("要关掉它吗" in notices.text) == (times == 3)
    assert [one for one in review.shown() if one.rule == rule] == before[3:]
    notices.act()
    assert [one for one in review.shown() if one.rule == rule] == []
    assert review.off.text() == "已关 1 条"
    review.off.menu().aboutToShow.emit()
    (again,) = review.off.menu().actions()
    again.trigger()
    assert [one for one in review.shown() if one.rule == rule] == before[3:]
    assert not review.off.isVisible()


def word_file(folder: Path) -> Path:
    document = WordDocument()
    for text in ("关于检修路灯的通知", "各街道办事处：", "请认真布署检修工作。", "特此通知。"):
        document.add_paragraph(text)
    path = folder / "来文.docx"
    document.save(str(path))
    return path


def track_a_change(path: Path) -> None:
    """Make the last paragraph of a .docx one that somebody put in with tracking on."""
    with ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    run = "<w:r><w:t>特此通知。</w:t></w:r>"
    text = re.sub(r">\s+<", "><", parts["word/document.xml"].decode())
    assert run in text
    parts["word/document.xml"] = text.replace(run, f'<w:ins w:id="1" w:author="某人">{run}</w:ins>').encode()
    with ZipFile(path, "w") as package:
        for name, data in parts.items():
            package.writestr(name, data)


def drop(page: CheckingPage, path: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    copy, button, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    page.dropEvent(QDropEvent(QPointF(9, 9), copy, data, button, none))


def test_a_dropped_word_file_is_examined_and_its_marks_fall_on_its_page(
    qtbot: QtBot, empty_window: Window, page: CheckingPage, tmp_path: Path
) -> None:
    drop(page, word_file(tmp_path))
    settle(qtbot, empty_window)
    choose(page, wrong_words(page)[0])
    assert page.pages.mark_count == 1
    assert page.pages.pages is not None
    assert len(page.pages.pages.find(["布署"])) == 1
    assert not page.review.one.isEnabled()
    assert not page.fix_all.isVisible()


def test_a_word_file_is_laid_out_anew_with_its_words_kept(
    qtbot: QtBot, empty_window: Window, page: CheckingPage, tmp_path: Path
) -> None:
    drop(page, word_file(tmp_path))
    settle(qtbot, empty_window)
    page.relay_to(tmp_path / "重排.docx")
    settle(qtbot, empty_window)
    words = [paragraph.text for paragraph in WordDocument(str(tmp_path / "重排.docx")).paragraphs]
    assert any("请认真布署检修工作。" in text for text in words)


def test_what_a_new_layout_does_not_keep_is_told(
    qtbot: QtBot, empty_window: Window, page: CheckingPage, tmp_path: Path
) -> None:
    path = word_file(tmp_path)
    word = WordDocument(str(path))
    word.sections[0].header.paragraphs[0].text = "内部资料"
    word.save(str(path))
    drop(page, path)
    settle(qtbot, empty_window)
    page.relay_to(tmp_path / "重排.docx")
    settle(qtbot, empty_window)
    assert "没有保留：页眉里的文字“内部资料”" in empty_window.services.notices.text


@pytest.mark.parametrize(("tracked", "asked"), [(True, 0), (False, 1)])
def test_why_a_paper_cannot_be_laid_out_is_told_before_a_file_name_is_asked_for(
    qtbot: QtBot,
    empty_window: Window,
    page: CheckingPage,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    tracked: bool,
    asked: int,
) -> None:
    path = word_file(tmp_path)
    if tracked:
        track_a_change(path)
    names: list[str] = []

    def ask(*given: object) -> tuple[str, str]:
        names.append(str(given[2]))
        return "", ""

    monkeypatch.setattr("desktop.checking.page.QFileDialog.getSaveFileName", ask)
    drop(page, path)
    settle(qtbot, empty_window)
    page.relay.click()
    settle(qtbot, empty_window)
    assert len(names) == asked
    told = [dialog.findChildren(QLabel)[0].text() for dialog in empty_window.findChildren(FaultDialog)]
    assert ["接受或拒绝修订" in one for one in told] == [True] * (1 - asked)


NUMBERED = """---
版式: 文件
文种: 通知
发文机关: 青澜新区管理委员会
发文字号: 青管〔2026〕9号
标题: {}
---
请照办。
"""


@pytest.mark.parametrize(("title", "times"), [("关于停车的通知", 1), ("关于路灯的通知", 0)])
def test_a_number_that_another_paper_has_is_told_in_the_window_as_on_the_command_line(
    qtbot: QtBot,
    empty_window: Window,
    page: CheckingPage,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    title: str,
    times: int,
) -> None:
    filed, draft = tmp_path / "已发.md", tmp_path / "新稿.md"
    filed.write_text(NUMBERED.format("关于路灯的通知"), "utf-8")
    draft.write_text(NUMBERED.format(title), "utf-8")
    empty_window.pages.archive.import_paths([filed])
    settle(qtbot, empty_window)
    page.examine(draft)
    settle(qtbot, empty_window)
    capsys.readouterr()
    main(["check", str(draft), "--archive", str(empty_window.services.store.folder), "--json"])
    told = [(one["rule"], one["paragraph"], one["message"]) for one in json.loads(capsys.readouterr().out)]
    assert [(one.rule, one.paragraph, one.message) for one in page.review.shown()] == told
    assert [rule for rule, _, _ in told].count("number-register") == times


def test_a_number_that_another_paper_has_is_told_while_drafting(
    qtbot: QtBot, empty_window: Window, tmp_path: Path
) -> None:
    filed = tmp_path / "已发.md"
    filed.write_text(NUMBERED.format("关于路灯的通知"), "utf-8")
    empty_window.pages.archive.import_paths([filed])
    settle(qtbot, empty_window)
    empty_window.services.pages.begin_text(NUMBERED.format("关于停车的通知"), "新稿")
    settle(qtbot, empty_window)
    found = empty_window.pages.drafting.editor.findings
    assert [one.paragraph for one in found if one.rule == "number-register"] == [5]


def test_a_checked_file_can_be_gone_on_with_as_a_draft(
    qtbot: QtBot, empty_window: Window, page: CheckingPage, tmp_path: Path
) -> None:
    drop(page, word_file(tmp_path))
    settle(qtbot, empty_window)
    page.edit.click()
    settle(qtbot, empty_window)
    drafting: DraftingPage = empty_window.pages.drafting
    assert "请认真布署检修工作。" in drafting.editor.source.toPlainText()


TEMPLATES = {template.name: template for template in load_templates()}
ANSWERS: dict[str, object] = {
    "依据": "根据上级布署",
    "要求": ["第一条", "认真布署到位"],
    "任务": [{"任务": "装灯", "单位": "认真布署局"}],
}
SOURCE = "---\n标题: 试\n---\n为此，根据上级布署，决定：\n一、认真布署到位\n认真布署局负责"


def misspelt(line: int, start: int) -> Finding:
    return Finding(
        "w", Severity.WARNING, "错", paragraph=line, start=start, end=start + 2, text="布署", suggestion="部署"
    )


def test_a_finding_is_put_right_in_the_answer_it_came_from() -> None:
    findings = [misspelt(4, 7), misspelt(5, 4), misspelt(6, 2)]
    answers, rest = fixed_answers(SOURCE, ANSWERS, findings)
    assert rest == []
    assert answers == {
        "依据": "根据上级部署",
        "要求": ["第一条", "认真部署到位"],
        "任务": [{"任务": "装灯", "单位": "认真部署局"}],
    }


def test_a_finding_in_the_fixed_text_of_a_template_is_left_over() -> None:
    finding = Finding("w", Severity.WARNING, "错", paragraph=4, start=10, end=12, text="决定", suggestion="研究决定")
    assert fixed_answers(SOURCE, ANSWERS, [finding]) == (ANSWERS, [finding])
    assert answer_with(SOURCE, ANSWERS, finding) == ""


def test_a_line_and_an_answer_find_each_other() -> None:
    assert line_of(SOURCE, ANSWERS["要求"]) == 0
    assert line_of(SOURCE, "认真布署到位") == 5
    assert field_in(SOURCE, ANSWERS, 5) == "要求"
    assert field_in(SOURCE, ANSWERS, 99) == ""


def test_a_mistake_in_a_form_is_put_right_in_the_form(qtbot: QtBot, empty_window: Window) -> None:
    empty_window.go_to("drafting")
    drafting: DraftingPage = empty_window.pages.drafting
    settle(qtbot, empty_window)
    drafting.begin(TEMPLATES["意见"])
    assert drafting.editor.form is not None
    answers = example_answers(TEMPLATES["意见"])
    drafting.editor.form.set_answers(answers | {"指导思想": "认真布署各项工作。"})
    settle(qtbot, empty_window)
    finding = next(finding for finding in drafting.editor.findings if finding.text == "布署")
    drafting.editor.drawer.check.review.fix.emit([finding])
    settle(qtbot, empty_window)
    assert drafting.editor.form is not None
    assert drafting.editor.form.answers()["指导思想"] == "认真部署各项工作。"
    assert "布署" not in [finding.text for finding in drafting.editor.findings]
