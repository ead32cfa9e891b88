"""The pages of one archive: each made when first asked for; what one page asks of another goes through here."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from desktop.parts.page import Page
from desktop.parts.search_box import SearchBox
from desktop.parts.services import Services
from desktop.parts.widgets import column, frame, line
from desktop.theme import tokens as t

if TYPE_CHECKING:  # each is imported when it is made
    from desktop.archive.page import ArchivePage
    from desktop.checking.page import CheckingPage
    from desktop.drafting.page import DraftingPage
    from desktop.settings.page import SettingsPage
    from desktop.templates.page import TemplatesPage
    from docgen.templating import Template
    from office.task_table import TaskPaper

AnyPage = TypeVar("AnyPage", bound=Page)


def placeholder(box: SearchBox) -> QWidget:
    """What stands for the archive page until that is built: its bar, with the search box that it will take over."""
    made = QWidget()
    made.setObjectName("page")
    made.setLayout(column(frame("bar", line(box, margins=(t.L, t.M, t.L, t.M))), None, space=0))
    return made


class Pages(QStackedWidget):
    """The registry of pages. `shown` tells the name of the page that one goes to."""

    shown = Signal(str)

    def __init__(self, box: SearchBox) -> None:
        super().__init__()
        self._box = box
        self._made: dict[str, Page] = {}
        self._services: Services | None = None
        self._before_first: Callable[[], object] = lambda: None
        self.addWidget(placeholder(box))

    def begin_with(self, services: Services, before_first: Callable[[], object]) -> None:
        """Take what pages are made with; `before_first` is called before the first one is."""
        self._services, self._before_first = services, before_first

    @property
    def archive(self) -> ArchivePage:
        """档案; it takes the search box over with what has been typed into it by now."""
        from desktop.archive.page import ArchivePage

        return self._page("archive", ArchivePage, lambda services: ArchivePage(services, self._box))

    @property
    def drafting(self) -> DraftingPage:
        """起草."""
        from desktop.drafting.page import DraftingPage

        return self._page("drafting", DraftingPage, DraftingPage)

    @property
    def checking(self) -> CheckingPage:
        """体检."""
        from desktop.checking.page import CheckingPage

        return self._page("checking", CheckingPage, CheckingPage)

    @property
    def templates(self) -> TemplatesPage:
        """模板."""
        from desktop.templates.page import TemplatesPage

        return self._page("templates", TemplatesPage, TemplatesPage)

    @property
    def settings(self) -> SettingsPage:
        """设置."""
        from desktop.settings.page import SettingsPage

        return self._page("settings", SettingsPage, SettingsPage)

    def page(self, name: str) -> Page:
        """A page by name."""
        return _BY_NAME[name](self)

    def made(self, name: str) -> Page | None:
        """A page by name, None where it was never looked at."""
        return self._made.get(name)

    def all_made(self) -> tuple[Page, ...]:
        """The pages that there are by now."""
        return tuple(self._made.values())

    def make_all(self) -> None:
        """Make those that were never looked at, so that all commands are known."""
        for name in _BY_NAME:
            self.page(name)

    @property
    def furnished(self) -> bool:
        """Whether any page is looked at, rather than what stands for one."""
        return self.currentIndex() > 0

    def go_to(self, name: str) -> None:
        """Show a page, the cursor where one begins."""
        page = self.page(name)
        self.setCurrentWidget(page)
        self.shown.emit(name)
        QTimer.singleShot(0, page, page.start_typing)

    def begin(self, template: Template | None) -> None:
        """Begin a draft from a template, or with None freely."""
        self.go_to("drafting")
        if template:
            self.drafting.begin(template)
        else:
            self.drafting.begin_text()

    def begin_text(self, text: str, title: str) -> None:
        """Begin a draft from source text."""
        self.go_to("drafting")
        self.drafting.begin_text(text, title)

    def check(self, text: str, title: str) -> None:
        """Examine a source text."""
        self.go_to("checking")
        self.checking.examine_text(text, title)

    def put_by(self, source: str, passage: str) -> None:
        """Put a passage with where it comes from, or that alone, into the basket of material."""
        self.drafting.put_by(source, passage)

    def put_tasks(self, paper: TaskPaper) -> None:
        """Put the 任务分解表 of a paper into the open draft, or into a new one."""
        self.go_to("drafting")
        self.drafting.put_tasks(paper)

    def save_tasks(self, paper: TaskPaper) -> None:
        """Save the 任务分解表 of a paper as .xlsx."""
        self.drafting.tasks.save(paper)

    def _page(self, name: str, kind: type[AnyPage], make: Callable[[Services], AnyPage]) -> AnyPage:
        page = self._made.get(name)
        if isinstance(page, kind):
            return page
        assert self._services is not None  # noqa: S101  see begin_with
        if not self._made:
            self._before_first()
        made = make(self._services)
        self._made[name] = made
        self.addWidget(made)
        self._services.commands.add_of(made, made.commands())
        return made


_BY_NAME: dict[str, Callable[[Pages], Page]] = {
    "archive": lambda pages: pages.archive,
    "drafting": lambda pages: pages.drafting,
    "checking": lambda pages: pages.checking,
    "templates": lambda pages: pages.templates,
    "settings": lambda pages: pages.settings,
}
