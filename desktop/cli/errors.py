"""Wrong use of the command line as one plain Chinese sentence; every other error: office.sentences."""

from __future__ import annotations

from typer.exceptions import TyperException


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
