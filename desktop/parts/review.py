"""Going through findings: the list, and what one can do about the one that is chosen."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QWidget

from desktop.parts.findings_list import FindingsList
from desktop.parts.ignoring import NAME, Ignored
from desktop.parts.plain import entry
from desktop.parts.services import Services
from desktop.parts.widgets import button, column, frame, label, line
from desktop.theme import tokens as t
from docgen.finding import Finding
from office.fixing import can_fix


class Review(QWidget):
    """`chosen` tells the finding one goes to, `fix` those to be put right, `changed` that fewer or more are shown."""

    chosen = Signal(object)
    fix = Signal(list)
    changed = Signal()

    def __init__(self, services: Services) -> None:
        super().__init__()
        self._services = services
        self.ignored = Ignored(services.store.folder / NAME, services.store.sealed_files, services.settings)
        self._all: tuple[Finding, ...] = ()
        self._editable = True
        self.list = FindingsList()
        self.clean = label("没有发现问题。", "ok")
        self.clean.setContentsMargins(t.L, t.M, t.L, t.M)
        self.one = button("修复", self._fix_one)
        self.alike = button("一律改", self._fix_alike)
        self.skip = button("忽略", lambda: self._ignore(for_good=False), quiet=True)
        self.never = button("不再提示", lambda: self._ignore(for_good=True), quiet=True)
        self.off = button("", lambda: None, quiet=True)
        self.off.setMenu(self._off_menu())
        self._offered: set[str] = set()
        buttons = line(
            self.one, self.alike, self.skip, self.never, None, self.off, space=t.XS, margins=(t.S, t.S, t.S, t.S)
        )
        self.setLayout(column(self.clean, self.list, frame("foot", buttons), space=0))
        self.list.chosen.connect(self._picked)
        self._enable(None)

    def show_findings(self, findings: Iterable[Finding], *, editable: bool = True) -> None:
        """Show what was found; `editable`: suggestions can be put into the text."""
        self._all, self._editable = tuple(findings), editable
        self._refresh()

    def shown(self) -> tuple[Finding, ...]:
        """The findings that are not ignored."""
        return self.ignored.without(self._all)

    def safe(self) -> list[Finding]:
        """The findings that can be put right without a person looking at each."""
        return [finding for finding in self.shown() if self._editable and finding.fixable and can_fix(finding)]

    def next(self, step: int = 1) -> None:
        """Go to the next finding, round and round."""
        self.list.step(step)

    def _refresh(self) -> None:
        shown = self.shown()
        self.list.show_findings(shown)
        self.clean.setVisible(not shown)
        self.off.setText(f"已关 {len(self.ignored.off)} 条")
        self.off.setVisible(bool(self.ignored.off))
        self._enable(self.list.current())
        self.changed.emit()

    def _picked(self, finding: Finding) -> None:
        self._enable(finding)
        self.chosen.emit(finding)

    def _alike(self, finding: Finding) -> list[Finding]:
        same = (finding.rule, finding.text, finding.suggestion)
        return [other for other in self.shown() if (other.rule, other.text, other.suggestion) == same]

    def _enable(self, finding: Finding | None) -> None:
        fixable = self._editable and finding is not None and can_fix(finding)
        self.one.setEnabled(fixable)
        self.alike.setEnabled(fixable and finding is not None and len(self._alike(finding)) > 1)
        self.skip.setEnabled(finding is not None)
        self.never.setEnabled(finding is not None)

    def _fix_one(self) -> None:
        finding = self.list.current()
        if finding:
            self.fix.emit([finding])

    def _fix_alike(self) -> None:
        finding = self.list.current()
        if finding:
            self.fix.emit(self._alike(finding))

    def _ignore(self, *, for_good: bool) -> None:
        finding = self.list.current()
        if finding is None:
            return
        (self.ignored.for_good if for_good else self.ignored.once)(finding)
        self._refresh()
        if for_good:
            self._offer_to_switch_off(finding.rule)
        told = f"以后不再提示“{finding.text[:12] or finding.message[:12]}”这一类。" if for_good else "已忽略这一处。"
        self._services.notices.say(told, "撤消", lambda: self._bring_back(finding))

    def _offer_to_switch_off(self, rule: str) -> None:
        """Ask, once a rule and run, whether one that was silenced often is to be switched off."""
        if rule not in self._offered and self.ignored.often(rule):
            from docgen.check.silencing import offer_text

            self._offered.add(rule)
            self._services.notices.ask(offer_text(rule), "关掉", lambda: self._switch(rule, on=False))

    def _switch(self, rule: str, *, on: bool) -> None:
        self.ignored.switch(rule, on=on)
        self._refresh()

    def _off_menu(self) -> QMenu:
        """The rules that are switched off, each to be switched on again; filled when it opens."""
        made = QMenu(self)

        def fill() -> None:
            from docgen.check.silencing import title_of

            made.clear()
            for rule in self.ignored.off:
                made.addAction(entry(f"再打开：{title_of(rule)}"), partial(self._switch, rule, on=True))

        made.aboutToShow.connect(fill)
        return made

    def _bring_back(self, finding: Finding) -> None:
        self.ignored.back(finding)
        self._refresh()
