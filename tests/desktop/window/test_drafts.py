from __future__ import annotations

from pathlib import Path

from office.drafts import Draft, DraftFolder


def test_a_draft_comes_back_as_it_was_kept(tmp_path: Path) -> None:
    folder = DraftFolder(tmp_path)
    kept = folder.keep(Draft("a", "关于𫖯的通知", "通知", {"事项": "亮化", "任务": [{"任务": "一"}]}, "正文"))
    assert folder.all() == (kept,)


def test_a_damaged_draft_does_not_hide_the_others(tmp_path: Path) -> None:
    folder = DraftFolder(tmp_path)
    kept = folder.keep(Draft("a", "完好"))
    (tmp_path / "b.json").write_text("{", encoding="utf-8")
    (tmp_path / "c.json").write_text("[]", encoding="utf-8")
    assert folder.all() == (kept,)


def test_a_dropped_draft_can_be_brought_back(tmp_path: Path) -> None:
    folder = DraftFolder(tmp_path)
    kept = folder.keep(Draft("a", "草稿"))
    folder.drop("a")
    assert folder.all() == ()
    folder.bring_back("a")
    assert folder.all() == (kept,)


def test_versions_are_listed_newest_first_and_can_be_read(tmp_path: Path) -> None:
    folder = DraftFolder(tmp_path)
    folder.keep_version(Draft("a", text="一稿"), "征求意见稿")
    folder.keep_version(Draft("a", text="二稿"), "送审稿")
    versions = folder.versions("a")
    assert [version.label for version in versions] == ["送审稿", "征求意见稿"]
    first = folder.version(versions[-1].path)
    assert first is not None
    assert first.text == "一稿"


def test_a_name_cannot_lead_out_of_the_folder(tmp_path: Path) -> None:
    DraftFolder(tmp_path / "drafts").keep(Draft("../../etc", "x"))
    assert [path.name for path in (tmp_path / "drafts").iterdir()] == ["etc.json"]
