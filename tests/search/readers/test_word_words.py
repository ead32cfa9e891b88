"""No word of a .docx is lost in silence: fields, symbols, boxes, controls, embedded documents, hidden text."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from search.readers.word import read, read_paper
from search.records import Parsed
from tests.search.readers.making import W, docx_of, docx_with, with_parts

Read = Callable[[str, bytes], tuple[Parsed, ...]]
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def text_of(package: bytes) -> str:
    return read(package, "来稿.docx")[0].text


def paragraph(inside: str, properties: str = "") -> str:
    return f"<w:p>{properties}{inside}</w:p>"


def run(text: str, properties: str = "") -> str:
    return f"<w:r>{f'<w:rPr>{properties}</w:rPr>' if properties else ''}<w:t>{text}</w:t></w:r>"


def complex_field(code: str, result: str = "") -> str:
    shown = f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{run(result)}' if result else ""
    return (
        f'<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> {code} </w:instrText></w:r>{shown}'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def form_field(form: str, code: str) -> str:
    return (
        f'<w:r><w:fldChar w:fldCharType="begin"><w:ffData>{form}</w:ffData></w:fldChar></w:r>'
        f'<w:r><w:instrText> {code} </w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


SHOWN = {
    "a simple field": (f'<w:fldSimple w:instr=" REF a ">{run("第五条")}</w:fldSimple>', "第五条"),
    "a field with a result": (complex_field("REF a", "第六条"), "第六条"),
    "a circled number": (complex_field(r"eq \o\ac(○,3)"), "③"),
    "a circled character": (complex_field(r"EQ \o\ac(○,一)"), "㊀"),
    "a large circled number": (complex_field(r"eq \o\ac(○,25)"), "㉕"),
    "a circle around a word that has none": (complex_field(r"eq \o\ac(○,印)"), "㊞"),
    "a ticked box": (complex_field(r"eq \o\ac(□,√)"), "☑"),
    "a fraction": (complex_field(r"eq \f(1,3)"), "1/3"),
    "an equation in a simple field": (r'<w:fldSimple w:instr=" EQ \o\ac(○,7) "/>', "⑦"),
    "a symbol by its code": ('<w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>', "☑"),
    "an empty box": ('<w:r><w:sym w:font="Wingdings 2" w:char="F0A3"/></w:r>', "□"),
    "text in a symbol font": (run("\u00fc", '<w:rFonts w:ascii="Wingdings" w:hAnsi="Wingdings"/>'), "✓"),
    "a Greek letter in Symbol": (run("m", '<w:rFonts w:ascii="Symbol" w:hAnsi="Symbol"/>'), "μ"),
    "a symbol field": (complex_field(r'SYMBOL 254 \f "Wingdings"'), "☑"),
    "a box of a form, ticked": (form_field("<w:checkBox><w:checked/></w:checkBox>", "FORMCHECKBOX"), "☑"),
    "a box of a form, empty": (form_field('<w:checkBox><w:default w:val="0"/></w:checkBox>', "FORMCHECKBOX"), "☐"),
    "the chosen entry of a list": (
        form_field(
            '<w:ddList><w:result w:val="1"/><w:listEntry w:val="甲"/><w:listEntry w:val="乙"/></w:ddList>',
            "FORMDROPDOWN",
        ),
        "乙",
    ),
    "square metres": (run("m") + run("2", '<w:vertAlign w:val="superscript"/>'), "m²"),
    "carbon dioxide": (run("CO") + run("2", '<w:vertAlign w:val="subscript"/>'), "CO₂"),
    "a raised note": (run("注", '<w:vertAlign w:val="superscript"/>'), "注"),
    "a content control": (f"<w:sdt><w:sdtPr/><w:sdtContent>{run('控件')}</w:sdtContent></w:sdt>", "控件"),
    "a smart tag": (f'<w:smartTag w:uri="u" w:element="e">{run("标记")}</w:smartTag>', "标记"),
    "custom XML": (f'<w:customXml w:uri="u" w:element="e">{run("自定")}</w:customXml>', "自定"),
    "what was moved here": (f'<w:moveTo w:id="1" w:author="甲">{run("移来")}</w:moveTo>', "移来"),
    "what was inserted": (f'<w:ins w:id="1" w:author="甲">{run("插入")}</w:ins>', "插入"),
    "a link": (f"<w:hyperlink>{run('链接')}</w:hyperlink>", "链接"),
    "a hyphen that does not break": ("<w:r><w:t>A</w:t><w:noBreakHyphen/><w:t>B</w:t></w:r>", "A-B"),
    "the words of a drawn title": (
        '<w:r><w:pict><v:shape><v:textpath string="青澜新区管理委员会文件"/></v:shape></w:pict></w:r>',
        "\n青澜新区管理委员会文件",
    ),
}


@pytest.mark.parametrize(("inside", "shown"), SHOWN.values(), ids=SHOWN)
def test_what_is_seen_is_read(inside: str, shown: str) -> None:
    expected = f"前后{shown}" if shown.startswith("\n") else f"前{shown}后"
    assert text_of(docx_with(paragraph(run("前") + inside + run("后")))) == expected


UNSEEN = {
    "deleted": '<w:del w:id="1" w:author="甲"><w:r><w:delText>删</w:delText></w:r></w:del>',
    "moved away": f'<w:moveFrom w:id="1" w:author="甲">{run("移走")}</w:moveFrom>',
    "hidden": run("隐藏", "<w:vanish/>"),
    "a field's code": complex_field("SET a 密"),
}


@pytest.mark.parametrize("inside", UNSEEN.values(), ids=UNSEEN)
def test_what_is_not_seen_is_not_read(inside: str) -> None:
    assert text_of(docx_with(paragraph(run("前") + inside + run("后")))) == "前后"


def test_text_that_its_style_hides_is_told_and_not_read(read: Read) -> None:
    styles = (
        f'<w:styles xmlns:w="{W}"><w:style w:type="character" w:styleId="h"><w:rPr><w:vanish/></w:rPr></w:style>'
        "</w:styles>"
    )
    hidden = run("待核数", '<w:rStyle w:val="h"/>')
    package = with_parts(docx_with(paragraph(run("正文。") + hidden)), {"word/styles.xml": styles})
    (parsed,) = read("稿.docx", package)
    assert parsed.text == "正文。"
    assert "隐藏文字 1 处" in parsed.warnings[0]


def test_a_hidden_paragraph_leaves_no_line() -> None:
    whole = paragraph(run("底稿", "<w:vanish/>"), "<w:pPr><w:rPr><w:vanish/></w:rPr></w:pPr>")
    assert text_of(docx_with(paragraph(run("甲")), whole, paragraph(run("乙")))) == "甲\n乙"


def test_a_hidden_switch_that_is_off_hides_nothing() -> None:
    assert text_of(docx_with(paragraph(run("正文", '<w:vanish w:val="0"/>')))) == "正文"


@pytest.mark.parametrize(
    ("name", "data", "read_as"),
    [
        ("word/afchunk.htm", "<html><body><p>网页里的话</p></body></html>", "网页里的话"),
        ("word/afchunk.txt", "文本里的话", "文本里的话"),
        ("word/afchunk.docx", docx_of(["文件里的话"]), "文件里的话"),
    ],
)
def test_an_embedded_document_is_read_where_it_stands(name: str, data: str | bytes, read_as: str) -> None:
    package = docx_with(paragraph(run("前")), f'<w:altChunk xmlns:r="{RELATIONS}" r:id="rIdX"/>', paragraph(run("后")))
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rIdX" '
        f'Type="{RELATIONS}/aFChunk" Target="/{name}"/></Relationships>'
    )
    whole = with_parts(package, {name: data, "word/_rels/document.xml.rels": relations})
    assert text_of(whole) == f"前\n{read_as}\n后"


def test_comments_are_told_and_are_no_part_of_the_paper(read: Read) -> None:
    commented = paragraph(run("正文。") + '<w:r><w:commentReference w:id="0"/></w:r>')
    (parsed,) = read("稿.docx", docx_with(commented))
    assert (parsed.text, parsed.warnings) == ("正文。", ("“稿.docx”有批注 1 条，没有收进正文。",))


def test_a_running_head_stands_behind_the_paper_and_is_no_title(read: Read) -> None:
    import docx

    from tests.search.readers.making import docx_bytes

    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "数字城管项目资料汇编"
    for line in ("关于做好路灯巡查的通知", "各街道办事处：", "请认真落实。"):
        document.add_paragraph(line)
    (parsed,) = read("稿.docx", docx_bytes(document))
    assert parsed.metadata.title == "关于做好路灯巡查的通知"
    assert parsed.text.endswith("请认真落实。\n数字城管项目资料汇编")


WRAPPERS = (
    "{}",
    '<w:ins w:id="1" w:author="甲">{}</w:ins>',
    "<w:sdt><w:sdtPr/><w:sdtContent>{}</w:sdtContent></w:sdt>",
    '<w:smartTag w:uri="u" w:element="e">{}</w:smartTag>',
    '<w:fldSimple w:instr=" REF a ">{}</w:fldSimple>',
    "<w:hyperlink>{}</w:hyperlink>",
    "<w:bdo>{}</w:bdo>",
    '<w:moveTo w:id="1" w:author="甲">{}</w:moveTo>',
)
WORD = st.text(st.sampled_from("青澜新区路灯桥梁绿化2026年月日"), min_size=1, max_size=6)


@st.composite
def wrapped_words(draw: st.DrawFn) -> tuple[str, str]:
    """(WordprocessingML of a paragraph, the text that is seen in it): words in wrappers within wrappers."""
    pieces: list[str] = []
    words: list[str] = []
    for word in draw(st.lists(WORD, min_size=1, max_size=5)):
        piece = run(word)
        for wrapper in draw(st.lists(st.sampled_from(WRAPPERS), max_size=4)):
            piece = wrapper.format(piece)
        pieces.append(piece + draw(st.sampled_from(["", UNSEEN["deleted"], UNSEEN["hidden"]])))
        words.append(word)
    return paragraph("".join(pieces)), "".join(words)


@settings(deadline=None, max_examples=60)
@given(st.lists(wrapped_words(), min_size=1, max_size=4))
def test_words_come_out_of_whatever_they_are_wrapped_in_and_both_readings_agree(words: list[tuple[str, str]]) -> None:
    package = docx_with(*(xml for xml, _ in words))
    paper = read_paper(package, "稿.docx")
    assert [line.text for line in paper.lines] == [text for _, text in words]
    assert paper.visible[0] == "".join(text for _, text in words)


def floating(text: str, down: int) -> str:
    """A blank paragraph at which a text box hangs so far down on the page."""
    space = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
    return paragraph(
        f'<w:r><w:drawing><wp:anchor xmlns:wp="{space}"><wp:positionV relativeFrom="page"><wp:posOffset>{down}'
        f"</wp:posOffset></wp:positionV><wps:txbx><w:txbxContent>{paragraph(run(text))}</w:txbxContent></wps:txbx>"
        "</wp:anchor></w:drawing></w:r>"
    )


def test_the_boxes_of_a_masthead_are_read_from_the_top_of_the_page_down() -> None:
    package = docx_with(
        floating("文件", 3_000_000), paragraph(""), floating("青澜新区水利局", 2_000_000), paragraph(run("正文。"))
    )
    assert text_of(package).replace("\n\n", "\n") == "青澜新区水利局\n文件\n正文。"
