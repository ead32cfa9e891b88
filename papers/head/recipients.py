"""Who receives a paper (主送机关): read where the recipients stand, never from any line that ends with a colon."""

from __future__ import annotations

import re
from collections.abc import Sequence

from papers.head.bodies import is_body, names_in
from papers.head.found import Found
from papers.head.lines import HeadLine, What, what
from papers.kinds import kind_of

_SPOKEN = re.compile("同志们|朋友们|各位(?!居民|业主|家长|村民|用户|客户)|代表们|先生|女士|你好|您好|委员们|战友们")
_RECEIVER = re.compile(
    r"政府|委员会|管委会|党委|党组|部门|各部|[局厅办署院会处科室社团校行委部司站所馆队镇乡街村园厂场]|公司|企业|单位|街道|人员|同志|群众|市民|居民|业主|家长|村民|用户|客户|中心|组织|机构|(?<!各位)代表$"
)
_ANNOUNCING = re.compile(
    r"(?:如下|下列|事项|通知|意见|决定|公告|通告|规定|原则|要求|内容|包括|附件|目录|是|有|为)$|^(?:附件|目录|抄送|根据|为|经|现|按|第)"
)
_TELLING = re.compile(r"要(?!害)|应当|必须|做好|下列|以下|所称|严格|现就|现将|进一步|收悉|研究|决定")
_PASSED = re.compile(r"通过|施行|批准|修正|修订|公布|发布")
BETWEEN = frozenset(
    (
        What.BLANK,
        What.NOTE,
        What.DATE,
        What.NUMBER,
        What.SERIAL,
        What.RULE,
        What.LABEL,
        What.MENU,
        What.DATED,
        What.SECRECY,
        What.URGENCY,
    )
)
"""What may stand between the title and the recipients."""


def put_recipients(top: Sequence[HeadLine], after: int, found: Found) -> None:
    """主送机关, which stand below the title and nowhere else; over several lines they end with the colon."""
    close = True
    for index in range(after, len(top)):
        kind = what(top[index])
        lines = _addressed(top, index) if kind not in BETWEEN else []
        text = "".join(line.text for line in lines)
        if lines and is_recipients(text) and (close or _only_bodies(text)):
            found.put("recipients", text.rstrip("：: "), lines, alone=close)
            _without_colon(found)
            return
        if kind in {What.HEADING, What.SOLID, What.ADDRESS} or (
            kind is What.SENTENCE and not _PASSED.search(top[index].text)
        ):
            return
        close = close and kind in BETWEEN


def _addressed(top: Sequence[HeadLine], index: int) -> list[HeadLine]:
    """The lines from one on that end with the first colon, where each but the last goes on with a list of names."""
    lines: list[HeadLine] = []
    for line in top[index : index + 5]:
        if line.solid or not line.text or re.search("[。；！？《]", line.text):
            return []
        lines.append(line)
        if line.text.endswith(("：", ":")):
            return lines
        if not (_RECEIVER.search(line.text) and re.search("[，、]", line.text)) or kind_of(line.text):
            return []
    return []


def _only_bodies(text: str) -> bool:
    """Whether each name of a list is one of a receiver: asked where other lines stand between title and recipients."""
    names = [name for name in re.split("[，、,]", re.sub("（[^）]*）", "", text.rstrip("：: "))) if name]
    return all(_RECEIVER.search(name[-4:]) for name in names) and not re.search(r"应当|按照|根据|决定|是指|为了", text)


def _without_colon(found: Found) -> None:
    place = found.places.get("recipients")
    if place is not None and place.text.endswith(("：", ":")):
        found.places["recipients"] = type(place)(place.start, place.end - 1, place.lines, place.text, place.alone)


def is_recipients(text: str) -> bool:
    """Whether a line that ends with a colon names who receives a paper, not what follows in it."""
    bare = text.rstrip("：: ")
    if not 1 < len(bare) <= 400 or what(HeadLine(text)) is not What.ADDRESS:
        return False
    if _TELLING.search(bare):
        return False
    named = _RECEIVER.search(bare) or all(map(is_body, names_in(bare)))
    return bool(named) and not _SPOKEN.search(bare) and not _ANNOUNCING.search(bare)
