#!/usr/bin/env bash
# Python with its venv part, which Debian packs by itself: installed where it is missing, else a plain sentence.
set -euo pipefail
. "$(dirname "$0")/packages.sh"

python="${1:-python3}"
code=0
"$python" "$(dirname "$0")/check_python.py" || code=$?
[ "$code" = 3 ] || exit "$code"
install_packages "缺少 Python 的 venv 组件" python3-venv
