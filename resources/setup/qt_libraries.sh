#!/usr/bin/env bash
# The system libraries that Qt loads: installs the missing ones on Debian's family (as root or with sudo), else says
# exactly what to install. Everything but the window works without them, so this never stops the set-up.
set -euo pipefail

# library file : Debian package. The first six are needed by any window, the others by a real one (X11).
libraries="
libglib-2.0.so.0:libglib2.0-0
libGL.so.1:libgl1
libEGL.so.1:libegl1
libxkbcommon.so.0:libxkbcommon0
libdbus-1.so.3:libdbus-1-3
libfontconfig.so.1:libfontconfig1
libxcb-cursor.so.0:libxcb-cursor0
libxcb-icccm.so.4:libxcb-icccm4
libxcb-keysyms.so.1:libxcb-keysyms1
libxcb-shape.so.0:libxcb-shape0
libxcb-xkb.so.1:libxcb-xkb1
libxkbcommon-x11.so.0:libxkbcommon-x11-0
"

[ "$(uname -s)" = Linux ] || exit 0

ldconfig="$(command -v ldconfig || echo /sbin/ldconfig)"
known="$("$ldconfig" -p 2>/dev/null || true)"
missing=()
for line in $libraries; do
    case "$known" in
        *"${line%%:*}"*) ;;
        *) missing+=("${line##*:}") ;;
    esac
done
[ "${#missing[@]}" -gt 0 ] || exit 0

if ! command -v apt-get >/dev/null; then
    echo "缺少 Qt 的系统库，窗口可能打不开：请安装提供这些 Debian 软件包内容的库：${missing[*]}" >&2
    exit 0
fi
if [ "$(id -u)" = 0 ]; then
    as_root=()
elif sudo -n true 2>/dev/null; then
    as_root=(sudo -n)
else
    echo "缺少 Qt 的系统库，窗口可能打不开。请管理员运行：apt-get install ${missing[*]}" >&2
    exit 0
fi
echo "正在安装 Qt 的系统库：${missing[*]}"
export DEBIAN_FRONTEND=noninteractive
install=("${as_root[@]}" apt-get -q -y install --no-install-recommends "${missing[@]}")
log="$(mktemp)"
trap 'rm -f "$log"' EXIT
"${as_root[@]}" apt-get -q update >"$log" 2>&1 || true
"${install[@]}" >>"$log" 2>&1 || {
    tail -n 5 "$log" >&2
    echo "Qt 的系统库没有装上（见上），窗口可能打不开。请检查网络后运行：apt-get install ${missing[*]}" >&2
}
