"""Names of bodies (单位) as tasks name them: 区水务局、各街道, told apart from other words by how they end."""

from __future__ import annotations

import re

_END = re.compile(
    r"(?:局|委|(?<![督交承主协举兴查催代开])办|厅|委员会|办公室|办公厅|办事处|管委会|政府|法院|检察院|公司|集团|银行|中心|支队|大队|总队|中队|执法队|分局|监狱|"
    r"街道|镇|乡|开发区|园区|高新区|示范区|片区|社区|社|村|单位|部门|企业|学校|大学|学院|幼儿园|医院|卫生院|机构|专班|指挥部|领导小组|工作组|小组|"
    r"联合会|联席会议|协会|商会|工会|总工会|残联|妇联|工商联|文联|科协|侨联|团委|党委|党组|党工委|纪委|纪工委|监委|"
    r"宣传部|组织部|统战部|政法委|武装部|[^全内外干]部|海关|税务|气象|消防|公安|司|署|站|所|馆|院|(?<![查惩])处|科|科室|室|(?<![入出])库|队|厂|(?<![出平后])台|会|"
    r"党支部|支部|[甲乙丙]方|业主|物业|主体|人大|政协|镇街|乡镇|区县|县区|县市区|处室|网格员|河长|有关方面|供电|燃气|移动|联通|电信|铁塔)"
    r"(?:[（(][^（）()]{1,16}[）)])?$"
)
_NOT_ONE = re.compile(
    r"(?:社会|机会|大会|会议|工作会|推进会|动员会|座谈会|协调会|例会|全会|现场会|部署会|常委会会|场所|厕所|公共场所|之处|好处|队伍|责任|"
    r"教室|居室|科学|学科|其中|当中|集中|过程中|车站|泵站|水库|仓库|数据库|题库|平台|舞台|电台账|后台|工作站所)$"
)
_VERBAL = re.compile(
    r"^(?:部分|个别|有的|少数|一些|多数|大部分|关于|对于|根据|按照|围绕|针对|通过|为了|为|把|将|对|从|以|在|加强|做好|完善|推进|加快|建立|健全|开展|进一步|全面|切实|认真|及时|"
    r"强化|深化|落实|完成|提高|提升|优化|实施|支持|鼓励|引导|听取|研究|审议|原则|同意|明确|如|若|凡|因|经|并|但|且|当|待|帮助|指导|协调|动员|督促|督导|统筹|建设|打造|培育|发展|加大|利用|结合|依托|发挥|坚持|确保|力争|组织(?!人事|部)|每|本周|本月|该|其他?|所有|向|与|和|及|现场|首批|全面|重点|积极|参加|\d)"
)
_JOIN = re.compile(
    r"牵头|会同|负责|配合|协助|要求|应当|必须|抓紧|尽快|制定|完成|汇报|报告|的|了|是|和各|，|向|给|用于|每|签订|提出|实现|组建|优化|划分|"
    r"帮助|争取|提高|完善|加快|强化|深化|健全|确保|积极|及时|进一步|合理|切实|全面|认真|充分|探索|鼓励|引导|扩大|新增|引进|培育|打造|达到|力争|"
    r"支持|依托|利用|自觉|主动|依法|符合|没有|争创|运用|根据|通过|重视|有效|推动|举办|直接|申请|报请|提请|担任|批准|经(?![济贸信开营发纪])"
)
_SPLIT = re.compile(
    r"[、，,；;/\s　]|(?<=[局委办部厅院会司道府心队处所站镇乡街联室])(?:和|及|以及|与|并)(?=[\u4e00-\u9fff]{2})"
)
_TITLED = re.compile(
    r"^(?:各|区|市|县|镇|省|州|旗|全区|国家|中央|属地|有关|相关|驻|辖区|所在地|责任|项目|建设|管委会|[\u4e00-\u9fff]{2}(?:区|市|县|镇|乡|街道|新区|办事处|局|委))"
)
LONGEST = 22
"""Characters of a name."""


def names(text: str) -> tuple[str, ...]:
    """The bodies that a list names (“区水务局、各街道和区供电公司等”), in order, each once."""
    parts = (_bare(part) for part in _SPLIT.split(text))
    return tuple(dict.fromkeys(part for part in parts if 1 < len(part) <= LONGEST + 8))


def _bare(part: str) -> str:
    bare = re.sub(
        r"^(?:由|请|以及|和|及|与|其中|主要由)|(?:等(?:单位|部门|有关部门|有关单位|相关部门|相关单位|部门和单位)?|共同|分别|各自|按职责(?:分工)?|按照职责(?:分工)?|按各自职责)$",
        "",
        part.strip(" 　:：。）)】"),
    )
    return re.sub(r"^(?:（|\()|等$", "", bare).strip()


def are_bodies(text: str) -> bool:
    """Is `text` a list of names of bodies and nothing else?"""
    parts = [_bare(part) for part in _SPLIT.split(text)]
    return bool(text.strip()) and all(is_body(part) for part in parts)


def is_body(name: str) -> bool:
    """Does a word look like the name of a body, by its end and its beginning?"""
    if not 2 <= len(name) <= LONGEST or _VERBAL.match(name) or _NOT_ONE.search(name) or _JOIN.search(name):
        return False
    return bool(_END.search(name)) and bool(re.fullmatch(r"[\u4e00-\u9fff（）()·]+", name))


def is_certain(name: str) -> bool:
    """A body named with its place or rank (区水务局, 各街道): it may be what a sentence is about without more words."""
    strong = re.search(
        r"(?:局|委|(?<![督交承主协举兴查催代开])办|厅|街道|镇|乡|公司|政府|委员会|办公室|办事处|专班|指挥部|队|中心|党组|小组|部门|单位|联|部|学校|医院|社区|村|企业|园区|科|科室|处室|站|所|队|院|校|馆|处|室)$",
        name,
    )
    return is_body(name) and bool(strong) and bool(_TITLED.match(name) or len(name) >= 3)
