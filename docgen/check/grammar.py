"""Grammar (语病): 成分残缺, 搭配不当, 句式杂糅 in the forms that official texts have them, and doubled negation.

The forms are those that proofreading manuals name; each is kept only where it is wrong nearly always.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from docgen.check.clauses import ACCURACY
from docgen.check.rule import rule
from docgen.check.subject import Piece, Spot, Subject
from docgen.finding import Severity, Strength

_PRACTICE, _WARNING, _HINT = Strength.PRACTICE, Severity.WARNING, Severity.HINT
_GAP = "[^，。；、的和并对为等及以于相]{0,6}"
_END = r"(?=[，。；、：！？）”]|$)"


@dataclass(frozen=True, slots=True)
class Fault:
    """A form that is wrong, and what to do about it."""

    pattern: re.Pattern[str]
    advice: str


def _fault(start: str, rest: str, advice: str) -> Fault:
    return Fault(re.compile(f"(?:{start}){rest}"), advice)


MIXED = (
    _fault("原因(?:主要)?(?:是|在于)", r"(?:由于|因为)[^，。；]{2,40}", "“原因是”与“由于”留一个"),
    _fault(
        "(?:由于|因为)", r"[^，。；]{2,40}(?:所致|造成的|引起的|导致的)(?:原因|缘故)", "“由于”与“所致”“的原因”留一个"
    ),
    _fault("本着", r"[^，。；]{2,24}为(?:原则|宗旨|目的|出发点|目标)", "写成“本着……的原则”或者“以……为原则”"),
    _fault("以", r"[^，。；、以]{2,24}为(?:目的|原则|宗旨|目标)的(?:目的|原则|宗旨|目标)", "“为目的”与“的目的”留一个"),
    _fault("(?:目的|宗旨|意义)(?:就)?是", r"为了?[^，。；]{2,30}(?:为目的|的目的)", "“目的是”与“为了”留一个"),
    _fault("(?:旨在|意在)", r"(?:为了|以便|目的)", "“旨在”与“为了”留一个"),
    _fault("围绕", r"[^，。；、以]{2,24}为(?:中心|主题|核心|重点|主线)", "写成“围绕……”或者“以……为中心”"),
    _fault("关键在于", r"[^，。；]{2,30}(?:是关键|起(?:着|到)?关键作用|的关键|决定的)", "“关键在于”与“是关键”留一个"),
    _fault("之所以", r"[^，。；]{2,30}，?(?:的)?原因是(?:因为|由于)", "“之所以……”后面写“是因为”"),
    _fault("(?:深受|广受|备受)", r"[^，。；]{2,16}所(?:欢迎|喜爱|关注|好评)", "“受……欢迎”与“为……所欢迎”留一种"),
    _fault("受到", r"[^，。；]{2,16}所(?:欢迎|喜爱|关注|称赞)", "“受到”与“所”留一个"),
    _fault("对于", r"[^，。；]{2,24}(?:的问题|问题)上(?=，|，?我)", "“对于”与“上”留一个：在……问题上"),
    _fault("(?:由|是由)", r"[^，。；由]{2,30}(?:所)?(?:组成|构成)(?:的)?(?:所)?(?:组成|构成)", "“组成”重复了"),
    _fault("(?:大多|大都|多半)", r"(?:是)?以[^，。；]{2,16}(?:为主|居多)", "“大多”与“为主”留一个"),
    _fault("截至(?!时间)", r"(?:到)?[^，。；]{1,16}(?:为止|时止)", "“截至”与“为止”留一个"),
    _fault(
        "(?:根据|按照|依据)",
        r"[^，。；《》]{2,24}(?:显示|表明|认为|指出)，[^，。；]{0,6}(?:显示|表明)",
        "“根据”与“表明”留一个",
    ),
    _fault("(?:从|在)", r"[^，。；]{2,20}(?:来看|看来)(?:可以)?看出", "“来看”与“看出”留一个"),
    _fault("(?:为|为了)", r"[^，。；为]{2,30}(?:为目的|起见的目的)", "“为了”与“为目的”留一个"),
)
"""句式杂糅: two ways of saying it run together."""

PAIRED = (
    _fault("(?:提高|增加|扩大|提升)", rf"(?!.{{0,8}}加大){_GAP}力度{_END}", "“力度”用“加大”"),
    _fault("(?:加大|扩大|提高|增加)", rf"{_GAP}步伐{_END}", "“步伐”用“加快”"),
    _fault("(?:加大|扩大|加强)", rf"{_GAP}(?:进度|速度){_END}", "“进度”“速度”用“加快”"),
    _fault("(?:减少|降低|减小|减轻)", rf"{_GAP}差距{_END}", "“差距”用“缩小”"),
    _fault("(?:提高|增强|加强)", rf"{_GAP}(?:覆盖面|面积|范围|规模){_END}", "“范围”“规模”用“扩大”"),
    _fault("(?:增加|扩大|加大)", rf"{_GAP}(?:水平|质量|效率|素质){_END}", "“水平”“质量”“效率”用“提高”"),
    _fault("(?:改善|提高|改正)", rf"{_GAP}(?:问题|困难){_END}", "“问题”用“解决”"),
    _fault("(?:取得|得到)", rf"{_GAP}教训{_END}", "“教训”用“吸取”"),
    _fault("发挥", rf"{_GAP}(?:意义|价值|影响|效果){_END}", "“发挥”配“作用”"),
    _fault("起到", rf"(?:了)?{_GAP}(?:影响|效果|成效|意义){_END}", "“起到”配“作用”，“效果”用“收到”“取得”"),
    _fault("(?:建立|制定|加大)", rf"{_GAP}意识{_END}", "“意识”用“树立”“增强”"),
    _fault("履行", rf"(?:了)?{_GAP}(?:任务|权利|目标){_END}", "“任务”用“完成”，“权利”用“行使”"),
    _fault("召开", rf"(?:了)?{_GAP}(?:活动|仪式|培训){_END}", "“活动”用“举办”“开展”"),
    _fault("(?:打下|奠定)", rf"(?:了)?{_GAP}(?:保障|保证|条件){_END}", "“保障”用“提供”，“基础”才用“奠定”"),
    _fault("(?:产生|造成|达成)", rf"(?:了)?{_GAP}(?:成绩|成效){_END}", "“成绩”“成效”用“取得”"),
    _fault(
        "(?:开展|举行|举办)",
        rf"(?:了)?{_GAP}措施{_END}",
        "“措施”用“采取”",
    ),
    _fault("加大", rf"{_GAP}(?:措施|政策|制度|机制){_END}", "“措施”用“强化”“完善”"),
    _fault("引起", rf"(?:了)?{_GAP}后果{_END}", "“后果”用“造成”"),
    _fault("(?:克服|消除)", rf"(?:了)?{_GAP}(?:缺陷|短板){_END}", "“短板”用“补齐”，“缺陷”用“弥补”"),
)
"""搭配不当: a verb with a noun that does not go with it."""

DOUBLED = (
    _fault(
        "(?:防止|避免|杜绝|预防|以防|谨防|严防)",
        r"[^，。；、]{0,16}?(?:不再|不要|没有|未能|不)(?:再次?)?(?:发生|出现|产生|反弹|蔓延)",
        "“防止”与“不”成了双重否定，删去“不”",
    ),
    _fault(
        "(?:切忌|严禁|禁止|不准|不得)",
        r"[^，。；、的区或和及域内]{0,5}?(?:不要|不得|不能|不准|不可|勿)",
        "两个否定词重复，留一个",
    ),
    _fault("(?:必须|务必|一定要|务求)", r"(?:要)?(?:必须|务必|一定要)", "两个词意思一样，留一个"),
    _fault("(?:加以|予以|给予|进行)", r"(?:了)?(?:加以|予以|给予|进行)", "两个动词重复，留一个"),
    _fault("(?:一律|全部|全都|统统)", r"(?:都|全部|一律|全都|均)(?!市|区|县)", "两个词意思一样，留一个"),
    _fault(
        "(?:忍俊不禁地?笑|目前的?现状|近来最近|过去的?历史|首次初次|再次重新|非常十分|更加更|继续再|亲自亲手|共同一起)",
        "",
        "意思重复，留一个",
    ),
    _fault("(?:无时无刻)(?!不)", "", "“无时无刻”后面要有“不”，否则用“时时刻刻”"),
    _fault("(?:以免|免得)", r"[^，。；、]{0,12}?不(?:再)?(?:发生|出现|受|被)", "“以免”与“不”成了双重否定，删去“不”"),
    _fault(
        "(?:能否|是否)",
        r"[^，。；、]{2,24}，?(?:是|就是)[^，。；、]{0,16}(?:关键|前提|保证|基础|保障)",
        "前面说两面，后面只说一面：删去“能否”或者补上“能否”",
    ),
)
"""成分赘余 and negations that cancel out."""

MISSING = (
    _fault(
        "(?:通过|经过|随着|由于)",
        r"[^，。；、]{4,40}，(?:从而|进而)?(?:使|让|使得)(?:得)?(?=[^，。；]{2,})",
        "句子缺主语：删去“通过”或者“使”",
    ),
    _fault(
        "(?:在)",
        r"[^，。；、]{4,40}(?:下|中)，(?:从而|进而)?(?:使|让|使得)(?=[^，。；]{2,})",
        "句子缺主语：删去“在……下”或者“使”",
    ),
)
"""成分残缺: 通过……，使……."""


def _find(subject: Subject, faults: tuple[Fault, ...]) -> Iterator[Spot]:
    for piece in subject.prose:
        yield from _in_piece(piece, faults)


def _in_piece(piece: Piece, faults: tuple[Fault, ...]) -> Iterator[Spot]:
    quoted = re.sub(r"《[^《》]*》|“[^“”]{0,40}”", lambda found: "《" * len(found[0]), piece.text)
    for fault in faults:
        for found in fault.pattern.finditer(quoted):
            shown = piece.text[found.start() : found.end()]
            yield piece.spot(found.start(), found.end(), f"“{shown}”有语病：{fault.advice}。")


@rule("grammar-mixed", "句式不杂糅", ACCURACY, _PRACTICE, _WARNING)
def mixed(subject: Subject) -> Iterator[Spot]:
    """本着……为原则, 原因是由于……造成的."""
    yield from _find(subject, MIXED)


@rule("grammar-paired", "动词与宾语搭配得当", ACCURACY, _PRACTICE, _WARNING)
def paired(subject: Subject) -> Iterator[Spot]:
    """提高力度, 减少差距, 起到效果."""
    yield from _find(subject, PAIRED)


@rule("grammar-doubled", "否定和同义成分不重复", ACCURACY, _PRACTICE, _WARNING)
def doubled(subject: Subject) -> Iterator[Spot]:
    """防止不发生, 必须务必, 予以进行."""
    yield from _find(subject, DOUBLED)


@rule("grammar-missing", "句子成分不残缺", ACCURACY, _PRACTICE, _HINT)
def missing(subject: Subject) -> Iterator[Spot]:
    """通过……，使……: told once for a paper, it is much used."""
    for spot in _find(subject, MISSING):
        yield replace(spot, severity=_HINT)
        return
