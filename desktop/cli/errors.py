"""Errors as one plain Chinese sentence: what, where, and a way out."""

from __future__ import annotations

import logging

from typer.exceptions import TyperException

from desktop.cli.output import CommandError
from search.store.sqlite import errors

logger = logging.getLogger(__name__)

# Errors of our own rooms whose message already is a plain Chinese sentence; by name, so that none is imported for this.
_SENTENCES = {
    "ArchiveError",
    "CommandError",
    "FontsMissing",
    "ProfileError",
    "TemplateError",
    "Unreadable",
    "CheckError",
    "SourceError",
}


def plain_sentence(error: BaseException) -> str:
    """The sentence for any error. One that we did not foresee is told by its type; its trace goes to the log file."""
    if isinstance(error, CommandError) or any(kind.__name__ in _SENTENCES for kind in type(error).__mro__):
        return str(error)
    if isinstance(error, OSError):
        return file_sentence(error)
    if isinstance(error, errors()):
        return "档案库文件读写出错，可能已损坏；请运行 wenyuan verify 核对，必要时用备份恢复。"
    logger.info("unexpected error", exc_info=error)
    return f"程序内部出错（{type(error).__name__}），没有改动任何文件；请把所用的命令告诉维护人员。"


def file_sentence(error: OSError) -> str:
    """What the system says about a file, in Chinese."""
    name = f"“{error.filename}”" if error.filename else "文件"
    reasons: dict[type[OSError], str] = {
        FileNotFoundError: f"找不到{name}，请核对路径。",
        PermissionError: f"没有权限读写{name}，请换一个位置或请管理员授权。",
        IsADirectoryError: f"{name}是文件夹，这里要一个文件。",
        NotADirectoryError: f"{name}的上级不是文件夹，请核对路径。",
        FileExistsError: f"{name}已经存在，请换一个名字。",
    }
    for kind, sentence in reasons.items():
        if isinstance(error, kind):
            return sentence
    return f"读写{name}时出错（{error.strerror or type(error).__name__}），请检查磁盘空间和路径。"


def usage_sentence(error: TyperException) -> str:
    """Wrong use of the command line, in Chinese, with the way out."""
    hint = "用法见 wenyuan --help。"
    option = getattr(error, "option_name", None)
    name = type(error).__name__
    if name == "NoSuchOption":
        return f"没有选项 {option}。{hint}"
    if name == "BadOptionUsage":
        return f"选项 {option} 的用法不对。{hint}"
    parameter = getattr(error, "param", None)
    label = getattr(parameter, "opts", None) or [getattr(parameter, "human_readable_name", "")]
    if name == "MissingParameter":
        return f"缺少 {getattr(parameter, 'human_readable_name', '') or label[0]}。{hint}"
    if name == "BadParameter":
        return f"{label[0]} 的值不对。{hint}"
    if "No such command" in str(error):
        return f"没有这个命令：{str(error).split(chr(39))[1] if chr(39) in str(error) else ''}。{hint}"
    return f"命令的写法不对。{hint}"
