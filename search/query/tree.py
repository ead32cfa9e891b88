"""A query as data."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from search.query.forms import forms


@dataclass(frozen=True, slots=True)
class Literal:
    """This normalised text, or another form of it (search.query.forms), occurs in title, number or body.

    `quoted`: nothing else will do. `exact`: these very characters, as they were typed, and no other form of them.
    """

    text: str
    quoted: bool = False
    exact: str = ""


@dataclass(frozen=True, slots=True)
class Number:
    """This 发文字号, however its brackets were written: `key` as search.store.links.number_key gives it.

    Also true where the literal `text` occurs, so that papers citing the number are found after the paper itself.
    """

    key: str
    text: str


@dataclass(frozen=True, slots=True)
class Field:
    """A condition on the metadata: `name` is title, number, issuer, kind, year, tag, basis or secrecy."""

    name: str
    value: str


@dataclass(frozen=True, slots=True)
class Not:
    """Not this."""

    node: Node


@dataclass(frozen=True, slots=True)
class And:
    """All of these."""

    nodes: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Or:
    """One of these."""

    nodes: tuple[Node, ...]


Node = Literal | Number | Field | Not | And | Or


def literals(node: Node) -> tuple[str, ...]:
    """The texts that a hit is ranked by: those of all leaves that are not excluded, as typed."""
    return _texts(node, lambda literal: (literal.text,))


def lit(node: Node) -> tuple[str, ...]:
    """The texts that a hit may be lit up with: as `literals`, in all their forms."""
    return _texts(
        node, lambda literal: (literal.text,) if literal.exact else tuple(f.text for f in forms(literal.text))
    )


def _texts(node: Node, told: Callable[[Literal], tuple[str, ...]]) -> tuple[str, ...]:
    match node:
        case Literal():
            return told(node)
        case Number(text=text):
            return (text,)
        case Field("title", value):
            return (value,)
        case And(nodes) | Or(nodes):
            return tuple(dict.fromkeys(text for part in nodes for text in _texts(part, told)))
        case _:
            return ()
