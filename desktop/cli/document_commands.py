"""Commands on documents: templates, draft, render, check."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, cast

import typer

from desktop.cli.options import ArchiveOption, JsonOption, archive_folder, open_archive
from desktop.cli.output import CommandError, print_json, print_table, say
from docgen.finding import Finding, Severity
from office.foreign import lay_out, read_foreign
from papers.foreign import ForeignPaper
from search.saving import save

if TYPE_CHECKING:
    from docgen.pages import Layout
    from docgen.templating import Template

_SEVERITY_WORDS = {Severity.ERROR: "必须改", Severity.WARNING: "建议改", Severity.HINT: "提示"}


def register(app: typer.Typer) -> None:
    """Add the commands of this module to `app`."""
    for command in (templates, draft, render, check):
        app.command(command.__name__)(command)


def templates(*, archive: ArchiveOption = None, as_json: JsonOption = False) -> None:
    """列出模板和各自要填的字段。"""
    from docgen.templating import load_templates

    shelf = load_templates(user_template_folders(archive))
    if as_json:
        print_json([_template_json(template) for template in shelf])
        return
    rows = ((t.name, t.title, t.kind, "、".join(f.label for f in t.fields if f.required)) for t in shelf)
    print_table(("模板", "名称", "文种", "必填"), rows)


def _template_json(template: Template) -> dict[str, Any]:
    keys = ("name", "label", "type", "required", "help")
    fields = [{key: getattr(field, key) for key in keys} for field in template.fields]
    return {"name": template.name, "title": template.title, "kind": template.kind, "fields": fields}


def user_template_folders(archive: Path | None) -> list[Path]:
    """Where the office keeps templates of its own: beside its archive."""
    folder = archive_folder(archive) / "templates"
    return [folder] if folder.is_dir() else []


def draft(
    template: Annotated[str, typer.Argument(help="模板的名字，见 wenyuan templates")],
    *,
    values: Annotated[list[str] | None, typer.Option("--set", metavar="字段=值", help="填一个字段，可多次")] = None,
    answers: Annotated[Path | None, typer.Option("--answers", help="填好的 YAML 文件")] = None,
    output: Annotated[Path, typer.Option("-o", "--output", help="源文本存到哪里")],
    archive: ArchiveOption = None,
    as_json: JsonOption = False,
) -> None:
    """按模板起草，得到源文本。"""
    filled = {**_answers_file(answers), **dict(_assignment(value) for value in values or [])}
    text = draft_text(template, filled, user_template_folders(archive))
    save(output, text.encode("utf-8"))
    if as_json:
        print_json({"template": template, "path": str(output)})
    else:
        say(f"已起草：{output}")


def draft_text(name: str, answers: Mapping[str, object], folders: list[Path]) -> str:
    """Source text made from the template called `name` (or titled so); CommandError where there is none."""
    from docgen.templating import draft as fill
    from docgen.templating import load_templates

    shelf = load_templates(folders)
    chosen = [t for t in shelf if t.name == name] or [t for t in shelf if t.title == name]
    if not chosen:
        names = "、".join(t.name for t in shelf)
        raise CommandError(f"没有叫“{name}”的模板；现有：{names}。")
    unknown = set(answers) - {field.name for field in chosen[0].fields}
    if unknown:
        raise CommandError(f"模板“{name}”没有字段“{min(unknown)}”；字段见 wenyuan templates --json。")
    return fill(chosen[0], answers)


def _answers_file(path: Path | None) -> dict[str, object]:
    from fence import plain_yaml

    if path is None:
        return {}
    try:
        values = plain_yaml.load(path.read_text(encoding="utf-8-sig"))
    except UnicodeDecodeError as error:
        raise CommandError(f"“{path}”不是 UTF-8 文本，请另存为 UTF-8。") from error
    except plain_yaml.NotPlain as error:
        raise CommandError(f"“{path}”不是正确的 YAML，{error}") from error
    if values is None:
        return {}
    if not isinstance(values, dict):
        raise CommandError(f"“{path}”应当是“字段: 值”的列表。")
    return {str(key): value for key, value in cast("dict[object, object]", values).items()}


def _assignment(value: str) -> tuple[str, str]:
    name, sign, text = value.partition("=")
    if not sign or not name.strip():
        raise CommandError(f"--set 要写成 字段=值，这里是“{value}”。")
    return name.strip(), text.replace("\\n", "\n")


def render(
    source: Annotated[Path, typer.Argument(metavar="DRAFT.md", help="源文本")],
    *,
    docx: Annotated[Path | None, typer.Option("--docx", help="写出 .docx")] = None,
    pdf: Annotated[Path | None, typer.Option("--pdf", help="写出 PDF")] = None,
    profile: Annotated[Path | None, typer.Option("--profile", help="本机关格式设定（YAML）")] = None,
    as_json: JsonOption = False,
    archive: ArchiveOption = None,  # noqa: ARG001  every command takes --archive
) -> None:
    """把源文本排成 .docx 和 PDF，并报告实测。"""
    report, files = render_source(source, docx=docx, pdf=pdf, profile_path=profile)
    for path, data in files:
        save(path, data)
    if as_json:
        print_json(report)
    else:
        _tell_render(report, [path for path, _ in files])
    raise typer.Exit(1 if any(f["severity"] == Severity.ERROR for f in report["findings"]) else 0)


def render_source(
    source: Path, *, docx: Path | None, pdf: Path | None, profile_path: Path | None = None
) -> tuple[dict[str, Any], list[tuple[Path, bytes]]]:
    """Typeset one source text. Returns the report and the files to save: everything is made before anything is."""
    from docgen.formats.docx import write_docx
    from docgen.formats.pdf import write_pdf
    from docgen.layout import typeset
    from docgen.measure import facts, measure
    from docgen.profile import Profile, load_profile
    from docgen.source import parse

    document, findings = parse(read_source(source))
    profile = load_profile(profile_path) if profile_path else Profile()
    layout = typeset(document, profile=profile, folder=source.parent)
    report = render_json(layout, (*findings, *layout.findings))
    report["deviations"] = list(profile.deviations())
    files: list[tuple[Path, bytes]] = []
    if pdf is not None:
        data = write_pdf(layout, document)
        report["facts"] = list(facts(measure(data), document))
        files.append((pdf, data))
    if docx is not None:
        files.append((docx, write_docx(document, profile, source.parent)))
    return report, files


def read_source(path: Path) -> str:
    """The text of a source file; CommandError where it is not UTF-8 text."""
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise CommandError(f"“{path}”不是 UTF-8 文本，请另存为 UTF-8 后再试。") from error


def render_json(layout: Layout, findings: tuple[Finding, ...]) -> dict[str, Any]:
    """The contract's JSON of a rendering."""
    return {
        "pages": len(layout.pages),
        "lines_per_page": list(layout.lines_per_page),
        "fonts": [dataclasses.asdict(use) for use in layout.fonts],
        "missing_glyphs": list(layout.missing_glyphs),
        "findings": [finding_json(finding) for finding in findings],
        "adjustments": list(layout.adjustments),
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
        say(f"· 第 {finding['paragraph']} 行：{finding['message']}")


def check(
    file: Annotated[Path, typer.Argument(help=".md、.docx 或 .txt")],
    *,
    fix: Annotated[Path | None, typer.Option("--fix", help="把 .docx 按国标重排，写到这个文件（文字不动）")] = None,
    archive: ArchiveOption = None,
    as_json: JsonOption = False,
) -> None:
    """公文体检。"""
    if file.suffix.lower() not in {".md", ".docx", ".txt"}:
        raise CommandError(f"体检只收 .md、.docx 和 .txt，“{file.name}”不是；请另存后再试。")
    if not file.is_file():
        raise CommandError(f"找不到“{file}”，请核对路径。")
    paper = read_foreign(file)
    findings = _check(paper, archive)
    changes: tuple[str, ...] = ()
    if fix is not None:
        changes = _fix(paper, fix)
    if as_json:
        print_json([finding_json(finding) for finding in findings])
    else:
        _tell_findings(findings)
        for change in changes:
            say(f"· {change}")
    raise typer.Exit(1 if any(f.severity is Severity.ERROR for f in findings) else 0)


def _check(paper: ForeignPaper, archive: Path | None) -> tuple[Finding, ...]:
    from docgen.check import check_paper

    if not archive_folder(archive).is_dir():
        return check_paper(paper)
    with open_archive(archive, read_only=True) as store:
        return check_paper(paper, citations=store.relations.cite)


def _fix(paper: ForeignPaper, target: Path) -> tuple[str, ...]:
    """Lay the paper out anew, its text untouched; what is not as it was."""
    relaid = lay_out(paper)
    save(target, relaid.data)
    return (*relaid.changes, *(f"没有保留：{what}" for what in relaid.dropped))


def _tell_findings(findings: tuple[Finding, ...]) -> None:
    for severity, words in _SEVERITY_WORDS.items():
        group = [finding for finding in findings if finding.severity is severity]
        if group:
            say(f"{words} {len(group)}")
        for finding in group:
            advice = f" → {finding.suggestion}" if finding.suggestion else ""
            basis = f"（{finding.clause}，{finding.strength}）" if finding.clause else f"（{finding.strength}）"
            say(f"  第 {finding.paragraph} 行：{finding.message}{advice}{basis}")
    if not findings:
        say("没有发现问题。")
