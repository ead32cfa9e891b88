"""The query language. Every string is a valid query.

    水源 保护            both occur                  "水源保护"  “水源保护”   this text, in any of its forms
    ="第5条"             these very characters, and no other form of them
    -排除               does not occur              甲 或 乙                 one of the two
    标题:…  文号:…  机关:…  文种:…  年:2014..2018  标签:…  依据:…  密级:…   conditions on the metadata

Linear in the length of the query, which is capped.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import groupby

from search.normal import normalise
from search.query.tree import And, Field, Literal, Node, Not, Number, Or
from search.store.links import number_key

MAX_QUERY = 2000  # characters; what is beyond is not looked at
MAX_LEAVES = 32  # a pasted page becomes its first words, not hundreds of look-ups

_FIELDS = {
    "标题": "title",
    "文号": "number",
    "发文字号": "number",
    "机关": "issuer",
    "发文机关": "issuer",
    "文种": "kind",
    "年": "year",
    "年份": "year",
    "标签": "tag",
    "依据": "basis",
    "密级": "secrecy",
}
_QUOTES = {'"': '"', "“": "”", "「": "」", "『": "』"}
_FIELD = re.compile(r"(\w{1,4})[:：]\s*(?=\S)")
_WHOLE_NUMBER = re.compile(
    r"\s*[\u3400-\u9fff]{1,16}\s*[(\[〔［（【<〈﹝]?\s*(?:19|20)\d\d\s*[)\]〕］）】>〉﹞]?"
    r"\s*年?\s*第?\s*[-_ ]?\s*\d{1,5}\s*号?\s*"
)


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a query as typed: `written` is all of it, `text` what is left without its field, sign and quotes."""

    text: str
    field: str = ""
    excluded: bool = False
    quoted: bool = False
    exact: bool = False
    written: str = ""


_OR = "或"


def parse(query: str) -> Node:
    """The tree of `query`; And(()) when it asks for nothing."""
    query = query[:MAX_QUERY].replace("\n", " ").replace("\0", " ")
    if is_number(query):
        return _number(query)
    found = tokens(query)[:MAX_LEAVES]
    groups: list[list[Node]] = []
    waiting = False
    for number, token in enumerate(found):
        if token.written == _OR and groups and number + 1 < len(found):
            waiting = True
            continue
        leaf = _leaf(token)
        if leaf is None:
            continue
        if waiting:
            groups[-1].append(leaf)
        else:
            groups.append([leaf])
        waiting = False
    return _joined(groups)


def is_number(query: str) -> bool:
    """Whether the query as a whole is a 发文字号."""
    return bool(_WHOLE_NUMBER.fullmatch(query))


def _joined(groups: list[list[Node]]) -> Node:
    nodes: list[Node] = [Or(tuple(group)) if len(group) > 1 else group[0] for group in groups]
    nodes = [node for node, _ in groupby(nodes)]
    return nodes[0] if len(nodes) == 1 else And(tuple(nodes))


def tokens(query: str) -> list[Token]:
    """The words of the query. A quote opens a phrase at the start of a word and closes it at the end of one."""
    found: list[Token] = []
    query = query[:MAX_QUERY]
    at = 0
    while at < len(query):
        if query[at].isspace():
            at += 1
            continue
        start = at
        excluded = query[at] == "-" and at + 1 < len(query) and not query[at + 1].isspace()
        at += excluded
        field, at = _field(query, at)
        exact = query[at] == "=" and _word(query, at + 1)[2]
        text, at, quoted = _word(query, at + exact)
        found.append(Token(text, field, excluded, quoted, exact, query[start:at]))
    return found


def _field(query: str, at: int) -> tuple[str, int]:
    """The field named at `at` with something after it, also in 繁体 ("": none), and where its value starts."""
    match = _FIELD.match(query, at)
    name = _FIELDS.get(normalise(match.group(1)), "") if match else ""
    return name, match.end() if match and name else at


def _word(query: str, at: int) -> tuple[str, int, bool]:
    """The phrase or the bare word at `at`, where it ends, and whether it is a quoted phrase."""
    closing = _QUOTES.get(query[at : at + 1], "")
    if closing:
        end = query.find(closing, at + 1)
        while end > 0 and end + 1 < len(query) and not query[end + 1].isspace():
            end = query.find(closing, end + 1)
        if end > at + 1:
            return query[at + 1 : end], end + 1, True
    end = at
    while end < len(query) and not query[end].isspace():
        end += 1
    return query[at:end], end, False


def _leaf(token: Token) -> Node | None:
    text = normalise(token.text).strip()
    if not text:
        return None
    if token.field == "number":
        node = _number(token.text)
    else:
        exact = token.text if token.exact else ""
        node = Field(token.field, text) if token.field else Literal(text, token.quoted, exact)
    return Not(node) if token.excluded else node


def _number(text: str) -> Node:
    literal = normalise(text).strip()
    key = number_key(re.sub(r"[-_<>〈〉]", "", text))
    return Number(key, literal) if key else Field("number", literal.replace(" ", ""))
