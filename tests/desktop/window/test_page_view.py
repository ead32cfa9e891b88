from __future__ import annotations

from pytestqt.qtbot import QtBot

from desktop.jobs.worker import Worker
from desktop.parts.making import render
from desktop.parts.page_view import PageView
from desktop.theme.look import Look
from tests.desktop.window.settling import until


def test_a_page_whose_height_hangs_on_the_scroll_bar_is_drawn(qtbot: QtBot, look: Look, worker: Worker) -> None:
    # The bar came and went for ever, each time forgetting the picture that was on its way.
    assert not look.colours.dark
    view = PageView(worker)
    qtbot.addWidget(view)
    view.show_pages(render("---\n版式: 普通\n标题: 一页\n---\n正文。").pages)
    for height in range(730, 790, 10):
        view.resize(560, height)
        view.show()
        until(qtbot, lambda: view.drawn and view.page_count == 1)
