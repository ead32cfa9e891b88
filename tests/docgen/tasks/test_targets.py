"""Figures that are to be reached, with their names and units."""

from __future__ import annotations

import pytest

from docgen.tasks.targets import targets


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "今年要引进30个超亿元项目、12个超5亿元项目",
            [("超亿元项目", "30", "个"), ("超5亿元项目", "12", "个")],
        ),
        ("安排专项资金1200万元", [("专项资金", "1200", "万元")]),
        ("9月底前亮灯率达到98%", [("亮灯率", "98", "%")]),
        ("更换老化供水管线26公里，惠及居民1.2万户", [("老化供水管线", "26", "公里"), ("居民", "1.2", "万户")]),
        ("6月30日前报送，会期2天，逾期7个工作日视为放弃", []),
        ("按青管〔2026〕12号文件执行", []),
        ("截至目前已改造路灯300盏", []),
    ],
)
def test_targets_are_read(text: str, wanted: list[tuple[str, str, str]]) -> None:
    assert [(one.name, one.value, one.unit) for one in targets(text)] == wanted
