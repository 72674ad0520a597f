#!/bin/sh
# Makes the virtual environment .envs/NAME as tools/envs/NAME.txt says, unless it is there and
# up to date. The first line of that file lists the series of Python that will do, best first.
# Exit status 3: this machine has no such Python.
#
#     tools/make_env.sh tensorflow2

set -e
name=$1
cd "$(dirname "$0")/.."
wanted=tools/envs/$name.txt
env=.envs/$name

series=$(sed -n '1s/^# python: //p' "$wanted")
if ! python=$(tools/find_python.sh $series); then
    echo "No Python that $wanted can use was found (one of: $series)." >&2
    if [ -n "$PYTHON" ]; then
        echo "PYTHON=$PYTHON is none of them." >&2
    else
        echo 'Install one (pyenv has all), put it on PATH or name it: PYTHON=path make ...' >&2
    fi
    exit 3
fi

stamp="$("$python" --version 2>&1) $(cat "$wanted" setup.py keras/version.py | cksum)"
if [ -f "$env/stamp" ] && [ "$(cat "$env/stamp")" = "$stamp" ]; then
    exit 0
fi

# The same environment is made once, whoever else asks for it meanwhile.
mkdir -p .envs
if [ -z "$ENV_LOCKED" ] && command -v flock > /dev/null; then
    ENV_LOCKED=1 exec flock ".envs/$name.lock" tools/make_env.sh "$name"
fi

echo "Setting up $env with $("$python" --version 2>&1); this downloads and takes minutes"
rm -rf "$env"
"$python" -m venv "$env"
export PYTHONWARNINGS=ignore     # what building warns of is not for those who set up
pip="$env/bin/python -m pip --disable-pip-version-check"
case $("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])') in
    3.6) $pip install -q pip==21.3.1 setuptools==59.6.0 wheel==0.37.1 ;;  # the last ones for it
    *) $pip install -q --upgrade pip ;;
esac
# Most of what is installed is never imported: Python compiles the rest when it is, if it may.
install="$pip install -q"
[ -n "$PYTHONDONTWRITEBYTECODE" ] || install="$install --no-compile"
# What is named beside this package, the engines, is large: any number are installed side by side.
engines=$(grep -v '^#\|^-e' "$wanted" || true)
[ -z "$engines" ] || $install $engines
# This package one after the other: each writes beside setup.py what it finds there.
one_by_one=${ENV_LOCKED:+flock .envs/lock}
$one_by_one $install -r "$wanted"
$pip check
echo "$stamp" > "$env/stamp"
