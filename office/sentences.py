"""Error messages: the one plain Chinese sentence that window and command line show for any exception, by its type."""

from __future__ import annotations

import errno
import logging

from papers.problem import Problem
from search.store.sqlite import errors as database_errors

logger = logging.getLogger(__name__)

_BY_NUMBER = {
    errno.ENOENT: "找不到{0}，它可能被移走或改名了；请核对路径。",
    errno.EACCES: "没有权限读写{0}；请换一个位置，或者关掉正在用它的程序再试。",
    errno.EPERM: "没有权限读写{0}；请换一个位置，或者关掉正在用它的程序再试。",
    errno.EISDIR: "{0}是一个文件夹，这里要的是文件。",
    errno.ENOTDIR: "{0}的上级不是文件夹，请核对路径。",
    errno.EEXIST: "{0}已经存在，请换一个名字。",
    errno.ENOSPC: "磁盘满了，{0}没有保存；请腾出空间再试。",
    errno.EDQUOT: "磁盘满了，{0}没有保存；请腾出空间再试。",
    errno.EFBIG: "磁盘满了，{0}没有保存；请腾出空间再试。",
    errno.EROFS: "{0}所在的磁盘是只读的，写不进去；请换一个位置。",
    errno.ENAMETOOLONG: "{0}的名字太长，系统不收；请取一个短一些的名字。",
    errno.ELOOP: "{0}是绕圈的链接，打不开；请核对路径。",
    errno.EBUSY: "{0}正被别的程序占用；请关掉那个程序再试。",
    errno.ETXTBSY: "{0}正被别的程序占用；请关掉那个程序再试。",
    errno.EMFILE: "打开的文件太多了；请关掉别的程序再试。",
    errno.ENFILE: "打开的文件太多了；请关掉别的程序再试。",
}
_DISK = "读写{0}时出了问题；请检查磁盘和网络盘是否正常，再试一次。"
_DATABASE = "档案库文件读写出错，可能已损坏；请用 wenyuan verify 核对，必要时用备份恢复。"
_TOO_LARGE = "给出的编号、数或日子大得超出了范围，这一步没有做；请核对后再试。"
_MEMORY = "内存不够，这一步没有做完；请关掉别的程序再试。"
_UNKNOWN = "程序出了意外，这一步没有做完；请再试一次，若仍不行请把详情发给维护人员（详情已记入日志）。"
_LONGEST = 120
"""Characters of a path that a sentence shows: its end, where the file's name stands."""


def sentence(error: BaseException) -> str:
    """The sentence for any exception, never with the words of one that is not ours.

    One that was not foreseen is told as a fault of the program; its trace goes to the log.
    """
    if isinstance(error, Problem):
        return str(error).strip() or _UNKNOWN
    if isinstance(error, MemoryError):
        return _MEMORY
    if isinstance(error, OverflowError):  # an id that no store can hold, a day after the year 9999
        return _TOO_LARGE
    if isinstance(error, OSError):
        return _BY_NUMBER.get(error.errno or 0, _DISK).format(_named(error))
    if isinstance(error, database_errors()):
        return _DATABASE
    logger.info("unexpected error", exc_info=error)
    return _UNKNOWN


def _named(error: OSError) -> str:
    """The file that the system complains of, in quotes."""
    name = error.filename
    text = name.decode(errors="replace") if isinstance(name, bytes) else str(name or "")
    return f"“{text if len(text) <= _LONGEST else '…' + text[-_LONGEST:]}”" if text else "文件"
