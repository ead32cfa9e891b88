"""The yearly filing: numbers without a hole, terms with their reason, packages that read back equal."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from office.filing.boxes import boxes
from office.filing.codes import CODE, FilingError, checked, code
from office.filing.filing import FilingRegister, Wish
from office.filing.package import Source, originals_names, pack
from office.filing.reading_back import check
from office.filing.retention import COLUMNS, national_table, read_table, retention, source_of
from office.filing.stamps import HEIGHT, WIDTH, cells, stamp_pdf, stamped
from office.filing.suggesting import suggest
from office.registers.opening import register_database
from search.records import Metadata, Record, Relation
from search.store.registers.filing import FiledItem, Filing, Series, Term

OWN = "青澜新区管理委员会"


def paper(number: int, title: str, kind: str, issuer: str = OWN, **more: object) -> Record:
    record = Record(
        *(number, title, kind, issuer, f"青管〔2026〕{number}号", "2026-04-15", f"{title}\n\n正文。", f"{number:064d}"),
        *(f"{title}.txt", "text/plain", "2026-04-16T00:00:00+00:00", Metadata(title=title)),
    )
    return replace(record, **more)  # type: ignore[arg-type]


@contextmanager
def register(folder: Path, papers: list[Record]) -> Generator[FilingRegister]:
    by_id = {one.id: one for one in papers}
    with register_database(folder / "archive") as database:
        yield FilingRegister(Filing(database), by_id.__getitem__, lambda _: 3, OWN, "林青")


def item(term: Term, number: int, pages: int, year: int = 2026, org: str = "") -> FiledItem:
    series = Series("J001", "WS", year, term, org)
    return FiledItem(series, f"第{number}件", "", OWN, "20260415", "", pages, (number,), item_no=number)


@given(
    st.from_regex(r"[A-Z0-9]{4}", fullmatch=True),
    st.integers(1949, 2100),
    st.sampled_from(["Y", "D30", "D10"]),
    st.from_regex(r"(?:[A-Z]{2,4})?", fullmatch=True),
    st.integers(1, 9999),
)
def test_every_code_has_the_form_of_the_standard(fonds: str, year: int, term: Term, org: str, number: int) -> None:
    assert CODE.fullmatch(code(checked(Series(fonds, "WS", year, term, org)), number))


@pytest.mark.parametrize("fonds", ["", "j001", "J1", "J0011", "../x"])
def test_a_fonds_of_another_form_is_refused(fonds: str) -> None:
    with pytest.raises(FilingError, match="全宗号"):
        checked(Series(fonds, "WS", 2026, "Y"))


def test_item_numbers_count_from_one_in_each_year_term_and_unit(tmp_path: Path) -> None:
    with register(tmp_path, [paper(number, f"关于第{number}件事的通知", "通知") for number in range(1, 7)]) as filing:
        filing.file([1, 2, 3], Wish(term="Y"))
        filing.file([4], Wish(term="D10"))
        filing.file([5], Wish(term="Y", year=2025))
        filing.file([6], Wish(term="Y", org="BGS"))
        assert [one.code for one in filing.items()] == [
            *("J001-WS·2025-Y-0001", "J001-WS·2026-D10-0001", "J001-WS·2026-Y-0001", "J001-WS·2026-Y-0002"),
            *("J001-WS·2026-Y-0003", "J001-WS·2026-Y-BGS-0001"),
        ]


def test_what_was_said_once_is_remembered(tmp_path: Path) -> None:
    with register(tmp_path, [paper(1, "关于甲的通知", "通知"), paper(2, "关于乙的通知", "通知")]) as filing:
        filing.file([1], Wish(term="Y", fonds="J022", org="BGS"))
        (second,) = filing.file([2], Wish(term="Y"))
        assert second.item.code == "J022-WS·2026-Y-BGS-0002"


def test_a_paper_is_filed_once_and_the_others_go_on(tmp_path: Path) -> None:
    with register(tmp_path, [paper(1, "关于甲的通知", "通知"), paper(2, "关于乙的通知", "通知")]) as filing:
        filing.file([1], Wish(term="Y"))
        first, second = filing.file([1, 2], Wish(term="Y"))
        assert "已经归档" in first.reason
        assert second.reason == ""
        assert len(filing.items()) == 2


def test_what_is_not_to_be_filed_is_refused_without_a_term(tmp_path: Path) -> None:
    with register(tmp_path, [paper(1, "关于转报汛情的通知", "通知", "国务院办公厅")]) as filing:
        (refused,) = filing.file([1])
        assert "没有归档" in refused.reason
        assert filing.file([1], Wish(term="D10"))[0].reason == ""


def test_what_was_handed_over_is_opened_with_a_reason(tmp_path: Path) -> None:
    with register(tmp_path, [paper(1, "关于甲的通知", "通知")]) as filing:
        (filed,) = filing.file([1], Wish(term="Y"))
        assert filing.hand_over(2026)[0].locked
        with pytest.raises(FilingError, match="原因"):
            filing.open(filed.item.code, "")
        assert not filing.open(filed.item.code, "题名写错").locked


@pytest.mark.parametrize(
    ("title", "kind", "issuer", "term"),
    [
        ("青澜新区党工委会会议纪要", "纪要", OWN, "Y"),
        ("青澜新区主任办公会议纪要", "纪要", OWN, "Y"),
        ("关于城区绿化情况的简报", "简报", OWN, "D30"),
        ("关于解决消防站用地问题的请示", "请示", OWN, "Y"),
        ("关于增购两台打印机的请示", "请示", OWN, "D30"),
        ("关于林青等同志任免的通知", "通知", OWN, "Y"),
        ("关于国庆节放假的通知", "通知", OWN, "D10"),
        ("青澜新区供水管理办法", "办法", OWN, "Y"),
        ("2026年工作总结", "总结", "青澜新区城市管理局", "D10"),
        ("关于商请借用会场的函", "函", "白石县人民政府", "D10"),
        ("关于做好春运工作的通知", "通知", "国务院办公厅", ""),
        ("关于开展亮化工程的通知（征求意见稿）", "通知", OWN, ""),
    ],
)
def test_the_term_of_usual_papers(title: str, kind: str, issuer: str, term: str) -> None:
    rule = retention(title, kind, issuer, OWN)
    assert rule is not None
    assert rule.term == term


@pytest.mark.parametrize(
    ("issuer", "source"),
    [
        (OWN, "本机关"),
        (f"{OWN}办公室", "本机关"),
        ("国务院办公厅", "上级"),
        ("东江省人民政府", "上级"),
        ("江州市人民政府", "上级"),
        ("青澜新区城市管理局", "下级"),
        ("青澜新区市场监督管理局", "下级"),
        ("望江街道办事处", "下级"),
        ("白石县人民政府", "其他"),
    ],
)
def test_where_a_paper_comes_from(issuer: str, source: str) -> None:
    assert source_of(issuer, OWN) == source


def test_an_answer_and_what_it_answers_are_one_item_the_answer_first() -> None:
    asked = paper(1, "关于申请建设资金的请示", "请示", "青澜新区城市管理局")
    answer = paper(2, "关于建设资金的批复", "批复", relations=(Relation("依据", 2, 1, "关于申请建设资金的请示"),))
    (together,) = suggest([asked, answer], OWN)
    assert [one.id for one in together.papers] == [2, 1]


def test_a_table_of_the_office_is_read_and_a_wrong_term_is_told_with_its_line() -> None:
    head = ",".join(COLUMNS)
    assert read_table(f"{head}\n1,本机关,通知,,D10,一般通知\n")[0].term == "D10"
    with pytest.raises(FilingError, match="第 2 行"):
        read_table(f"{head}\n1,本机关,通知,,20年,一般通知\n")


def test_every_line_of_the_national_table_says_why() -> None:
    assert [rule.clause for rule in national_table() if not rule.why] == []


@given(st.lists(st.tuples(st.sampled_from(["Y", "D30"]), st.integers(1, 400)), max_size=30))
def test_boxes_mix_nothing_and_lose_nothing(sizes: list[tuple[Term, int]]) -> None:
    numbers: dict[str, int] = {}
    items: list[FiledItem] = []
    for term, pages in sizes:
        numbers[term] = numbers.get(term, 0) + 1
        items.append(item(term, numbers[term], pages))
    found = boxes(items)
    for term, count in numbers.items():
        covered = [n for box in found if box.term == term for n in range(box.first, box.last + 1)]
        assert covered == list(range(1, count + 1))
    assert sum(box.pages for box in found) == sum(pages for _, pages in sizes)
    assert all(box.pages <= 300 or box.first == box.last for box in found)


def test_originals_of_the_same_name_stand_side_by_side_and_none_leaves_its_folder() -> None:
    names = ["通知.pdf", "通知.pdf", "paper.pdf", "../../etc/x.txt", "a\nb.txt", "..", "无后缀", "无后缀"]
    papers = [paper(n, "甲", "通知", original_name=name) for n, name in enumerate(names, 1)]
    found = originals_names(papers)
    assert found[:3] == ["通知.pdf", "通知 (2).pdf", "paper (2).pdf"]
    assert found[3] == "x.txt"
    assert len({name.lower() for name in found}) == len(found)
    assert [name for name in found if "/" in name or "\\" in name or "\n" in name or name in {"", ".", ".."}] == []


def plain_pdf() -> bytes:
    return stamp_pdf(("纸", "", "", "", "", ""))


def packed(folder: Path) -> Path:
    one = replace(item("Y", 1, 1), code="J001-WS·2026-Y-0001")
    paper_of = paper(1, "关于甲的通知", "通知")
    pack([one], Source(lambda _: paper_of, lambda _: b"original bytes", lambda _: plain_pdf()), folder)
    return folder


def test_a_package_reads_back_without_a_problem(tmp_path: Path) -> None:
    folder = packed(tmp_path / "包")
    found = check(folder)
    assert (found.items, found.files_ok, found.problems) == (1, 4, ())
    summed = subprocess.run(["sha256sum", "-c", "sha256.txt"], cwd=folder, capture_output=True, text=True, check=False)
    assert summed.returncode == 0, summed.stderr


@pytest.mark.parametrize("harm", ["changed", "gone", "added", "link"])
def test_a_package_that_was_touched_is_told(tmp_path: Path, harm: str) -> None:
    folder = packed(tmp_path / "包")
    victim = folder / "J001-WS·2026-Y-0001" / "metadata.xml"
    outside = tmp_path / "外.xml"
    outside.write_bytes(victim.read_bytes())
    if harm == "changed":
        victim.write_bytes(victim.read_bytes() + b" ")
    elif harm == "added":
        (folder / "多.txt").write_text("x", "utf-8")
    else:
        victim.unlink()
        if harm == "link":
            victim.symlink_to(outside)
    assert len(check(folder).problems) == 1


def test_a_package_is_not_written_over_anything(tmp_path: Path) -> None:
    (tmp_path / "x.txt").write_text("x", "utf-8")
    with pytest.raises(FilingError, match="不是空文件夹"):
        packed(tmp_path)


def test_the_stamp_is_45_by_16_millimetres_with_six_equal_cells() -> None:
    import io

    import pdfplumber

    stamp = stamp_pdf(cells(replace(item("D30", 12, 5, org="BGS"), item_no=12)))
    with pdfplumber.open(io.BytesIO(stamp)) as pdf:
        page = pdf.pages[0]
        assert (round(page.width / 72 * 25.4, 1), round(page.height / 72 * 25.4, 1)) == (WIDTH, HEIGHT)
        upright = sorted({round(line["x0"] / 72 * 25.4, 1) for line in page.lines if line["x0"] == line["x1"]})
        level = sorted({round(line["top"] / 72 * 25.4, 1) for line in page.lines if line["top"] == line["bottom"]})
        assert (upright, level) == ([0, 15, 30, 45], [0, 8, 16])
        assert "".join(page.extract_text().split()) == "J001202612BGS30年5"


def test_a_file_that_is_no_pdf_gets_no_stamp_and_a_sentence() -> None:
    with pytest.raises(FilingError, match="打不开"):
        stamped([b"%PDF-1.7 nothing"], stamp_pdf(("", "", "", "", "", "")))


def test_the_commands_speak_the_contract(tmp_path: Path) -> None:
    from desktop.cli.main import main

    (tmp_path / "关于国庆节放假的通知.txt").write_text(
        "关于国庆节放假的通知\n\n各部门：\n\n放假。\n\n青澜新区管理委员会\n2026年9月20日\n", "utf-8"
    )
    archive = str(tmp_path / "archive")
    assert main(["--archive", archive, "import", str(tmp_path / "关于国庆节放假的通知.txt"), "--json"]) == 0
    assert main(["--archive", archive, "filing", "file", "1", "--json"]) == 0
    assert main(["--archive", archive, "filing", "file", "1", "--json"]) == 1
    assert main(["--archive", archive, "filing", "pack", str(tmp_path / "包"), "--json"]) == 0
    assert json.loads(json.dumps({"problems": check(tmp_path / "包").problems}))["problems"] == []
