"""收文 and 发文: what is read at once, who has a paper, what came twice, and whose number it is."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from docgen.model import Document
from office.registers.columns import ColumnError
from office.registers.due import due_incoming
from office.registers.incoming import IncomingError, IncomingRegister
from office.registers.numbers import Number, NumberRegister
from office.registers.opening import register_database
from office.registers.outgoing import OutgoingRegister
from office.registers.printing import FormError, incoming_book, incoming_form, outgoing_book, outgoing_form, page_count
from office.registers.receiving import Wish, receive
from office.working_days import works
from search.records import Metadata
from search.store.registers.incoming import IncomingPapers
from search.store.registers.numbers import Numbers
from search.store.registers.outgoing import OutgoingEntry, OutgoingPapers

DAY = date(2026, 4, 20)
READ = Metadata(
    title="关于开展亮化工程督查的通知",
    kind="通知",
    issuer="江州市人民政府办公室",
    document_number="江政办〔2026〕12号",
    issue_date="2026-04-15",
    secrecy="秘密",
    secrecy_period="5年",
    urgency="特急",
    copy_number="000007",
    attachments=("督查表",),
    doubtful=("issuers",),
)
NOTICE = (
    "江州市人民政府办公室文件\n江政办〔2026〕12号\n\n关于开展亮化工程督查的通知\n\n各县（区）人民政府：\n\n请于5月31日前完成自查。\n\n"
    "江州市人民政府办公室\n2026年4月15日\n"
)


@contextmanager
def incoming(folder: Path, day: date = DAY) -> Generator[IncomingRegister]:
    with register_database(folder / "archive") as database:
        yield IncomingRegister(IncomingPapers(database), day, "林青")


@contextmanager
def outgoing(folder: Path) -> Generator[tuple[OutgoingRegister, NumberRegister]]:
    with register_database(folder / "archive") as database:
        numbers = NumberRegister(Numbers(database), "林青")
        yield OutgoingRegister(OutgoingPapers(database), numbers, DAY, "林青"), numbers


def paper(title: str) -> Document:
    return Document(title=title, recipients="各乡镇人民政府", signers=("林青",), secrecy="内部")


def test_what_a_paper_says_is_kept_and_what_is_doubtful_is_named(tmp_path: Path) -> None:
    with incoming(tmp_path) as register:
        done = register.register("来文.docx", 5, READ, {})
    entry = done.entry
    assert (done.status, entry.serial, entry.record_id, entry.received_on) == ("registered", 1, 5, "2026-04-20")
    assert (entry.secrecy, entry.urgency, entry.copy_number) == ("秘密★5年", "特急", "000007")
    assert done.doubtful == ("issuer",)


def test_what_somebody_typed_wins_and_is_no_longer_doubtful(tmp_path: Path) -> None:
    with incoming(tmp_path) as register:
        done = register.register("来文.docx", 5, READ, {"来文机关": "江州市人民政府", "收文日期": "2026年4月18日"})
    assert (done.entry.issuer, done.entry.received_on, done.doubtful) == ("江州市人民政府", "2026-04-18", ())


def test_a_paper_that_came_before_is_told_with_its_serial(tmp_path: Path) -> None:
    with incoming(tmp_path) as register:
        register.register("来文.docx", 5, READ, {})
        again = register.register("又来.pdf", 9, replace(READ, title="别的题目"), {})
        other = register.register("别处.docx", 10, replace(READ, issuer="白石县人民政府"), {})
        assert (again.status, again.entry.serial) == ("duplicate", 1)
        assert "收文号 1" in again.reason
        assert other.status == "registered"
        assert len(register.entries()) == 2


def test_a_preview_keeps_nothing(tmp_path: Path) -> None:
    with incoming(tmp_path) as register:
        assert register.preview("来文.docx", READ, {}).status == "registered"
        assert register.entries() == ()


def test_a_paper_goes_round_and_it_is_known_who_has_it(tmp_path: Path) -> None:
    with incoming(tmp_path) as register:
        register.register("来文.docx", 5, READ, {"承办单位": "区城市管理局"})
        assert register.entries()[0].holder == "区城市管理局"
        assert register.change(1, {"传阅": "林主任"}).holder == "林主任"
        assert register.change(1, {"传阅": "周主任"}).holder == "周主任"
        back = register.change(1, {"退回": ""})
    assert back.holder == "区城市管理局"
    assert [(turn.reader, bool(turn.returned_on)) for turn in back.turns] == [("林主任", True), ("周主任", True)]


def test_an_answer_closes_the_paper(tmp_path: Path) -> None:
    with incoming(tmp_path) as register:
        register.register("来文.docx", 5, READ, {})
        assert register.change(1, {"复文号": "青管函〔2026〕3号"}).state == "closed"
        assert register.entries(state="open") == ()
        assert register.change(1, {"状态": "在办"}).state == "open"


@pytest.mark.parametrize("values", [{"颜色": "红"}, {"办理时限": "改日"}, {"状态": "悬着"}])
def test_an_unknown_column_or_a_day_that_is_none_is_told(tmp_path: Path, values: dict[str, str]) -> None:
    with incoming(tmp_path) as register:
        register.register("来文.docx", 5, READ, {})
        with pytest.raises(ColumnError):
            register.change(1, values)


def test_a_serial_that_is_not_there_is_told(tmp_path: Path) -> None:
    with incoming(tmp_path) as register, pytest.raises(IncomingError, match="7"):
        register.change(7, {"拟办": "阅"})


def test_what_runs_out_and_what_lies_with_a_reader_is_due(tmp_path: Path) -> None:
    with incoming(tmp_path) as register:
        register.register("来文.docx", 5, READ, {"办理时限": "2026-04-30"})
        register.change(1, {"传阅": "林主任"})
        entries = register.entries()
    found = sorted(due_incoming(entries, date(2026, 4, 27), 7, works), key=lambda one: one.due)
    assert [(one.what, one.unit, one.days) for one in found] == [("circulation", "林主任", -4), ("incoming", "", 3)]


def test_a_file_comes_into_archive_and_register_in_one_step(tmp_path: Path) -> None:
    path = tmp_path / "来文.txt"
    path.write_text(NOTICE, "utf-8")
    (preview,) = receive([path], tmp_path / "archive", None, {}, Wish(DAY, dry_run=True))
    (done,) = receive([path], tmp_path / "archive", None, {}, Wish(DAY))
    (again,) = receive([path], tmp_path / "archive", None, {}, Wish(DAY))
    (lost,) = receive([tmp_path / "没有.txt"], tmp_path / "archive", None, {}, Wish(DAY))
    assert (preview.status, preview.entry.serial, done.entry.serial) == ("registered", 0, 1)
    assert (done.entry.issuer, done.entry.document_number) == ("江州市人民政府办公室", "江政办〔2026〕12号")
    assert (again.status, lost.status) == ("duplicate", "failed")


def test_an_incoming_number_is_no_number_of_ours(tmp_path: Path) -> None:
    path = tmp_path / "来文.txt"
    path.write_text(NOTICE, "utf-8")
    list(receive([path], tmp_path / "archive", None, {}, Wish(DAY)))
    with outgoing(tmp_path) as (_, numbers):
        assert numbers.rows() == ()
        assert numbers.series() == ()


def test_registering_an_outgoing_paper_issues_its_number(tmp_path: Path) -> None:
    with outgoing(tmp_path) as (register, numbers):
        numbers.take("青管", 2026, "关于路灯的通知")
        done = register.register(paper("关于路灯的通知"), "青管[2026]1号", {"份数": "50", "核稿": "周主任"})
        row = numbers.row(Number("青管", 2026, 1))
    assert done.reason == ""
    assert (done.entry.number, done.entry.copies, done.entry.steps) == ("青管〔2026〕1号", "50", "核稿：周主任")
    assert row is not None
    assert row.state == "issued"


def test_a_number_of_another_paper_a_void_one_and_one_never_taken_are_refused(tmp_path: Path) -> None:
    with outgoing(tmp_path) as (register, numbers):
        numbers.take("青管", 2026, "关于路灯的通知")
        numbers.take("青管", 2026)
        numbers.void(Number("青管", 2026, 2), "写错")
        reasons = [register.register(paper("关于停车的通知"), f"青管〔2026〕{n}号", {}).reason for n in (1, 2, 9)]
        assert ["关于路灯的通知" in reasons[0], "作废" in reasons[1], "还没有取号" in reasons[2]] == [True] * 3
        assert register.entries() == ()


def test_the_next_number_is_taken_with_the_paper(tmp_path: Path) -> None:
    with outgoing(tmp_path) as (register, numbers):
        assert register.register(paper("关于路灯的通知"), "青管〔2026〕1号", {}).reason == ""
        assert [(row.n, row.state) for row in numbers.rows("青管")] == [(1, "issued")]


def test_the_forms_of_both_registers_are_printed(tmp_path: Path) -> None:
    with incoming(tmp_path) as register:
        entry = register.register("来文.docx", 5, READ, {"拟办": "请阅"}).entry
    sent = OutgoingEntry(
        number="青管〔2026〕1号", title="关于路灯的通知", issued_on="2026-04-20", recipients="各乡镇人民政府"
    )
    pdfs = [
        incoming_form("处理单", entry, "青澜新区管委会办公室"),
        incoming_form("传阅单", entry),
        outgoing_form("发文稿纸", sent),
        incoming_book([entry], "2026"),
        outgoing_book([sent]),
    ]
    assert [page_count(pdf) for pdf in pdfs] == [1] * 5
    with pytest.raises(FormError, match="处理单"):
        incoming_form("发文稿纸", entry)
