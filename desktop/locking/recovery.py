"""The recovery code, shown once: to be written down, copied or printed."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QCheckBox, QDialog, QWidget

from desktop.parts.services import Services
from desktop.parts.widgets import button, column, label, line, wrapped
from desktop.theme import tokens as t

CODE_SHOWN = "recovery code"
"""The name of the dialog that shows it: it comes once, and locking would take it away."""
_TOLD = (
    "忘记口令时，只有它能打开档案库；两样都丢了，谁也打不开。请抄在纸上或者打印出来，和电脑分开锁好：它只显示这一次。"
)
_PAPER = """---
版式: 普通
标题: 档案库恢复码
---
档案库：{name}

恢复码：

{code}

忘记口令时，在锁定页上点“用恢复码打开”，输入上面的数字。请把这张纸和电脑分开锁好。
"""


class RecoveryDialog(QDialog):
    """It closes once the person says that the code has been taken down."""

    def __init__(self, services: Services, code: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("口令已设，请记下恢复码")
        self.setObjectName(CODE_SHOWN)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._services, self._code = services, code
        shown = label(_two_lines(code), "title", select=True)
        shown.setAccessibleName("恢复码")
        shown.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.copy = button("复制", lambda: QApplication.clipboard().setText(code), icon="copy")
        self.print = button("打印…", self._print, icon="printer")
        self.taken = QCheckBox("已经抄下或打印了恢复码")
        self.close_button = button("完成", self.accept, main=True)
        self.close_button.setEnabled(False)
        self.taken.toggled.connect(self.close_button.setEnabled)
        self.setLayout(
            column(
                wrapped(_TOLD, 440),
                shown,
                line(None, self.copy, self.print, None),
                line(self.taken, None, self.close_button),
                space=t.L,
                margins=(t.XL,) * 4,
            )
        )

    def reject(self) -> None:
        """Not before it has been taken down."""
        if self.taken.isChecked():
            super().reject()

    def _print(self) -> None:
        name, code = self._services.store.folder.name, _two_lines(self._code)

        def make() -> bytes:
            from desktop.parts.making import render

            return render(_PAPER.format(name=name, code=code.replace("\n", "\n\n"))).pdf

        self._services.worker.submit(make, self._show_print, self._services.fault)

    def _show_print(self, pdf: bytes) -> None:
        from desktop.printing.dialog import PrintDialog
        from desktop.printing.paper import Paper

        PrintDialog(self._services, (Paper("档案库恢复码", pdf),), parent=self).open()


def replace_backups(services: Services) -> None:
    """Have the automatic backups that lie in clear, from before the password, replaced by one with it."""

    def tell(replaced: int) -> None:
        if replaced:
            told = f"原来的 {replaced} 个自动备份没有加密，已换成一个加密的；另存在别处的备份请自行处理。"
            services.notices.say(told)

    store = services.store
    store.changing.submit(store.question(lambda archive: archive.backups.replace_clear()), tell, services.fault)


def _two_lines(code: str) -> str:
    """Eight groups as four and four."""
    groups = code.split("-")
    half = len(groups) // 2
    return f"{'-'.join(groups[:half])}-\n{'-'.join(groups[half:])}"
