"""Say plainly what is missing before the virtual environment is made; its syntax is that of any Python 3.

Exit code 1: Python is too old; 3: its venv part is missing.
"""

import importlib.util
import platform
import sys

OLD = "文渊需要 Python 3.11 或更新的版本，本机的 python3 是 {}：请安装新版后用 make setup PYTHON=python3.11 重试。"

if sys.version_info < (3, 11):  # noqa: UP036 - this script is there to meet older versions
    sys.exit(OLD.format(platform.python_version()))
if importlib.util.find_spec("ensurepip") is None:
    sys.exit(3)
