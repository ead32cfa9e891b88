"""Commands on documents: templates, draft, render, check."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from desktop.cli.options import ArchiveOption, ForceOption, JsonOption, archive_folder, claim, open_archive, path_of
from desktop.cli.output import CommandError, print_json, print_table, say
from desktop.cli.progress import working
from docgen.finding import Finding, Severity
from search.saving import save

if TYPE_CHECKING:
    from docgen.templating import Template
    from office.examining import Examination
    from office.rendering import Rendering
    from papers.foreign import ForeignPaper

_SEVERITY_WORDS = {Severity.ERROR: "必须改", Severity.WARNING: "建议改", Severity.HINT: "提示"}


def register(app: typer.Typer) -> None:
    """Add the commands of this module to `app`."""
    for command in (templates, draft, render, check):
        app.command(command.__name__)(command)


def templates(*, archive: ArchiveOption = None, as_json: JsonOption = False) -> None:
    """列出模板和各自要填的字段。"""
    from office.drafting import templates_of

    shelf = templates_of(archive_folder(archive))
    if as_json:
        print_json([_template_json(template) for template in shelf])
        return
    rows = ((t.name, t.title, t.kind, "、".join(f.label for f in t.fields if f.required)) for t in shelf)
    print_table(("模板", "名称", "文种", "必填"), rows)


def _template_json(template: Template) -> dict[str, Any]:
    keys = ("name", "label", "type", "required", "help")
    fields = [{key: getattr(field, key) for key in keys} for field in template.fields]
    return {"name": template.name, "title": template.title, "kind": template.kind, "fields": fields}


def draft(
    template: Annotated[str, typer.Argument(help="模板的名字，见 wenyuan templates")],
    *,
    values: Annotated[list[str] | None, typer.Option("--set", metavar="字段=值", help="填一个字段，可多次")] = None,
    answers: Annotated[Path | None, typer.Option("--answers", parser=path_of, help="填好的 YAML 文件")] = None,
    output: Annotated[Path, typer.Option("-o", "--output", parser=path_of, help="源文本存到哪里")],
    force: ForceOption = False,
    archive: ArchiveOption = None,
    as_json: JsonOption = False,
) -> None:
    """按模板起草，得到源文本。"""
    from office.drafting import drafted, read_answers, template_called, templates_of

    claim(output, inputs=(answers,), force=force)
    filled = {**(read_answers(answers) if answers else {}), **dict(assignment(value) for value in values or [])}
    chosen = template_called(template, templates_of(archive_folder(archive)))
    save(output, drafted(chosen, filled).encode("utf-8"))
    if as_json:
        print_json({"template": template, "path": str(output)})
    else:
        say(f"已起草：{output}")
        blank = [field.label for field in chosen.fields if field.required and not filled.get(field.name)]
        if blank:
            say(f"还没填：{'、'.join(blank)}；稿子里写着【待补】，请补上。")


def assignment(value: str) -> tuple[str, str]:
    """Name and text of a `字段=值`; CommandError for anything else."""
    name, sign, text = value.partition("=")
    if not sign or not name.strip():
        raise CommandError(f"--set 要写成 字段=值，这里是“{value}”。")
    return name.strip(), text.replace("\\n", "\n")


def render(  # noqa: PLR0913  each option of the contract is one argument
    source: Annotated[Path, typer.Argument(metavar="DRAFT.md", parser=path_of, help="源文本")],
    *,
    docx: Annotated[Path | None, typer.Option("--docx", parser=path_of, help="写出 .docx")] = None,
    pdf: Annotated[Path | None, typer.Option("--pdf", parser=path_of, help="写出 PDF")] = None,
    ofd: Annotated[Path | None, typer.Option("--ofd", parser=path_of, help="写出 OFD")] = None,
    profile: Annotated[
        Path | None, typer.Option("--profile", parser=path_of, help="本机关格式（YAML）；不写就用设置里的")
    ] = None,
    force: ForceOption = False,
    archive: ArchiveOption = None,  # noqa: ARG001  every command takes --archive
    as_json: JsonOption = False,
) -> None:
    """把源文本排成 .docx、PDF 和 OFD，并报告实测。"""
    wanted = {suffix: path for suffix, path in ((".pdf", pdf), (".ofd", ofd), (".docx", docx)) if path}
    claim(*wanted.values(), inputs=(source, profile), force=force)
    with working("正在排版"):
        report, made = render_source(source, tuple(wanted), profile)
    for suffix, path in wanted.items():
        save(path, made[suffix])
    if as_json:
        print_json(report)
    else:
        _tell_render(report, list(wanted.values()))
    raise typer.Exit(1 if any(f["severity"] == Severity.ERROR for f in report["findings"]) else 0)


def render_source(
    source: Path, suffixes: tuple[str, ...], profile: Path | None = None
) -> tuple[dict[str, Any], dict[str, bytes]]:
    """Typeset one source text: the report, and the bytes by suffix. Everything is made before anything is saved."""
    from office.house import profile_at
    from office.rendering import attached, measured, render_file, written

    made = render_file(source, profile_at(profile) if profile else None)
    files = {suffix: written(made, suffix) for suffix in suffixes}
    report = {**render_json(made), "attached": list(attached(suffixes))}
    if ".pdf" in files:
        report["facts"] = list(measured(made, files[".pdf"]))
    return report, files


def render_json(made: Rendering) -> dict[str, Any]:
    """The contract's JSON of a rendering."""
    layout = made.layout
    return {
        "pages": len(layout.pages),
        "lines_per_page": list(layout.lines_per_page),
        "fonts": [dataclasses.asdict(use) for use in layout.fonts],
        "missing_glyphs": list(layout.missing_glyphs),
        "findings": [finding_json(finding) for finding in made.findings],
        "adjustments": list(layout.adjustments),
        "deviations": list(made.profile.deviations()),
    }


def finding_json(finding: Finding) -> dict[str, Any]:
    """The contract's JSON of a finding."""
    keys = ("rule", "severity", "clause", "strength", "message", "paragraph", "start", "end", "text", "suggestion")
    return {key: getattr(finding, key) for key in keys}


def _tell_render(report: Mapping[str, Any], paths: list[Path]) -> None:
    say(f"{report['pages']} 页")
    for path in paths:
        say(f"已写出 {path}")
    for use in report["fonts"]:
        say(f"{use['role']}：{use['family']}{'' if use['official'] else '（代用）'}")
    for line in (*report.get("facts", ()), *report["adjustments"], *report["deviations"]):
        say(f"· {line}")
    for name in report["missing_glyphs"]:
        say(f"· 打不出的字：{name}")
    for finding in report["findings"]:
        say(f"· {_place(finding['paragraph'])}：{finding['message']}")


def _place(paragraph: int) -> str:
    """Where a finding is: its line, or the whole paper (a finding on paper size or margins has the line 0)."""
    return f"第 {paragraph} 行" if paragraph else "全文"


def check(
    file: Annotated[Path, typer.Argument(parser=path_of, help="源文本、.docx，或档案库能收的其他文件")],
    *,
    fix: Annotated[
        Path | None, typer.Option("--fix", parser=path_of, help="把 .docx 按国标重排，写到这个文件（文字不动）")
    ] = None,
    force: ForceOption = False,
    archive: ArchiveOption = None,
    as_json: JsonOption = False,
) -> None:
    """公文体检。"""
    from office.foreign import read_foreign
    from office.relaying import relay_to, told

    claim(fix, inputs=(file,), force=force)
    with working("正在体检"):
        paper = read_foreign(file)
        findings = _examined(paper, file.parent, archive).findings
        changes = told(relay_to(file, fix, paper)) if fix is not None else ()
    if as_json:
        print_json([finding_json(finding) for finding in findings])
    else:
        _tell_findings(findings)
        if fix is not None:
            say(f"已写出 {fix}")
        for change in changes:
            say(f"· {change}")
    raise typer.Exit(1 if any(f.severity is Severity.ERROR for f in findings) else 0)


def _examined(paper: ForeignPaper, folder: Path, archive: Path | None) -> Examination:
    from office.examining import asked_of, examine_paper
    from office.outputs import holds_archive

    if not holds_archive(archive_folder(archive)):
        return examine_paper(paper, folder)
    with open_archive(archive, read_only=True) as store:
        return examine_paper(paper, folder, asked_of(store))


def _tell_findings(findings: tuple[Finding, ...]) -> None:
    for severity, words in _SEVERITY_WORDS.items():
        group = [finding for finding in findings if finding.severity is severity]
        if group:
            say(f"{words} {len(group)}")
        for finding in group:
            advice = f" → {finding.suggestion}" if finding.suggestion else ""
            basis = f"（{finding.clause}，{finding.strength}）" if finding.clause else f"（{finding.strength}）"
            say(f"  {_place(finding.paragraph)}：{finding.message}{advice}{basis}")
    if not findings:
        say("没有发现问题。")
