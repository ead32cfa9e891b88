"""Follow-ups: the right light on each day, parts that add up to the whole, and nothing that gets lost on the way."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docgen.source import parse
from office.registers.calendar_file import calendar_file
from office.registers.due import due_followups
from office.registers.duties import next_day
from office.registers.followups import FollowUpError, FollowUpRegister, read_target, split_reason
from office.registers.lights import light
from office.registers.opening import register_database
from office.registers.ordered import items_in, items_of, typed_item
from office.registers.report import counts, report
from office.working_days import works
from search.store.registers.followups import Event, FollowUps, Item, Target

OPENED = date(2026, 4, 15)
LAMPS = Item("路灯亮化", "区城市管理局", opened_on="2026-04-15", due="2026-05-29")


@contextmanager
def followups(folder: Path, day: date = OPENED) -> Generator[FollowUpRegister]:
    with register_database(folder / "archive") as database:
        yield FollowUpRegister(FollowUps(database), day, works, "林青")


def projects(register: FollowUpRegister) -> str:
    (standing,) = register.add([typed_item("招商引资", "区商务局", (), "2026-12-31", "超5亿元项目20个", OPENED)])
    return standing.item.ref


@pytest.mark.parametrize(
    ("day", "shown"),
    [
        (date(2026, 5, 6), ""),
        (date(2026, 5, 7), "yellow"),  # 22 of 44 days are over
        (date(2026, 5, 25), "yellow"),
        (date(2026, 5, 26), "blue"),  # Wednesday, Thursday, Friday: three working days
        (date(2026, 5, 29), "blue"),
        (date(2026, 5, 30), "red"),
    ],
)
def test_the_light_of_an_item_without_a_note(day: date, shown: str) -> None:
    assert light(LAMPS, day, works) == shown


def test_a_note_keeps_the_light_from_turning_yellow_from_its_day_on() -> None:
    noted = Item(
        "路灯亮化", "区城市管理局", opened_on="2026-04-15", due="2026-05-29", events=(Event("note", "2026-05-12"),)
    )
    assert [light(noted, date(2026, 5, day), works) for day in (11, 12, 26, 30)] == ["yellow", "", "blue", "red"]


def test_holidays_count_for_no_working_day() -> None:
    """2026-10-01 to 10-07 are days off, 10-10 is worked on: 10-09 is the third working day before 10-13."""
    after_the_feast = Item("秋粮入库", "区农业农村局", opened_on="2026-09-25", due="2026-10-12")
    assert [light(after_the_feast, date(2026, 10, day), works) for day in (1, 8, 9)] == ["", "blue", "blue"]


@pytest.mark.parametrize(
    ("typed", "target"),
    [
        ("20个", Target("", 20, "个")),
        ("超5亿元项目20个", Target("超5亿元项目", 20, "个")),
        ("1,200盏", Target("", 1200, "盏")),
        ("绿化率 38.5 %", Target("绿化率", 38.5, "%")),
        ("若干", None),
        ("", None),
    ],
)
def test_a_typed_target_is_read(typed: str, target: Target | None) -> None:
    assert read_target(typed) == target


def test_parts_that_do_not_add_up_are_refused_and_nothing_is_kept(tmp_path: Path) -> None:
    with followups(tmp_path) as register:
        ref = projects(register)
        assert "少了 1" in register.split(ref, [("甲镇", 12), ("乙镇", 7)]).reason
        assert "多了 1" in register.split(ref, [("甲镇", 12), ("乙镇", 9)], partial=True).reason
        assert len(register.standings()) == 1


def test_what_the_parts_reach_rolls_up_into_the_whole(tmp_path: Path) -> None:
    with followups(tmp_path) as register:
        ref = projects(register)
        parts = register.split(ref, [("甲镇", 12), ("乙镇", 8)]).parts
        register.note(parts[0].item.ref, "签约", value=6)
        register.note(parts[1].item.ref, "签约", value=4)
        register.note(parts[1].item.ref, "又签约", value=5)
        whole = next(one for one in register.standings() if one.item.ref == ref)
        assert (whole.progress.value, whole.progress.percent) == (11, 55)


@given(st.lists(st.integers(0, 50), min_size=1, max_size=8), st.booleans())
def test_a_split_is_taken_just_when_its_parts_are_the_whole_or_less_where_that_is_asked_for(
    values: list[int], partial: bool
) -> None:
    item = Item("招商引资", "区商务局", target=Target("项目", 100, "个"), ref="2026-0001")
    reason = split_reason(item, (), 100, float(sum(values)), partial=partial)
    assert bool(reason) == (sum(values) > 100 or (sum(values) < 100 and not partial))


def test_a_day_is_put_off_before_it_is_over_and_not_after(tmp_path: Path) -> None:
    with followups(tmp_path) as register:
        (standing,) = register.add([LAMPS])
    ref = standing.item.ref
    with followups(tmp_path, date(2026, 5, 30)) as late:
        assert "已过" in late.extend(ref, date(2026, 6, 30), "雨季").reason
    with followups(tmp_path, date(2026, 5, 29)) as early:
        assert early.extend(ref, date(2026, 6, 30), "雨季").item.due == "2026-06-30"
        assert "不晚于" in early.extend(ref, date(2026, 6, 1), "写错").reason


def test_a_closed_item_is_changed_by_nothing_but_a_return(tmp_path: Path) -> None:
    with followups(tmp_path) as register:
        (standing,) = register.add([LAMPS])
        ref = standing.item.ref
        assert register.close(ref).item.state == "closed"
        assert register.note(ref, "补记").status == "refused"
        assert register.close(ref).status == "refused"
        assert register.send_back(ref, "现场未完成").item.state == "returned"
        assert register.close(ref).item.state == "closed"


def test_an_item_that_is_not_there_is_told(tmp_path: Path) -> None:
    with followups(tmp_path) as register, pytest.raises(FollowUpError, match="2026-0009"):
        register.note("2026-0009", "进展")


def test_refs_count_on_each_year(tmp_path: Path) -> None:
    with followups(tmp_path) as register:
        first = register.add([LAMPS, LAMPS])
        second = register.add([Item("甲", "乙", opened_on="2027-01-02"), LAMPS])
    assert [one.item.ref for one in (*first, *second)] == ["2026-0001", "2026-0002", "2027-0001", "2026-0003"]


@pytest.mark.parametrize(
    ("words", "day", "next_one"),
    [
        ("每月5日前", date(2026, 4, 3), date(2026, 4, 5)),
        ("每月5日前", date(2026, 4, 6), date(2026, 5, 5)),
        ("每月底", date(2026, 2, 1), date(2026, 2, 28)),
        ("每季度末", date(2026, 4, 15), date(2026, 6, 30)),
        ("每周五", date(2026, 4, 15), date(2026, 4, 17)),
        ("长期", date(2026, 4, 15), None),
    ],
)
def test_the_next_day_of_a_recurring_duty(words: str, day: date, next_one: date | None) -> None:
    assert next_day(words, day) == next_one


def test_what_is_late_comes_first_and_has_negative_days(tmp_path: Path) -> None:
    with followups(tmp_path) as register:
        register.add([LAMPS, typed_item("报送进度", "各街道办事处", (), "每月5日前", "", OPENED)])
        day = date(2026, 6, 1)
        found = sorted(due_followups(register.standings(), day, 7), key=lambda one: one.due)
    assert [(one.what, one.days) for one in found] == [("followup", -3), ("duty", 4)]


def test_a_report_is_a_paper_with_the_table_in_it(tmp_path: Path) -> None:
    with followups(tmp_path, date(2026, 6, 1)) as register:
        register.add([LAMPS, Item("积水点整治", "区水务局", opened_on="2026-04-15", due="2026-12-31")])
        standings = register.standings()
    text = report(standings, date(2026, 6, 1), "青澜新区管理委员会")
    document, findings = parse(text)
    assert [finding for finding in findings if finding.severity == "error"] == []
    assert document.kind == "通报"
    assert "区城市管理局：路灯亮化" in text
    assert "积水点整治" in str(document.attachments)
    assert (counts(standings).items, counts(standings).red) == (2, 1)


def test_a_calendar_has_lines_of_75_octets_and_escapes_its_text(tmp_path: Path) -> None:
    with followups(tmp_path) as register:
        standings = register.add([Item("亮化，美化；绿化,净化;" + "道路照明" * 20, "区城市管理局", due="2026-05-31")])
    lines = calendar_file(standings).split(b"\r\n")
    assert max(map(len, lines)) <= 75
    unfolded = b"\r\n".join(lines).replace(b"\r\n ", b"").decode()
    assert "绿化\\,净化\\;" in unfolded
    assert "DTSTART;VALUE=DATE:20260531" in unfolded


def test_the_tasks_of_a_paper_become_items_that_name_their_place() -> None:
    text = (
        "---\n文种: 纪要\n标题: 城区亮化工程推进会会议纪要\n成文日期: 2026-04-15\n---\n\n会议议定以下事项：\n\n"
        "一、关于路灯安装。由区城市管理局牵头，区财政局配合，5月31日前完成主次干道路灯安装。\n"
    )
    (item,) = items_of(parse(text)[0], date(2026, 6, 1), 7)
    assert (item.lead, item.due, item.opened_on, item.source_id) == ("区城市管理局", "2026-05-31", "2026-06-01", 7)
    assert item.paragraph == 9


@pytest.mark.parametrize("figure", [float("nan"), float("inf"), float("-inf")])
def test_progress_that_is_no_number_is_refused(tmp_path: Path, figure: float) -> None:
    with followups(tmp_path) as register:
        ref = projects(register)
        with pytest.raises(FollowUpError, match="平常的数"):
            register.note(ref, "已完成", value=figure)
        with pytest.raises(FollowUpError, match="平常的数"):
            register.note(ref, "已完成", percent=figure)
        assert register.standings()[0].progress.value is None


def test_a_closed_item_that_did_not_reach_its_target_does_not_say_that_it_did(tmp_path: Path) -> None:
    with followups(tmp_path) as register:
        ref = projects(register)
        register.note(ref, "已签约", value=10)
        closed = register.close(ref, 1)
        assert (closed.progress.value, closed.progress.percent) == (10, 50)


def test_the_blanks_of_a_template_are_no_follow_ups(tmp_path: Path) -> None:
    paper = tmp_path / "方案.md"
    paper.write_text(
        "---\n版式: 普通\n文种: 实施方案\n标题: 亮化实施方案\n---\n一、重点任务\n"
        "（一）修路灯。（牵头单位：【待补：任务】；完成时限：2026年5月31日）\n",
        encoding="utf-8",
    )
    with pytest.raises(FollowUpError, match="待补"):
        items_in([str(paper)], OPENED, tmp_path / "archive", None)
