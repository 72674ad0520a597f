#!/bin/sh
# Runs the tests for one engine in every environment named that this machine has a Python for;
# with STRICT=1 a missing Python is a failure. PYTEST_ARGS is handed to pytest, which uses all cores.
#
#     tools/test.sh tensorflow tensorflow2 old_engines

cd "$(dirname "$0")/.."
engine=$1
shift
# Each worker of pytest has a core: threads of PyTorch's or CNTK's would wait for each other.
case $engine in torch|cntk) export OMP_NUM_THREADS="${OMP_NUM_THREADS:-1}" ;; esac
failed=
ran=
for name in "$@"; do
    tools/make_env.sh "$name"
    status=$?
    if [ $status = 0 ] && [ "$engine" = cntk ]; then
        tools/link_mpi.sh "$name"
        status=$?
    fi
    if [ $status = 3 ] && [ -z "$STRICT" ]; then
        echo "=== $name is left out on this machine"
        continue
    elif [ $status != 0 ]; then
        failed="$failed $name"
        continue
    fi
    echo "=== $name: $(".envs/$name/bin/python" --version 2>&1), KERAS_BACKEND=$engine"
    KERAS_BACKEND=$engine ".envs/$name/bin/python" -m pytest -n auto $PYTEST_ARGS || failed="$failed $name"
    ran="$ran $name"
done
[ -n "$ran" ] || echo "No test was run: no environment could be used." >&2
[ -z "$failed" ] || echo "FAILED in:$failed" >&2
[ -n "$ran" ] && [ -z "$failed" ]
