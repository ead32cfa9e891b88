"""Bodies and papers named in several places of one paper: signature, mark, title, text, attachments (条例第九条)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from docgen.check.clauses import ACCURACY, FORMAT, RULES
from docgen.check.rule import rule
from docgen.check.subject import Piece, Spot, Subject
from docgen.finding import Severity, Strength
from docgen.model import Form

_REQUIRED, _WARNING, _ERROR = Strength.REQUIRED, Severity.WARNING, Severity.ERROR
_OFFICIAL = (Form.DOCUMENT, Form.LETTER, Form.MINUTES)


@rule("signature-issuer", "署名与发文机关一致", f"{FORMAT} 7.3.5", _REQUIRED, _WARNING)
def signature_issuer(subject: Subject) -> Iterator[Spot]:
    """A paper of the office that is signed by another."""
    document = subject.document
    issuers = [name for name in (document.issuer, *document.joint_issuers) if name]
    if document.form not in _OFFICIAL or not document.signature or not issuers:
        return
    if not any(_same(document.signature, name) for name in issuers):
        message = f"署名“{document.signature}”与发文机关“{issuers[0]}”不一致，请核对。"
        yield subject.on("signature", message)


def _same(one: str, other: str) -> bool:
    """One name, in full or shortened: each character of the shorter stands in the longer, in order."""
    short, long = sorted((re.sub(r"\s", "", one), re.sub(r"\s", "", other)), key=len)
    rest = iter(long)
    return all(character in rest for character in short) and long[-1:] == short[-1:]


_TITLE_ISSUER = re.compile(
    r"^([\u4e00-\u9fff]{2,24}?(?:委员会|人民政府|管委会|办公室|办公厅|街道办事处|局|厅|委))(?=关于|印发|转发)"
)


@rule("title-issuer", "标题中的发文机关与署名一致", f"{RULES}第九条", _REQUIRED, _WARNING)
def title_issuer(subject: Subject) -> Iterator[Spot]:
    """青澜新区水务局关于…… signed by 青澜新区城市管理局."""
    document = subject.document
    found = _TITLE_ISSUER.match(document.title)
    known = [name for name in (document.issuer, document.signature, *document.joint_issuers) if name]
    told = found and known and document.form in _OFFICIAL and "转发" not in document.title
    if found and told and not any(_same(found[1], name) for name in known):
        message = f"标题里的发文机关“{found[1]}”与“{known[0]}”不一致，请核对。"
        yield subject.on("title", message, found[1], known[0])


@rule("secrecy-public", "涉密公文不公开发布", f"{RULES}第九条", _REQUIRED, _ERROR)
def secrecy_public(subject: Subject) -> Iterator[Spot]:
    """密级 beside 此件公开发布."""
    if not subject.document.secrecy:
        return
    for piece in subject.pieces:
        if found := re.search(
            r"(?:此件)?(?:主动|依申请)?公开发布|此件(?:主动|依申请)?公开|在[^。，]{0,12}(?:网站|媒体)[^。，]{0,6}公[布开]",
            piece.text,
        ):
            message = f"标了密级“{subject.document.secrecy}”，又写“{found[0]}”，请核对密级或删去这句话。"
            yield piece.spot(found.start(), found.end(), message)


_NAMED_ATTACHMENT = re.compile(
    r"附件\s?(\d{1,2})\s?(?:[：:]\s?)?[《“]([^《》“”]{3,50})[》”]|[《“]([^《》“”]{3,50})[》”]\s?[（(](?:详?见)?附件\s?(\d{1,2})[）)]",
    re.ASCII,
)


@rule("attachment-other", "正文提到的附件序号与名称对得上", f"{FORMAT} 7.3.4", _REQUIRED, _WARNING)
def attachment_other(subject: Subject) -> Iterator[Spot]:
    """见附件2《登记表》 where the list has the 登记表 as 附件1."""
    listed = subject.document.attachment_list or tuple(one.title for one in subject.document.attachments)
    for piece in subject.body:
        for found in _NAMED_ATTACHMENT.finditer(piece.text):
            number, name = int(found[1] or found[4]), found[2] or found[3]
            if 0 < number <= len(listed) and not _alike(name, listed[number - 1]):
                other = next((index for index, one in enumerate(listed, 1) if _alike(name, one)), 0)
                right = f"“{name}”是附件{other}" if other else f"附件说明里附件{number}是“{listed[number - 1]}”"
                yield piece.spot(found.start(), found.end(), f"这里说的是附件{number}“{name}”，{right}，请核对。")


def _alike(one: str, other: str) -> bool:
    one, other = (re.sub(r"[《》“”\s]|[（(][^（）()]*[）)]$", "", text) for text in (one, other))
    return one in other or other in one


_PRINTS = re.compile(r"(?:印发|转发|批转)《([^《》]{4,60})》")
_GIVEN = re.compile(r"(?:现将|将)?《([^《》]{4,60})》[^。]{0,30}?(?:印发|转发|批转)给?")


@rule("printed-name", "标题、正文、附件中所印发文件的名称一致", ACCURACY, _REQUIRED, _WARNING)
def printed_name(subject: Subject) -> Iterator[Spot]:
    """关于印发《甲方案》的通知 that goes on: 现将《乙方案》印发给你们."""
    titled = _PRINTS.search(subject.document.title)
    if titled is None:
        return
    for piece in subject.body[:2]:
        found = _GIVEN.search(piece.text)
        if found and not _alike(found[1], titled[1]):
            message = f"标题印发的是《{titled[1]}》，正文写的是《{found[1]}》，请改为一致。"
            yield piece.spot(found.start(1), found.end(1), message, titled[1])
            return


_ORGAN = re.compile(
    r"(?<![\u4e00-\u9fff])((?:[\u4e00-\u9fff]{2,4}(?:新区|开发区|市|县|镇|街道)|[区市县])[\u4e00-\u9fff]{1,12}?"
    r"(?:委员会|局|街道办事处|办公室|有限公司|集团公司|大队|中心))"
)
_PROPER = re.compile(r"《([^《》“”]{5,30})》|“([^《》“”]{6,30})”")
_COUNTING = set("一二三四五六七八九十东南西北中上下前后左右大小新老甲乙丙丁省市县区镇乡村年月日0123456789〇零")


@rule("name-spelling", "同一个名称前后写法一致", ACCURACY, _REQUIRED, _WARNING)
def name_spelling(subject: Subject) -> Iterator[Spot]:
    """A name of a body, a project or a paper that once differs by one character from what it is elsewhere."""
    places: dict[str, list[tuple[Piece, int]]] = {}
    for piece in subject.pieces:
        for pattern in (_ORGAN, _PROPER):
            for found in pattern.finditer(piece.text):
                group = found.lastindex or 1
                places.setdefault(found[group], []).append((piece, found.start(group)))
    often = Counter({name: len(where) for name, where in places.items()})
    by_length: dict[int, list[str]] = {}
    for name in often:
        by_length.setdefault(len(name), []).append(name)
    for same in by_length.values():
        yield from _misspelt(same, often, places)


def _misspelt(same: list[str], often: Counter[str], places: dict[str, list[tuple[Piece, int]]]) -> Iterator[Spot]:
    """Of names of one length, those that stand once beside a near one that stands twice or more."""
    common = [name for name in same if often[name] > 1][:200]
    for name in [one for one in same if often[one] == 1][:400]:
        right = next((other for other in common if _one_off(name, other)), "")
        if right:
            piece, start = places[name][0]
            message = f"“{name}”与别处的“{right}”差一个字，请核对。"
            yield piece.spot(start, start + len(name), message, right)


def _one_off(one: str, other: str) -> bool:
    different = [(a, b) for a, b in zip(one, other, strict=True) if a != b]
    if len(different) != 1 or len(one) < (8 if _ORGAN.fullmatch(one) else 5):
        return False
    return not set(different[0]) & _COUNTING and all("\u4e00" <= character <= "\u9fff" for character in different[0])


_ROLE = re.compile(r"^(?:同志)?(?:主持|出席|参加|指出|强调|要求|作|汇报|宣布|传达|同志|带队|率)")


@rule("person-spelling", "同一个人的姓名前后写法一致", ACCURACY, _REQUIRED, _WARNING)
def person_spelling(subject: Subject) -> Iterator[Spot]:
    """顾清野 in the text where 出席 has 顾青野."""
    document = subject.document
    listed = re.split(
        r"[、，,；;\s：:（）()]",
        "、".join((document.chair, document.present, document.observers, document.recorder, *document.signers)),
    )
    people = {name for name in listed if re.fullmatch(r"[\u4e00-\u9fff]{2,3}", name)}
    for person in sorted(people):
        for piece in subject.body:
            for found in re.finditer(person[0], piece.text):
                there = piece.text[found.start() : found.start() + len(person)]
                after = piece.text[found.start() + len(person) :]
                if there not in people and _near(there, person) and _ROLE.match(after):
                    yield piece.spot(
                        found.start(),
                        found.start() + len(person),
                        f"“{there}”与名单中的“{person}”差一个字，请核对。",
                        person,
                    )


def _near(there: str, person: str) -> bool:
    return len(there) == len(person) and sum(a != b for a, b in zip(there, person, strict=True)) == 1


@rule("task-table", "正文与任务分解表的单位、时限一致", ACCURACY, _REQUIRED, _WARNING)
def task_table(subject: Subject) -> Iterator[Spot]:
    """A row of the 任务分解表 whose day or lead differs from what the text says of the same task."""
    from docgen.tasks.comparing import differing

    if not subject.tables:
        return
    cells = {(cell.line, cell.text): cell for cell in subject.cells}
    for line, text, message in differing(subject.document):
        cell = cells.get((line, text))
        if cell:
            yield cell.whole(message)
