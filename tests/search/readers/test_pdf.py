"""A PDF gives its paragraphs, not its lines; what stands at the edge of every page is left out."""

from __future__ import annotations

import io
import re
from collections.abc import Callable

import pytest
from pypdf import PdfWriter

from search.readers import Unreadable
from search.records import Parsed
from tests.search.readers.making import NOTICE, pdf_of, wrapped

TextOf = Callable[[str, bytes], str]
Read = Callable[[str, bytes], tuple[Parsed, ...]]
Outcome = Callable[[str, bytes], tuple[str, str]]
PARAGRAPHS = [
    "照明亮化的范围主要包括城市主次干道，各部门、各单位临主次干道的其他高层建筑物，广场、公共绿地、重点桥梁。",
    "照明亮化的标准是采用节能环保灯具和新型现代光源，道路照明应按规范合理确定路面照度和亮度，避免灯饰视觉污染。",
    "照明亮化工程要在5月31日前完成，各单位要明确专人负责，按月报送进度，遇有问题及时与城市管理局联系，不得延误工期。",
]


def test_lines_become_paragraphs_again(text_of: TextOf) -> None:
    assert text_of("亮化.pdf", pdf_of([wrapped(PARAGRAPHS)])) == "\n".join(PARAGRAPHS)


def test_a_paragraph_that_runs_over_the_page_is_one(text_of: TextOf) -> None:
    lines = wrapped(PARAGRAPHS * 6)
    pages = [lines[start : start + 22] for start in range(0, len(lines), 22)]
    assert text_of("长.pdf", pdf_of(pages)) == "\n".join(PARAGRAPHS * 6)


@pytest.mark.parametrize("number", ["— {} —", "第{}页", "{}", "第 {} 页 共 4 页", "{}/4"])
def test_page_numbers_and_running_heads_are_dropped(text_of: TextOf, number: str) -> None:
    lines = wrapped(PARAGRAPHS * 6)
    parts = [lines[start : start + 10] for start in range(0, len(lines), 10)]
    pages = [["青澜新区简报", *part, number.format(index)] for index, part in enumerate(parts, start=1)]
    assert text_of("简报.pdf", pdf_of(pages)) == "\n".join(PARAGRAPHS * 6)


def test_columns_are_read_one_after_another_and_their_lines_made_paragraphs(text_of: TextOf) -> None:
    columns = [wrapped(PARAGRAPHS[:2] * 3, 16), wrapped(PARAGRAPHS[:2] * 3, 16)]
    pages = pdf_of([["青澜新区召开美丽新区建设动员会和城区亮化工程推进会"]], size=12, columns=columns)
    assert text_of("两栏.pdf", pages).split("\n")[1:] == PARAGRAPHS[:2] * 6


def test_a_notice_keeps_title_recipients_and_signature_apart(text_of: TextOf) -> None:
    assert text_of("通知.pdf", pdf_of([NOTICE.split("\n")], size=12)) == NOTICE


def encrypted(user_password: str) -> bytes:
    writer = PdfWriter(clone_from=io.BytesIO(pdf_of([["内部资料"]])))
    writer.encrypt(user_password, "owner", algorithm="AES-256")
    made = io.BytesIO()
    writer.write(made)
    return made.getvalue()


def test_a_pdf_with_a_password_is_told_to_have_one(read: Read) -> None:
    with pytest.raises(Unreadable, match="加了密码，请去掉密码再导入"):
        read("密.pdf", encrypted("secret"))


def test_a_pdf_that_only_forbids_copying_is_read(text_of: TextOf) -> None:
    assert text_of("只读.pdf", encrypted("")) == "内部资料"


def test_a_pdf_cut_short_is_read_as_far_as_it_goes_or_refused_in_a_sentence(outcome: Outcome) -> None:
    whole = pdf_of([wrapped(PARAGRAPHS)])
    for length in range(100, len(whole), 199):
        text, problem = outcome("残.pdf", whole[:length])
        assert text or problem.startswith("“残.pdf”")


def test_a_broken_page_is_named_and_the_others_are_read(read: Read) -> None:
    (parsed,) = read("缺页.pdf", _with_a_page_missing(pdf_of([["第一页的正文"]])))
    assert parsed.text == "第一页的正文"
    assert parsed.warnings == ("“缺页.pdf”第 2 页已损坏，读不出来。",)


def _with_a_page_missing(data: bytes) -> bytes:
    """The PDF with a second page in its list that is not in the file."""
    found = re.search(rb"/Count 1 /Kids \[ (\d+ 0 R) \]", data)
    assert found, data
    return data.replace(found[0], b"/Count 2 /Kids [ %b 99 0 R ]" % found[1])


def test_something_else_called_pdf_is_told_to_be_damaged(read: Read) -> None:
    with pytest.raises(Unreadable, match="不完整或已损坏"):
        read("假.pdf", b"\x01\x02\x03 no pdf at all")


def test_a_page_count_that_is_a_lie_costs_nothing(outcome: Outcome) -> None:
    page = pdf_of([["正文"]]).replace(b"/Count 1", b"/Count 99999999")
    assert outcome("页数.pdf", page)[1] in {"", "“页数.pdf”超过 5000 页，请拆成几个文件再导入。"}
