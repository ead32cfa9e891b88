"""Which face the window is set in: the system's Chinese sans, else the built 黑体."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QFont, QFontDatabase

from desktop.theme import tokens as t

SYSTEM = (
    "Microsoft YaHei UI",
    "Microsoft YaHei",
    "微软雅黑",
    "PingFang SC",
    "苹方-简",
    "Source Han Sans SC",
    "思源黑体",
    "Noto Sans CJK SC",
    "Noto Sans SC",
    "WenQuanYi Micro Hei",
)
BUILT = "FandolHei-Regular.ttf"


def window_font() -> QFont:
    """The font of the window; where no Chinese face is at hand the system's default."""
    font = QFont()
    family = _family()
    if family:
        font.setFamilies([family])
    font.setPixelSize(t.BODY)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font


def _family() -> str:
    known = set(QFontDatabase.families())
    found = next((name for name in SYSTEM if name in known), "")
    return found or _built_family()


def _built_family() -> str:
    from docgen.fonts import cache_folder

    path: Path = cache_folder() / BUILT
    if not path.is_file():
        return ""
    loaded = QFontDatabase.applicationFontFamilies(QFontDatabase.addApplicationFont(str(path)))
    return loaded[0] if loaded else ""
