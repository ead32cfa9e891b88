"""Follow-up of what was ordered (督办): opening, splitting, notes, extension, closing, and what stands out.

条例 (中办发〔2012〕14号) 第二十四条（六）催办: 及时了解掌握公文的办理进展情况，督促承办部门按期办结.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from office.registers.lights import Light, light
from office.registers.numbers import account
from papers.numerals import read_number
from papers.problem import Problem
from papers.workdays import Calendar
from search.store.registers.followups import Event, FollowUps, Item, Target

_TARGET = re.compile(r"\s*(?P<name>.*?[^\d.,，第])?(?P<value>\d[\d,，]*(?:\.\d+)?)\s*(?P<unit>[^\d\s]{0,8})\s*")
_CLOSE_ENOUGH = 1e-9


class FollowUpError(Problem):
    """Wrong use of follow-ups, as a plain Chinese sentence."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far an item has come: the value reached, the part in per cent, the day of the newest note ("" for none)."""

    value: float | None = None
    percent: float | None = None
    at: str = ""


@dataclass(frozen=True, slots=True)
class Standing:
    """An item as of a day: its progress, its parts' rolled up, and its light."""

    item: Item
    progress: Progress
    light: Light
    status: str = "done"
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Split:
    """What became of splitting an item: the figure of the whole, the sum of the parts, and the parts."""

    ref: str
    whole: float | None
    sum: float
    parts: tuple[Standing, ...] = ()
    reason: str = ""


class FollowUpRegister:
    """The use cases of follow-ups, for the window and the command line. `day` is the day taken for today."""

    def __init__(self, kept: FollowUps, day: date, works: Calendar, by: str = "") -> None:
        self._kept = kept
        self._day = day
        self._works = works
        self._by = by or account()

    def add(self, items: Iterable[Item]) -> tuple[Standing, ...]:
        """Open items, all or none."""
        opened = self._day.isoformat()
        new = [replace(item, by=self._by, opened_on=item.opened_on or opened) for item in items]
        return tuple(map(self.standing, self._kept.add(new)))

    def preview(self, items: Iterable[Item]) -> tuple[Standing, ...]:
        """Items as they would stand; nothing is kept."""
        return tuple(self._standing(item, ()) for item in items)

    def standings(self, unit: str = "", state: str = "") -> tuple[Standing, ...]:
        """Items with their lights, in the order they were opened; `unit` leads or helps, "" for any."""
        items = self._kept.items()
        parts: dict[int, list[Item]] = {}
        for item in items:
            if item.whole is not None:
                parts.setdefault(item.whole, []).append(item)
        wanted = (one for one in items if unit in ("", *one.units) and state in ("", one.state))
        return tuple(self._standing(item, parts.get(item.id, ())) for item in wanted)

    def standing(self, item: Item) -> Standing:
        """One item with its light."""
        return self._standing(item, self._kept.parts(item))

    def _standing(self, item: Item, parts: Sequence[Item]) -> Standing:
        return Standing(item, progress(item, parts, self._day), light(item, self._day, self._works))

    def split(self, ref: str, shares: Sequence[tuple[str, float]], *, partial: bool = False) -> Split:
        """Make a part of the target for each unit; refused where they are not the whole (`partial`: may be less)."""
        item = self._one(ref)
        total = sum(value for _, value in shares)
        whole = item.target.value if item.target else None
        if reason := split_reason(item, self._kept.parts(item), whole, total, partial=partial):
            return Split(ref, whole, total, reason=reason)
        parts = self.add(_part(item, unit, value) for unit, value in shares)
        return Split(ref, whole, total, parts)

    def note(
        self,
        ref: str,
        words: str,
        *,
        value: float | None = None,
        percent: float | None = None,
        evidence: int | None = None,
    ) -> Standing:
        """Note progress; a value counts towards the target, also of the whole that the item is a part of."""
        item = self._one(ref)
        if not all(math.isfinite(figure) for figure in (value, percent) if figure is not None):
            raise FollowUpError("进展要写成平常的数，如 12 或 12.5；没有记下，请改后再试。")
        if percent is None and value is not None and item.target and item.target.value:
            percent = round(100 * value / item.target.value, 1)
        event = Event("note", self._today, words, value, percent, evidence, self._by)
        return self._happened(ref, event, _not_closed)

    def extend(self, ref: str, until: date, why: str) -> Standing:
        """Put the day off; refused once it is over, so that the old day counts."""
        event = Event("extend", self._today, f"{until.isoformat()} {why}".strip(), by=self._by)
        return self._happened(ref, event, lambda item: _not_closed(item) or _too_late(item, self._day, until))

    def close(self, ref: str, evidence: int | None = None) -> Standing:
        """Close an item (销号), with the paper that shows it is done."""
        return self._happened(ref, Event("close", self._today, evidence=evidence, by=self._by), _not_closed)

    def send_back(self, ref: str, why: str) -> Standing:
        """Return an item to be done anew (退回重办), from any state."""
        return self._happened(ref, Event("return", self._today, why, by=self._by), lambda _: "")

    def remind(self, ref: str, words: str = "") -> Standing:
        """Note that the unit was reminded (催办)."""
        return self._happened(ref, Event("remind", self._today, words, by=self._by), _not_closed)

    @property
    def _today(self) -> str:
        return self._day.isoformat()

    def _happened(self, ref: str, event: Event, allow: Callable[[Item], str]) -> Standing:
        reason = self._kept.happened(ref, event, allow)
        standing = self.standing(self._one(ref))
        return replace(standing, status="refused", reason=reason) if reason else standing

    def _one(self, ref: str) -> Item:
        item = self._kept.item(ref)
        if item is None:
            raise FollowUpError(f"没有编号为 {ref} 的督办事项；请用 followup list 核对。")
        return item


def progress(item: Item, parts: Sequence[Item], day: date) -> Progress:
    """How far an item has come by `day`: by its newest note, or the sum of its parts where it has any with figures."""
    own = _own_progress(item, day)
    reached = [(part, _own_progress(part, day)) for part in parts]
    values = [one.value for _, one in reached if one.value is not None]
    if not values:
        return own
    total = sum(values)
    whole = item.target.value if item.target else 0
    latest = max(one.at for _, one in reached)
    return Progress(total, round(100 * total / whole, 1) if whole else None, latest)


def _own_progress(item: Item, day: date) -> Progress:
    notes = [event for event in item.events if event.kind == "note" and event.day <= day.isoformat()]
    closed = item.state == "closed"
    if not notes:
        return Progress(percent=100.0 if closed else None)
    values = [event.value for event in notes if event.value is not None]
    percents = [event.percent for event in notes if event.percent is not None]
    percent = percents[-1] if percents else (100.0 if closed else None)
    return Progress(values[-1] if values else None, percent, notes[-1].day)


def read_target(text: str) -> Target | None:
    """The target that a person types: 20个, 超5亿元项目20个, 1,200 盏; None for what is none."""
    match = _TARGET.fullmatch(text)
    if match is None:
        return None
    value = read_number(match["value"].replace(",", "").replace("，", ""))
    return None if value is None else Target((match["name"] or "").strip(), float(value), match["unit"])


def _part(item: Item, unit: str, value: float) -> Item:
    target = replace(item.target, value=value) if item.target else None
    return replace(item, lead=unit, co=(), target=target, whole=item.id, id=0, ref="", events=(), at="")


def split_reason(item: Item, parts: Sequence[Item], whole: float | None, total: float, *, partial: bool) -> str:
    """Why an item is not split so; "" where it may be. The sum must be the whole, or with `partial` less."""
    if whole is None:
        return f"{item.ref} 没有量化目标，不能分解；请先写明目标数，如 --target 20个。"
    if parts:
        return f"{item.ref} 已经分解给{'、'.join(part.lead for part in parts)}，不能再分。"
    over = total - whole
    if over > _CLOSE_ENOUGH or (over < -_CLOSE_ENOUGH and not partial):
        hint = "多了" if over > 0 else "少了"
        advice = "请核对" if over > 0 else "请核对，只分一部分的加 --partial"
        return f"各单位相加是 {total:g}，总数是 {whole:g}，{hint} {abs(over):g}；{advice}。"
    return ""


def _not_closed(item: Item) -> str:
    return f"{item.ref} 已经销号，没有改动；要重办请先退回。" if item.state == "closed" else ""


def _too_late(item: Item, day: date, until: date) -> str:
    if item.due and day > date.fromisoformat(item.due):
        return f"{item.ref} 的期限 {item.due} 已过，不能再延；延期要在到期前提出。"
    if item.due and until <= date.fromisoformat(item.due):
        return f"新的期限 {until.isoformat()} 不晚于现在的期限 {item.due}，没有改动。"
    return ""
