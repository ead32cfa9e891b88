"""A query as data."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Literal:
    """This normalised text occurs in title, number or body; `quoted`: nothing else will do."""

    text: str
    quoted: bool = False


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
    """The texts that a hit may be lit up with: those of all leaves that are not excluded."""
    match node:
        case Literal(text=text) | Number(text=text):
            return (text,)
        case Field("title", value):
            return (value,)
        case And(nodes) | Or(nodes):
            return tuple(dict.fromkeys(text for part in nodes for text in literals(part)))
        case _:
            return ()
