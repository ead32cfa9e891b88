"""One matter, several papers (一事多稿): drafts that share facts, and keep sharing them when one of them changes."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence

from docgen.templating import Template, shared_answers
from office.drafts import Draft, DraftFolder, new_name

USUAL = ("会议纪要", "部署通知", "实施方案", "新闻通稿")
"""What usually follows from one meeting."""


def new_matter() -> str:
    """A name for a matter."""
    return uuid.uuid4().hex[:12]


def begun(source: Template, answers: Mapping[str, object], targets: Sequence[Template], matter: str) -> list[Draft]:
    """A draft for each of `targets`, filled with what `answers` to `source` know already."""
    return [
        Draft(new_name(), target.title, target.name, shared_answers(source, answers, target), matter=matter)
        for target in targets
    ]


def followed(
    source: Template, before: Mapping[str, object], after: Mapping[str, object], other: Draft, target: Template
) -> dict[str, object]:
    """The answers of `other` once `source`'s changed from `before` to `after`.

    A fact follows as long as it still says what it was given, or nothing; what was written anew there stays.
    """
    old, new = shared_answers(source, before, target), shared_answers(source, after, target)
    answers = dict(other.answers)
    for name in {*old, *new}:
        if old.get(name) != new.get(name) and answers.get(name) in (old.get(name), None, "", []):
            answers[name] = new.get(name, "")
    return answers


def follow(drafts: DraftFolder, templates: Sequence[Template], before: Draft, after: Draft) -> int:
    """Let the other drafts of the matter follow a change; return how many did."""
    known = {template.name: template for template in templates}
    source = known.get(after.template)
    changed = 0
    for other in siblings(drafts, after) if source else ():
        target = known.get(other.template)
        if source and target:
            answers = followed(source, before.answers, after.answers, other, target)
            if answers != other.answers:
                drafts.keep(Draft(other.name, other.title, other.template, answers, matter=other.matter))
                changed += 1
    return changed


def siblings(drafts: DraftFolder, draft: Draft) -> list[Draft]:
    """The other drafts of the same matter."""
    if not draft.matter:
        return []
    return [other for other in drafts.all() if other.matter == draft.matter and other.name != draft.name]


def shared_names(source: Template, targets: Sequence[Template], answers: Mapping[str, object]) -> set[str]:
    """The fields of `source` whose answers stand in one of `targets` too."""
    return {
        name
        for name, answer in answers.items()
        if answer and any(shared_answers(source, {name: answer}, target) for target in targets)
    }
