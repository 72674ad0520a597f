#!/bin/sh
# Prints the first Python interpreter of this machine that is of one of the given series and can
# make virtual environments; with PYTHON set, that one is the only candidate. If there is none, but
# one that lacks only a part, the error output says which.
#
#     tools/find_python.sh 3.12 3.11

lacking=

usable() {  # path, series: does it start, is it of that series, has it what we need?
    "$1" -c "import sys
sys.exit('%d.%d' % sys.version_info[:2] != '$2')" >/dev/null 2>&1 || return 1
    said=$("$1" -c 'import venv, ensurepip, ssl, zlib, ctypes' 2>&1) && return 0
    lacking=${lacking:-"$1 lacks a part: $(echo "$said" | tail -n 1)"}
    return 1
}

for series in "$@"; do
    if [ -n "$PYTHON" ]; then
        candidates=$(command -v "$PYTHON")
    else
        # The newest patch release first.
        candidates="$(command -v "python$series") $(
            ls -d "${PYENV_ROOT:-$HOME/.pyenv}/versions/$series".*/bin/python 2>/dev/null |
                sort -t. -k4,4nr) $(command -v python3)"
    fi
    for candidate in $candidates; do
        if usable "$candidate" "$series"; then
            echo "$candidate"
            exit 0
        fi
    done
done
[ -z "$lacking" ] || echo "$lacking" >&2
case $lacking in
    *ensurepip*|*venv*) echo 'On Debian and Ubuntu: apt-get install python3-venv' >&2 ;;
esac
exit 1
