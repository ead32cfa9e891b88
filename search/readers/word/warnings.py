"""What in a .docx a person has to know of: macros, embedded files, things elsewhere, hidden text, comments."""

from __future__ import annotations

import re
from collections.abc import Iterator

from papers.foreign import Warned
from search.readers.word.inline import Walker
from search.readers.word.package import WordFile

_LAUNCHES = re.compile(rb"\bDDE(?:AUTO)?\s", re.IGNORECASE)


def warnings(file: WordFile, walker: Walker) -> Iterator[Warned]:
    """Each as a sentence with its kind."""
    names = [part.lower() for part in file.package.names()]
    if any(part.endswith(("vbaproject.bin", "macros.bin")) for part in names):
        yield Warned("macro", f"“{file.name}”带有宏，没有运行。")
    if any("/embeddings/" in part or "oleobject" in part or "/activex/" in part for part in names):
        yield Warned("embedded", f"“{file.name}”里嵌有其他文件，没有打开。")
    relations = list(file.every_relation())
    if any(one.outside and one.kind != "hyperlink" for one in relations):
        yield Warned("outside", f"“{file.name}”引用外部模板、图片或文件，没有去取。")
    if _LAUNCHES.search(b" ".join(re.findall(rb"<w:instrText[^>]*>([^<]*)", file.package.part(file.main)))):
        yield Warned("launch", f"“{file.name}”里有会启动其他程序的域，没有执行。")
    if count := walker.counts["隐藏文字"]:
        yield Warned("hidden", f"“{file.name}”有隐藏文字 {count} 处，没有收进正文，也不会印出来。")
    if count := walker.counts["批注"]:
        yield Warned("comment", f"“{file.name}”有批注 {count} 条，没有收进正文。")
    if walker.counts["嵌入的文件"]:
        yield Warned("embedded", f"“{file.name}”里嵌入的另一份文件读不出来，其中的文字没有收进。")
    if count := walker.counts["认不出的符号"]:
        yield Warned("other", f"“{file.name}”有 {count} 个符号认不出，正文里写作“〓”，请对照原件。")
