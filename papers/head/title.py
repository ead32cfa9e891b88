"""The title: of one line or several, letter-spaced or not, between the masthead and the recipients or the text."""

from __future__ import annotations

import re
from collections.abc import Sequence

from papers.citing import cited
from papers.dates import days, read_date
from papers.document_numbers import document_numbers, leading_document_number
from papers.head.bodies import are_bodies, unspread
from papers.head.lines import HeadLine, What
from papers.kinds import kind_of

LONGEST = 150
_SHORT_TITLE = 7  # characters: 会议通知 gives way to the title below it
_NOTE = re.compile(r"^[（(〔\[【]")
_STOP = re.compile(
    r"^(?:目\s*录|第[一二三四五六七八九十百\d]+[章节条编]|[一二三四五六七八九十]+、|[（(][一二三四五六七八九十]+[）)]|"
    r"\d+[.．、]|——|各位代表|引\s*言|序\s*言|[附来]件?源?[：:]|发布|颁布|现将|主持|出席)"
)
_SENTENCE_END = "。！？；，：:;"
_BEGUN = re.compile(
    r"关于|转发|批转|印发|(?:厅|院|委|会|府|部|局|组|处|办)对|(?:政府|办公厅|办公室|国务院|委员会|管委会|党委|工委|党组|局|厅|部|小组|指挥部)$"
)
_INSIDE = re.compile(
    r"的$|印发$|转发$|批转$|^的|和$|^和|、$|与$|及$|或$|等$|关于$|做好$|加强$|进一步$|实施$|开展$|推进$|加快$|促进$"
)
_FINISHED = ("通知", "批复", "复函", "决定", "公告", "通告", "请示", "纪要", "讲话", "通报", "函")
_HISTORY = re.compile(r"(?:通过|批准|修正|修订|公布|发布|施行|印发|召开)$")
_PART_OF_TITLE = re.compile(
    r"[（(](?:\d{4}\s?[—－\-–～~至]\s?\d{4}年?|\d{4}年度?|试行|暂行|[一二三四五六七八九十])[）)]"
)
_ORDER = re.compile(r"^(?!.*关于)\S.{1,38}令$")
_AMENDED = re.compile(r"[（(]\d{4}年(?:\d{1,2}月\d{1,2}日)?(?:第[一二三四五六]次)?(?:修正|修订|修改)(?:文本|版)?[）)]$")
_SITE = re.compile(r"\s?[_|｜—-]+\s?[^_|｜]{2,30}(?:网|网站|门户|平台)$")
_TITLES = frozenset((What.WORDS, What.BODIES, What.MARK))

Chosen = tuple[str, int, int]
"""The title, the index of its first line, and the index after its last one."""


def read_title(lines: Sequence[HeadLine], kinds: Sequence[What]) -> Chosen:
    """The title among the lines of the head; ("", 0, 0) for none. `kinds`: what each of these lines is."""
    best: tuple[float, Chosen] = (0.0, ("", 0, 0))
    index = 0
    while index < len(kinds):
        if kinds[index] in _TITLES and lines[index].text[-1:] not in _SENTENCE_END:
            chosen = _from(lines, kinds, index)
            weight = _weight(chosen, kinds, lines)
            if weight > best[0] + 0.01:
                best = (weight, chosen)
            index = chosen[2]
        else:
            index += 1
    return best[1]


def is_order(lines: Sequence[HeadLine]) -> bool:
    """Whether one of the first lines says that this is an order: 中华人民共和国国务院令."""
    return any(_ORDER.match(line.bare) for line in [line for line in lines if line.text][:4])


def published(lines: Sequence[HeadLine]) -> HeadLine | None:
    """The line that is the title of a text published by an order: it is cited above itself."""
    known: set[str] = set()
    for line in lines:
        if line.text in known:
            return line
        known.update(one.title for one in cited(line.text))
    return None


def _from(lines: Sequence[HeadLine], kinds: Sequence[What], first: int) -> Chosen:
    """The title that begins on a line, with the lines that go on with it."""
    last = first + 1
    title = _shown(lines[first].text)
    while (after := _next(lines, last, title)) < len(kinds) and kinds[after] in _TITLES | {What.SENTENCE, What.NOTE}:
        if not _goes_on(title, lines[after], lines[first]):
            break
        title = _joined(title, unspread(lines[after].text))
        last = after + 1
    return _AMENDED.sub("", _SITE.sub("", title))[:LONGEST], first, last


def _shown(text: str) -> str:
    """A line without the number that it may begin with, letter-spaced characters put together."""
    number = leading_document_number(text)
    return unspread(text[number.end :].strip() or text if number else text)


def _weight(chosen: Chosen, kinds: Sequence[What], lines: Sequence[HeadLine]) -> float:
    """How much a candidate looks like the title of the paper; 0 for none at all."""
    title, first, last = chosen
    bare = re.sub(r"\s", "", title)
    if kinds[first] is What.BODIES and last == first + 1:
        return 0.1
    if len(bare) < 2 or _HISTORY.search(bare) or re.match(r"\d{4}年\d+月", bare):
        return 0.05
    marked = all(kinds[index] in {What.MARK, What.BODIES} for index in range(first, last) if lines[index].text)
    if marked and "关于" not in title:
        return 0.9 if kind_of(title) else 0.4
    if title.startswith(("——", "—", "--")):
        return 0.3  # a subtitle
    if kind_of(title):
        short = len(bare) < _SHORT_TITLE
        return 0.5 if short and _among_short(lines, kinds, first) else 1.9 if short else 2.0
    if re.fullmatch(r"[一-鿿·]{2,4}", bare) or re.fullmatch(r"[一-鿿]{1,12}[\s\u3000]+[一-鿿·]{2,4}", title):
        return 0.2
    return 1.5 if "关于" in title or bare.startswith("在") else 1.0


def _among_short(lines: Sequence[HeadLine], kinds: Sequence[What], index: int) -> bool:
    """Whether a short line stands among others like it, as the words of a menu do."""
    around = [
        place for place in (index - 1, index + 1) if 0 <= place < len(kinds) and kinds[place] in {*_TITLES, What.MENU}
    ]
    return any(len(lines[place].bare) <= 8 for place in around)


def _next(lines: Sequence[HeadLine], index: int, title: str) -> int:
    """The line that may go on with `title`: the next, or beyond blank lines where the title cannot end here."""
    while index < len(lines) and not lines[index].text and _INSIDE.search(title):
        index += 1
    return index


def _goes_on(title: str, line: HeadLine, first: HeadLine) -> bool:
    """True when `line` belongs to the title that `title` began."""
    text = unspread(line.text)
    if not text or len(title) + len(text) > LONGEST or _STOP.match(text):
        return False
    if first.look and line.look and first.look.size and line.look.size and first.look.size != line.look.size:
        return False
    inside = (
        title.count("《") > title.count("》")
        or bool(_INSIDE.search(title))
        or text.startswith(("的", "》", "和", "与", "及", "暨"))
    )
    if _PART_OF_TITLE.fullmatch(text):
        return True
    if _NOTE.match(text) and not (inside and title.count("《") > title.count("》")):
        return False
    if (
        text[-1] in _SENTENCE_END
        or next(document_numbers(text), None)
        or read_date(text)
        or any(day.year for day in days(text))
    ):
        return False
    if inside:
        return True
    if kind_of(title):
        return "关于" in title and bool(kind_of(text)) and not title.endswith(_FINISHED)
    return (bool(kind_of(text)) and not text.startswith("关于")) or (
        len(text) <= 40
        and bool(_BEGUN.search(title) or (text.startswith("关于") and (_ends_as_body(title) or are_bodies(title))))
    )


def _ends_as_body(title: str) -> bool:
    return bool(re.search(r"(?:政府|厅|室|会|委|局|部|院|署|组|处|司|中心|公司|集团|区|市|县|办|会议|大会)$", title))


def _joined(title: str, line: str) -> str:
    """Two lines of a title as one; a space stays where Latin words meet."""
    if title[-1].isascii() and line[0].isascii() and title[-1].isalnum() and line[0].isalnum():
        return f"{title} {line}"
    return title + line
