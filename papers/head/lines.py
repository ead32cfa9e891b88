"""The lines of a paper and what each may be: mark, number, secrecy, date, label, note, heading, sentence, name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import Enum, auto
from functools import lru_cache

from papers.dates import read_date
from papers.document_numbers import bare_serial, leading_document_number, read_document_number
from papers.head.bodies import are_bodies, is_body
from papers.looks import Look
from papers.numbering import recognise
from papers.radicals import without_radicals

WHITE = " \t\r\u3000\xa0\ufeff\u200b"
LONGEST = 400
"""Characters of a line that are looked at: no element of a head is longer."""


@dataclass(frozen=True, slots=True)
class HeadLine:
    """One line without the white space around it; text[start:end] is what it shows. `solid`: a table or a picture."""

    text: str
    start: int = 0
    number: int = 0
    look: Look | None = None
    solid: bool = False

    @property
    def end(self) -> int:
        """Where the line ends in the text."""
        return self.start + len(self.text)

    @property
    def bare(self) -> str:
        """The line without any white space, as a letter-spaced one is read."""
        return re.sub(r"[\s\u200b]", "", self.text[:LONGEST])

    def parts(self) -> list[HeadLine]:
        """The parts of the line that tabs or wide blanks keep apart, as lines of their own."""
        return [
            replace(self, text=found[0], start=self.start + found.start())
            for found in _PART.finditer(self.text[:LONGEST])
        ]


_PART = re.compile(r"[^\s\u3000]+(?:[ \xa0][^\s\u3000]+)*")


def head_lines(text: str) -> list[HeadLine]:
    """The lines of a text with the places where they stand, blank ones as empty lines."""
    return list(_lines(without_radicals(text)))


def _lines(text: str) -> Iterator[HeadLine]:
    place = 0
    for number, raw in enumerate(text.split("\n"), 1):
        shown = raw.strip(WHITE)
        start = place if shown == raw or not shown else place + raw.index(shown[0])
        yield HeadLine(shown, start, number)
        place += len(raw) + 1


_LONGEST_ELEMENT = 120  # characters; beyond it a line can only be recipients, a note, a heading or a sentence
_LONGEST_LABEL = 80
_LONGEST_MARK = 60


class What(Enum):
    """What a line may be by itself; only its neighbours tell whether it is that."""

    BLANK = auto()
    COPY = auto()
    SECRECY = auto()
    URGENCY = auto()
    NUMBER = auto()
    SERIAL = auto()
    SIGNER = auto()
    MARK = auto()
    BODIES = auto()
    DATE = auto()
    DATED = auto()  # a body and a date on one line
    LABEL = auto()
    MENU = auto()
    NOTE = auto()
    RULE = auto()
    ATTACHMENT = auto()
    ADDRESS = auto()  # ends with a colon
    HEADING = auto()
    SENTENCE = auto()
    SOLID = auto()
    WORDS = auto()


SECRECY = re.compile(
    r"(?:密级[：:])?[★☆*]?(绝密|机密|秘密|内部)(?:[★☆*]?(长期|\d{1,3}(?:个?月|年)|[一二三五十]{1,3}年))?[★☆*]?"
)
URGENCY = re.compile(r"(?:紧急程度[：:])?[【\[（(]?(特急|特提|加急|平急|急件|急)[】\]）)]?")
COPY = re.compile(r"(?:份号[：:]?|№|N[Oo][.．:：]?)?\s?(\d{1,8})")
SIGNER = re.compile(r"签\s*发\s*人?\s*[：:]")
SERIAL = re.compile(
    r"[（(〔\[]?(?:(?:19|20)\d\d年?[〕\]）)]?)?第?(?:\d{1,4}|[一二三四五六七八九十百〇零]{1,6})(?:期|号)[)）]?"
)
_MARK = re.compile(
    r"(?!.*(?:关于|《|》|，|。))(?:.{0,60}?(?:文件|纪要|简报|专报|快报|信息|函件|便函|公函|信函)"
    r"|(?P<body>.{0,60}?)(?:通报|公告|通告|公报|令|命令|决议|决定))"
)
"""What red heads are: “…文件”, and a body's name or nothing before 公告, 令 and the like."""

_LABEL_NAMES = re.compile(
    r"索引号|主题分类|主题词|发文机关|发文机构|发布机构|发布机关|制定机关|公开(?:方式|范围|类型|时限|日期)|信息(?:分类|来源|索引|类别|名称)|体裁分类|"
    r"标题|名称|发文字号|文号|成文日期|发布日期|发布时间|生成日期|印发日期|施行日期|生效日期|废止日期|有效性|时效|统一编号|登记号|规范性文件编号|"
    r"来源|作者|编辑|责任编辑|日期|时间|浏览(?:次数|量)?|阅读(?:次数|量)?|点击(?:数|率|量)?|访问量|字号|字体|字体大小|责编|审核|签发|当前位置|您(?:现在)?的位置|"
    r"所在位置|关键词|内容概述|分享到?|文件类型|效力|法规类别|发布单位|供稿|密级|紧急程度|份号|所属机构|公文种类|服务对象|发布部门|审批|校对|拟稿"
)
_SHORT_NAME = re.compile(
    r"[一-鿿]{2,4}(?:编号|号码|时间|地点|单位|电话|人员?|部门|日期|对象|名称|范围|等级|类别)|[一-鿿]{2,3}"
)
_MENU = re.compile(
    r"(?:首页|网站首页|政务公开|政府信息公开|信息公开|政策文件|政策解读|通知公告|公示公告|新闻中心|互动交流|政民互动|办事服务|政务服务|走进.{1,6}|"
    r"打印(?:本页)?|关闭(?:窗口|本页)?|收藏(?:本页)?|分享(?:到.{0,6})?|返回(?:顶部|首页)?|下载|登录|注册|搜索|导航|无障碍(?:浏览)?|简体|繁体|English|RSS|"
    r"大|中|小|A[+-]?|扫一扫.{0,12}|微信|微博|手机版|相关链接|附件下载|.{0,8}栏目|上一篇.*|下一篇.*|网站(?:地图|声明)|版权.{0,30}|主办.{0,30}|"
    r"[一-鿿]{2,14}(?:门户网站|政府网站?|信息网|官网)|.*[>＞»›].*|.{0,12}\|.{0,40}\|.*)"
)
_RULE = re.compile(
    r"(?:内部(?:资料|文件|使用|材料)|注意(?:保存|保管|保密)|妥善保[存管]|(?:请勿|不得|严禁)外传|仅供.{2,8}参考|讨论稿|送审稿|征求意见稿|样稿|\s)+"
    r"|[\s\-—–_＿=*★☆─━·•.．…￣|]+"
)
_ATTACHMENT = re.compile(
    r"附\s{0,9}件(?:\s{0,9}(?:\d{1,2}|[一二三四五六七八九十]{1,2}))?\s{0,9}[：:]?|附\s{0,9}表\s{0,9}\d{0,2}|附录\s{0,3}[一-鿿\d]?"
)
_HEADING = re.compile(
    r"目\s*录$|目\s*次$|第[一二三四五六七八九十百\d]{1,4}[章节条编篇部](?:[\s　]|$|[^，]{0,20}$)"
    r"|引\s*言$|序\s*言$|前\s*言$|总\s*则$|[一二三四五六七八九十]、|\d{1,2}[、.．](?!\d)"
)
_END = re.compile(r"[。；;！!？?，,、]$|[。；！？]")
_DATED = re.compile(r"(\S.*?)\s*((?:[12１２]\s?[\d０-９]|二\s?[〇○零OＯo0]|一\s?九).*)")


def what(line: HeadLine) -> What:
    """What a line may be."""
    if line.solid:
        return What.SOLID
    return _what(line.text[:LONGEST]) if line.text else What.BLANK


@lru_cache(maxsize=512)  # title, recipients and signature ask about the same lines
def _what(text: str) -> What:
    bare = re.sub(r"[\s\u200b]", "", text)
    if not bare:
        return What.BLANK
    if len(bare) > _LONGEST_ELEMENT and text[-1] not in "：:）)":
        return What.HEADING if recognise(text) or _HEADING.match(text) else What.SENTENCE
    return _element(text, bare) or _beside_paper(text, bare) or _words(text, bare)


def _element(text: str, bare: str) -> What | None:
    """Which element of the masthead or the ending a line may be."""
    if SECRECY.fullmatch(bare):
        return What.SECRECY
    if URGENCY.fullmatch(bare):
        return What.URGENCY
    if COPY.fullmatch(bare):
        return What.COPY
    if SIGNER.search(text):
        return What.SIGNER
    if read_document_number(text) or _numbered(text):
        return What.NUMBER
    if SERIAL.fullmatch(bare) or bare_serial(text):
        return What.SERIAL
    if ("日" in text[-8:] or text[:1].isdecimal()) and read_date(text):
        return What.DATE
    return What.ATTACHMENT if _ATTACHMENT.fullmatch(text) else None


def _beside_paper(text: str, bare: str) -> What | None:
    """Which line of a page around the paper it may be."""
    if _RULE.fullmatch(text):
        return What.RULE
    if len(bare) > _LONGEST_LABEL:
        return None
    if _MENU.fullmatch(bare):
        return What.MENU
    return What.LABEL if _labelled(text) else None


def _words(text: str, bare: str) -> What:
    """What a line of running words may be."""
    if recognise(text) or _HEADING.match(text):
        return What.HEADING
    if text[0] in "（(〔[【" and text[-1] in "）)〕]】":
        return What.NOTE
    if text[-1] in "：:":
        return What.ADDRESS
    if dated(text)[0]:
        return What.DATED
    if len(bare) > 120 or _END.search(re.sub(r"《[^》]*》|“[^”]*”|（[^）]*）", "", text)):
        return What.SENTENCE
    if are_bodies(text):
        return What.BODIES
    mark = _MARK.fullmatch(bare) if len(bare) <= _LONGEST_MARK else None
    return What.MARK if mark and (not mark["body"] or is_body(mark["body"])) else What.WORDS


def dated(text: str) -> tuple[str, str]:
    """(names of bodies, date) of a line that has nothing but these; ("", "") for another."""
    found = _DATED.fullmatch(text) if len(text) <= LONGEST // 2 and "日" in text else None
    if found and read_date(found[2]) and are_bodies(found[1]):
        return found[1], found[2]
    return "", ""


def _numbered(text: str) -> bool:
    """A document number with nothing behind it but a bracket, or one in brackets."""
    number = leading_document_number(text)
    return number is not None and not text[number.end :].strip(" \u3000）)")


def _labelled(text: str) -> bool:
    label = re.split("[：:]", text, maxsplit=1)
    if len(label) == 1 or not label[1].strip():
        return False
    name = re.sub(r"[\s\[\]【】]", "", label[0])
    return bool(_LABEL_NAMES.fullmatch(name) or (_SHORT_NAME.fullmatch(name) and not _END.search(text)))
