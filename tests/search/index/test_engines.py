"""What every engine has to do, asked of each."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from copy import copy
from pathlib import Path

import pytest

from search.index.condition import (
    EVERY,
    NONE,
    AllOf,
    Among,
    AnyOf,
    Condition,
    Dated,
    Except,
    Grams,
    Valued,
    Words,
    all_of,
    any_of,
    excluding,
)
from search.index.engine import Engine, Entry, Wanted, grams
from search.index.index import open_engine
from search.index.words import segment

ENGINES = ("whoosh", "tantivy")
LAW, NOTE, REPORT = "水资源保护条例\n保护水资源。", "关于会议的通知\n会议推迟。", "水利工作报告"


def found(engine: Engine, condition: Condition, words: tuple[str, ...] = ()) -> dict[int, float]:
    """All that fulfil a condition, with their scores."""
    answer = engine.find(Wanted(condition, words))
    best = dict(answer.best(0, 1000))
    assert len(best) == answer.count
    return best


def having(engine: Engine, literal: str) -> set[int]:
    return set(found(engine, Grams(grams(literal))))


def entries(*texts: str, revision: int = 1) -> list[Entry]:
    return [Entry(number, revision, text, segment(text)) for number, text in enumerate(texts, 1)]


@pytest.fixture(params=ENGINES)
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    opened = open_engine(request.param, tmp_path)
    yield opened
    opened.close()


@pytest.fixture
def full(engine: Engine) -> Engine:
    engine.write(entries(LAW, NOTE, REPORT))
    engine.refresh()
    return engine


def test_an_empty_index_holds_nothing(engine: Engine) -> None:
    assert engine.ids() == set()
    assert found(engine, Grams(("水",)), ("水",)) == {}
    assert engine.completions("水", 5) == []


def test_nothing_asked_finds_nothing(full: Engine) -> None:
    assert found(full, Words(())) == {}


def test_a_batch_is_seen_after_refreshing(engine: Engine) -> None:
    engine.write(entries(LAW))
    assert engine.ids() == set()
    engine.refresh()
    assert engine.ids() == {1}


@pytest.mark.parametrize(
    ("literal", "answer"),
    [("水", {1, 3}), ("会议", {2}), ("水资源保护", {1}), ("报告", {3}), ("例保", set[int]()), ("无此", set[int]())],
)
def test_candidates_have_every_gram(full: Engine, literal: str, answer: set[int]) -> None:
    assert having(full, literal) == answer


def test_without_grams_one_word_is_enough(full: Engine) -> None:
    assert set(found(full, Words(("水资源", "会议", "没有")))) == {1, 2}


def test_the_rarer_word_counts_more(full: Engine) -> None:
    scores = found(full, EVERY, ("推迟", "保护"))
    assert scores[2] > 0
    assert scores[1] > 0


def test_words_without_grams_score_the_documents_with_the_grams_alone(full: Engine) -> None:
    scores = found(full, Grams(("水",)), ("报告", "会议"))
    assert (set(scores), scores[1], scores[3] > 0) == ({1, 3}, 0.0, True)


def test_the_latest_revision_counts(full: Engine) -> None:
    full.write([Entry(1, 7, NOTE, segment(NOTE))])
    full.refresh()
    assert full.ids() == {1, 2, 3}
    assert having(full, "会议") == {1, 2}
    assert having(full, "资源") == set()


def test_many_small_batches_are_one_index(engine: Engine) -> None:
    for number in range(1, 40):
        engine.write([Entry(number, number, f"第{number}号 水", segment(f"第{number}号 水"))])
    engine.refresh()
    assert having(engine, "水") == set(range(1, 40))
    assert having(engine, "第39号") == {39}


@pytest.mark.parametrize("name", ENGINES)
def test_an_index_is_there_after_reopening(name: str, tmp_path: Path) -> None:
    first = open_engine(name, tmp_path)
    first.write(entries(LAW, NOTE, REPORT))
    first.close()
    again = open_engine(name, tmp_path)
    assert again.ids() == {1, 2, 3}
    again.close()


PAPERS = [
    Entry(number, 1, text, segment(text), text.split("\n")[0], kind, issuer, day)
    for number, (text, kind, issuer, day) in enumerate(
        [
            (LAW, "条例", "青澜新区管理委员会", 2014_05_06),
            (NOTE, "通知", "澜河镇人民政府", 2014_12_31),
            (REPORT, "报告", "青澜新区管理委员会", 2015_01_01),
            ("水", "通知", "", 0),
        ],
        1,
    )
]
WATER = Grams(("水",))


@pytest.fixture
def papers(engine: Engine) -> Engine:
    engine.write(PAPERS[:2])
    engine.write(PAPERS[2:])
    engine.refresh()
    return engine


@pytest.mark.parametrize(
    ("condition", "answer"),
    [
        (EVERY, {1, 2, 3, 4}),
        (NONE, set[int]()),
        (Grams(("水资", "资源"), in_title=True), {1}),
        (Grams(("资源。",), in_title=True), set[int]()),
        (AllOf((Grams(("报告",), in_title=True), WATER)), {3}),
        (Valued("kind", frozenset({"通知"})), {2, 4}),
        (Valued("kind", frozenset({"通知", "条例", "无"})), {1, 2, 4}),
        (Valued("issuer", frozenset()), set[int]()),
        (Valued("issuer", frozenset({"青澜新区管理委员会"})), {1, 3}),
        (Dated(2014_00_00, 2014_99_99), {1, 2}),
        (Dated(1, 2014_12_30), {1}),
        (Dated(0, 2014_05_06), {1, 4}),
        (Dated(2014_12_31, 2015_01_01), {2, 3}),
        (Dated(1, 0), set[int]()),
        (Among(frozenset({1, 4, 77})), {1, 4}),
        (Except(WATER), {2}),
        (Except(EVERY), set[int]()),
        (AllOf((WATER, Except(Among(frozenset({1}))))), {3, 4}),
        (AllOf((Except(WATER), Except(Words(("会议",))))), set[int]()),
        (AllOf((WATER, AnyOf((Words(("报告",)), Valued("kind", frozenset({"条例"})))))), {1, 3}),
        (AnyOf((Except(WATER), Among(frozenset({4})))), {2, 4}),
        (Except(AnyOf((Words(("会议",)), Dated(0, 0)))), {1, 3}),
    ],
)
def test_a_condition_means_what_it_says(papers: Engine, condition: Condition, answer: set[int]) -> None:
    assert set(found(papers, condition)) == answer


@pytest.mark.parametrize("part", [EVERY, NONE, WATER])
def test_a_condition_said_plainly_means_the_same(papers: Engine, part: Condition) -> None:
    other = Valued("kind", frozenset({"通知"}))
    assert set(found(papers, all_of(part, other))) == set(found(papers, AllOf((part, other))))
    assert set(found(papers, any_of(part, other))) == set(found(papers, AnyOf((part, other))))
    assert set(found(papers, excluding(part))) == set(found(papers, Except(part)))


def test_facets_count_what_was_found(papers: Engine) -> None:
    assert papers.find(Wanted(WATER)).facets() == {
        "kind": {"条例": 1, "报告": 1, "通知": 1},
        "issuer": {"青澜新区管理委员会": 2},
        "year": {"2014": 1, "2015": 1},
    }


def test_by_date_the_newest_come_first_and_those_without_a_date_last(papers: Engine) -> None:
    best = papers.find(Wanted(EVERY, by_date=True)).best
    assert [number for number, _ in best(0, 9)] == [3, 2, 1, 4]
    assert [number for number, _ in best(1, 3)] == [2, 1]


def test_a_title_counts_more_the_more_of_it_was_asked_for(papers: Engine) -> None:
    scores = dict(papers.find(Wanted(WATER, in_title=("水",))).best(0, 9))
    assert scores[4] > scores[3] > 6 < scores[1]
    assert dict(papers.find(Wanted(WATER, in_title=("资源",))).best(0, 9))[3] == 0


def test_the_very_paper_comes_first(papers: Engine) -> None:
    found = papers.find(Wanted(WATER, ("保护",), ("水",), first=frozenset({3})))
    assert found.best(0, 1)[0][0] == 3


def test_what_is_taken_out_is_gone_until_it_is_put_back(papers: Engine) -> None:
    papers.write([Entry(1, 5, "", (), live=False)])
    papers.refresh()
    assert papers.ids() == {2, 3, 4}
    assert set(found(papers, WATER)) == {3, 4}
    papers.write([Entry(1, 6, LAW, segment(LAW))])
    papers.refresh()
    assert set(found(papers, EVERY)) == {1, 2, 3, 4}


def test_a_copy_goes_on_seeing_what_it_saw(papers: Engine) -> None:
    before = copy(papers)
    papers.write([Entry(1, 5, "", (), live=False), Entry(9, 6, LAW, segment(LAW))])
    papers.refresh()
    assert (before.ids(), papers.ids()) == ({1, 2, 3, 4}, {2, 3, 4, 9})
    assert set(found(before, WATER)) == {1, 3, 4}


def test_corrected_metadata_replace_the_former(papers: Engine) -> None:
    papers.write([Entry(2, 3, NOTE, segment(NOTE), "会议", "纪要", "", 2020_01_01)])
    papers.refresh()
    facets = papers.find(Wanted(EVERY)).facets()
    assert (facets["kind"], facets["issuer"]) == (
        {"条例": 1, "报告": 1, "纪要": 1, "通知": 1},
        {"青澜新区管理委员会": 2},
    )
    assert set(found(papers, Dated(2020_00_00, 2020_99_99))) == {2}


def test_completions_are_the_words_that_start_so(full: Engine) -> None:
    assert ("会议", 1) in full.completions("会", 5)
    assert all(word.startswith("水") for word, _ in full.completions("水", 5))


def test_document_frequency_counts_documents(full: Engine) -> None:
    assert full.document_frequency("会议") == 1
    assert full.document_frequency("没有") == 0


def test_strange_characters_are_characters(engine: Engine) -> None:
    text = "\x00甲\U00020000乙\ud7ff\t丙\u2028丁\x85戊"
    engine.write([Entry(1, 1, text, segment(text))])
    engine.refresh()
    for at in range(len(text) - 1):
        assert having(engine, text[at : at + 2]) == {1}, at


@pytest.mark.parametrize("name", ENGINES)
def test_a_reader_is_not_disturbed_by_a_writer(name: str, tmp_path: Path) -> None:
    writer, reader = open_engine(name, tmp_path), open_engine(name, tmp_path)
    writer.write(entries(LAW, NOTE))
    reader.refresh()
    counts: list[int] = []
    done = threading.Event()

    def read() -> None:
        while not done.is_set():
            reader.refresh()
            counts.append(len(found(reader, Grams(grams("会议")), ("会议",))))

    thread = threading.Thread(target=read)
    thread.start()
    try:
        for number in range(10, 30):
            writer.write([Entry(number, number, NOTE, segment(NOTE))])
    finally:
        done.set()
        thread.join()
        reader.close()
        writer.close()
    assert counts == sorted(counts)
    assert counts[0] >= 1
