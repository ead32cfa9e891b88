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
BUILT = ("LiberationSans-Regular.ttf", "FandolHei-Regular.ttf")
"""Latin and digits from the first, since those of the built 黑体 are thin and wide; 汉字 from the second."""


def window_font() -> QFont:
    """The font of the window; where no Chinese face is at hand the system's default."""
    font = QFont()
    families = _families()
    if families:
        font.setFamilies(families)
    font.setPixelSize(t.BODY)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font


def _families() -> list[str]:
    known = set(QFontDatabase.families())
    found = next((name for name in SYSTEM if name in known), "")
    return [found] if found else _built_families()


def _built_families() -> list[str]:
    from docgen.built_fonts import cache_folder

    paths: list[Path] = [cache_folder() / name for name in BUILT]
    loaded = [QFontDatabase.addApplicationFont(str(path)) for path in paths if path.is_file()]
    return [family for number in loaded for family in QFontDatabase.applicationFontFamilies(number)[:1]]
