"""OFD packages as other programs write them: case of names, double striking, notes, attachments, private codes."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import pytest

from search.readers import Unreadable
from search.readers.ofd import read as read_ofd
from tests.search.readers.making import NOTICE, ofd_line, ofd_of, ofd_page, with_parts, zip_bytes

TextOf = Callable[[str, bytes], str]
SPACE = 'xmlns:ofd="http://www.ofdspec.org/2016"'
PAGE = "Doc_0/Pages/Page_0/Content.xml"


def backslashed(name: str) -> str:
    return name.replace("/", "\\")


def renamed(package: bytes, change: Callable[[str], str]) -> bytes:
    with zipfile.ZipFile(io.BytesIO(package)) as old:
        return zip_bytes({change(name): old.read(name) for name in old.namelist()})


@pytest.mark.parametrize("change", [str.lower, str.upper, backslashed])
def test_parts_are_found_however_their_names_are_written(change: Callable[[str], str], text_of: TextOf) -> None:
    assert text_of("通知.ofd", renamed(ofd_of([NOTICE.split("\n")]), change)) == NOTICE


@pytest.mark.parametrize("off", [0.0, 0.1, 0.3])
def test_a_text_struck_twice_is_read_once(off: float, text_of: TextOf) -> None:
    twice = ofd_line("关于路灯的通知", 40) + ofd_line("关于路灯的通知", 40 + off) + ofd_line("正文。", 60)
    assert text_of("叠印.ofd", with_parts(ofd_of([[]]), {PAGE: ofd_page(twice)})) == "关于路灯的通知\n正文。"


def test_the_same_words_on_two_lines_are_two() -> None:
    (reading,) = read_ofd(with_parts(ofd_of([[]]), {PAGE: ofd_page(ofd_line("同意", 40) + ofd_line("同意", 60))}), "a")
    assert reading.text == "同意\n同意"


def noted(kind: str, visible: str = "true") -> bytes:
    note = (
        f'<ofd:PageAnnot {SPACE}><ofd:Annot ID="9" Type="{kind}" Visible="{visible}"><ofd:Appearance>'
        f"{ofd_line('阅，转有关科室。', 80)}</ofd:Appearance></ofd:Annot></ofd:PageAnnot>"
    )
    listed = (
        f'<ofd:Annotations {SPACE}><ofd:Page PageID="1"><ofd:FileLoc>Page_0/Annot.xml</ofd:FileLoc></ofd:Page>'
        "</ofd:Annotations>"
    )
    document = with_parts(
        ofd_of([["正文。"]]), {"Doc_0/Annots/Annotations.xml": listed, "Doc_0/Annots/Page_0/Annot.xml": note}
    )
    with zipfile.ZipFile(io.BytesIO(document)) as package:
        main = package.read("Doc_0/Document.xml").decode()
    place = "<ofd:Annotations>Annots/Annotations.xml</ofd:Annotations></ofd:Document>"
    return with_parts(document, {"Doc_0/Document.xml": main.replace("</ofd:Document>", place)})


def test_a_note_that_was_written_on_a_page_is_read(text_of: TextOf) -> None:
    assert text_of("批示.ofd", noted("Stamp")) == "正文。\n阅，转有关科室。"


@pytest.mark.parametrize(("kind", "visible"), [("Watermark", "true"), ("Stamp", "false")])
def test_a_watermark_and_a_note_that_is_hidden_are_none_of_the_paper(kind: str, visible: str, text_of: TextOf) -> None:
    assert text_of("水印.ofd", noted(kind, visible)) == "正文。"


@pytest.mark.parametrize(("name", "told"), [("附表.xlsx", 1), ("source.md", 0)])
def test_attachments_are_told_but_for_our_own_source_text(name: str, told: int) -> None:
    listed = f'<ofd:Attachments {SPACE}><ofd:Attachment ID="8" Name="{name}"/></ofd:Attachments>'
    package = with_parts(ofd_of([["正文。"]]), {"Doc_0/Attachs/Attachments.xml": listed})
    with zipfile.ZipFile(io.BytesIO(package)) as parts:
        main = parts.read("Doc_0/Document.xml").decode()
    place = "<ofd:Attachments>Attachs/Attachments.xml</ofd:Attachments></ofd:Document>"
    (reading,) = read_ofd(
        with_parts(package, {"Doc_0/Document.xml": main.replace("</ofd:Document>", place)}), "通知.ofd"
    )
    assert [each.kind for each in reading.told] == ["embedded"] * told


def test_private_codes_are_told_and_never_taken_in(read: Callable[[str, bytes], object]) -> None:
    lines = ["".join(chr(0xE100 + 7 * index + place) for place in range(20)) for index in range(5)]
    with pytest.raises(Unreadable, match="文字层不可用"):
        read("乱码.ofd", ofd_of([lines]))


def test_a_lone_private_code_is_a_mark_that_is_told() -> None:
    (reading,) = read_ofd(ofd_of([["青澜新区管理委员会关于加强城区路灯巡查工作的\ue123通知"]]), "通知.ofd")
    assert "〓" in reading.text
    assert "1 个字符没有文字编码" in reading.warnings[0]


def test_two_documents_in_one_package_are_two(read: Callable[[str, bytes], tuple[object, ...]]) -> None:
    first, second = ofd_of([["甲文。"]]), ofd_of([["乙文。"]])
    with zipfile.ZipFile(io.BytesIO(second)) as package:
        others = {name.replace("Doc_0", "Doc_1"): package.read(name) for name in package.namelist() if "Doc_0" in name}
    root = (
        f'<ofd:OFD {SPACE} Version="1.0"><ofd:DocBody><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody>'
        "<ofd:DocBody><ofd:DocRoot>Doc_1/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>"
    )
    assert len(read("两份.ofd", with_parts(first, {**others, "OFD.xml": root}))) == 2


def zipped_by(name: bytes, flag: int, extra: bytes = b"") -> bytes:
    """A zip whose one member has a name of these bytes, with or without the flag that says UTF-8."""
    stand_in = "x" * len(name)
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as package:
        member = zipfile.ZipInfo(f"{stand_in}.txt")
        member.extra = extra
        package.writestr(member, "正文。")
    data = made.getvalue().replace(stand_in.encode(), name)
    central = data.index(b"PK\x01\x02")
    return (
        data[:6]
        + flag.to_bytes(2, "little")
        + data[8 : central + 8]
        + flag.to_bytes(2, "little")
        + data[central + 10 :]
    )


@pytest.mark.parametrize(
    ("name", "flag"),
    [
        ("望江街道照明台账".encode(), 0),  # macOS
        ("望江街道照明台账".encode(), 0x800),
        ("望江街道照明台账".encode("gb18030"), 0),  # Windows
    ],
)
def test_a_members_name_is_read_whoever_packed_it(name: bytes, flag: int) -> None:
    from search.readers.zipped import read as read_zip

    (reading,) = read_zip(zipped_by(name, flag), "来文.zip")
    assert reading.name == "望江街道照明台账.txt"
