"""The window program: `run` opens it on an archive."""

from __future__ import annotations

import logging
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLibraryInfo, QLocale, QSettings, QTimer, QTranslator
from PySide6.QtWidgets import QApplication

import desktop.quick_start  # noqa: F401  # pyright: ignore[reportUnusedImport]  before all else of ours
from desktop.surroundings import prepare
from desktop.theme.look import Scheme, start_look

if TYPE_CHECKING:
    from desktop.parts.instance import Instance

TURN = 0.00002
"""Seconds after which a busy thread lets another one go on.

To paint takes some hundred calls into Qt, each of which may wait so long for each busy thread: Python's own 0.005 is
felt while typing, and 0.001 made gaps of 70 ms.
"""

_LATER = 300
"""Milliseconds after which what is not needed to begin is done."""


def run(archive_folder: Path | None, screenshot: Path | None = None) -> int:
    """Open the window on `archive_folder` (None: the one used last, or the usual one) and return its exit code.

    With `screenshot` the window is drawn with the archive's documents in it, saved there as PNG, and closed.
    """
    if screenshot is not None:
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from desktop.endings import Endings
    from desktop.parts.errors import catch_the_rest
    from desktop.parts.instance import Instance
    from desktop.window.window import Window

    sys.setswitchinterval(TURN)
    settings = _settings(screenshot)
    prepare(os.environ, str(settings.value("window/scale", "100%")))
    application = start_application()
    start_look(application, _scheme(settings))
    folder = chosen_archive(archive_folder, settings)
    instance = Instance(folder, application)
    if screenshot is None and not instance.claim():
        return 0
    window = Window(folder, settings, instance)
    catch_the_rest(window.keep_and_tell)
    Endings(application, window.keep, window.keep_and_close)
    instance.asked.connect(window.come_forward)
    window.show()
    QTimer.singleShot(_LATER, instance, lambda: _begin_the_rest(instance))
    if screenshot is not None:
        from desktop.window.shot import Shot

        shot = Shot(window, screenshot)
        QTimer.singleShot(0, shot.begin)
    return application.exec()


def _begin_the_rest(instance: Instance) -> None:
    """What nobody waits for: hearing who starts the program again; the log, unless the command line has begun it."""
    instance.listen()
    if not logging.getLogger().handlers:
        from desktop.logs import start_logging

        start_logging()


def start_application() -> QApplication:
    """The one QApplication, made where there is none yet."""
    found = QApplication.instance()
    if isinstance(found, QApplication):
        return found
    application = QApplication([*sys.argv[:1], "-style", "fusion"])
    _speak_chinese(application)
    application.setApplicationName("文渊")
    application.setOrganizationName("wenyuan")
    application.setDesktopFileName("wenyuan")
    return application


def _speak_chinese(application: QApplication) -> None:
    """Qt's own dialogs and menus in Chinese, whatever language the system has."""
    QLocale.setDefault(QLocale(QLocale.Language.Chinese, QLocale.Country.China))
    translator = QTranslator(application)
    if translator.load("qtbase_zh_CN", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        application.installTranslator(translator)


def _settings(screenshot: Path | None) -> QSettings:
    """The person's settings; none for a screenshot, which shows what everyone sees first."""
    from platformdirs import user_config_path

    place = user_config_path("wenyuan", appauthor=False) / "window.ini" if screenshot is None else Path(os.devnull)
    return QSettings(str(place), QSettings.Format.IniFormat)


def _scheme(settings: QSettings) -> Scheme:

    named = os.environ.get("WENYUAN_SCHEME") or str(settings.value("window/scheme", Scheme.SYSTEM.value))
    return next((scheme for scheme in Scheme if scheme.value == named), Scheme.SYSTEM)


def chosen_archive(named: Path | None, settings: QSettings) -> Path:
    """The archive to open: the named one, else the one used last, else the usual one."""
    from desktop.parts.archives import last_used

    return named or last_used(settings) or _default_archive()


def _default_archive() -> Path:
    from platformdirs import user_data_path

    return user_data_path("wenyuan", appauthor=False) / "archive"
