"""`wenyuan demo`: the whole program once, on sample documents about the invented 青澜新区."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from importlib.resources import as_file, files
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from desktop.cli.document_commands import render_source
from desktop.cli.opening import open_window
from desktop.cli.options import ArchiveOption, JsonOption, claim, path_of
from desktop.cli.output import print_json, say
from search.records import Query
from search.saving import save

if TYPE_CHECKING:
    from search.archive import Archive

QUERIES = ("路灯 5月31日", "亮化工程", "牵头单位", "文种:意见")
DRAFTS = ("实施方案", "意见", "新闻通稿")


@dataclass(slots=True)
class Report:
    """What was done, step by step, with the seconds each took."""

    as_json: bool
    steps: list[dict[str, Any]] = field(default_factory=list[dict[str, Any]])

    def step(self, name: str, work: Callable[[], str]) -> None:
        """Do `work`, note how long it took, and tell what it says it did."""
        start = time.perf_counter()
        result = work()
        seconds = round(time.perf_counter() - start, 2)
        self.steps.append({"step": name, "seconds": seconds, "result": result})
        if not self.as_json:
            say(f"[{seconds:6.2f} 秒] {name}：{result}")


def demo(
    *,
    out: Annotated[Path, typer.Option("--out", parser=path_of, help="结果放在哪个文件夹")] = Path("demo"),
    archive: ArchiveOption = None,
    as_json: JsonOption = False,
) -> None:
    """用自带样例走一遍：入库、查询、起草、排版、截图。"""
    from search.archive import Archive

    folder = archive or out / "archive"
    out.mkdir(parents=True, exist_ok=True)
    report = Report(as_json)
    with Archive.open(folder) as store:
        report.step("样例入库", lambda: import_samples(store))
        for query in QUERIES:
            report.step(f"查询“{query}”", lambda query=query: _search(store, query))
    for name in DRAFTS:
        report.step(f"起草{name}", lambda name=name: _draft(name, out))
    report.step("窗口截图", lambda: _screenshot(folder, out / "window.png"))
    if as_json:
        print_json({"out": str(out), "steps": report.steps})
    else:
        say(f"结果在 {out}")
    if _display():
        raise typer.Exit(open_window(folder))


def import_samples(store: Archive) -> str:
    """Put the shipped sample documents into the archive; say how many."""
    with as_file(files("resources") / "samples") as samples:
        results = list(store.importing.paths(sorted(samples.glob("*.md"))))
    added = sum(result.status == "added" for result in results)
    duplicates = sum(result.status == "duplicate" for result in results)
    failed = [result for result in results if result.status == "failed"]
    if failed:
        raise RuntimeError(f"sample not imported: {failed[0].path}: {failed[0].reason}")
    return f"收进 {added} 篇，已在库 {duplicates} 篇"


def _search(store: Archive, query: str) -> str:
    result = store.search(Query(query, limit=3))
    titles = "；".join(hit.title for hit in result.hits)
    return f"{result.total} 篇，{result.elapsed_ms:.0f} 毫秒：{titles}"


def _draft(name: str, out: Path) -> str:
    from docgen.templating import example_answers, load_templates
    from office.drafting import drafted, template_called
    from office.examining import examine_text

    template = template_called(name, load_templates())
    source = out / f"{name}.md"
    targets = {suffix: source.with_suffix(suffix) for suffix in (".docx", ".pdf")}
    claim(source, *targets.values(), force=True)  # what an earlier demo left there
    text = drafted(template, example_answers(template))
    save(source, text.encode("utf-8"))
    report, made = render_source(source, tuple(targets))
    for suffix, path in targets.items():
        save(path, made[suffix])
    names = "、".join(path.name for path in targets.values())
    return f"{report['pages']} 页，{names}，体检发现问题 {len(examine_text(text, folder=out).findings)} 处"


def _screenshot(folder: Path, target: Path) -> str:
    """Grab the window in a process of its own: a missing Qt library must not take the demo down."""
    import subprocess

    code = (
        "import sys; from pathlib import Path; from desktop.app import run; "
        "sys.exit(run(Path(sys.argv[1]), screenshot=Path(sys.argv[2])))"
    )
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(
        [sys.executable, "-c", code, str(folder), str(target)],
        env=environment,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    if done.returncode != 0 or not target.is_file():
        reason = (done.stderr.strip().splitlines() or ["没有说明"])[-1]
        return f"没有截到图（{reason}）；请运行 make setup 补齐窗口所需的系统库"
    return f"{target.name}"


def _display() -> bool:
    """A display to open a window on; CI says CI=true and never has a person in front of it."""
    if os.environ.get("CI") or os.environ.get("QT_QPA_PLATFORM") == "offscreen":
        return False
    return not sys.platform.startswith("linux") or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
