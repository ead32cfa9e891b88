#!/usr/bin/env bash
# Sourced. `install_packages WHY PACKAGE…` installs Debian packages as root or with sudo; where that cannot be done it says
# what to install, on stderr, and returns 1.

install_packages() {
    local why="$1" as_root=() log
    shift
    if ! command -v apt-get >/dev/null; then
        echo "$why。请安装提供这些 Debian 软件包内容的软件：$*" >&2
        return 1
    fi
    if [ "$(id -u)" != 0 ]; then
        if ! sudo -n true 2>/dev/null; then
            echo "$why。请管理员运行：apt-get install $*" >&2
            return 1
        fi
        as_root=(sudo -n)
    fi
    echo "正在安装系统软件包：$*"
    log="$(mktemp)"
    export DEBIAN_FRONTEND=noninteractive
    "${as_root[@]}" apt-get -q update >"$log" 2>&1 || true
    if ! "${as_root[@]}" apt-get -q -y install --no-install-recommends "$@" >>"$log" 2>&1; then
        tail -n 5 "$log" >&2
        rm -f "$log"
        echo "$why，安装没有成功（见上）。请检查网络后运行：apt-get install $*" >&2
        return 1
    fi
    rm -f "$log"
}
