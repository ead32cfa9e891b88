#!/usr/bin/env bash
# The system libraries that Qt loads: installs the missing ones on Debian's family (as root or with sudo), else says
# exactly what to install. Everything but the window works without them, so this never stops the set-up.
set -euo pipefail
. "$(dirname "$0")/packages.sh"

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

install_packages "缺少 Qt 的系统库，窗口可能打不开" "${missing[@]}" || true
