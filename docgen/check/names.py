"""Persons and bodies: one person has one post, a body one name (条例第十九、二十条)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.check.clauses import ACCURACY
from docgen.check.rule import rule
from docgen.check.subject import Piece, Spot, Subject
from docgen.finding import Severity, Strength

_REQUIRED, _PRACTICE = Strength.REQUIRED, Strength.PRACTICE
_WARNING, _HINT = Severity.WARNING, Severity.HINT

SURNAMES = (
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕张孔曹严华金魏陶姜戚谢邹喻柏窦章云苏潘葛范彭郎鲁韦马苗凤方俞任袁柳"
    "史唐费廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐于时傅齐康伍余元卜顾孟黄穆萧尹姚邵汪祁毛禹狄米贝明臧计伏成戴宋茅庞熊纪舒"
    "屈项祝董梁杜阮蓝闵席季麻强贾路娄江童颜郭梅盛林刁钟徐邱骆高夏蔡田樊胡凌霍虞万支柯管卢莫房裘缪解应宗丁宣邓郁单杭洪"
    "包左石崔吉龚程邢裴陆荣翁荀羊惠甄曲封储靳段焦巴弓牧谷车侯班仰仲宫宁仇祖武符刘景詹束龙叶幸司黎白蒲邰赖卓蔺屠蒙池"
    "乔苍双闻莘党翟谭贡劳逄姬申冉雍桑桂牛寿边扈燕冀尚农温庄晏柴瞿阎连习艾鱼容向古易慎戈廖庾终居衡步都耿满弘匡国文寇广"
    "东欧沃利蔚越师巩聂晁敖冷辛阚那简饶曾关查游覃岳"
)
_POST = (
    "书记|主任|区长|县长|市长|省长|镇长|乡长|局长|处长|科长|部长|厅长|主席|秘书长|院长|校长|站长|所长|队长|总工程师|"
    "调研员|委员|干事|经理|董事长|会长|馆长"
)
_AFTER = (
    "同志|主持|出席|参加|作|讲|指出|强调|要求|宣布|传达|通报|汇报|介绍|带队|率|陪同|代表|在|到|就|对|任|为|"
    "、|，|。|；|）|（|和|与|等|的|$"
)
_PERSON = re.compile(rf"((?:常务)?副?(?:{_POST}))([{SURNAMES}](?:某{{1,2}}|[\u4e00-\u9fff]{{1,2}}?))(?={_AFTER})")


@rule("person-post", "同一个人的职务前后一致", ACCURACY, _REQUIRED, _WARNING)
def person_post(subject: Subject) -> Iterator[Spot]:
    """“副主任秦某” after “主任秦某”."""
    posts: dict[str, str] = {}
    for piece in subject.paragraphs:
        for found in _PERSON.finditer(piece.text):
            post, name = found[1], found[2]
            known = posts.setdefault(name, post)
            if known != post and not _chain(piece.text, found.start()):
                message = f"前面称“{known}{name}”，这里称“{post}{name}”，请核对职务。"
                yield piece.spot(found.start(), found.end(), message, f"{known}{name}")


def _chain(text: str, place: int) -> bool:
    """“区委副书记、区长秦某” holds several posts."""
    return "、" in text[max(place - 12, 0) : place] and "，" not in text[max(place - 12, 0) : place]


_DECLARED = re.compile(r"（(?:以下|下)?简称[：:]?[“《]?([^“”《》（）]{2,20})[”》]?）")


@rule("short-name-late", "简称先说明后使用，用了简称不再用全称", ACCURACY, _PRACTICE, _HINT)
def short_name(subject: Subject) -> Iterator[Spot]:
    """A short name that is declared twice."""
    known: dict[str, int] = {}
    for piece in subject.paragraphs:
        for found in _DECLARED.finditer(piece.text):
            if found[1] in known:
                message = f"简称“{found[1]}”在第 {known[found[1]]} 行已经说明过，这里直接用简称即可。"
                yield piece.spot(found.start(1), found.end(1), message)
            known.setdefault(found[1], piece.line)


_FREE = set("一二三四五六七八九十东南西北中上下大小新老甲乙丙丁〇零") | set("0123456789")
_TAIL = 3


@rule("name-variant", "同一个机关的名称前后一致", ACCURACY, _REQUIRED, _WARNING)
def name_variant(subject: Subject) -> Iterator[Spot]:
    """A name that differs by one character from that of the issuer or a body that signs: 青兰新区 for 青澜新区."""
    document = subject.document
    names = {document.issuer, document.signature, document.printing_office, *document.joint_issuers}
    for name in sorted(one for one in names if len(one) >= 6):
        for piece in subject.pieces:
            yield from _variants(piece, name, names)


def _variants(piece: Piece, name: str, names: set[str]) -> Iterator[Spot]:
    text, tail = piece.text, name[-_TAIL:]
    place = text.find(tail)
    while place >= 0:
        start = place + _TAIL - len(name)
        there = text[start : place + _TAIL] if start >= 0 else ""
        if there and there not in names and _near(there, name):
            yield piece.spot(start, place + _TAIL, f"“{there}”与“{name}”差一个字，请核对。", name)
        place = text.find(tail, place + 1)


def _near(there: str, name: str) -> bool:
    different = [(one, other) for one, other in zip(there, name, strict=True) if one != other]
    return len(different) == 1 and not (set(different[0]) & _FREE) and "\u4e00" <= different[0][0] <= "\u9fff"
