"""Names that have broken programs: paths out, devices, drives, marks that turn the writing round, long ones."""

from __future__ import annotations

OUTWARD = (
    *("../通知", "../../../../tmp/通知", "..\\..\\通知", "/etc/通知", "//server/share/通知", "\\\\server\\share\\通知"),
    *(
        "C:\\通知",
        "C:通知",
        "c:/windows/system32/通知",
        "~/通知",
        "$HOME/通知",
        "%APPDATA%\\通知",
        "./././通知",
        "a/../../b/通知",
    ),
    *("file:///etc/通知", "....//通知", "..%2f..%2f通知", "..%c0%af通知", "库/../../通知", "通知/", "/", "//", "."),
)
"""Names that stand for other places; within a zip they are names and nothing more."""

DEVICES = tuple(
    f"{name}{ending}" for name in ("CON", "PRN", "AUX", "NUL", "COM1", "LPT9", "CONIN$") for ending in ("", ".x")
)
MARKS = (
    *(
        "\u202e通知",
        "通\u202e知",
        "\u200f通知",
        "\u200b通知",
        "\ufeff通知",
        "通\u00ad知",
        "\u2066通知\u2069",
        "\u061c通知",
    ),
    *(
        "通 知",
        " 通知",
        "通知 ",
        "通\t知",
        "通\n知",
        "通\r知",
        "通\x1b[31m知",
        "通\x07知",
        "通\x7f知",
        "通\u2028知",
        "通\u0085知",
    ),
    *("é", "e\u0301", "Å", "A\u030a", "が", "か\u3099", "각", "\u1100\u1161\u11a8", "ﬁ", "Ａ", "①"),
    *(
        "通知'",
        '通知"',
        "通知;rm -rf",
        "通知|甲",
        "通知&甲",
        "通知`甲`",
        "$(甲)",
        "${甲}",
        "通知*",
        "通知?",
        "<通知>",
        "通知#",
        "通知%00",
    ),
    *(
        "-通知",
        "--help",
        "-rf",
        "@通知",
        "=1+1",
        "+1",
        "通知,甲",
        "{通知}",
        "[通知]",
        "%s%n",
        "%d",
        "{0}",
        "\\n",
        "\\u0000",
    ),
    *("𫖯", "䶮", "😀", "\U000f0000", "\ue000", "\uffff", "א", "ا", "한", "ß", "İ", "ſ"),
    *("通知..", "通知...x", "..通知", "...", "通知.txt.exe", "通知.pdf", "x" * 200, "通" * 80, "甲" * 83, "a." * 100),
)
"""Names that a disk takes and that look or sort otherwise than they are."""

RAW = (b"\xb9\xab\xce\xc4", b"\xff\xfe", b"\xed\xa0\x80", b"\xf0\x28\x8c\x28", b"\xc0\xaf", b"\x80", b"a\xffb")
"""Names in other encodings or in none, as old discs have them."""

ON_DISK = tuple(dict.fromkeys((*DEVICES, *MARKS)))
IN_ZIP = tuple(dict.fromkeys((*OUTWARD, *DEVICES, *MARKS)))
