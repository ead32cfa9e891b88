"""Names of bodies (机关、单位): what a line of a paper must look like to be one that issues, signs or receives."""

from __future__ import annotations

import re

_ENDINGS = (
    "人民政府|政府|办公厅|办公室|委员会|国务院|常委会|常务委员会|代表大会|人大|政协|管委会|人民法院|法院|人民检察院|检察院|中央军委|党委|工委|区委|市委|"
    "省委|县委|镇委|乡委|州委|党组|纪委|监委|总局|总署|部|局|厅|院|署|会|行|委|社|处|中心|集团|公司|领导小组|协调小组|工作小组|工作组|小组|指挥部|专班|"
    "联席会议|镇|乡|街道|街|村|社区|居委会|村委会|学校|大学|学院|小学|中学|幼儿园|党校|大队|支队|总队|中队|队|站|所|馆|科|股|室|司|办|协会|学会|"
    "联合会|商会|基金会|团委|妇联|工会|总工会|科协|残联|侨联|文联|作协|红十字会|医院|银行|台|场|园|库|厂|店|基地|研究院|分局|支局|支行|分行|分公司|"
    "联社|合作社|开发区|新区|园区|示范区|总站|派出所|税务所|司法所|中央|国家[一-鿿]{2,6}局|书院|报社|出版社|事务所"
)
_NAME = re.compile(rf"[一-鿿（）()〇·“”\d]{{1,40}}?(?:{_ENDINGS})")
_NO_NAME = re.compile(
    r"关于|的通知|工作会$|大会$|动员会$|座谈会$|推进会$|联席会$|开会|会议室|为了|以及|同志|进行|全会$|展会$|晚会$|[，。；：！？《》]"
)
_STAMPED = re.compile(r"[（(](?:代章|盖章|印章|公章|章|印|签章|加盖公章)[）)]$")
_APART = re.compile(r"[、\s\u3000，]+")


def without_stamp(name: str) -> str:
    """A name without “（代章）”, “（盖章）” behind it."""
    return _STAMPED.sub("", name.strip())


def is_body(name: str) -> bool:
    """Whether `name` looks like the name of a body."""
    bare = re.sub(r"\s", "", without_stamp(name)[:60])
    return len(bare) > 1 and bool(_NAME.fullmatch(bare)) and not _NO_NAME.search(bare)


def names_in(text: str) -> list[str]:
    """The names in `text` that 、 and blanks keep apart, without stamps; letter-spaced ones as one."""
    if is_spread(text):
        return [without_stamp(re.sub(r"\s", "", text))]
    return [without_stamp(name) for name in _APART.split(text.strip()) if name]


def are_bodies(text: str) -> bool:
    """Whether `text` is nothing but names of bodies."""
    if not text.strip() or len(text) > 300:
        return False
    return all(is_body(name) for name in names_in(text))


def is_spread(text: str) -> bool:
    """Whether most characters of `text` stand apart, as a red head or a short title is set: 青 澜 新 区."""
    parts = text.split()
    return len(parts) > 2 and sum(len(part) == 1 for part in parts) * 4 >= len(parts) * 3


def unspread(text: str) -> str:
    """A letter-spaced line as it is read: “青 澜 新 区” is 青澜新区; words at their usual blanks stay."""
    if is_spread(text):
        return re.sub(r"\s", "", text)
    return re.sub(r"(?<=[一-鿿])[ \u3000\t]+(?=[一-鿿]$)", "", text)
