"""The pictures on the cards of templates: the first page of each, filled with its examples."""

from __future__ import annotations

from PySide6.QtGui import QImage
from shiboken6 import isValid

from desktop.jobs.worker import LATER, Worker
from desktop.parts.card import Card
from docgen.templating import Template

PICTURE = 150
"""The height of a picture on its card."""
_WIDTH = 280
"""Pixels across a page, enough for a screen at 200 %."""
_MADE: dict[Template, QImage] = {}
"""Made once for all pages: a template that was changed is another key."""


class Pictures:
    """Puts pictures on cards, one after another while nothing else is wanted of the worker."""

    def __init__(self, worker: Worker) -> None:
        self._worker = worker
        self._waiting: dict[Template, Card] = {}

    def put_on(self, card: Card, template: Template) -> None:
        """Show the template's picture on a card, now or once it is made; a template that fails has none."""
        if template in _MADE:
            card.set_picture(_MADE[template])
            return
        under_way = template in self._waiting
        self._waiting[template] = card
        if not under_way:
            self._worker.submit(
                lambda: picture_of(template),
                lambda picture: self._made(template, picture),
                lambda _: self._waiting.pop(template, None),
                LATER,
            )

    def _made(self, template: Template, picture: QImage) -> None:
        _MADE[template] = picture
        card = self._waiting.pop(template)
        if isValid(card):
            card.set_picture(picture)


def picture_of(template: Template) -> QImage:
    """The first page of a template filled with its examples."""
    from desktop.parts.making import render
    from docgen.templating import draft, example_answers

    return render(draft(template, example_answers(template))).pages.render(0, _WIDTH)
