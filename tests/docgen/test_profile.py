"""The house profile: defaults are the standard, settings are read from YAML, errors name their line."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docgen.model import Ending
from docgen.profile import PageNumbers, Profile, ProfileError, load_profile, read_profile

MANUAL = Path(__file__).resolve().parents[2] / "docs" / "manual" / "本机关格式.md"
HOUSE = """\
名称: 青澜新区管理委员会办公室
发文机关:
  - 名称: 青澜新区管理委员会
    代字: 青管
    标志: 青澜新区管理委员会文件
  - 名称: 青澜新区管理委员会办公室
    代字: 青管办
    用印: 不盖章
主送:
  各部门: 各乡镇人民政府、街道办事处，区直各部门
页码: 居中
标题行距: 35磅
红线粗细: 1.5
标题加粗: 是
从严: [T01]
"""


def test_a_profile_has_nothing_to_report_when_it_is_the_standard() -> None:
    assert Profile().deviations() == ()


def test_a_profile_reads_issuers_with_their_code_mark_and_authentication() -> None:
    profile = read_profile(HOUSE)
    issuer = profile.issuer("青澜新区管理委员会")
    assert issuer is not None
    assert (issuer.code, issuer.mark) == ("青管", "青澜新区管理委员会文件")
    assert profile.ending_for("青澜新区管理委员会办公室") is Ending.UNSEALED
    assert profile.ending_for("青澜新区管理委员会") is Ending.SEALED
    assert profile.ending_for("青澜新区管理委员会", Ending.SIGNATURE_STAMP) is Ending.SIGNATURE_STAMP


def test_a_profile_reads_settings_with_or_without_their_unit() -> None:
    profile = read_profile(HOUSE)
    assert (profile.title_pitch, profile.red_rule, profile.page_numbers) == (35, 1.5, PageNumbers.CENTRED)
    assert profile.bold_headings
    assert profile.strict == ("T01",)


def test_a_profile_names_the_clause_of_each_setting_that_leaves_the_standard() -> None:
    deviations = read_profile(HOUSE).deviations()
    assert len(deviations) == 4
    assert any("7.5" in sentence and "居中" in sentence for sentence in deviations)
    assert any("7.3.1" in sentence and "35 磅" in sentence for sentence in deviations)


def test_a_profile_tells_every_setting_that_can_leave_the_standard() -> None:
    text = (
        "页码: 无\n版记排双页: 是\n正文行距: 28\n标题行距: 30\n标志字号上限: 50\n红线粗细: 2\n红色: E60012\n"
        "标题加粗: 是\n序号后空格: 否\n套印: 是\n"
    )
    assert len(read_profile(text).deviations()) == 10


def test_the_example_of_the_manual_shows_every_setting() -> None:
    example = MANUAL.read_text(encoding="utf-8").split("```yaml\n")[1].split("```")[0]
    with pytest.raises(ProfileError) as told:
        read_profile("没有的项: 是")
    known = str(told.value).split("可用的有：")[1].rstrip("。").split("、")
    assert list(dict.fromkeys(re.findall(r"^(\w+):", example, re.MULTILINE))) == known
    assert len(read_profile(example).deviations()) == 2  # 标题行距 and 标志字号上限


def test_the_pitch_of_the_standard_may_be_written_as_people_write_it() -> None:
    assert read_profile("正文行距: 28.99磅") == Profile()


def test_a_profile_is_the_standard_when_the_file_is_empty() -> None:
    assert read_profile("# 还没有设置\n") == Profile()


@pytest.mark.parametrize(
    ("text", "line", "word"),
    [
        ("名称: 甲\n行距: 28\n", 2, "不认识的设置"),
        ("标题行距: 很宽\n", 1, "数字"),
        ("\n标题行距: 500\n", 2, "之间"),
        ("标题加粗: 也许\n", 1, "“是”或“否”"),
        ("页码: 上面\n", 1, "标准"),
        ("红色: 红\n", 1, "六位"),
        ("发文机关: 青澜新区\n", 1, "列表"),
        ("发文机关:\n  - 代字: 青管\n", 2, "名称"),
        ("发文机关:\n  - 名称: 甲\n    电话: 1\n", 3, "电话"),
        ("名称: 甲\n名称: 乙\n", 2, "两次"),
        ("名称: [甲\n", 2, "写法"),
        ("- 甲\n", 1, "名称: 内容"),
        ("名称: &a 甲\n印发机关: *a\n", 2, "引用"),
        ("? [甲]\n: 乙\n", 1, "一个词"),
    ],
)
def test_a_wrong_setting_is_told_in_chinese_with_its_line(text: str, line: int, word: str) -> None:
    with pytest.raises(ProfileError, match=f"第 {line} 行：.*{word}"):
        read_profile(text)


def test_a_missing_file_is_told_by_name(tmp_path: Path) -> None:
    with pytest.raises(ProfileError, match="找不到设置文件“本机关"):
        load_profile(tmp_path / "本机关.yaml")


def test_an_error_in_a_file_names_the_file(tmp_path: Path) -> None:
    file = tmp_path / "本机关.yaml"
    file.write_text("页码: 上面\n", encoding="utf-8")
    with pytest.raises(ProfileError, match=r"设置文件“本机关\.yaml”第 1 行"):
        load_profile(file)


def test_a_file_in_another_encoding_is_read_all_the_same(tmp_path: Path) -> None:
    file = tmp_path / "本机关.yaml"
    file.write_bytes("页码: 标准\n".encode("gb18030"))
    assert load_profile(file) == read_profile("页码: 标准\n")


def test_what_is_no_text_is_refused_plainly(tmp_path: Path) -> None:
    file = tmp_path / "本机关.yaml"
    file.write_bytes(bytes(range(256)) * 4)
    with pytest.raises(ProfileError, match="不是文本文件"):
        load_profile(file)


@given(st.text())
def test_any_text_is_a_profile_or_a_plain_refusal(text: str) -> None:
    message = ""
    try:
        read_profile(text)
    except ProfileError as error:
        message = str(error)
    assert not message or message.startswith("第 ")
