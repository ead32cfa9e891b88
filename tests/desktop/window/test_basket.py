from __future__ import annotations

from pathlib import Path

from pytestqt.qtbot import QtBot

from desktop.drafting.basket import Basket
from desktop.drafting.page import DraftingPage
from desktop.window.window import Window
from office.basket import Material
from tests.desktop.window.settling import settle, until

ONE = Material("《办法》（青管〔2026〕1号）", "路灯亮灯率不低于98%")


def test_what_is_put_by_is_there_again_next_time(tmp_path: Path) -> None:
    Basket(tmp_path / "basket.json").add(ONE)
    assert Basket(tmp_path / "basket.json").materials == (ONE,)


def test_the_same_thing_lies_there_once_and_on_top(tmp_path: Path) -> None:
    basket = Basket(tmp_path / "basket.json")
    other = Material("《意见》")
    for material in (ONE, other, ONE):
        basket.add(material)
    assert basket.materials == (ONE, other)


def test_a_spoilt_file_is_an_empty_basket(tmp_path: Path) -> None:
    (tmp_path / "basket.json").write_text("[{", encoding="utf-8")
    assert Basket(tmp_path / "basket.json").materials == ()


def test_a_passage_keeps_its_source() -> None:
    assert ONE.words == "“路灯亮灯率不低于98%”（《办法》（青管〔2026〕1号））"
    assert Material("《意见》").words == "《意见》"


def test_a_passage_goes_from_the_archive_through_the_basket_into_the_text(qtbot: QtBot, window: Window) -> None:
    window.go_to("drafting")
    page: DraftingPage = window.pages.drafting
    page.begin_text("---\n标题: 试\n---\n")
    settle(qtbot, window)
    drawer = page.editor.drawer
    drawer.archive.box.setText("防汛")
    settle(qtbot, window)
    drawer.archive.put_by.click()
    drawer.setCurrentWidget(drawer.basket)
    drawer.basket.put.click()
    settle(qtbot, window)
    assert "《关于做好2026年防汛工作的通知》" in page.editor.source.toPlainText()
    drawer.basket.drop.click()
    assert drawer.basket.current() is None
    window.services.notices.act()
    assert drawer.basket.current() is not None


def test_a_citation_is_checked_against_the_archive(qtbot: QtBot, window: Window) -> None:
    window.go_to("drafting")
    page: DraftingPage = window.pages.drafting
    page.begin_text("---\n标题: 试\n---\n根据《关于做好2026年防汛工作的通知》（青管办〔2026〕99号），")
    settle(qtbot, window)
    assert any("文号" in finding.message and "99号" in finding.message for finding in page.editor.findings)
    page.editor.drawer.archive.box.setText("防汛")
    settle(qtbot, window)
    page.editor.drawer.archive.cite.click()
    settle(qtbot, window)
    assert "（青管办〔2026〕18号）" in page.editor.source.toPlainText()
    assert "与档案一致" in window.services.notices.text


def test_words_chosen_in_the_archive_go_into_the_basket_with_their_source(qtbot: QtBot, window: Window) -> None:
    archive = window.pages.archive
    archive.search("防汛工作的通知")
    settle(qtbot, window)
    until(qtbot, lambda: archive.preview.record is not None and "防汛" in archive.preview.record.title)
    window.services.commands.run("put-by")
    archive.preview.reading.setPlainText("主汛期实行二十四小时值班。")
    archive.preview.reading.selectAll()
    window.services.commands.run("put-by")
    materials = window.pages.drafting.editor.drawer.basket.basket.materials
    source = "《关于做好2026年防汛工作的通知》（青管办〔2026〕18号）"
    assert materials[:2] == (Material(source, "主汛期实行二十四小时值班。"), Material(source))
