"""Templates: one file per kind of document, filled in from a form, rendered by Jinja2 behind a fence.

`load_templates` finds them, `draft` makes source text from answers, `validate` says what is wrong with a template file.
"""

from docgen.templating.answers import example_answers, unanswered
from docgen.templating.drafting import draft, validate, validate_text
from docgen.templating.library import broken_templates, load_template, load_templates, read_template
from docgen.templating.model import Field, Template, TemplateError
from docgen.templating.sharing import shared_answers

__all__ = [
    "Field",
    "Template",
    "TemplateError",
    "broken_templates",
    "draft",
    "example_answers",
    "load_template",
    "load_templates",
    "read_template",
    "shared_answers",
    "unanswered",
    "validate",
    "validate_text",
]
