"""The layout of a foreign .docx: each rule speaks of what is wrong and of nothing else."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from docgen.check import rules
from tests.docgen.foreign.papers import Paper, write
from tests.docgen.foreign.reading import check_file

LAYOUT = {rule.id for rule in rules() if rule.find.__module__ == "docgen.check.layout"}
WRONG: list[tuple[str, dict[str, Any]]] = [
    ("page-size", {"width": 216, "right": 32, "height": 279, "bottom": 17}),
    ("page-size", {"width": 214, "right": 30, "height": 301, "bottom": 39}),
    ("margin-top", {"top": 25.4, "bottom": 46.6}),
    ("margin-top", {"top": 39, "bottom": 33}),
    ("margin-left", {"left": 31.8, "right": 22.2}),
    ("margin-left", {"left": 25, "right": 29}),
    ("type-area", {"right": 31.8}),
    ("type-area", {"bottom": 25.4}),
    ("grid", {"pitch": 20}),
    ("grid", {"pitch": 36}),
    ("face-body", {"body": ("宋体", 16)}),
    ("face-body", {"body": ("仿宋", 14)}),
    ("face-title", {"title": ("黑体", 22)}),
    ("face-title", {"title": ("方正小标宋简体", 18)}),
    ("title-centred", {"centred": False}),
    ("title-centred", {"centred": False, "title": ("方正小标宋_GBK", 22)}),
    ("face-heading", {"first": "仿宋"}),
    ("face-heading", {"second": "黑体"}),
    ("heading-bold", {"bold": True}),
    ("heading-bold", {"bold": True, "first": "SimHei"}),
    ("indent", {"indent": 0}),
    ("indent", {"indent": 4}),
    ("spaces-typed", {"indent": 0, "spaces": "　　"}),
    ("spaces-typed", {"indent": 0, "spaces": "    "}),
    ("blank-paragraphs", {"blanks": 3}),
    ("blank-paragraphs", {"blanks": 6}),
    ("real-styles", {"styles": False}),
    ("real-styles", {"styles": False, "second": "KaiTi"}),
    ("page-number-missing", {"number": "none"}),
    ("page-number-missing", {"number": "typed"}),
    ("page-number-parity", {"number": "same"}),
    ("page-number-parity", {"number": "swapped"}),
    ("page-number-form", {"dashes": False}),
    ("page-number-form", {"number_size": 10.5}),
    ("mark-red", {"colour": None}),
    ("mark-red", {"colour": (0, 0, 128)}),
    ("word-unread", {"tracked": True}),
    ("word-unread", {"noted": True}),
]
NEAR: list[tuple[str, dict[str, Any]]] = [
    ("page-size", {"width": 210.9, "right": 26.9, "height": 297.8, "bottom": 35.8}),
    ("margin-top", {"top": 36.2, "bottom": 35.8}),
    ("margin-top", {"top": 37.9, "bottom": 34.1}),
    ("margin-left", {"left": 28.9, "right": 25.1}),
    ("type-area", {"right": 27.8, "bottom": 36.8}),
    ("grid", {"pitch": 28.5}),
    ("grid", {"pitch": 29.4}),
    ("face-body", {"body": ("仿宋_GB2312", 16)}),
    ("face-body", {"body": ("FangSong", 16)}),
    ("face-title", {"title": ("方正小标宋_GBK", 22)}),
    ("title-centred", {"centred": False, "title_style": True}),
    ("face-heading", {"first": "SimHei", "second": "KaiTi_GB2312"}),
    ("heading-bold", {"emphasised": True}),
    ("indent", {"indent": 2.3}),
    ("indent", {"indent": 1.7}),
    ("spaces-typed", {"spaces": " "}),
    ("spaces-typed", {"inner": "　　"}),
    ("blank-paragraphs", {"blanks": 2}),
    ("real-styles", {"second_style": False}),
    ("page-number-missing", {"number": "complex"}),
    ("page-number-parity", {"number": "logical"}),
    ("page-number-parity", {"number": "framed"}),
    ("page-number-form", {"tight": True}),
    ("mark-red", {"colour": (238, 0, 0)}),
    ("mark-red", {"colour": (192, 0, 0)}),
    ("word-unread", {"link": True}),
    ("word-unread", {"box": True}),
    ("word-unread", {"formatted": True}),
]
"""As near to wrong as right can be, by the rule that has to be silent."""


def layout_of(paper: Paper, folder: Path) -> set[str]:
    return {finding.rule for finding in check_file(write(paper, folder / "稿.docx"))} & LAYOUT


@pytest.mark.parametrize(("rule", "change"), WRONG)
def test_what_is_wrong_is_told_and_nothing_else(rule: str, change: dict[str, Any], tmp_path: Path) -> None:
    assert layout_of(replace(Paper(), **change), tmp_path) == {rule}


def test_a_right_paper_is_let_alone(tmp_path: Path) -> None:
    assert layout_of(Paper(), tmp_path) == set()


@pytest.mark.parametrize(("rule", "change"), NEAR)
def test_a_near_miss_is_let_alone(rule: str, change: dict[str, Any], tmp_path: Path) -> None:
    assert rule in LAYOUT
    assert layout_of(replace(Paper(), **change), tmp_path) == set()


def test_every_layout_rule_has_two_defects_and_a_near_miss() -> None:
    assert {rule for rule, _ in WRONG if Counter(rule for rule, _ in WRONG)[rule] >= 2} == LAYOUT
    assert {rule for rule, _ in NEAR} == LAYOUT
