"""An OFD package gives its paragraphs in reading order."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from search.readers import Unreadable
from tests.search.readers.making import NOTICE, ofd_line, ofd_of, ofd_page, with_parts, wrapped, zip_bytes

TextOf = Callable[[str, bytes], str]
LONG = "照明亮化的范围主要包括城市主次干道，各部门、各单位临主次干道的其他高层建筑物，广场、公共绿地、重点桥梁等场所。"


def test_lines_become_paragraphs_again(text_of: TextOf) -> None:
    assert text_of("亮化.ofd", ofd_of([wrapped([LONG] * 4)])) == "\n".join([LONG] * 4)


def test_a_notice_keeps_its_parts_apart(text_of: TextOf) -> None:
    assert text_of("通知.ofd", ofd_of([NOTICE.split("\n")])) == NOTICE


def test_pages_follow_one_another_and_page_numbers_are_dropped(text_of: TextOf) -> None:
    lines = wrapped([LONG] * 8)
    pages = [[*lines[:8], "— 1 —"], [*lines[8:], "— 2 —"]]
    assert text_of("两页.ofd", ofd_of(pages)) == "\n".join([LONG] * 8)


def test_objects_out_of_order_are_read_from_top_to_bottom(text_of: TextOf) -> None:
    package = with_parts(
        ofd_of([[]]), {"Doc_0/Pages/Page_0/Content.xml": ofd_page(ofd_line("第二行", 60) + ofd_line("第一行", 40))}
    )
    assert text_of("乱序.ofd", package) == "第一行\n第二行"


def test_a_scaled_text_object_stands_where_it_is_drawn(text_of: TextOf) -> None:
    scaled = (
        '<ofd:TextObject ID="9" Boundary="28 20 100 10" CTM="0.3528 0 0 0.3528 0 0" Font="4" Size="16">'
        '<ofd:TextCode X="0" Y="16">红头文件</ofd:TextCode></ofd:TextObject>'
    )
    package = with_parts(ofd_of([[]]), {"Doc_0/Pages/Page_0/Content.xml": ofd_page(ofd_line("正文。", 30) + scaled)})
    assert text_of("缩放.ofd", package) == "红头文件\n正文。"


def test_what_the_page_template_prints_is_read(text_of: TextOf) -> None:
    package = with_parts(
        ofd_of(
            [["　　正文。"]],
            common='<ofd:TemplatePage ID="5" BaseLoc="Tpls/Tpl_0/Content.xml"/>',
            template='<ofd:Template TemplateID="5"/>',
        ),
        {"Doc_0/Tpls/Tpl_0/Content.xml": ofd_page(ofd_line("青澜新区管理委员会文件", 20))},
    )
    assert text_of("红头.ofd", package) == "青澜新区管理委员会文件\n正文。"


def test_the_cells_of_a_row_are_parted_by_tabs_and_rows_stay_rows(text_of: TextOf) -> None:
    rows = [("序号", "任务", "单位"), ("1", "主次干道亮化", "城管局"), ("2", "背街小巷照明", "住建局")]
    objects = "".join(
        ofd_line(text, 40 + 10 * y).replace('Boundary="28', f'Boundary="{28 + 50 * x}')
        for y, row in enumerate(rows)
        for x, text in enumerate(row)
    )
    package = with_parts(ofd_of([[]]), {"Doc_0/Pages/Page_0/Content.xml": ofd_page(objects)})
    assert text_of("表.ofd", package) == "\n".join("\t".join(row) for row in rows)


def test_another_name_space_is_no_hindrance(text_of: TextOf) -> None:
    package = ofd_of([["亮化工程"]])
    renamed = with_parts(
        package, {"Doc_0/Pages/Page_0/Content.xml": ofd_page(ofd_line("亮化工程", 40)).replace("/2016", "/2020")}
    )
    assert text_of("新.ofd", renamed) == "亮化工程"


def test_an_ofd_of_pictures_is_told_to_be_a_scan(read: Callable[[str, bytes], object]) -> None:
    with pytest.raises(Unreadable, match="没有文字，像是扫描件"):
        read("扫描.ofd", ofd_of([[]]))


def test_a_zip_called_ofd_is_told_to_be_none(read: Callable[[str, bytes], object]) -> None:
    with pytest.raises(Unreadable, match="不是完整的 OFD 文件"):
        read("假.ofd", zip_bytes({"a.txt": "甲"}))


def test_a_package_without_its_page_is_told_to_be_damaged(read: Callable[[str, bytes], object]) -> None:
    with pytest.raises(Unreadable, match="不全或已损坏"):
        read("缺页.ofd", with_parts(ofd_of([["甲"]]), {"Doc_0/Pages/Page_0/Content.xml": "<ofd:Page"}))
