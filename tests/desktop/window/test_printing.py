from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desktop.parts.making import render
from desktop.parts.pdf_pages import PdfPages
from desktop.printing.dialog import PrintDialog
from desktop.printing.options import TO_FILE, TO_FOLDER
from desktop.printing.paper import Order, Paper, print_order
from desktop.printing.reading import document_paper, read_paper
from desktop.printing.watermark import stamped
from desktop.theme.look import Look
from desktop.window.window import Window
from office.distribution import Copy, Share, copies_of, shares_of, told
from tests.desktop.window.settling import settle

TEXT = """---
版式: 文件
文种: 通知
发文机关: 青澜新区管理委员会
发文机关标志: 青澜新区管理委员会文件
发文字号: 青管〔2026〕19号
标题: 关于检修路灯的通知
主送机关: 东河镇人民政府、临湖街道办事处，区财政局
抄送机关: 区人大办公室。
署名: 青澜新区管理委员会
成文日期: 2026-04-20
---
请于月底前检修完毕。
"""


@pytest.fixture(scope="module")
def paper(qapp: object) -> Paper:
    assert qapp
    made = render(TEXT)
    return document_paper(made.document, made.pdf)


def words(pdf: bytes) -> list[str]:
    return [page.extract_text().replace("\n", "") for page in PdfReader(io.BytesIO(pdf)).pages]


def test_each_body_of_the_two_lists_gets_one_copy() -> None:
    shares = shares_of("东河镇人民政府、临湖街道办事处，区财政局：", "区财政局，区人大办公室。")
    assert [share.recipient for share in shares] == ["东河镇人民政府", "临湖街道办事处", "区财政局", "区人大办公室"]
    assert {share.copies for share in shares} == {1}


def test_numbers_run_on_from_recipient_to_recipient() -> None:
    copies = copies_of([Share("甲局", 2), Share("乙局")], 7)
    assert copies == (Copy("甲局", "000007"), Copy("甲局", "000008"), Copy("乙局", "000009"))


def test_the_list_tells_who_got_which_numbers() -> None:
    assert told(copies_of([Share("甲局", 2), Share("乙局")], 7)) == "甲局 2 份（000007—000008）；乙局 1 份（000009）"
    assert told(copies_of([Share("甲局", 2)])) == "甲局 2 份"
    assert told(copies_of([Share("", 3)])) == ""


def answering(answer: object) -> Callable[..., object]:
    """A file dialog that gives this answer at once."""

    def ask(*_: object) -> object:
        return answer

    return ask


def ink(pdf: bytes, page: int = 0) -> int:
    """How many of a page's pixels are not white."""
    image = PdfPages(pdf).render(page, 300)
    return sum(image.pixelColor(x, y) != Qt.GlobalColor.white for x in range(300) for y in range(image.height()))


def test_a_watermark_is_to_be_seen_and_leaves_the_text_as_it_is(paper: Paper) -> None:
    marked = stamped(paper.pdf, "东河镇人民政府")
    assert words(marked) == words(paper.pdf)
    assert ink(marked) > ink(paper.pdf) + 1000


def test_each_numbered_copy_bears_its_own_number(paper: Paper, tmp_path: Path) -> None:
    order = Order((paper,), copies_of([Share("", 3)], 1), target=str(tmp_path / "三份.pdf"))
    done = print_order(order)
    pages = words((tmp_path / "三份.pdf").read_bytes())
    assert done.copies == 3
    assert [text[:6] for text in pages if text.startswith("0000")] == ["000001", "000002", "000003"]


def test_on_both_sides_each_copy_begins_on_the_front_of_a_sheet(paper: Paper, tmp_path: Path) -> None:
    assert len(words(paper.pdf)) == 1
    print_order(Order((paper,), copies_of([Share("", 2)]), target=str(tmp_path / "两份.pdf"), duplex=True))
    assert [bool(text) for text in words((tmp_path / "两份.pdf").read_bytes())] == [True, False, True]


def test_each_recipient_gets_a_file_of_its_own_with_its_name_on_it(paper: Paper, tmp_path: Path) -> None:
    copies = copies_of([Share("东河镇人民政府"), Share("区财政局", 2)])
    print_order(Order((paper,), copies, target=str(tmp_path), apart=True, marked=True))
    assert sorted(path.stem for path in tmp_path.glob("*.pdf")) == [
        "关于检修路灯的通知-东河镇人民政府",
        "关于检修路灯的通知-区财政局",
        "关于检修路灯的通知-区财政局-2",
    ]
    assert ink((tmp_path / "关于检修路灯的通知-区财政局-2.pdf").read_bytes()) > ink(paper.pdf)


def test_several_documents_are_printed_together_set_by_set(paper: Paper, tmp_path: Path) -> None:
    (tmp_path / "另一份.md").write_text(TEXT.replace("检修路灯", "清扫街道"), encoding="utf-8")
    other = read_paper(tmp_path / "另一份.md")
    print_order(Order((paper, other), copies_of([Share("", 2)]), target=str(tmp_path / "合.pdf")))
    titles = ["检修路灯" if "检修路灯" in text else "清扫街道" for text in words((tmp_path / "合.pdf").read_bytes())]
    assert titles == ["检修路灯", "清扫街道"] * 2


def test_what_was_stopped_leaves_no_half_file(paper: Paper, tmp_path: Path) -> None:
    order = Order((paper,), copies_of([Share("", 3)]), target=str(tmp_path / "没有.pdf"))
    done = print_order(order, lambda made, _: made < 1)
    assert done.copies == 1
    assert not (tmp_path / "没有.pdf").exists()


@pytest.fixture
def dialog(qtbot: QtBot, look: Look, empty_window: Window, paper: Paper) -> PrintDialog:
    assert not look.colours.dark
    made = PrintDialog(empty_window.services, (paper,), shares_of("东河镇人民政府、区财政局"), parent=empty_window)
    qtbot.addWidget(made)
    made.show()
    settle(qtbot, empty_window)
    return made


def test_the_dialog_shows_the_pages_as_the_first_copy_will_be(
    qtbot: QtBot, empty_window: Window, dialog: PrintDialog
) -> None:
    dialog.options.by_list.setChecked(True)
    dialog.options.marked.setChecked(True)
    dialog.options.number.setChecked(True)
    settle(qtbot, empty_window)
    assert dialog.pages.pages is not None
    assert dialog.pages.pages.find(["000001"])
    with_mark = dialog.pages.pages.render(0, 300)
    dialog.options.marked.setChecked(False)
    settle(qtbot, empty_window)
    assert dialog.pages.pages.render(0, 300) != with_mark
    assert dialog.options.told.text() == "2 个单位，共 2 份，份号 000001—000002。"


def test_an_empty_distribution_list_prints_nothing(dialog: PrintDialog) -> None:
    dialog.options.by_list.setChecked(True)
    dialog.options.table.show_shares(())
    assert not dialog.go.isEnabled()
    assert "空" in dialog.options.told.text()


def test_rows_of_the_list_are_added_counted_and_taken_out(dialog: PrintDialog) -> None:
    table = dialog.options.table
    table.add()
    table.write(2, "区档案馆", "3")
    assert table.shares()[-1] == Share("区档案馆", 3)
    table.write(2, "区档案馆", "三")
    assert table.shares()[-1] == Share("区档案馆", 1)
    table.table.setCurrentCell(0, 0)
    table.remove()
    assert [share.recipient for share in table.shares()] == ["区财政局", "区档案馆"]


def test_printing_by_the_list_tells_who_got_what(
    qtbot: QtBot, empty_window: Window, paper: Paper, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    given: list[str] = []
    made = PrintDialog(empty_window.services, (paper,), shares_of("东河镇人民政府"), given.append, empty_window)
    qtbot.addWidget(made)
    monkeypatch.setattr("desktop.printing.dialog.QFileDialog.getSaveFileName", answering((str(tmp_path / "发"), "")))
    made.options.printer.setCurrentText(TO_FILE)
    made.options.by_list.setChecked(True)
    made.print()
    settle(qtbot, empty_window)
    assert (tmp_path / "发.pdf").exists()
    assert given == ["东河镇人民政府 1 份"]


def test_cancel_stops_what_is_under_way_before_it_closes_the_dialog(
    qtbot: QtBot, empty_window: Window, dialog: PrintDialog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("desktop.printing.dialog.QFileDialog.getExistingDirectory", answering(str(tmp_path)))
    dialog.options.printer.setCurrentText(TO_FOLDER)
    dialog.options.copies.setValue(500)
    dialog.options.number.setChecked(True)
    dialog.print()
    dialog.reject()
    assert dialog.isVisible()
    settle(qtbot, empty_window)
    assert not dialog.isVisible()
    assert len(list(tmp_path.glob("*.pdf"))) < 500
    assert "停止" in empty_window.services.notices.text


def test_further_files_come_into_the_same_print(
    qtbot: QtBot, empty_window: Window, dialog: PrintDialog, paper: Paper, tmp_path: Path
) -> None:
    (tmp_path / "甲.pdf").write_bytes(paper.pdf)
    dialog.add([tmp_path / "甲.pdf"])
    settle(qtbot, empty_window)
    assert dialog.list.isVisible()
    assert [dialog.list.item(row).text() for row in range(2)] == ["关于检修路灯的通知", "甲"]
