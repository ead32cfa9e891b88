"""Targets (目标): the figures with a unit that a task is to reach — 50个超亿元项目, 亮灯率达到98%."""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.tasks.task import Target

_UNITS = (
    "个百分点|万平方米|平方公里|平方千米|平方米|立方米|万立方米|公里|千米|万亩|亩|公顷|万吨|吨|千瓦时|万千瓦|千瓦|万元|亿元|千元|元|亿美元|万美元|"
    "万人次|人次|万人|人|万户|户|家|个|条|处|座|盏|项|件|台|套|所|名|辆|艘|架|株|万株|棵|场|次|期|批|支|部|篇|间|栋|幢|张|份|册|"
    "宗|笔|例|起|对|组|班|门|平米|米|%|％|‰|天|人天|学时|课时|张床位|床位"
)
_FIGURE = re.compile(
    rf"(?<![\d.〔第—～\-])(?P<value>\d{{1,9}}(?:[,，]\d{{3}}){{0,3}}(?:\.\d{{1,4}})?)(?P<more>余|多)?(?P<unit>(?:千万|百万|十万|万|亿)?(?:{_UNITS}))(?![\d年月日号期])(?P<above>以上|以下|以内|左右)?",
    re.ASCII,
)
_NAME_BEHIND = re.compile(r"[\u4e00-\u9fffA-Za-z（）()“”0-9]{1,18}")
_NO_NAME = re.compile(
    r"^(?:工作日|自然日|月|小时|以上|以下|以内|左右|内|前|后|的|和|及|与|、|，|。|方面|层面|阶段|环节|于|在|将|部分|问题清单|要求|不|为|是|由|在|用于|支持|开展|完成|并|等|其中|计划)"
)
_PERIOD = re.compile(r"工作日|自然日|月|小时|季度|学期|方面|阶段")
_STOP = re.compile(r"[的和及与并]|用于|支持|纳入|建设并|完成|改造(?=[^项工任])|，")
_VERBS = (
    "新建|改建|扩建|建成|建设|完成|改造|引进|培育|打造|实现|达到|达|不少于|不低于|不超过|控制在|超过|突破|新增|种植|补植|栽植|安排|投入|筹措|落实|发放|整治|拆除|清理|"
    "排查|更换|维修|安装|修复|开展|组织|举办|创建|争取|力争|确保|全年|年内|累计|总计|合计|共|全区|全市|全县|共计|至少|再|约|每年|每月|每季度|每周|提升到|提高到|下降到|降到|"
    "提高|下降|增长|到|至|为|签约|开工|竣工|投产|招引|选派|招聘|培训|解决|办理|化解|销号|建立|设立|增设|布设|配备|购置|采购|改|铺设|张贴|悬挂|印制|摆放|实施|归集|准备|加装|补充|调度|摸排|组建|配置|储备|处置|整改|办结|收储|出让|派驻|疏浚|清淤|加固|绿化|惠及|覆盖|带动|吸纳|争创|申报"
)
_VERB_BEHIND = re.compile(rf"(?<=.{{2}})(?:{_VERBS})(?!率|点|区|户|期|者|量|业)")
_BREAK = re.compile(
    rf"\d{{1,2}}[月日](?:底|末|中旬|上旬|下旬)?前?|年底前?|季度末?前?|前(?=[\u4e00-\u9fff]{{2}})|[，。；：、（）,;:\s“”]|{_VERBS}"
)


def targets(text: str) -> tuple[Target, ...]:
    """The figures with a unit and a name in `text`, in order. Days, periods and sums of the past are none."""
    return tuple(dict.fromkeys(_targets(text)))


def _targets(text: str) -> Iterator[Target]:
    bare = _BRACKET.sub(lambda found: "。" * len(found[0]), text)
    for found in _FIGURE.finditer(bare):
        before = bare[max(found.start() - 16, 0) : found.start()]
        if found["unit"] in ("天", "期") or _PERIOD.match(bare, found.end()) or _REACHED.search(before):
            continue
        if name := _name(bare, found):
            yield Target(name, re.sub("[,，]", "", found["value"]), found["unit"].replace("％", "%"))


_BRACKET = re.compile(r"[（(【][^（）()【】]{0,120}?(?:单位|部门|牵头|负责|时限)[^（）()【】]{0,120}[）)】]")
_REACHED = re.compile(r"(?:已|截至|目前|去年|现有|原有|上年)[^，。；]{0,12}$")


def _name(text: str, found: re.Match[str]) -> str:
    is_share = found["unit"] in ("%", "％", "‰", "个百分点") or found["unit"].endswith("元")
    return ("" if is_share else _behind(text, found.end())) or _in_front(text, found.start())


def _behind(text: str, place: int) -> str:
    following = _NAME_BEHIND.match(text, place)
    if following is None or _NO_NAME.match(following[0]):
        return ""
    stop = _STOP.search(following[0]) or _VERB_BEHIND.search(following[0])
    name = following[0][: stop.start()] if stop else following[0]
    return name.strip("“”（）()") if len(name) > 1 else ""


def _in_front(text: str, place: int) -> str:
    near = text[max(place - 24, 0) : place]
    near = re.sub(rf"(?:{_VERBS})+$", "", near)
    last = max((one.end() for one in _BREAK.finditer(near)), default=0)
    name = near[last:]
    return name if re.fullmatch(r"[\u4e00-\u9fffA-Za-z]{2,14}", name) else ""
