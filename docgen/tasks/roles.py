"""Who leads and who helps, out of a stretch of text: labels, brackets, 由…牵头, 请…会同…, 各街道要…"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from docgen.segmentation import cut
from docgen.tasks.names import are_bodies, is_certain, names


class Way(Enum):
    """How sure a reading is, and on which side of the task it stands."""

    BEHIND = "behind"  # （责任单位：…） closes the task before it
    STRONG = "strong"  # 由…牵头, 责成…
    WEAK = "weak"  # 区水务局要…: a task where tasks are set
    BARE = "bare"  # 区财政局安排…: a task where a meeting sets it, or with a day
    HELP = "help"  # …配合


@dataclass(frozen=True, slots=True)
class Role:
    """What text[start:end] says of who does a task."""

    start: int
    end: int
    lead: tuple[str, ...]
    support: tuple[str, ...]
    way: Way


_LEAD_LABEL = (
    r"(?:牵头|责任|主责|承办|主办|负责|落实|实施|办理|主管)[\u4e00-\u9fff]{0,2}(?:单位|部门|科室|处室|主体|机关|方)|"
    r"牵头|责任(?=[：:])"
)
_HELP_LABEL = r"(?:配合|协助|协办|协同|参与|参加|会办|支持)[\u4e00-\u9fff]{0,2}(?:单位|部门|机关|方)?"
_OTHER_LABEL = r"(?:完成|办理|工作|整改)?(?:时限|时间|期限)|责任人|责任领导|牵头领导|分管领导|联系人|目标|进度|备注"
_LABEL = re.compile(
    rf"(?:(?P<lead>{_LEAD_LABEL})|(?P<help>{_HELP_LABEL}))(?:及责任人)?\s{{0,2}}[：:]\s{{0,4}}"
    rf"(?P<names>[^；;。）)】\]\n：:]{{2,160}}?)(?=[；;。）)】\]\n]|$|[，,、\s]{{0,3}}(?:{_LEAD_LABEL}|{_HELP_LABEL}|{_OTHER_LABEL})\s{{0,2}}[：:])"
)
_BRACKET = re.compile(r"[（(【\[]((?:[^（）()【】\[\]]|[（(][^（）()]{1,20}[）)]){2,200})[）)】\]]")
_BRACKET_CLAUSE = re.compile(
    r"^由?(?P<names>.{2,120}?)(?:等)?(?:单位|部门)?(?:按(?:照)?(?:各自)?职责(?:分工)?|分别|共同|具体|联合|、)*"
    r"(?:(?P<lead>牵头(?:负责|实施|落实)?|负责(?:落实|推进|实施|牵头)?|承办|主办|落实|抓总)|(?P<help>配合(?:做好|实施)?|协助|参与|参加|协办|协同|指导|支持))"
)
_TOGETHER = re.compile(r"会同|联合(?!会|体|党)|商(?![务业])")


def roles(text: str) -> list[Role]:
    """All that `text` says of who does what, in order; places do not overlap."""
    found = [*_brackets(text)]
    found += _labels(_masked(text, found))
    found += _inline(_masked(text, found))
    return sorted(found, key=lambda role: role.start)


def _masked(text: str, found: list[Role]) -> str:
    """`text` with what has been read as blanks, place for place."""
    for role in found:
        text = text[: role.start] + "\n" * (role.end - role.start) + text[role.end :]
    return text


def _brackets(text: str) -> Iterator[Role]:
    for found in _BRACKET.finditer(text):
        lead, support = _inside(found[1])
        if lead or support:
            yield Role(found.start(), found.end(), lead, support, Way.BEHIND)


def _inside(inner: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Who leads and who helps by the words in a bracket; nothing where it speaks of something else."""
    labelled = list(_labels(inner))
    if labelled:
        return _all_leads(labelled), _all_helpers(labelled)
    lead: list[str] = []
    support: list[str] = []
    for clause in re.split(r"[，；,;。]", inner):
        said = _BRACKET_CLAUSE.match(clause.strip())
        if said is None or not names(said["names"]) or re.search(r"已|如|其中|包括|即|的", said["names"]):
            continue
        parts = _TOGETHER.split(said["names"], maxsplit=1)
        (lead if said["lead"] else support).extend(names(parts[0]))
        support.extend(names(parts[1]) if len(parts) > 1 else ())
    if not lead and not support and are_bodies(inner) and all(is_certain(name) for name in names(inner)):
        lead.extend(names(inner))
    return tuple(dict.fromkeys(lead)), tuple(dict.fromkeys(support))


def _all_leads(found: list[Role]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for role in found for name in role.lead))


def _all_helpers(found: list[Role]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for role in found for name in role.support))


def _labels(text: str) -> Iterator[Role]:
    for found in _LABEL.finditer(text):
        listed = names(found["names"])
        if found["lead"]:
            yield Role(found.start(), found.end(), listed, (), Way.BEHIND)
        else:
            yield Role(found.start(), found.end(), (), listed, Way.HELP)


_CLAUSE = re.compile(r"[^，。；：！？,;:\n]+")
_OPENING = re.compile(
    r"(?:[一二三四五六七八九十]{1,3}是|第[一二三四五六七八九十]|首先|其次|同时|另外|此外|并且?|会议|会上|主任|决定|明确|要求|强调|指出|议定|商定|"
    r"研究|确定|提出|事宜|相关工作|有关工作|[（(]\d{1,2}[）)]|\d{1,2}[.．、）)](?!\d)|[①-⑳]|\s|　)*"
)
_ASKED = re.compile(
    r"(?:拟|可|应|须|要|继续|统一|具体)?由|请|责成|责令|交由|交(?=[区市县各])|委托|授权|指定|安排|督促|要求"
)
_ENDS = re.compile(
    r"(?:作为|为)(?P<aslead>牵头|责任|主责|承办|主办|负责)(?:单位|部门)?|(?:作为|为)(?P<ashelp>配合|协办|协助|参与)(?:单位|部门)?|"
    r"(?:等(?:单位|部门|有关单位|相关部门|有关部门)?)?(?:按(?:照)?(?:各自)?职责(?:分工)?|积极|密切|共同|具体|全力|分别|联合|做好)*"
    r"(?:(?P<lead>牵头(?:负责|组织|抓总|抓好)?|负责(?:牵头)?|主抓|抓总|统筹(?!办)(?:负责|推进|协调)?|承担|承办|主办)|(?P<help>(?:要|应)?(?:予以|给予)?(?:配合(?:做好)?|协助|协同|参与|参加)))|"
    r"(?P<with>会同|联合(?![会体党])|商(?![务业会])|牵头会同)|"
    r"(?P<weak>要(?![素点件害求职])|应(?!急|用)当?|须|需(?!求)|务必|必须|将|抓紧|尽快|立即|即日|于|在|按|根据|按照|列入|组织(?!部|人事)|共同|分别|各自|每[日周旬月季年半双]|对(?![于外口接])|向|\d|[一二三四五六七八九十]{1,3}月|年底|年内|月底|本月|下月|明年)"
)
_NO_TASK = re.compile(
    r"^(?:分别|先后|共同|就|一并|作)?(?:汇报|报告了?|介绍|通报|作|做了|发言|参加|列席|出席|人|人员|同志|的|了|是|有|为|已|关于|主要|负责(?:同志|人)|以来|以及)"
)
_REACH = 70
"""Characters of a clause that are looked at for a name: a list of bodies is hardly longer."""


def _inline(text: str) -> Iterator[Role]:
    for found in _CLAUSE.finditer(text):
        role = _headed(text, found) or _clause(found[0], found.start())
        if role:
            yield role


def _headed(text: str, found: re.Match[str]) -> Role | None:
    """区水务局：负责险情设置…: the body stands before a colon."""
    headed = text[found.end() : found.end() + 1] in ("：", ":") and are_bodies(found[0].strip())
    if not headed or not _certain(found[0].strip()):
        return None
    leads = re.match(r"[：:](?:主要)?(?:负责|牵头)?", text[found.end() :])
    end = found.end() + (leads.end() if leads else 1)
    return Role(found.start(), end, names(found[0].strip()), (), Way.STRONG)


def _clause(clause: str, place: int) -> Role | None:
    """Who does it by one clause: its subject, or the body after 由 and 请."""
    opening = _OPENING.match(clause)
    start = opening.end() if opening else 0
    by = re.search(
        r"(?:(?<![自经缘来理])由(?!于|此)|以(?=[\u4e00-\u9fff、]{2,40}为(?:牵头|责任|主办)))", clause[:_REACH]
    )
    asked = _ASKED.match(clause, start)
    for begin, sure in ((asked.end() if asked else -1, True), (by.end() if by else -1, True), (start, False)):
        if begin >= 0 and (role := _subject(clause, begin, place, sure=sure)):
            cut_from = by.start() if by and begin == by.end() else 0
            return Role(place + cut_from, role.end, role.lead, role.support, role.way)
    return None


def _subject(clause: str, begin: int, place: int, *, sure: bool) -> Role | None:
    """The list of bodies that begins at `begin`, with the word after it that says what it does."""
    at = begin
    weak: tuple[int, re.Match[str] | None] | None = None
    for word in cut(clause[begin : begin + _REACH], guess=False):
        left = clause[begin:at]
        ends = _ENDS.match(clause, at) if at > begin and are_bodies(left) else None
        if ends and not _goes_on(clause, at) and not (ends["weak"] and not sure and not _certain(left)):
            return _role(clause, begin, at, ends, place, sure=sure)
        if at > begin and are_bodies(left) and not _goes_on(clause, at):
            weak = (at, None)
            if clause.startswith("与", at):
                break
        elif weak and not _may_follow(clause[weak[0] : at]):
            break
        at += len(word)
    if weak is None and begin < at <= len(clause) and are_bodies(clause[begin:at]):
        weak = (at, None)
    left = clause[begin : weak[0]] if weak else ""
    if weak and (sure or _certain(left)) and not _NO_TASK.match(clause[weak[0] :]) and weak[0] < len(clause):
        return Role(place + begin, place + weak[0], names(left), (), Way.STRONG if sure else Way.BARE)
    return None


def _goes_on(clause: str, at: int) -> bool:
    """Does a list of names go on at this place, or a longer name?"""
    return bool(
        re.match(
            r"[、和及（(]|与(?![\u4e00-\u9fff]{2,14}(?:对接|沟通|衔接|协商|联系|签订|合作|签约))|以及|等(?!(?:单位|部门)?(?:按|积极|密切|共同|配合|协助|参与|负责|要))|办公室|办事处|管委会|分局|下属|所属|党组|执法大队",
            clause[at:],
        )
    )


def _may_follow(words: str) -> bool:
    """Between two stands of one list: 、区财政局."""
    return len(words) <= 14 and not re.search(r"牵头|负责|要|完成|做好|安排|组织|开展", words)


def _certain(left: str) -> bool:
    return all(is_certain(name) for name in names(left))


def _role(clause: str, begin: int, at: int, ends: re.Match[str], place: int, *, sure: bool) -> Role | None:
    listed = names(clause[begin:at])
    if ends["help"] or ends["ashelp"]:
        rest = re.match(
            r"[区市县\u4e00-\u9fff]{2,16}(?:局|办|委|街道|中心)(?=做好|开展|完成|推进)", clause[ends.end() :]
        )
        end = ends.end() + (rest.end() if rest else 0)
        return Role(place + begin, place + end, (), listed, Way.HELP)
    if ends["with"]:
        return _joint(clause, begin, listed, ends.end(), place, sure=sure)
    if ends["lead"] or ends["aslead"]:
        if re.match(r"(?:同志|人(?!民)|制(?![定订作造止约备表]))", clause[ends.end() :]):
            return None
        return Role(place + begin, place + ends.end(), listed, (), Way.STRONG)
    if _NO_TASK.match(clause[at:]):
        return None
    kept = re.match(r"要|应当?|须|需|务必|必须|将", clause[at:])
    end = at + (kept.end() if kept else 0)
    if joint := _TOGETHER.match(clause, end):
        return _joint(clause, begin, listed, joint.end(), place, sure=sure)
    return Role(place + begin, place + end, listed, (), Way.STRONG if sure else Way.WEAK)


def _joint(clause: str, begin: int, listed: tuple[str, ...], at: int, place: int, *, sure: bool) -> Role:
    """A会同B、C…: the first leads, the others help; the list ends where a verb begins."""
    end, last = at, at
    for word in cut(clause[at : at + _REACH], guess=False):
        end += len(word)
        if are_bodies(clause[at:end]) and not _goes_on(clause, end):
            last = end
        elif last > at and not _may_follow(clause[last:end]):
            break
    others = names(clause[at:last])
    tail = re.match(r"(?:等(?:有关)?(?:单位|部门)?)?(?:负责|牵头|共同|联合)?", clause[last:])
    way = Way.STRONG if sure or others else Way.WEAK
    return Role(place + begin, place + last + (tail.end() if tail else 0), listed, others, way)


_WHO = re.compile(rf"{_LEAD_LABEL}\s?[：:]|牵头|负责|责成|[（(][^（）()]{{2,80}}(?:配合|落实)[）)]")


def names_who(text: str) -> bool:
    """Does a text say who does something, by a label, a bracket, 由… or 各街道要…?"""
    return any(role.lead for role in roles(text)) if _WHO.search(text) or len(text) < _SHORT else False


_SHORT = 600
"""Characters of an item that is looked through for a body without such words."""
